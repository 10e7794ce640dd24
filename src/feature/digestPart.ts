import type { Block, Button, Text } from '../chat/message.ts';
import type { Person } from '../people/person.ts';
import type { Tx } from '../store.ts';

/** What a feature adds to the digests of an office. */

/** Who reads, and of what: a supervisor of the whole office, a liaison of themselves and the agencies they answer. */
export type DigestReading = {
  officeId: number;
  person: Person;
  role: 'supervisor' | 'liaison';
  /** The agencies of which they read; null: all. */
  agencyIds: readonly number[] | null;
  /** Since the last such digest. */
  from: Date;
  now: Date;
  /** What was told or asked since then, this very morning, needs no second word about it. */
  knownSince: Date;
  /** The days of these two in the office's time zone, 'YYYY-MM-DD'. */
  since: string;
  today: string;
  officeZone: string;
  /** The reader's time zone, for hours that they are told. */
  zone: string;
};

/** A line with the button that does what it asks for. `requestId`: no request stands in a digest twice. */
export type ToDecide = { text: Text; buttons?: readonly Button[]; requestId?: number | null };

/** What is to be decided of one kind: the first are named, the others counted (“… and 7 more late.”). */
export type DecideKind = {
  all: readonly ToDecide[];
  count: number;
  kind: string;
  /** Where the others are found. */
  more?: Button;
};

/** `decide`: what waits for them. `besides`: what they should know, below it. */
export type DigestLines = { decide: readonly DecideKind[]; besides: readonly Block[] };
export type DigestPart = (tx: Tx, reading: DigestReading) => Promise<DigestLines>;

/** A month of an office, and of which agencies; null: all. `to` is the instant at which it ended. */
export type MonthReading = {
  officeId: number;
  agencyIds: readonly number[] | null;
  /** 'YYYY-MM' */
  month: string;
  from: Date;
  to: Date;
  zone: string;
};
/** A number of a month with what it is of, such as “Hours saved” and “14, from 5 of 7 reports”. */
export type MonthFact = { label: string; value: string };
/** For supervisors, and for heads of the agencies; nothing where there was nothing. */
export type MonthPart = (tx: Tx, reading: MonthReading) => Promise<readonly MonthFact[]>;

/** All that features add. */
export type DigestParts = { lines: readonly DigestPart[]; months: readonly MonthPart[] };

/** Of a kind of which there are never many. */
export const few = <T>(all: readonly T[], kind: string, say: (one: T) => ToDecide): DecideKind => ({
  ...{ all: all.map(say), count: all.length, kind },
});

/** Of a kind of which only the first were read. */
export const many = <T>(
  { first, count }: { first: readonly T[]; count: number },
  kind: string,
  more: Button,
  say: (one: T) => ToDecide,
): DecideKind => ({ ...{ all: first.map(say), count, kind, more } });
