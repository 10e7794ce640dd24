/** The kinds of clocks: what each counts, and what begins, ends and holds it. Everything else reads it here. */
import type { Targets } from './policy.ts';

/** Why a clock stands still: the agency was asked something, or the request is resolved for now. */
export type PauseCause = 'waiting_on_agency' | 'resolved';

export type ClockKind =
  | 'first_reply'
  | 'next_reply'
  | 'agreed_reply'
  | 'update'
  | 'first_resolution'
  | 'total_resolution'
  | 'agreed_resolution';

type Row = {
  /**
   * What is owed: a reply ends when one is delivered, a resolution when the request is resolved. News are owed to
   * somebody who waits, and end with either.
   */
  readonly owes: 'reply' | 'news' | 'resolution';
  /** What begins it: the request, a question of its requester while no reply is owed, or a later time that they were given;
   * or a reply that was delivered and did not end it. */
  readonly begins: 'request' | 'question' | 'agreement' | 'reply';
  /** The pauses for which it stands still. A reply is owed however the request stands. */
  readonly pausedBy: readonly PauseCause[];
  /** What the office promises for it; null: the time that somebody named, which no policy knows. */
  readonly target: keyof Targets | null;
  /** While a clock of this kind runs it warns for both, and this one is silent. */
  readonly silentWhile: ClockKind | null;
  /** A request that is reopened goes on with it; one that does not survive that is final once it has stopped. */
  readonly survivesReopening: boolean;
  /** What was promised to somebody, in words: "the first reply to Ana". */
  readonly name: string;
};

/** In the order in which they count: the promise that people are told is the first that runs. */
export const clockKinds: Readonly<Record<ClockKind, Row>> = {
  first_reply: {
    owes: 'reply',
    begins: 'request',
    pausedBy: [],
    target: 'firstReply',
    silentWhile: null,
    survivesReopening: false,
    name: 'the first reply',
  },
  next_reply: {
    owes: 'reply',
    begins: 'question',
    pausedBy: [],
    target: 'nextReply',
    silentWhile: null,
    survivesReopening: false,
    name: 'a reply',
  },
  agreed_reply: {
    owes: 'reply',
    begins: 'agreement',
    pausedBy: [],
    target: null,
    silentWhile: null,
    survivesReopening: false,
    name: 'the reply',
  },
  update: {
    owes: 'news',
    begins: 'reply',
    pausedBy: ['waiting_on_agency'],
    target: 'update',
    silentWhile: null,
    survivesReopening: false,
    name: 'news',
  },
  first_resolution: {
    owes: 'resolution',
    begins: 'request',
    pausedBy: ['waiting_on_agency'],
    target: 'resolution',
    silentWhile: null,
    survivesReopening: false,
    name: 'the resolution',
  },
  total_resolution: {
    owes: 'resolution',
    begins: 'request',
    pausedBy: ['waiting_on_agency', 'resolved'],
    target: 'resolution',
    silentWhile: 'first_resolution',
    survivesReopening: true,
    name: 'the resolution',
  },
  agreed_resolution: {
    owes: 'resolution',
    begins: 'agreement',
    pausedBy: ['waiting_on_agency'],
    target: null,
    silentWhile: null,
    survivesReopening: false,
    name: 'the resolution',
  },
};

/** Every kind, in the order of the table. */
export const allKinds: readonly ClockKind[] = Object.keys(clockKinds).filter(isClockKind);

function isClockKind(kind: string): kind is ClockKind {
  return kind in clockKinds;
}

export const isReply = ({ kind }: { readonly kind: ClockKind }): boolean => clockKinds[kind].owes === 'reply';

/** Whether it is a time that somebody of the office named, instead of what was promised. */
export const isAgreed = ({ kind }: { readonly kind: ClockKind }): boolean => clockKinds[kind].begins === 'agreement';

/** Of the pauses of a request those for which a clock of this kind stands still. */
export const ownPauses = <P extends { readonly kind: PauseCause }>(kind: ClockKind, pauses: readonly P[]): P[] =>
  pauses.filter((pause) => clockKinds[kind].pausedBy.includes(pause.kind));
