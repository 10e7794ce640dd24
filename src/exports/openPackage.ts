import { stringify } from 'csv-stringify/sync';
import { type Bag, type BagLimits, createBag } from './bag.ts';
import type { Redactor, Withheld } from './redact.ts';
import type { SaidSelection } from './selection.ts';
import type { Sink } from './zip.ts';

/** A package that is being written, with what of its tables was not written yet. */

/** Rows of one file of an index. */
const INDEXED = 5_000;

const columns = {
  index: [
    ...['request', 'title', 'office', 'agency', 'requester', 'requester_email', 'held_by', 'topic', 'state'],
    ...['priority', 'asked', 'resolved', 'outcome', 'messages', 'files', 'folder'],
  ],
  programme: ['record', 'kind', 'title', 'office', 'agency', 'ended', 'destroyed', 'whole', 'files', 'folder'],
};
/** `index.csv` is of requests, `programme.csv` of records of the programme. */
type Table = keyof typeof columns;
const logColumns = ['record', 'message', 'date', 'author', 'recipients', 'withheld', 'times', 'exemption', 'reason'];

export type PackageFacts = {
  said: SaidSelection;
  /** The office that hands it out. */
  office: string;
  now: Date;
  redactor?: Redactor;
  /** It is for somebody themselves, with what is kept of them. */
  own: boolean;
  /** Where the n-th package goes, the first being 1. */
  sink(nth: number): Promise<Sink>;
  limits?: BagLimits;
};

export type Open = {
  bag: Bag;
  tables: Record<Table, { rows: string[][]; written: number }>;
  log: Withheld[];
  redacted: boolean;
};

export async function begin(facts: PackageFacts, nth: number): Promise<Open> {
  const { said, office, now, redactor, limits, own } = facts;
  const clean = (text: string): string => redactor?.text(text) ?? text;
  const description = said.map(({ label, value }) => `${label}: ${value}`).join('; ');
  const info: [string, string][] = [
    ['Source-Organization', clean(office)],
    ['External-Description', clean(`Records of ${office}${description ? ` (${description})` : ''}`)],
    ['Bagging-Date', now.toISOString().slice(0, 10)],
    ['Bag-Software-Agent', 'Liaison Desk'],
    ['Bag-Count', `${nth} of ?`],
    ...(redactor ? ([['Redacted', 'yes: see data/withheld.csv']] satisfies [string, string][]) : []),
  ];
  const readme = readmeOf(redactor !== undefined, own);
  const bag = createBag(await facts.sink(nth), { at: now, info, readme }, limits);
  const tables = { index: { rows: [], written: 0 }, programme: { rows: [], written: 0 } };
  return { bag, tables, log: [], redacted: redactor !== undefined };
}

/** The package that is open, or the next one where that has no room for so much. */
export async function withRoom(open: Open, more: BagLimits, facts: PackageFacts, manifests: string[]): Promise<Open> {
  if (open.bag.takes(more)) return open;
  manifests.push(await finish(open));
  return begin(facts, manifests.length + 1);
}

export async function indexed(open: Open, table: Table, row: string[]): Promise<void> {
  const { rows } = open.tables[table];
  rows.push(row);
  if (rows.length >= INDEXED) await writeTable(open, table);
}

async function writeTable({ bag, tables }: Open, name: Table): Promise<void> {
  const table = tables[name];
  table.written += 1;
  await bag.add(
    table.written === 1 ? `${name}.csv` : `${name}-${table.written}.csv`,
    csv([columns[name], ...table.rows]),
  );
  table.rows = [];
}

const csv = (rows: readonly (readonly string[])[]): string =>
  stringify(rows as string[][], { escape_formulas: true, bom: true, record_delimiter: 'windows' });

/** Answers with the SHA-256 of its manifest. */
export async function finish(open: Open): Promise<string> {
  const { index, programme } = open.tables;
  if (index.rows.length > 0 || index.written === 0) await writeTable(open, 'index');
  if (programme.rows.length > 0) await writeTable(open, 'programme');
  if (open.redacted) {
    const rows = open.log.map(({ record, message, at, author, to, what, times, exemption, reason }) => [
      ...[record, message, at, author, to, what, String(times), exemption, reason],
    ]);
    await open.bag.add('withheld.csv', csv([logColumns, ...rows]));
  }
  return open.bag.close();
}

const readmeOf = (redacted: boolean, own: boolean): string => `Records, from Liaison Desk

index.csv          every request, with its folder
requests/R-…/      request.html to be read, request.pdf to be printed (tagged, PDF/UA-1), request.json for programs, and
                   files/ with what came with it, as it came; the names that people gave are in request.json
${
  own
    ? 'person.json        what is kept of the person beside requests, and reports/ with the files that they sent with reports\n'
    : `programme.csv      every record of the programme that belongs to it: meetings, reviews, announcements and what else
                   there is; “whole: no” is of several agencies, and holds what is of the one that was asked for
programme/…        record.html, record.pdf and record.json of each, and files/ with what came with it
`
}${redacted ? 'withheld.csv       what was left out of this copy, where, and under which exemption\n' : ''}
All times are in UTC unless a zone is named. A message has every wording it ever had, the newest last; the record keeps
all of them. Under “chain” in request.json and record.json stands what the desk’s own record says of each entry, hash by
hash.

To check that all of it is there as it was: unpack it, and in its folder run
  sha256sum -c manifest-sha256.txt
  sha256sum -c tagmanifest-sha256.txt
`;
