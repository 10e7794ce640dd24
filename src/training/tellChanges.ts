import type { Message } from '../chat/message.ts';
import type { NewDelivery, TextFile } from '../delivery/delivery.ts';
import { officeToday } from '../offices/officeToday.ts';
import { firstAhead, tellAwake } from '../offices/tellAwake.ts';
import { localDate } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import { isLive, type Standing } from './seats.ts';
import { noticeTo, standingIn } from './tell.ts';
import { changesOf, changesToLeaderOf, closureOf, type TrainingSession } from './training.ts';
import { leadersOn } from './who.ts';

/** A session has changed: whoever comes or leads it hears so once, against what they know; who sleeps, in the morning. */

export type Known = Pick<TrainingSession, 'at' | 'minutes' | 'place'>;

/** They have not even heard that it takes place. */
const NOTHING = 'nothing';
const written = (known: Known | undefined): string =>
  known ? JSON.stringify({ at: known.at, minutes: known.minutes, place: known.place }) : NOTHING;

function read(knows: string): Known | undefined {
  if (knows === NOTHING) return undefined;
  const { at, minutes, place }: { at: string; minutes: number; place: string | null } = JSON.parse(knows);
  return { at: new Date(at), minutes, place };
}

export const isAsKnown = (known: Known, { at, minutes, place }: Known): boolean =>
  known.at.getTime() === at.getTime() && known.minutes === minutes && known.place === place;

/** What whoever waits for their morning knows meanwhile; what others know is `before`. */
async function knowing(
  tx: Tx,
  latestOn: string,
  before: Known | undefined,
): Promise<{ untold: number[]; knownTo: (personId: number) => Known | undefined }> {
  const untold = new Map((await tx.outbox.untold(latestOn)).map(({ personId, knows }) => [personId, knows ?? NOTHING]));
  const knownTo = (personId: number): Known | undefined => {
    const knows = untold.get(personId);
    return knows === undefined ? before : read(knows);
  };
  return { untold: [...untold.keys()], knownTo };
}

export type Telling = {
  keyOf: (personId: number) => string;
  /** By how they stand, and what they know; undefined: nothing, any more. */
  messageTo: (standing: { standing: Standing; line: number }, known: Known) => Message | undefined;
  attached: TextFile;
  by: number | undefined;
};

/** Everybody with a seat, and those who wait. Answers how many they are. */
export async function tellEverybody(
  tx: Tx,
  before: TrainingSession,
  session: TrainingSession,
  { keyOf, messageTo, attached, by }: Telling,
  now: Date,
): Promise<number> {
  const all = await tx.training.signUps(session.id);
  const those = all.filter(isLive);
  const latestOn = changesOf(session);
  const { knownTo } = await knowing(tx, latestOn, before);
  const news: NewDelivery[] = [];
  const nothing: number[] = [];
  for (const own of those) {
    const known = knownTo(own.personId) ?? before;
    const message = messageTo(standingIn(all, own), known);
    if (!message) nothing.push(own.personId);
    else
      news.push({
        ...noticeTo(session, own.personId, { key: keyOf(own.personId), message }),
        ...(own.state === 'seated' && { attached }),
        ...{ latestOn, knows: written(known) },
      });
  }
  if (nothing.length > 0) await tx.outbox.withdraw(latestOn, nothing);
  await tellAwake(tx, session.officeId, news, { now, awake: by, before: firstAhead([before.at, session.at], now) });
  return those.length;
}

type ToLeaders = {
  but: number | undefined;
  key: string;
  attached: TextFile;
  /** What they know of it; undefined: nothing yet. */
  before: Known | undefined;
  say: (known: Known | undefined) => Message | undefined;
};

/** Whoever leads it by its day, and has not just done it, hears of it, too. Whoever has signed up hears it as such. */
export async function tellLeaders(
  tx: Tx,
  session: TrainingSession,
  { but, key, attached, before, say }: ToLeaders,
  now: Date,
): Promise<void> {
  const { calendar } = await officeToday(tx, session.officeId, now);
  const leaders = await leadersOn(tx, session, localDate(calendar, session.at));
  const signedUp = (await tx.training.signUps(session.id)).filter(isLive).map(({ personId }) => personId);
  // Supervisors who lead together need not hear what one of them has done.
  const isTheirs = leaders.some(({ id }) => id === but);
  const readers = isTheirs ? [] : leaders.map(({ id }) => id).filter((id) => !signedUp.includes(id));
  const latestOn = changesToLeaderOf(session);
  const { untold, knownTo } = await knowing(tx, latestOn, before);
  const news = readers.flatMap((personId): NewDelivery[] => {
    const known = knownTo(personId);
    const message = say(known);
    if (!message) return [];
    const keyTo = `training ${session.id} ${key} to leader ${personId}`;
    return [{ ...noticeTo(session, personId, { key: keyTo, message, attached }), latestOn, knows: written(known) }];
  });
  const nothing = untold.filter((id) => !news.some(({ to }) => 'personId' in to && to.personId === id));
  if (nothing.length > 0) await tx.outbox.withdraw(latestOn, nothing);
  await tx.outbox.withdraw(closureOf(session));
  await tellAwake(tx, session.officeId, news, { now, before: firstAhead([before?.at ?? session.at, session.at], now) });
}
