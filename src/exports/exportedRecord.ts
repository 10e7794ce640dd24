import type { ProgrammeKind } from '../offices/recordKinds.ts';
import type { ExportedFile, Who } from './exported.ts';
import type { ChainLink } from './exportStore.ts';

/**
 * A record of the programme as it is handed out: a meeting, a review, a training session. Times are ISO 8601, in UTC;
 * days are those of the office.
 */
export type ExportedRecord = {
  format: 'liaison-desk record';
  version: 1;
  kind: ProgrammeKind;
  /** "Meeting 12". */
  record: string;
  title: string;
  office: string;
  agency: { code: string; name: string } | null;
  /** When it ended; null: it has not. */
  ended: string | null;
  /** Its content was destroyed at the end of its time. */
  destroyed: { at: string; authority: string } | null;
  /** Where it is about several agencies and was asked for by one: what is theirs, and what everybody was shown. */
  onlyFor: string | null;
  parts: ExportedPart[];
  files: ExportedFile[];
  /** As it stands on the record of the office (people by their ids, as under `people`); of what is not whole: none. */
  events: { at: string; kind: string; by: number | null; data: unknown }[];
  people: Who[];
  /** The links of these events: docs/decisions/16-the-record-is-a-chain.md says what is hashed. */
  chain: ChainLink[];
};

/** What stands in a row is named as in JSON: `minutes_sent`. `words`: which of it people wrote. */
export type ExportedPart = { name: string; rows: Record<string, unknown>[]; words: string[] };
