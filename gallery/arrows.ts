/** `npm run arrows`: draws which room of the house knows which, read off the import lines (types are gone at run time), to docs/arrows.svg. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const WIDTH = 1120;
const ROW = 110;

/** `src/requests/words/card.ts` is in the room `src/requests`; files beside the rooms stand for themselves. */
const roomOf = (file: string): string => file.split('/').slice(0, 2).join('/');

function readArrows(): Map<string, Set<string>> {
  const arrows = new Map<string, Set<string>>();
  for (const folder of ['src', 'adapters', 'db'])
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.ts')) continue;
      const from = `${folder}/${name}`;
      const text = readFileSync(join(root, from), 'utf8');
      const room = folder === 'db' ? 'db' : roomOf(from);
      for (const found of text.matchAll(/^(?:import|export) (?!type )[^;]*?from '(?<path>\.[^']+)'/gmu)) {
        const path = relative(root, resolve(dirname(join(root, from)), found.groups?.path ?? ''));
        const to = path.startsWith('db/') ? 'db' : roomOf(path);
        if (to !== room) arrows.set(room, (arrows.get(room) ?? new Set()).add(to));
      }
      if (!arrows.has(room)) arrows.set(room, new Set());
    }
  return arrows;
}

/** Rows from what knows most to what knows nothing: each room stands above all that it knows, where there is no circle. */
function layersOf(arrows: Map<string, Set<string>>): string[][] {
  const depth = new Map<string, number>();
  const measure = (room: string, path: readonly string[]): number => {
    const known = depth.get(room);
    if (known !== undefined) return known;
    const below = [...(arrows.get(room) ?? [])].filter((to) => !path.includes(to));
    const found = below.length === 0 ? 0 : 1 + Math.max(...below.map((to) => measure(to, [...path, room])));
    if (path.length === 0) depth.set(room, found);
    return found;
  };
  for (const room of arrows.keys()) measure(room, []);
  const deepest = Math.max(...depth.values());
  const rows = Array.from({ length: deepest + 1 }, (_, n) =>
    [...depth].filter(([, d]) => d === deepest - n).map(([room]) => room),
  );
  return rows.filter((row) => row.length > 0).map((row) => row.sort());
}

function draw(arrows: Map<string, Set<string>>): string {
  const rows = layersOf(arrows);
  const place = new Map(
    rows.flatMap((row, y) =>
      row.map((room, x) => [room, { x: ((x + 0.5) * WIDTH) / row.length, y: 50 + y * ROW }] as const),
    ),
  );
  const lines = [...arrows].flatMap(([from, all]) =>
    [...all].sort().map((to) => {
      const [a, b] = [place.get(from), place.get(to)];
      return a && b
        ? `<path d="M${Math.round(a.x)} ${a.y + 16} L${Math.round(b.x)} ${b.y - 18}" marker-end="url(#head)"><title>${from} knows ${to}</title></path>`
        : '';
    }),
  );
  const boxes = [...place].map(
    ([room, { x, y }]) =>
      `<g transform="translate(${Math.round(x)} ${y})"><rect x="-70" y="-16" width="140" height="32" rx="8"/><text>${room.replace(/^src\//u, '')}</text></g>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${rows.length * ROW}" role="img" aria-labelledby="t d">
<title id="t">Which room of the house knows which</title>
<desc id="d">Arrows point from a room to those it imports from, downwards.</desc>
<style>rect{fill:#fff;stroke:#0b5cad}text{font:13px system-ui,sans-serif;text-anchor:middle;dominant-baseline:middle;fill:#123}path{stroke:#0b5cad;stroke-opacity:.35;fill:none}</style>
<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8Z" style="fill:#0b5cad;stroke:none"/></marker></defs>
${lines.filter(Boolean).join('\n')}
${boxes.join('\n')}
</svg>
`;
}

writeFileSync(join(root, 'docs/arrows.svg'), draw(readArrows()));
