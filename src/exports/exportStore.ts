import type { FileState } from '../delivery/file.ts';
import type { ProgrammeKind } from '../offices/recordKinds.ts';
import type { Selection } from './selection.ts';

/** A wording of a message, from when on it stood. */
export type Wording = { messageId: number; text: string; at: Date };

export type KeptFile = {
  id: number;
  messageId: number;
  name: string;
  type: string;
  size: number;
  state: FileState;
  sha256: string | null;
  reason: string | null;
};

/** A link of the chain of a request, hashes as hexadecimal digits. */
export type ChainLink = { position: number; of: string; content: string; salt: string | null; hash: string };

/** A record of the programme as it stands, with names in the place of ids. */
export type KeptRecord = {
  id: number;
  /** null: whoever gets it may not read it. */
  title: string | null;
  agency: { code: string; name: string } | null;
  /** When it ended; null: it has not. */
  since: Date | null;
  destroyed: { at: Date; authority: string } | null;
  /** False: no more than what is of one agency, or what everybody was shown. */
  isWhole: boolean;
  /** The first says what it is. `words`: which of its columns are what people wrote. */
  parts: { name: string; rows: Record<string, unknown>[]; words: string[] }[];
};

/** What the record of the office says of one: hashes as hexadecimal digits. */
export type KeptEntry = {
  at: Date;
  kind: string;
  actorId: number | null;
  data: unknown;
  link: ChainLink;
};

/** Records of the programme. */
export interface RecordExports {
  count(selection: Selection): Promise<number>;
  weight(selection: Selection): Promise<{ files: number; bytes: number }>;
  page(kind: ProgrammeKind, selection: Selection, after: number, limit: number): Promise<number[]>;
  /** `agencyId`: no more of it than what is theirs or what everybody was shown. */
  read(kind: ProgrammeKind, id: number, of: Pick<Selection, 'officeId' | 'agencyId'>): Promise<KeptRecord | undefined>;
  /** By the id of the record, in the order in which they were written. What was destroyed is left out. */
  entries(kind: ProgrammeKind, ids: readonly number[], officeId: number): Promise<Map<number, KeptEntry[]>>;
}

/** What is read to be handed out, beside what is known of every request. */
export interface ExportStore {
  readonly records: RecordExports;
  count(selection: Selection): Promise<number>;
  /** How many files came with them and are kept, and how large they are together. */
  weight(selection: Selection): Promise<{ files: number; bytes: number }>;
  /** So many ids behind one, in order. */
  page(selection: Selection, after: number, limit: number): Promise<number[]>;
  /** All wordings of its messages, the oldest first. */
  wordings(requestId: number): Promise<Wording[]>;
  /** Those of one message, by its number. */
  said(requestId: number, number: number): Promise<string[]>;
  files(requestId: number): Promise<KeptFile[]>;
  links(requestId: number): Promise<ChainLink[]>;
  /** What an office keeps of a person beside requests, by table. What they said without their name is not in it. */
  person(personId: number, officeId: number): Promise<Record<string, unknown[]>>;
}
