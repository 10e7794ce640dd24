import type { ProgrammeKind, RecordKind } from './recordKinds.ts';

/** What an office says about its records: who looks after them, and how long which of them are kept. */
export type RecordRules = {
  /** The e-mail of the records officer; null: the administrators are. */
  officer: string | null;
  /** The first that matches a record holds; where none does, it is kept. */
  series: RecordSeries[];
};

export const triggers = ['resolved', 'answered', 'closed'] as const;
/**
 * From when on the years count. `resolved`: the last resolution, of requests that were resolved. `answered`: the last
 * reply, of requests that had one. `closed`: the end of any request, resolved or withdrawn, and of whatever else there is.
 */
export type Trigger = (typeof triggers)[number];

export const dispositions = ['destroy', 'archive'] as const;
/** `archive`: it is handed to the archives first, and destroyed here when they have confirmed that. */
export type Disposition = (typeof dispositions)[number];

export type RecordSeries = {
  /** Known by it in buttons and on the record: never changed. */
  code: string;
  name: string;
  /** Absent: requests. */
  of?: ProgrammeKind;
  trigger: Trigger;
  years: number;
  disposition: Disposition;
  /** The schedule or rule: "General schedule GS 4-12". */
  authority: string;
  /** Codes; absent: all. */
  agencies?: string[];
  serviceLines?: string[];
};

export const kindOf = ({ of }: Pick<RecordSeries, 'of'>): RecordKind => of ?? 'requests';
