import { eachAlone } from '../feature/sweep.ts';
import { officeToday } from '../offices/officeToday.ts';
import { tellAwake } from '../offices/tellAwake.ts';
import { localDate } from '../sla/calendar.ts';
import type { Store, Tx } from '../store.ts';
import { follow } from './follow.ts';
import { comingUp } from './leadWords.ts';
import { askLeaders, planNext } from './plan.ts';
import { isLive } from './seats.ts';
import { fileOf, settle, tellPending, withNext } from './tell.ts';
import { reminder } from './toldWords.ts';
import { mayTell, reminderKey, stepAhead, type TrainingSession } from './training.ts';
import { viewOf } from './view.ts';
import { leadersOn } from './who.ts';

export const plansSweep = 'training plans';
export const trainingSweep = 'training';

/** The next session of each course that comes again and again. */
export async function sweepPlans(store: Store, now: Date): Promise<number> {
  const courses = await store.transaction((tx) => tx.training.toPlan(now));
  const plan = (tx: Tx, course: (typeof courses)[number]) => planNext(tx, course, now);
  return eachAlone({ store, name: plansSweep, now }, courses, ({ id }) => id, plan);
}

/** What time brings: what could not be told at night, reminders, the question who was there. */
export async function sweepTraining(store: Store, now: Date): Promise<number> {
  const due = await store.transaction((tx) => tx.training.due(now));
  return eachAlone(
    { store, name: trainingSweep, now },
    due,
    (id) => id,
    (tx, id) => takeStep(tx, id, now),
  );
}

async function takeStep(tx: Tx, id: number, now: Date): Promise<boolean> {
  const session = await tx.training.one(id, 'locked');
  if (!session) return false;
  if (await follow(tx, session, now)) return true;
  if (await tellPending(tx, session, now)) return true;
  const { calendar, today } = await officeToday(tx, session.officeId, now);
  const next = stepAhead(session, calendar, { now, untold: false });
  if (!next || next.at > now || !mayTell(calendar, now)) return false;
  if (next.step === 'remind') await remind(tx, session, now);
  else if (next.step === 'ask') await askLeaders(tx, session, await leadersOn(tx, session, today), now);
  return true;
}

/** Everybody with a seat, once, and whoever leads it. Who waits needs no reminder. */
async function remind(tx: Tx, session: TrainingSession, now: Date): Promise<void> {
  await tx.training.change(session.id, { remindAt: null });
  await freeSeats(tx, { ...session, remindAt: null }, now);
  const view = await viewOf(tx, session, now);
  const message = reminder(view);
  const seated = (await tx.training.signUps(session.id)).filter(({ state }) => state === 'seated');
  await tellAwake(
    tx,
    session.officeId,
    seated.map(({ personId }) => ({
      ...{ kind: 'notice' as const, to: { personId }, officeId: session.officeId, message },
      key: reminderKey(session, personId),
    })),
    { now, before: session.at },
  );
  const { calendar } = await officeToday(tx, session.officeId, now);
  const attached = await fileOf(tx, session, now);
  await tellAwake(
    tx,
    session.officeId,
    (await leadersOn(tx, session, localDate(calendar, session.at))).map(({ id: personId }) => ({
      ...{ kind: 'notice' as const, to: { personId }, officeId: session.officeId, message: comingUp(view), attached },
      key: reminderKey(session, personId),
    })),
    { now, before: session.at },
  );
  await withNext(tx, { ...session, remindAt: null }, now);
}

/** Who has left the organisation needs no seat; whoever waits moves up. */
async function freeSeats(tx: Tx, session: TrainingSession, now: Date): Promise<void> {
  const live = (await tx.training.signUps(session.id)).filter(isLive);
  const people = await tx.people.named(live.map(({ personId }) => personId));
  const gone = live.filter(({ personId }) => people.get(personId)?.active !== true);
  for (const { personId } of gone) await tx.training.stand(session.id, personId, { state: 'gave up', tell: null });
  if (gone.length > 0) await settle(tx, session, now);
}
