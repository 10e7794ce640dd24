import { eachAlone } from '../feature/sweep.ts';
import { officeToday } from '../offices/officeToday.ts';
import { tellAwake } from '../offices/tellAwake.ts';
import { isOpen, nextOpening } from '../sla/calendar.ts';
import type { Store, Tx } from '../store.ts';
import { batchOf, begin, drawCard } from './begin.ts';
import { closeVote, endAnswers, remindOfVote } from './close.ts';
import { goOn } from './letters.ts';
import { askDone } from './needWords.ts';
import { CARD_EVERY_MS, type Round, type RoundCounts } from './round.ts';
import { leadersOf } from './who.ts';

export const listeningSweep = 'listening';
export const lettersSweep = 'listening letters';
export const workSweep = 'listening work';

/** What time brings of rounds: those that go out, reminders, ends, and cards that show old counts. */
export async function sweepListening(store: Store, now: Date): Promise<number> {
  const due = await store.transaction((tx) => tx.listening.due(now, new Date(now.getTime() - CARD_EVERY_MS)));
  return eachAlone(
    { store, name: listeningSweep, now },
    due,
    (id) => id,
    (tx, id) => takeStep(tx, id, now),
  );
}

async function takeStep(tx: Tx, id: number, now: Date): Promise<boolean> {
  const round = await tx.listening.round(id, 'locked');
  if (!round) return false;
  const { calendar } = await officeToday(tx, round.officeId, now);
  const isDue = (at: Date | null): boolean => at !== null && at <= now;
  if (!isOpen(calendar, now)) return postpone(tx, round, nextOpening(calendar, now), now);
  if (round.state === 'planned' && isDue(round.sendAt)) {
    await begin(tx, round, now);
    return true;
  }
  if (isDue(round.endsAt)) {
    if (round.state === 'asking') await endAnswers(tx, round, now);
    else if (!(await closeVote(tx, round, null, now))) await tx.listening.change(id, { endsAt: null });
    return true;
  }
  if (isDue(round.remindAt)) {
    await tx.listening.change(id, { remindAt: null });
    if (round.state === 'voting') await remindOfVote(tx, round, now);
    else if (round.state === 'asking') {
      const batch = batchOf('reminder', id);
      await tx.listening.addressSilent(batch);
      await goOn(tx, batch, now);
    }
    return true;
  }
  return refresh(tx, round, now);
}

/** Nobody is written to while the office is closed after all. */
async function postpone(tx: Tx, round: Round, opening: Date | undefined, now: Date): Promise<boolean> {
  if (!opening) return false;
  const later = (at: Date | null): Date | null => (at && at <= now ? opening : at);
  const { sendAt, remindAt, endsAt } = round;
  await tx.listening.change(round.id, {
    ...{ remindAt: later(remindAt), endsAt: later(endsAt) },
    ...(round.state === 'planned' && { sendAt: later(sendAt) }),
  });
  return false;
}

async function refresh(tx: Tx, round: Round, now: Date): Promise<boolean> {
  const isOld = !round.shownAt || now.getTime() - round.shownAt.getTime() >= CARD_EVERY_MS;
  if (!isOld) return false;
  const counts = await tx.listening.counts(round);
  if (isNews(round.shown, counts)) await drawCard(tx, round, now);
  else await tx.listening.change(round.id, { shownAt: now });
  return true;
}

const isNews = (shown: RoundCounts | null, counts: RoundCounts): boolean =>
  shown === null ||
  (['people', 'answers', 'agencies', 'voters', 'voted'] as const).some((name) => shown[name] !== counts[name]);

/** Letters that wait: they go on, as many as there is room for. */
export async function sweepLetters(store: Store, now: Date): Promise<number> {
  const due = await store.transaction((tx) => tx.listening.batchesDue(now));
  return eachAlone(
    { store, name: lettersSweep, now },
    due,
    ({ kind, subjectId, turn }) => `${kind} ${subjectId}.${turn}`,
    async (tx, batch) => (await goOn(tx, batch, now)) > 0,
  );
}

/** Whoever has done what a need asks for is asked what may be told: nobody is told by itself. */
export async function sweepWork(store: Store, now: Date): Promise<number> {
  const done = await store.transaction((tx) => tx.listening.workDone(now));
  return eachAlone(
    { store, name: workSweep, now },
    done,
    (id) => id,
    (tx, id) => ask(tx, id, now),
  );
}

async function ask(tx: Tx, id: number, now: Date): Promise<boolean> {
  const need = await tx.listening.need(id, 'locked');
  if (!need || (need.state !== 'planned' && need.state !== 'doing')) return false;
  const { calendar } = await officeToday(tx, need.officeId, now);
  if (!isOpen(calendar, now)) return false;
  const ownerId = need.decision?.ownerId ?? null;
  const owner = ownerId === null ? undefined : await tx.people.actor(ownerId);
  const round = need.roundId === null ? undefined : await tx.listening.round(need.roundId);
  const readers = owner?.person.active ? [owner.person] : round ? await leadersOf(tx, round, now) : [];
  await tx.listening.markAsked(id, now);
  await tellAwake(
    tx,
    need.officeId,
    readers.map(({ id: personId }) => ({
      ...{ key: `need ${id} done ${need.decisions} to ${personId}`, kind: 'notice' as const },
      ...{ to: { personId }, officeId: need.officeId, message: askDone(need) },
    })),
    { now },
  );
  return readers.length > 0;
}
