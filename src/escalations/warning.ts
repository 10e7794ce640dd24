import type { Person } from '../people/person.ts';
import { type ClockKind, clockKinds } from '../sla/clockKinds.ts';

/** Who said *I have this*, until when, and what they said of it. `gone`: why they cannot see to it after all. */
export type Seer = Pick<Person, 'id' | 'name'> & { until: Date; reason: string | null; gone: Gone | null };

/** Out, until that day as far as it is known; or not of the office any more. */
export type Gone = { why: 'out' | 'left'; out: string | null };

/** Until then nobody else need see to it. */
export const seesTo = (seer: Seer | null | undefined, now: Date): seer is Seer =>
  !!seer && seer.gone === null && seer.until > now;

/** A later time that somebody of the office named, and why. */
export type Refused = { by: string; until: Date; reason: string };

/** What is owed of a request: `dueAt` is null while nobody can tell, `target` where it is none that the office promises. */
export type Owed = { kind: ClockKind; target: number | null; dueAt: Date | null };

/** A request of which somebody was warned on a day, by the promise that is most urgent. */
export type Warning = Owed & {
  requestId: number;
  /** The latest step that was taken, in per cent of the target. */
  percent: number;
  subject: string;
  agency: string | null;
  requester: string;
  holderId: number | null;
  holder: string | null;
  /** Who said *I have this* last, unless it was handed over, resolved or reopened since. */
  seenTo: Seer | null;
  /** How it ended; both are null while it is owed. */
  stoppedAt: Date | null;
  droppedAt: Date | null;
  met: boolean | null;
  /** A later time was given instead of this promise, so that it warns no more. */
  isReleased: boolean;
  /** The later time that is too late for whoever asked, while the promise stands. */
  refused: Refused | null;
  /** All that is owed of the request now, what is due first before. */
  owed: Owed[];
};

export const isOwed = ({ stoppedAt, droppedAt }: Warning): boolean => stoppedAt === null && droppedAt === null;

/** Of what is owed the promise that counts, and the others: the first one that is broken, else what was warned of. */
export function firstOwed(row: Warning, now: Date): { first: Owed; others: Owed[] } {
  const kinds = row.owed.map(({ kind }) => kind);
  const owed = row.owed.filter(({ kind: each }) => {
    const { silentWhile } = clockKinds[each];
    return silentWhile === null || !kinds.includes(silentWhile);
  });
  const late = owed.find(({ dueAt }) => dueAt !== null && dueAt <= now);
  const first = late ?? (row.isReleased && owed[0] ? owed[0] : row);
  return { first, others: owed.filter(({ kind }) => kind !== first.kind) };
}
