import type { Message } from '../chat/message.ts';
import type { TextFile } from '../delivery/delivery.ts';
import { officeToday } from '../offices/officeToday.ts';
import { firstAhead, type Heard } from '../offices/tellAwake.ts';
import { tellLatest } from '../offices/tellLatest.ts';
import { localDate } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import { isLive, type Standing } from './seats.ts';
import { standingIn } from './tell.ts';
import { changesOf, changesToLeaderOf, closureOf, type TrainingSession } from './training.ts';
import { leadersOn } from './who.ts';

/** A session has changed: whoever comes or leads it hears so once, against what they know; who sleeps, in the morning. */

export type Known = Pick<TrainingSession, 'at' | 'minutes' | 'place'>;

/** They have not even heard that it takes place. */
const NOTHING = 'nothing';

const kept = {
  write: (known: Known | undefined): string =>
    known ? JSON.stringify({ at: known.at, minutes: known.minutes, place: known.place }) : NOTHING,
  read(written: string): Known | undefined {
    if (written === NOTHING) return undefined;
    const { at, minutes, place }: { at: string; minutes: number; place: string | null } = JSON.parse(written);
    return { at: new Date(at), minutes, place };
  },
};

export const isAsKnown = (known: Known, { at, minutes, place }: Known): boolean =>
  known.at.getTime() === at.getTime() && known.minutes === minutes && known.place === place;

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
): Promise<{ told: number; heard: Heard }> {
  const all = await tx.training.signUps(session.id);
  const those = new Map(all.filter(isLive).map((own) => [own.personId, own]));
  const heard = await tellLatest<Known | undefined>(
    tx,
    session.officeId,
    {
      ...{ latestOn: changesOf(session), before, kept, readers: [...those.keys()] },
      say(personId, known) {
        const own = those.get(personId);
        const message = own && messageTo(standingIn(all, own), known ?? before);
        return message && { key: keyOf(personId), message, ...(own.state === 'seated' && { attached }) };
      },
    },
    { now, awake: by, before: firstAhead([before.at, session.at], now) },
  );
  return { told: those.size, heard };
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
  await tx.outbox.withdraw(closureOf(session));
  await tellLatest<Known | undefined>(
    tx,
    session.officeId,
    {
      ...{ latestOn: changesToLeaderOf(session), before, kept, readers },
      say(personId, known) {
        const message = say(known);
        return message && { key: `training ${session.id} ${key} to leader ${personId}`, message, attached };
      },
    },
    { now, before: firstAhead([before?.at ?? session.at, session.at], now) },
  );
}
