import { stringify } from 'csv-stringify/sync';
import type { Store } from '../store.ts';
import { type Bag, type BagLimits, createBag } from './bag.ts';
import type { ExportedRequest } from './exported.ts';
import { htmlOf } from './html.ts';
import { type Kept, ownFiles } from './own.ts';
import type { PdfMaker } from './pdf.ts';
import { readRequest } from './readRequest.ts';
import type { Redactor, Withheld } from './redact.ts';
import type { SaidSelection, Selection } from './selection.ts';
import type { Sink } from './zip.ts';

/** Requests as a package to be handed out: a folder for each, an index, and what vouches for all of it. */

/** Read in one transaction; what is kept in memory is one request with its files. */
const AT_ONCE = 50;
/** Rows of one file of the index. */
const INDEXED = 5_000;

export type Packing = {
  selection: Selection;
  said: SaidSelection;
  /** The office that hands it out. */
  office: string;
  now: Date;
  /** Draws PDFs; absent: there are none. */
  pdf?: PdfMaker;
  redactor?: Redactor;
  /** What may stand in a request for whoever gets it; absent: all of it. */
  view?: (it: ExportedRequest) => ExportedRequest;
  /** What is kept of the person whom it is for, beside requests. */
  kept?: Kept;
  /** Where the n-th package goes, the first being 1. */
  sink(nth: number): Promise<Sink>;
  limits?: BagLimits;
  progress?(done: number): void;
};

export type Packed = { requests: number; files: number; withheld: number; manifests: string[] };

const indexColumns = [
  ...['request', 'title', 'office', 'agency', 'requester', 'requester_email', 'held_by', 'topic', 'state', 'priority'],
  ...['asked', 'resolved', 'outcome', 'messages', 'files', 'folder'],
];
const logColumns = ['request', 'message', 'date', 'author', 'recipients', 'withheld', 'times', 'exemption', 'reason'];

/** Writes it; the embedded or the other database is asked for a few requests at a time. */
export async function writePackage(store: Store, packing: Packing): Promise<Packed> {
  const packed: Packed = { requests: 0, files: 0, withheld: 0, manifests: [] };
  let open = await begin(packing, 1);
  if (packing.kept) open = await addKept(store, open, packing, packing.kept, packed);
  for (let after = 0; ; ) {
    const page = await store.transaction(async (tx) => {
      const ids = await tx.exports.page(packing.selection, after, AT_ONCE);
      const read: ExportedRequest[] = [];
      for (const id of ids) {
        const it = await readRequest(tx, id, packing.now);
        if (it) read.push(it);
      }
      return { read, last: ids.at(-1) };
    });
    for (const it of page.read) {
      open = await withRoom(open, weightOf(it), packing, packed);
      packed.files += await addRequest(store, open, packing, it, packed);
      packed.requests += 1;
      packing.progress?.(packed.requests);
    }
    if (page.last === undefined) break;
    after = page.last;
  }
  packed.manifests.push(await finish(open));
  return packed;
}

