import type { ExportedFile, ExportedMessage, ExportedRequest } from './exported.ts';
import type { ExportedPart, ExportedRecord } from './exportedRecord.ts';

/** What is handed out, as a page that is read: the same for HTML and for PDF. */
export type Drawing = {
  /** How its files are called: `request.json` stands beside `request.html`. */
  file: 'request' | 'record';
  heading: string;
  facts: [label: string, value: string][];
  parts: { title: string; entries: Entry[] }[];
};
/** `head` null: it is a list, and each line an item. */
export type Entry = { head: string | null; lines: Line[] };
/** `said`: in the words of somebody; `note`: which stayed in the office. `path`: what it leads to. */
export type Line = { text: string; said?: true | 'note'; path?: string };

export function drawnRequest(it: ExportedRequest): Drawing {
  return {
    ...{ file: 'request', heading: `${it.request}: ${it.title}`, facts: factsOf(it) },
    parts: [
      { title: 'Messages', entries: it.messages.map(messageEntry) },
      ...files(it.files),
      ...list('What happened', it.story),
      ...list('How its times were counted', it.receipts),
    ],
  };
}

/** The facts at the top. */
function factsOf(it: ExportedRequest): [string, string][] {
  return [
    ['Office', it.office],
    ['From', `${sayWho(it.requester)}${it.agency ? `, ${it.agency.name}` : ''}`],
    ['Held by', it.holder ? sayWho(it.holder) : 'nobody'],
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

const sayWho = ({ name, email }: { name: string; email?: string | null }): string =>
  email ? `${name} <${email}>` : name;

/** "R-1042·3, reply by Lee Park to Ana Ruiz". */
const headOf = ({ ref, kind, author, to }: ExportedMessage): string =>
  `${ref}, ${{ 'from agency': 'message', 'to agency': 'reply', note: 'note' }[kind]} by ${author.name} to ${to}`;

function messageEntry(message: ExportedMessage): Entry {
  const { kind, wordings, asks, delivered, failed, deleted } = message;
  return {
    head: headOf(message),
    lines: [
      ...wordings.flatMap(({ at, text }, nth, all): Line[] => [
        { text: all.length > 1 ? `${at}, wording ${nth + 1} of ${all.length}` : at },
        { text, said: kind === 'note' ? 'note' : true },
      ]),
      ...[
        ...(asks ? ['A question to the agency.'] : []),
        ...(delivered ? [`Delivered ${delivered}.`] : []),
        ...(failed ? [`Could not be delivered, ${failed}.`] : []),
        ...(deleted ? [`Deleted by its author ${deleted}.`] : []),
      ].map((text) => ({ text })),
    ],
  };
}

const files = (all: readonly ExportedFile[]): Drawing['parts'] =>
  all.length === 0
    ? []
    : [
        {
          title: 'Files',
          entries: [
            {
              head: null,
              lines: all.map(({ name, path, message, bytes, reason }) => {
                const label = `${name} (${message}, ${bytes} bytes)`;
                return path === null ? { text: `${label}: ${reason ?? 'not in this package'}` } : { text: label, path };
              }),
            },
          ],
        },
      ];

const list = (title: string, lines: readonly string[]): Drawing['parts'] =>
  lines.length === 0 ? [] : [{ title, entries: [{ head: null, lines: lines.map((text) => ({ text })) }] }];

/** What it is stands at the top; of its other parts a row with words of somebody is an entry, another a line. */
export function drawnRecord(it: ExportedRecord): Drawing {
  const [first, ...others] = it.parts;
  const own = first?.rows.length === 1 ? first : undefined;
  const rest = own ? others : it.parts;
  const [row] = own?.rows ?? [];
  const long = own?.words.filter((name) => isLong(row?.[name])) ?? [];
  return {
    ...{ file: 'record', heading: `${it.record}: ${it.title}` },
    facts: [
      ['Office', it.office],
      ...(row ? factsIn(row, long) : []),
      ...(it.ended ? ([['Ended', it.ended]] satisfies [string, string][]) : []),
      ...(it.destroyed
        ? ([['Content destroyed', `${it.destroyed.at}, under ${it.destroyed.authority}`]] satisfies [string, string][])
        : []),
      ...(it.onlyFor
        ? ([['Of this', `what is of ${it.onlyFor}, and what every agency was shown`]] satisfies [string, string][])
        : []),
    ],
    parts: [
      ...(row && long.length > 0
        ? [
            {
              title: 'In words',
              entries: wordsIn(row, long).map(([head, text]): Entry => ({ head, lines: [{ text, said: true }] })),
            },
          ]
        : []),
      ...rest.map((part) => ({ title: labelOf(part.name), entries: entriesOf(part) })),
      ...files(it.files),
      ...list(
        'What stands on the record',
        it.events.map(({ at, kind, by }) => {
          const who = it.people.find(({ id }) => id === by);
          return `${at}: ${kind}${who ? `, by ${who.name}` : ''}`;
        }),
      ),
    ],
  };
}

/** "minutes_sent" → "Minutes sent". */
const labelOf = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ');

/** What somebody wrote in a few words stands among the facts of what it is. */
const LONGEST_FACT = 80;
const isLong = (said: unknown): boolean =>
  typeof said === 'string' && (said.length > LONGEST_FACT || said.includes('\n'));

const factsIn = (row: Record<string, unknown>, words: readonly string[]): [string, string][] =>
  Object.entries(row)
    .filter(([name]) => !words.includes(name))
    .map(([name, value]) => [labelOf(name), sayValue(value)]);

const wordsIn = (row: Record<string, unknown>, words: readonly string[]): [string, string][] =>
  words.flatMap((name): [string, string][] => {
    const said = row[name];
    return said === undefined || said === null || said === '' ? [] : [[labelOf(name), sayValue(said)]];
  });

function entriesOf({ rows, words }: ExportedPart): Entry[] {
  const lineOf = (row: Record<string, unknown>): string =>
    factsIn(row, words)
      .map(([label, value]) => `${label}: ${value}`)
      .join('; ');
  if (!rows.some((row) => wordsIn(row, words).length > 0))
    return [{ head: null, lines: rows.map((row) => ({ text: lineOf(row) })) }];
  return rows.map((row, nth) => ({
    head: lineOf(row) || `${nth + 1}`,
    lines: wordsIn(row, words).flatMap(([label, text]): Line[] => [{ text: label }, { text, said: true }]),
  }));
}

function sayValue(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map(sayValue).join(', ');
  if (typeof value !== 'object' || value === null) return String(value ?? '');
  return 'name' in value && typeof value.name === 'string'
    ? sayWho({ name: value.name, ...('email' in value && typeof value.email === 'string' && { email: value.email }) })
    : JSON.stringify(value);
}
