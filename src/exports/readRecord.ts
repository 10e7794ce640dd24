import { type Block, plainText } from '../chat/message.ts';
import type { Office } from '../offices/office.ts';
import { type ProgrammeKind, recordName } from '../offices/recordKinds.ts';
import type { Tx } from '../store.ts';
import type { ExportedFile, Who } from './exported.ts';
import type { ExportedRecord } from './exportedRecord.ts';
import type { KeptEntry } from './exportStore.ts';
import { endingOf } from './readRequest.ts';

/** Whose it is to read, where it is asked for by one agency. */
type For = { id: number; name: string } | undefined;

/** All of a record of the programme, to be handed out. Undefined where there is none of this number. */
export async function readRecord(
  tx: Tx,
  { kind, id, entries }: { kind: ProgrammeKind; id: number; entries: readonly KeptEntry[] },
  office: Pick<Office, 'id' | 'name'>,
  agency: For,
): Promise<ExportedRecord | undefined> {
  const { records } = tx.exports;
  const found = await records.read(kind, id, { officeId: office.id, ...(agency && { agencyId: agency.id }) });
  if (!found) return undefined;
  const { title, since, destroyed, isWhole } = found;
  const record = recordName(kind, id);
  const parts = found.parts.map((part) => ({ ...part, rows: part.rows.map(inWords) }));
  // Its entries quote what others wrote, too.
  const events = isWhole ? entries : [];
  const named = new Map(whoIn(parts).map((who) => [who.id, who]));
  const others = events.flatMap(({ actorId, data }) => [...(actorId === null ? [] : [actorId]), ...idsIn(data)]);
  const people = await tx.people.named([...new Set(others)].filter((each) => !named.has(each)));
  for (const { id: personId, name, email } of people.values()) named.set(personId, { id: personId, name, email });
  return {
    ...{ format: 'liaison-desk record', version: 1, kind, record, title: title ?? record, office: office.name },
    ...{ agency: found.agency, ended: since?.toISOString() ?? null },
    destroyed: destroyed && { at: destroyed.at.toISOString(), authority: destroyed.authority },
    onlyFor: isWhole ? null : (agency?.name ?? null),
    parts: parts.filter(({ name, rows }) => name !== 'files' && rows.length > 0),
    files: (parts.find(({ name }) => name === 'files')?.rows ?? []).map(fileOf),
    events: events.map(({ at, kind: of, actorId, data }) => ({ at: at.toISOString(), kind: of, by: actorId, data })),
    people: [...named.values()],
    chain: events.map(({ link }) => link),
  };
}

/** Blocks of a message are read as people read them; somebody without an e-mail has none. */
function inWords(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      if (isBlocks(value)) return [name, plainText({ blocks: value })];
      return [name, isWho(value) ? { id: value.id, name: value.name, email: value.email ?? null } : value];
    }),
  );
}

const isBlocks = (value: unknown): value is Block[] =>
  Array.isArray(value) && value.every((each) => typeof each === 'object' && each !== null && 'kind' in each);
const isWho = (value: unknown): value is Who =>
  typeof value === 'object' && value !== null && 'id' in value && 'name' in value;
const whoIn = (parts: ExportedRecord['parts']): Who[] =>
  parts.flatMap(({ rows }) => rows.flatMap((row) => Object.values(row).filter(isWho)));

/** How entries of the record name people. */
const NAMING = ['owner', 'leader', 'person', 'people', 'of', 'liaison', 'by'];
const idsIn = (data: unknown): number[] =>
  typeof data !== 'object' || data === null
    ? []
    : Object.entries(data).flatMap(([name, value]) =>
        NAMING.includes(name) ? [value].flat().filter((each) => typeof each === 'number') : [],
      );

function fileOf(row: Record<string, unknown>): ExportedFile {
  const { id, name, state, of, type, bytes, sha256, reason } = row;
  const isThere = state === 'stored';
  return {
    ...{ id: Number(id), message: String(of ?? ''), name: String(name), type: String(type), bytes: Number(bytes) },
    sha256: typeof sha256 === 'string' ? sha256 : null,
    path: isThere ? `files/${id}${endingOf(String(name))}` : null,
    reason: isThere ? null : String(reason ?? state),
  };
}