/** A request with its files, which go into one package together: what its own parts weigh is little beside them. */
function weightOf({ files }: ExportedRequest): BagLimits {
  const here = files.filter(({ path }) => path !== null);
  return { files: 3 + here.length, bytes: here.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/** The package that is open, or the next one where that has no room for so much. */
async function withRoom(open: Open, more: BagLimits, packing: Packing, packed: Packed): Promise<Open> {
  if (open.bag.takes(more)) return open;
  packed.manifests.push(await finish(open));
  return begin(packing, packed.manifests.length + 1);
}

/** What is kept of a person, with the files of their reports. Answers with the package that is open by then. */
async function addKept(store: Store, first: Open, packing: Packing, all: Kept, packed: Packed): Promise<Open> {
  const { redactor } = packing;
  const { kept: named, files } = ownFiles(all);
  const { kept, log } = redactor?.kept(named) ?? { kept: named, log: [] };
  await first.bag.add('person.json', `${JSON.stringify(kept, null, 1)}\n`);
  first.log.push(...log);
  packed.withheld += log.length;
  let open = first;
  for (const { id, path, bytes } of files) {
    const withheld = redactor?.withholds(id);
    if (withheld) {
      open.log.push(withheld);
      packed.withheld += 1;
      continue;
    }
    const content = await store.transaction((tx) => tx.files.content(id));
    if (!content) continue;
    open = await withRoom(open, { files: 1, bytes }, packing, packed);
    await open.bag.add(path, content.bytes, true);
    packed.files += 1;
  }
  return open;
}

/** A package that is being written, with what of its tables was not written yet. */
type Open = { bag: Bag; index: string[][]; indexes: number; log: Withheld[]; redacted: boolean };

async function begin(packing: Packing, nth: number): Promise<Open> {
  const { said, office, now, redactor, limits } = packing;
  const clean = (text: string): string => redactor?.text(text) ?? text;
  const description = said.map(({ label, value }) => `${label}: ${value}`).join('; ');
  const info: [string, string][] = [
    ['Source-Organization', clean(office)],
    ['External-Description', clean(`Requests of ${office}${description ? ` (${description})` : ''}`)],
    ['Bagging-Date', now.toISOString().slice(0, 10)],
    ['Bag-Software-Agent', 'Liaison Desk'],
    ['Bag-Count', `${nth} of ?`],
    ...(redactor ? ([['Redacted', 'yes: see data/withheld.csv']] satisfies [string, string][]) : []),
  ];
  const bag = createBag(
    await packing.sink(nth),
    { at: now, info, readme: readmeOf(redactor !== undefined, packing.kept !== undefined) },
    limits,
  );
  return { bag, index: [], indexes: 0, log: [], redacted: redactor !== undefined };
}

async function addRequest(
  store: Store,
  open: Open,
  { redactor, view, pdf }: Packing,
  read: ExportedRequest,
  packed: Packed,
): Promise<number> {
  const seen = view?.(read) ?? read;
  const { it, log } = redactor?.request(seen) ?? { it: seen, log: [] };
  const folder = `requests/${it.request}`;
  await open.bag.add(`${folder}/request.json`, `${JSON.stringify(it, null, 1)}\n`);
  await open.bag.add(`${folder}/request.html`, htmlOf(it));
  if (pdf) await open.bag.add(`${folder}/request.pdf`, pdf(it), true);
  let files = 0;
  for (const { id, path } of it.files) {
    // One at a time: a file has up to 25 MB.
    const kept = path === null ? undefined : await store.transaction((tx) => tx.files.content(id));
    if (path === null || !kept) continue;
    await open.bag.add(`${folder}/${path}`, kept.bytes, true);
    files += 1;
  }
  open.index.push([
    ...[it.request, it.title, it.office, it.agency?.name ?? '', it.requester.name, it.requester.email ?? ''],
    ...[it.holder?.name ?? '', it.topic, it.state, it.priority, it.opened, it.resolved ?? '', it.outcome?.kind ?? ''],
    ...[String(it.messages.length), String(it.files.length), folder],
  ]);
  open.log.push(...log);
  packed.withheld += log.length;
  if (open.index.length >= INDEXED) await writeIndex(open);
  return files;
}

async function writeIndex(open: Open): Promise<void> {
  open.indexes += 1;
  const name = open.indexes === 1 ? 'index.csv' : `index-${open.indexes}.csv`;
  await open.bag.add(name, csv([indexColumns, ...open.index]));
  open.index = [];
}

const csv = (rows: readonly (readonly string[])[]): string =>
  stringify(rows as string[][], { escape_formulas: true, bom: true, record_delimiter: 'windows' });

async function finish(open: Open): Promise<string> {
  if (open.index.length > 0 || open.indexes === 0) await writeIndex(open);
  if (open.redacted) {
    const rows = open.log.map(({ request, message, at, author, to, what, times, exemption, reason }) => [
      ...[request, message, at, author, to, what, String(times), exemption, reason],
    ]);
    await open.bag.add('withheld.csv', csv([logColumns, ...rows]));
  }
  return open.bag.close();
}

const readmeOf = (redacted: boolean, own: boolean): string => `Records of requests, from Liaison Desk

index.csv          every request, with its folder
requests/R-…/      request.html to be read, request.pdf to be printed (tagged, PDF/UA-1), request.json for programs, and
                   files/ with what came with it, as it came; the names that people gave are in request.json
${own ? 'person.json        what is kept of the person beside requests, and reports/ with the files that they sent with reports\n' : ''}${redacted ? 'withheld.csv       what was left out of this copy, where, and under which exemption\n' : ''}
All times are in UTC unless a zone is named. A message has every wording it ever had, the newest last; the record keeps
all of them. Under “chain” in request.json stands what the desk’s own record says of each entry, hash by hash.

To check that all of it is there as it was: unpack it, and in its folder run
  sha256sum -c manifest-sha256.txt
  sha256sum -c tagmanifest-sha256.txt
`;
