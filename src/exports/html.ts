import type { Drawing, Entry, Line } from './drawing.ts';

/** What is handed out as one HTML file that needs nothing else: for reading, by people and by their programs. */

const escaped = (text: string): string =>
  text.replace(/[&<>"]/gu, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);

const style = `body{font:1rem/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2rem}h3{font-size:1rem;margin:1.5rem 0 .25rem}
table{border-collapse:collapse}th,td{text-align:start;vertical-align:top;padding:.2rem 1rem .2rem 0;overflow-wrap:anywhere}
th{overflow-wrap:normal}
.said{white-space:pre-wrap;overflow-wrap:anywhere;border-inline-start:3px solid #0b5cad;padding-inline-start:1rem;margin:0 0 .5rem}
.note{border-color:#8a5a00}h1,h3,li{overflow-wrap:anywhere}pre{white-space:pre-wrap}`;

export function htmlOf({ heading, facts, parts }: Drawing): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(heading)}</title><style>${style}</style></head>
<body><main><h1 dir="auto">${escaped(heading)}</h1>
<table>${facts
    .map(([label, value]) => `<tr><th scope="row">${escaped(label)}</th><td dir="auto">${escaped(value)}</td></tr>`)
    .join('')}</table>
${parts.map(({ title, entries }) => `<h2>${escaped(title)}</h2>${entries.map(entryOf).join('\n')}`).join('\n')}
</main></body></html>
`;
}

function entryOf({ head, lines }: Entry): string {
  if (head === null) return `<ul>${lines.map((line) => `<li dir="auto">${linked(line)}</li>`).join('')}</ul>`;
  return `<h3 dir="auto">${escaped(head)}</h3>${lines
    .map((line) =>
      line.said
        ? `<p class="said${line.said === 'note' ? ' note' : ''}" dir="auto">${escaped(line.text)}</p>`
        : `<p>${escaped(line.text)}</p>`,
    )
    .join('')}`;
}

const linked = ({ text, path }: Line): string =>
  path === undefined ? escaped(text) : `<a href="${escaped(path)}">${escaped(text)}</a>`;
