import type { KeptAbsence, WhileAway } from './absence.ts';
import type { Absence } from './coverage.ts';

/** A request of somebody who is away: what was chosen for it, and to whom it went. */
export type AbsenceRequest = {
  absenceId: number;
  requestId: number;
  choice: WhileAway;
  toId: number | null;
  movedAt: Date | null;
};

/** Absences, as the desk asks a database for them: a part of store.ts. */
export interface AbsenceStore {
  /** Of this person, what has not ended before `day`, the earliest first. */
  of(personId: number, day: string): Promise<KeptAbsence[]>;
  /** Locked until the transaction ends, so that it is dealt with once. */
  lock(id: number): Promise<KeptAbsence | undefined>;
  /** Said in chat: for every office the person answers for. Answers with its id. */
  plan(absence: Absence, at: Date): Promise<number>;
  /** Changed in chat. Of one from a file, what the file says is kept beside it, for the next import. */
  change(
    absence: KeptAbsence,
    change: Partial<Pick<KeptAbsence, 'from' | 'until' | 'coverId' | 'endedAt'>>,
  ): Promise<void>;
  /** What the desk has done about it. */
  mark(
    id: number,
    marks: Partial<Pick<KeptAbsence, 'plannedAt' | 'askedAt' | 'begunAt' | 'returnedAt'>>,
  ): Promise<void>;
  /** What was chosen for requests in these belongs to another absence from now on. */
  join(into: number, ids: number[]): Promise<void>;
  /** Those that begin by `day` and have not been dealt with, the earliest first. */
  toBegin(day: string, limit: number): Promise<KeptAbsence[]>;
  /** Those that were dealt with and are over before `day`, and nobody was asked to take anything back. */
  toReturn(day: string, limit: number): Promise<KeptAbsence[]>;
  /** Those that are still to begin or to end, the next ones first. */
  ahead(limit: number): Promise<KeptAbsence[]>;
  choices(absenceId: number): Promise<AbsenceRequest[]>;
  /** A later choice for a request takes the place of an earlier one. */
  choose(choices: AbsenceRequest[]): Promise<void>;
}
