import { eachAlone } from '../feature/sweep.ts';
import { officeToday } from '../offices/officeToday.ts';
import { tellAwake } from '../offices/tellAwake.ts';
import { isOpen, nextOpening } from '../sla/calendar.ts';
import type { Store, Tx } from '../store.ts';
import { ask } from './leadWords.ts';
import { askKey, type Meeting, stepAhead } from './meeting.ts';
import { settle } from './minutes.ts';
import { follow, planNext } from './plan.ts';
import { sendAgenda } from './tell.ts';
import { leadersOn } from './who.ts';

export const plansSweep = 'meeting plans';
export const meetingsSweep = 'meetings';

/** The next meeting of each series. */
export async function sweepPlans(store: Store, now: Date): Promise<number> {
  const series = await store.transaction((tx) => tx.meetings.toPlan(now));
  const plan = async (tx: Tx, id: number) => (await planNext(tx, id, now)) !== undefined;
  return eachAlone({ store, name: plansSweep, now }, series, (id) => id, plan);
}

/** What time brings: agendas, other times where the calendar changed, the question whether it took place, minutes that stand. */
export async function sweepMeetings(store: Store, now: Date): Promise<number> {
  const due = await store.transaction((tx) => tx.meetings.due(now));
  const step = (tx: Tx, id: number) => takeStep(tx, id, now);
  return eachAlone({ store, name: meetingsSweep, now }, due, (id) => id, step);
}

async function takeStep(tx: Tx, id: number, now: Date): Promise<boolean> {
  const found = await tx.meetings.one(id, 'locked');
  if (!found) return false;
  const { office, calendar } = await officeToday(tx, found.officeId, now);
  const isAhead = found.state === 'planned' && found.at > now;
  if (isAhead && (found.calendarId !== office.calendarId || found.nextAt !== null)) {
    const changed = await follow(tx, found, now);
    if (changed) return true;
  }
  const meeting = (await tx.meetings.one(id)) ?? found;
  const next = stepAhead(meeting, calendar, { now, contested: false });
  if (!next || next.at > now) return false;
  if (next.step === 'settle') return settle(tx, meeting, now);
  // Nobody is written to at night, nor on a day the office closes after all; but before the meeting begins.
  const opening = isOpen(calendar, now) ? now : nextOpening(calendar, now);
  if (opening && opening > now && (next.step === 'ask' || opening < meeting.at)) {
    await tx.meetings.change(id, { nextAt: opening });
    return false;
  }
  if (next.step === 'agenda') await sendAgenda(tx, meeting, now);
  else await askLeaders(tx, meeting, now);
  return true;
}

/** Whoever leads it by then: while somebody is out, whoever stands in. */
async function askLeaders(tx: Tx, meeting: Meeting, now: Date): Promise<void> {
  const { calendar, today } = await officeToday(tx, meeting.officeId, now);
  const message = ask(meeting, calendar.spec.zone);
  await tx.meetings.change(meeting.id, { askedAt: now, nextAt: null });
  await tellAwake(
    tx,
    meeting.officeId,
    (await leadersOn(tx, meeting, today)).map(({ id: personId }) => ({
      ...{ kind: 'notice' as const, to: { personId }, officeId: meeting.officeId, message },
      key: askKey(meeting, personId),
    })),
    { now },
  );
}
