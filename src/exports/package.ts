import type { Office } from '../offices/office.ts';
import { programmeKinds } from '../offices/recordKinds.ts';
import type { Store } from '../store.ts';
import type { BagLimits } from './bag.ts';
import { type Drawing, drawnRecord, drawnRequest } from './drawing.ts';
import type { ExportedFile, ExportedRequest } from './exported.ts';
import type { ExportedRecord } from './exportedRecord.ts';
import { htmlOf } from './html.ts';
import { begin, finish, indexed, type Open, type PackageFacts, withRoom } from './openPackage.ts';
import { type Kept, ownFiles } from './own.ts';
import type { PdfMaker } from './pdf.ts';
import { readRecord } from './readRecord.ts';
import { readRequest } from './readRequest.ts';
import type { Redactor, Withheld } from './redact.ts';
import type { SaidSelection, Selection } from './selection.ts';
import type { Sink } from './zip.ts';

/** Records as a package to be handed out: a folder for each, an index, and what vouches for all of it. */

/** Read in one transaction; what is kept in memory is one request with its files. */
const AT_ONCE = 50;

export type Packing = {
  selection: Selection;
  said: SaidSelection;
  /** The office that hands it out. */
  office: Pick<Office, 'id' | 'name'>;
  /** Whose records are asked for, where it is one agency's. */
  agency?: { id: number; name: string };
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

export type Packed = { requests: number; records: number; files: number; withheld: number; manifests: string[] };

/** What is being written, with how far it has come. */
type Writing = { store: Store; packing: Packing; facts: PackageFacts; open: Open; packed: Packed };

/** Writes it; the embedded or the other database is asked for a few requests at a time. */
export async function writePackage(store: Store, packing: Packing): Promise<Packed> {
  const packed: Packed = { requests: 0, records: 0, files: 0, withheld: 0, manifests: [] };
  const facts = { ...packing, office: packing.office.name, own: packing.kept !== undefined };
  const writing: Writing = { store, packing, facts, open: await begin(facts, 1), packed };
  if (packing.kept) await addKept(writing, packing.kept);
  await addRequests(writing);
  // What the programme has of a person is among what is kept of them.
  if (!packing.kept) await addRecords(writing);
  packed.manifests.push(await finish(writing.open));
  return packed;
}

async function addRequests(writing: Writing): Promise<void> {
  const { store, packing, packed } = writing;
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
      await makeRoom(writing, it.files);
      await addRequest(writing, it);
      packed.requests += 1;
      packing.progress?.(packed.requests + packed.records);
    }
    if (page.last === undefined) return;
    after = page.last;
  }
}

/** Each by itself: an announcement has a line for everybody who was told. */
async function addRecords(writing: Writing): Promise<void> {
  const { store, packing, packed } = writing;
  const { selection, office, agency } = packing;
  for (const kind of programmeKinds)
    for (let after = 0; ; ) {
      const page = await store.transaction(async (tx) => {
        const ids = await tx.exports.records.page(kind, selection, after, AT_ONCE);
        return { ids, entries: await tx.exports.records.entries(kind, ids, office.id) };
      });
      for (const id of page.ids) {
        const entries = page.entries.get(id) ?? [];
        const it = await store.transaction((tx) => readRecord(tx, { kind, id, entries }, office, agency));
        if (!it) continue;
        await makeRoom(writing, it.files);
        await addRecord(writing, it, `programme/${kind}/${id}`);
        packed.records += 1;
        packing.progress?.(packed.requests + packed.records);
      }
      const last = page.ids.at(-1);
      if (last === undefined) break;
      after = last;
    }
}

/** It goes into one package with its files: what its own parts weigh is little beside them. */
async function makeRoom(writing: Writing, files: readonly ExportedFile[]): Promise<void> {
  const here = files.filter(({ path }) => path !== null);
  const more = { files: 3 + here.length, bytes: here.reduce((sum, { bytes }) => sum + bytes, 0) };
  writing.open = await withRoom(writing.open, more, writing.facts, writing.packed.manifests);
}

/** What is kept of a person, with the files of their reports. */
async function addKept(writing: Writing, all: Kept): Promise<void> {
  const { store, packing, packed } = writing;
  const { redactor } = packing;
  const { kept: named, files } = ownFiles(all);
  const { kept, log } = redactor?.kept(named) ?? { kept: named, log: [] };
  await writing.open.bag.add('person.json', `${JSON.stringify(kept, null, 1)}\n`);
  withhold(writing, log);
  for (const { id, path, bytes } of files) {
    const withheld = redactor?.withholds(id);
    if (withheld) {
      withhold(writing, [withheld]);
      continue;
    }
    const content = await store.transaction((tx) => tx.files.content(id));
    if (!content) continue;
    writing.open = await withRoom(writing.open, { files: 1, bytes }, writing.facts, packed.manifests);
    await writing.open.bag.add(path, content.bytes, true);
    packed.files += 1;
  }
}

function withhold({ open, packed }: Writing, log: readonly Withheld[]): void {
  open.log.push(...log);
  packed.withheld += log.length;
}

async function addRequest(writing: Writing, read: ExportedRequest): Promise<void> {
  const { view, redactor } = writing.packing;
  const seen = view?.(read) ?? read;
  const { it, log } = redactor?.request(seen) ?? { it: seen, log: [] };
  const folder = `requests/${it.request}`;
  await addForms(writing, folder, it, drawnRequest(it));
  withhold(writing, log);
  await indexed(writing.open, 'index', [
    ...[it.request, it.title, it.office, it.agency?.name ?? '', it.requester.name, it.requester.email ?? ''],
    ...[it.holder?.name ?? '', it.topic, it.state, it.priority, it.opened, it.resolved ?? '', it.outcome?.kind ?? ''],
    ...[String(it.messages.length), String(it.files.length), folder],
  ]);
}

async function addRecord(writing: Writing, read: ExportedRecord, folder: string): Promise<void> {
  const { it, log } = writing.packing.redactor?.record(read) ?? { it: read, log: [] };
  await addForms(writing, folder, it, drawnRecord(it));
  withhold(writing, log);
  await indexed(writing.open, 'programme', [
    ...[it.record, it.kind, it.title, it.office, it.agency?.name ?? '', it.ended ?? '', it.destroyed?.at ?? ''],
    ...[it.onlyFor === null ? 'yes' : 'no', String(it.files.length), folder],
  ]);
}

/** As JSON, HTML and PDF, with what came with it. */
async function addForms(
  { store, open, packing, packed }: Writing,
  folder: string,
  it: { files: ExportedFile[] },
  drawn: Drawing,
): Promise<void> {
  const { bag } = open;
  await bag.add(`${folder}/${drawn.file}.json`, `${JSON.stringify(it, null, 1)}\n`);
  await bag.add(`${folder}/${drawn.file}.html`, htmlOf(drawn));
  if (packing.pdf) await bag.add(`${folder}/${drawn.file}.pdf`, packing.pdf(drawn), true);
  for (const { id, path } of it.files) {
    // One at a time: a file has up to 25 MB.
    const content = path === null ? undefined : await store.transaction((tx) => tx.files.content(id));
    if (path === null || !content) continue;
    await bag.add(`${folder}/${path}`, content.bytes, true);
    packed.files += 1;
  }
}
