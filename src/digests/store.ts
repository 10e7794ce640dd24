import type { AskedBy } from '../figures/charts.ts';
import type { Person } from '../people/person.ts';
import type { AgencyCounts } from './agencyMonth.ts';
import type { DigestFacts, Load, QuietAgency } from './digest.ts';
import type { DigestChoice, DigestKind } from './slots.ts';

/** From and to when its numbers are, until when something is due today, and the day that is in the office. */
export type DigestSpan = { from: Date; to: Date; until: Date; today: string };

/** Digests, as the desk asks a database for them: a part of store.ts. */
export interface DigestStore {
  /** Claims the digest of this person and slot; false when it was written before. */
  claim(slot: { officeId: number; personId: number; kind: DigestKind; day: string }, at: Date): Promise<boolean>;
  /** What was written for this day or later, each as "kind day person", and what everybody has chosen. */
  state(
    officeId: number,
    since: string,
  ): Promise<{ written: ReadonlySet<string>; choices: ReadonlyMap<number, DigestChoice[]> }>;
  /** The daily or weekly digest that was written for them last, before this day. */
  latest(officeId: number, personId: number, day: string): Promise<{ kind: DigestKind; day: string } | undefined>;
  choices(officeId: number, personId: number): Promise<DigestChoice[]>;
  choose(officeId: number, personId: number, choices: readonly DigestChoice[]): Promise<void>;
  /** The keys of answers in somebody's chats that offer this button: the newest of them. */
  answersWith(personId: number, press: string): Promise<string[]>;
  /** Everything a digest says, from facts: of the whole office, or of one liaison. */
  facts(officeId: number, span: DigestSpan, liaisonId: number | null): Promise<DigestFacts>;
  /** What could not be delivered since then and nobody has seen to. */
  undelivered(officeId: number, since: Date): Promise<DigestFacts['undelivered']>;
  /** How many live requests each liaison of an office has. */
  loads(officeId: number): Promise<Load[]>;
  /** How much each agency asked in a span, and in the one that begins with `before` and ends where it begins. */
  asked(officeId: number, span: { before: Date; from: Date; to: Date }): Promise<AskedBy[]>;
  /** What one agency asked in such spans, and what of it is open at `now`. */
  ofAgency(
    officeId: number,
    agencyId: number,
    span: { before: Date; from: Date; to: Date },
    now: Date,
  ): Promise<AgencyCounts>;
  /** Agencies that have asked, none of it since then, and with whom nobody has checked in since then. */
  quiet(officeId: number, since: Date): Promise<QuietAgency[]>;
  /** Who of an agency asked last, so many at most. */
  lastAskers(officeId: number, agencyId: number, most: number): Promise<Person[]>;
  /** Whether somebody has checked in with an agency since then. */
  checkedIn(officeId: number, agencyId: number, since: Date): Promise<boolean>;
}
