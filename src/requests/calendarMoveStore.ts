import type { CalendarMove } from '../offices/office.ts';
import type { Followed } from './decide/rules.ts';
import type { AgencyRequest } from './request.ts';
import type { ClockRow, Promised, RequestPause } from './requestClocks.ts';

/** New calendars and promises that open requests are still to follow, and whom to tell of it. */
export interface CalendarMoveStore {
  begin(
    move: { officeId: number; reason: string } & ({ calendarId: number } | { policyId: number }),
    at: Date,
  ): Promise<void>;
  /** Those that are not finished, the oldest first. */
  open(): Promise<CalendarMove[]>;
  /**
   * Some that are still to follow, those due first first, with what decides their times: locked until the transaction
   * ends, and without those that somebody else has locked, so that nobody waits for anybody.
   */
  claim(move: CalendarMove, now: Date, which: Claim): Promise<ToFollow[]>;
  /** Writes how these follow: their clocks, the record, what lists are sorted by, and that it is to be told. */
  follow(followed: readonly Followed[]): Promise<void>;
  countLeft(move: CalendarMove): Promise<number>;
  finish(id: number): Promise<void>;
  /** Where whoever is to be told of moved times is: by office, and by the zone they say they are in. */
  untoldPlaces(): Promise<UntoldPlace[]>;
  /** Requests of which somebody is to be told that their times have moved, those due first first; not of these places. */
  untold(
    now: Date,
    limit: number,
    without?: readonly UntoldPlace[],
  ): Promise<Pick<AgencyRequest, 'id' | 'requesterId'>[]>;
  countUntold(): Promise<number>;
  /** Locks those of these that are untold still and that nobody else has locked, until the transaction ends. */
  lockUntold(ids: readonly number[]): Promise<number[]>;
  /** Nothing of these is to be told any more. */
  told(ids: readonly number[]): Promise<void>;
}

export type UntoldPlace = { officeId: number; zone: string | null };

/** So many behind a place, or these. */
export type Claim = { size: number; after?: DuePlace | undefined } | { ids: readonly number[] };
export type DuePlace = Pick<ToFollow['request'], 'id' | 'dueAt'>;

/** What of an open request decides its times. */
export type ToFollow = {
  request: Pick<AgencyRequest, 'id' | 'officeId' | 'state' | 'calendarId' | 'policyId' | 'untold' | 'serviceLineId'> & {
    dueAt: Date | null;
  };
  /** But for its service line, which `promisedTo` names as the office has it now. */
  terms: Omit<Promised, 'line'>;
  clocks: ClockRow[];
  pauses: RequestPause[];
};
