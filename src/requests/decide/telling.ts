import { localDate } from '../../sla/calendar.ts';
import type { Telling } from '../draft.ts';
import type { RequestFacts } from '../facts.ts';
import { areFirst, movedPromises } from '../moved.ts';
import type { ClockRow } from '../requestClocks.ts';
import { cardsOf, offersEnded } from '../standing.ts';
import { asTold, type Untold } from '../untold.ts';

/** A request whose times have moved, as it is now, with what is to be told of it. */
export type ToldMove = {
  facts: RequestFacts;
  untold: Untold;
  /** Receipts, cards and others that read otherwise now. */
  changed: Telling[];
  /** The promises that were told and have another time. */
  moved: ClockRow[];
  /** No time could be told before. */
  isFirst: boolean;
};

/** What people see and hear of times that moved; undefined where they know them. */
export function decideTelling(given: RequestFacts, now: Date): ToldMove | undefined {
  const { untold } = given.request;
  if (!untold) return undefined;
  const facts = { ...given, day: localDate(given.rules.calendar, now) };
  const told = asTold(facts);
  const moved = movedPromises(told, facts);
  const changed = [...cardsOf(told, facts, undefined).changed, ...offersEnded(told, facts, new Map(), new Set())];
  return { facts, untold, changed, moved, isFirst: areFirst(told, moved) };
}
