import type { ExportedMessage, ExportedRequest } from './exported.ts';

/** A request as one HTML file that needs nothing else: for reading, by people and by their programs. */

const escaped = (text: string): string =>
  text.replace(/[&<>"]/gu, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);

const style = `body{font:1rem/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}
h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2rem}h3{font-size:1rem;margin:1.5rem 0 .25rem}
table{border-collapse:collapse}th,td{text-align:start;vertical-align:top;padding:.2rem 1rem .2rem 0}
.said{white-space:pre-wrap;overflow-wrap:anywhere;border-inline-start:3px solid #0b5cad;padding-inline-start:1rem;margin:0 0 .5rem}
.note{border-color:#8a5a00}li{overflow-wrap:anywhere}pre{white-space:pre-wrap}`;

/** The facts at the top, for every form in which a request is drawn. */
export function factsOf(it: ExportedRequest): [string, string][] {
  const who = ({ name, email }: ExportedRequest['requester']): string => (email === null ? name : `${name} <${email}>`);
  return [
    ['Office', it.office],
    ['From', `${who(it.requester)}${it.agency ? `, ${it.agency.name}` : ''}`],
    ['Held by', it.holder ? who(it.holder) : 'nobody'],
    ['Topic', it.topic],
    ['State', it.state],
    ['Priority', it.priority],
    ...(it.urgent?.reason ? ([['Urgent', it.urgent.reason]] satisfies [string, string][]) : []),
    ['Asked', it.opened],
    ...(it.resolved ? ([['Resolved', it.resolved]] satisfies [string, string][]) : []),
    ...(it.outcome
      ? ([['Outcome', [it.outcome.kind, it.outcome.text, it.outcome.instead].filter(Boolean).join(': ')]] satisfies [
          string,
          string,
        ][])
      : []),
    ...(it.duplicateOf ? ([['Duplicate of', it.duplicateOf]] satisfies [string, string][]) : []),
    ...(it.follows ? ([['Follows', it.follows]] satisfies [string, string][]) : []),
    ...(it.destroyed ? ([['Content destroyed', it.destroyed]] satisfies [string, string][]) : []),
  ];
}

/** "R-1042·3, reply by Lee Park to Ana Ruiz". */
export const headOf = ({ ref, kind, author, to }: ExportedMessage): string =>
  `${ref}, ${{ 'from agency': 'message', 'to agency': 'reply', note: 'note' }[kind]} by ${author.name} to ${to}`;

/** What became of it, beside its words. */
export function marksOf({ asks, delivered, failed, deleted }: ExportedMessage): string[] {
  return [
    ...(asks ? ['A question to the agency.'] : []),
    ...(delivered ? [`Delivered ${delivered}.`] : []),
    ...(failed ? [`Could not be delivered, ${failed}.`] : []),
    ...(deleted ? [`Deleted by its author ${deleted}.`] : []),
  ];
}

export function htmlOf(it: ExportedRequest): string {
  const title = `${it.request}: ${it.title}`;
  const said = ({ at, text }: { at: string; text: string }, nth: number, all: number, note: boolean): string =>
    `<p>${escaped(at)}${all > 1 ? `, wording ${nth + 1} of ${all}` : ''}</p><p class="said${note ? ' note' : ''}" dir="auto">${escaped(text)}</p>`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${style}</style></head>
<body><main><h1 dir="auto">${escaped(title)}</h1>
<table>${factsOf(it)
    .map(([label, value]) => `<tr><th scope="row">${escaped(label)}</th><td dir="auto">${escaped(value)}</td></tr>`)
    .join('')}</table>
<h2>Messages</h2>
${it.messages
  .map(
    (message) =>
      `<h3>${escaped(headOf(message))}</h3>${message.wordings.map((each, nth, all) => said(each, nth, all.length, message.kind === 'note')).join('')}${marksOf(
        message,
      )
        .map((mark) => `<p>${escaped(mark)}</p>`)
        .join('')}`,
  )
  .join('\n')}
${
  it.files.length === 0
    ? ''
    : `<h2>Files</h2><ul>${it.files
        .map(({ name, path, message, bytes, reason }) => {
          const label = `${escaped(name)} (${escaped(message)}, ${bytes} bytes)`;
          return `<li>${path ? `<a href="${path}">${label}</a>` : `${label}: ${escaped(reason ?? 'not in this package')}`}</li>`;
        })
        .join('')}</ul>`
}
${listOf('What happened', it.story)}${listOf('How its times were counted', it.receipts)}
</main></body></html>
`;
}

const listOf = (title: string, lines: readonly string[]): string =>
  lines.length === 0
    ? ''
    : `<h2>${title}</h2><ul>${lines.map((line) => `<li dir="auto">${escaped(line)}</li>`).join('')}</ul>`;
