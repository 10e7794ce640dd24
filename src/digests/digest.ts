import type { Person } from '../people/person.ts';

/** The first of many, by what matters most, and how many there are: counted as lists are, up to a thousand and one. */
export type Named<T> = { first: T[]; count: number };
export type DueRequest = {
  requestId: number;
  subject: string;
  /** The earliest that is due of it. */
  dueAt: Date;
  holderId: number | null;
  holderName: string | null;
};

/** What a digest is made of: facts of an office, or of one liaison in it. */
export type DigestFacts = {
  /** What nobody has. */
  triage: Named<{ requestId: number; subject: string }>;
  /** Live requests of which something is due already; of an office those that nobody said they see to. */
  late: Named<DueRequest>;
  /** And how many are seen to. */
  seenTo: number;
  /** Due until the end of the day, with somebody who is out today. */
  dueOfAway: Named<DueRequest>;
  /** All that is due until the end of the day. */
  dueToday: Named<DueRequest>;
  undelivered: Undelivered[];
  /** `requestId`: a live request of theirs, by which they can be confirmed. */
  unconfirmed: { personId: number; name: string; agencyId: number; agency: string; requestId: number | null }[];
  opened: number;
  resolved: number;
  /** Counted as lists are: up to a thousand and one. */
  live: number;
  plainNoes: number;
  asked: number;
  answered: number;
  /** Of the answers those that may be counted: with a name, and without one in whole groups that came together in the span. */
  ratings: number[];
  /** Bad ratings that nobody has made good yet, whenever they were given; of a liaison those that they see to. */
  lowRatings: LowRating[];
};

/** A message that could not be delivered. `what`: its first line. */
export type Undelivered = {
  id: number;
  requestId: number | null;
  personId: number | null;
  accountId: number | null;
  recipient: string | null;
  what: string;
  reason: string;
};

/** `dueAt`: until when it is to be settled; null where the calendar does not reach so far. */
export type LowRating = {
  requestId: number;
  rating: number;
  comment: string | null;
  owner: string | null;
  dueAt: Date | null;
  isLate: boolean;
};

/** An agency that has asked before and not for a while; `since`: the day of its last question. */
export type QuietAgency = { agencyId: number; name: string; since: string };

/** After so many days without a question an agency is quiet. */
const QUIET_DAYS = 30;

/** Whoever has asked since then is not quiet. */
export const quietSince = (now: Date): Date => new Date(now.getTime() - QUIET_DAYS * 86_400_000);

/** How many live requests each liaison of an office has, counted as lists are. */
export type Load = { person: Pick<Person, 'id' | 'name' | 'email'>; live: number };

/** Below so many nobody has too much. */
const MUCH = 6;
const TIMES = 3;

/** Who has three times as many as the others: as half of the others have at most. Nobody alone can be compared. */
export function overloaded(loads: readonly Load[]): (Load & { others: number })[] {
  return loads.flatMap((load) => {
    const others = loads.filter((other) => other !== load).map(({ live }) => live);
    const median = others.toSorted((a, b) => a - b)[Math.floor((others.length - 1) / 2)];
    if (median === undefined || load.live < MUCH || load.live < TIMES * median) return [];
    return [{ ...load, others: median }];
  });
}
