import type { Message } from '../chat/message.ts';
import { officeToday } from '../offices/officeToday.ts';
import { type Heard, tellAwake } from '../offices/tellAwake.ts';
import { addDays } from '../people/absence.ts';
import type { Person } from '../people/person.ts';
import { dateAfter, placeFor } from '../sla/recurrence.ts';
import type { Tx } from '../store.ts';
import { ask, changedToLeader, comingUp, said } from './leadWords.ts';
import type { Planned } from './reading.ts';
import { isLive } from './seats.ts';
import { fileOf, settle, withNext } from './tell.ts';
import { isAsKnown, type Known, type Telling, tellEverybody, tellLeaders } from './tellChanges.ts';
import { calledOff, changed } from './toldWords.ts';
import { askKey, type Course, changedKey, reminderTime, type TrainingSession } from './training.ts';
import { viewOf, viewsOf } from './view.ts';

/** A session is planned, changed and called off; whoever has signed up hears of it once. */

type New = Planned & { shared: boolean; nominal: string | null; by: number | null };

/** Undefined when this date of a course is planned already. */
export async function planSession(
  tx: Tx,
  course: Course,
  { by, ...planned }: New,
  { at, now }: { at: Date; now: Date },
): Promise<TrainingSession | undefined> {
  const { officeId, id: courseId, code } = course;
  const { office, calendar } = await officeToday(tx, officeId, now);
  const remindAt = reminderTime(calendar, planned.at, now);
  const times = { calendarId: office.calendarId, remindAt, nextAt: null };
  const id = await tx.training.plan({ ...planned, officeId, courseId, plannedBy: by, ...times });
  const session = id === undefined ? undefined : await tx.training.one(id);
  if (!session) return undefined;
  await withNext(tx, session, now);
  const data = { session: session.id, course: code, at: session.at.toISOString(), seats: session.seats };
  await tx.records.addToOffice(session.officeId, { kind: 'session planned', at, actorId: by, data });
  return session;
}

/** So many dates of a course may fall into one long closure; then somebody has to look at it. */
const MOST_DATES = 12;

/** The next session of a course that the file says comes again and again. */
export async function planNext(tx: Tx, course: Course, now: Date): Promise<boolean> {
  if (!course.sessions) return false;
  const { rhythm, ...slot } = course.sessions;
  const { calendar, today } = await officeToday(tx, course.officeId, now);
  let nominal = (await tx.training.latestDate(course.id)) ?? addDays(today, -1);
  for (let date = 0; date < MOST_DATES; date++) {
    nominal = dateAfter(rhythm, nominal);
    const at = placeFor(calendar, nominal, slot);
    // The calendar does not reach so far.
    if (at === undefined) return false;
    if (at === null || at <= now) continue;
    const { minutes, seats, place } = slot;
    const next = { at, minutes, seats, place, leaderId: null, shared: false, nominal, by: null };
    return (await planSession(tx, course, next, { at: now, now })) !== undefined;
  }
  return false;
}

/** How many were told, and when they read it. */
type Told = { told: number; heard: Heard };
const NOBODY: Told = { told: 0, heard: { now: 0, later: [] } };

/** Another time, place, number of seats or leader. `by` undefined: the office is closed at the time before. Answers how many were told, and how many lost their seats. */
export async function changeSession(
  tx: Tx,
  before: TrainingSession,
  plan: Planned & { reason: string | null },
  by: Pick<Person, 'id' | 'name'> | undefined,
  now: Date,
): Promise<Told & { lost: number }> {
  const isMoved = plan.at.getTime() !== before.at.getTime() || plan.minutes !== before.minutes;
  const isElsewhere = plan.place !== before.place;
  const { calendar } = await officeToday(tx, before.officeId, now);
  const session: TrainingSession = { ...before, ...plan };
  // A time that is told now needs no reminder within two working days.
  if (isMoved) session.remindAt = reminderTime(calendar, session.at, now);
  if (isMoved) session.askedAt = null;
  // Before the reminder, which says the place, nobody has to hear of another one.
  const tells = isMoved || (isElsewhere && before.remindAt === null);
  if (tells) session.sequence = before.sequence + 1;
  session.moved = before.moved || (isMoved && by !== undefined);
  const { at, minutes, place, seats, leaderId, reason, remindAt, askedAt, sequence, moved } = session;
  const change = { at, minutes, place, seats, leaderId, reason, remindAt, askedAt, sequence, moved };
  await tx.training.change(before.id, change);
  await freeSeatOfLeader(tx, session, by?.id ?? null, now);
  const settled = await settle(tx, session, now, { touched: 'all', quiet: tells });
  let told = NOBODY;
  if (tells) {
    const view = await viewOf(tx, session, now);
    const fromOf = (known: Known) => (known.at.getTime() === session.at.getTime() ? undefined : known.at);
    const attached = await fileOf(tx, session, now);
    const telling = {
      ...{ keyOf: (id: number) => changedKey(session, id), attached, by: by?.id },
      messageTo: (standing: Parameters<Telling['messageTo']>[0], known: Known) =>
        isAsKnown(known, session) ? undefined : changed(view, { ...standing, by: by?.name, from: fromOf(known) }),
    };
    told = await tellEverybody(tx, before, session, telling, now);
    const say = (known: Known | undefined) => {
      if (!known) return comingUp(view);
      return isAsKnown(known, session) ? undefined : changedToLeader(view, by?.name, fromOf(known));
    };
    // Whoever leads it from now on knows nothing of the time before.
    const known = leaderId === before.leaderId ? before : undefined;
    await tellLeaders(tx, session, { but: by?.id, key: `changed ${sequence}`, attached, before: known, say }, now);
  } else if (leaderId !== before.leaderId && leaderId !== null) {
    const message = comingUp(await viewOf(tx, session, now));
    const led = { but: by?.id, key: `led ${now.toISOString()}`, before: undefined, say: () => message };
    await tellLeaders(tx, session, { ...led, attached: await fileOf(tx, session, now) }, now);
  }
  if (isMoved) {
    const data = { session: session.id, from: before.at.toISOString(), to: at.toISOString(), reason };
    await tx.records.addToOffice(session.officeId, { kind: 'session moved', at: now, actorId: by?.id ?? null, data });
  } else {
    const data = { session: session.id, seats, place, leader: leaderId };
    await tx.records.addToOffice(session.officeId, { kind: 'session changed', at: now, actorId: by?.id ?? null, data });
  }
  return { ...told, ...settled };
}

/** Whoever comes to lead it needs no seat in it. */
async function freeSeatOfLeader(tx: Tx, session: TrainingSession, by: number | null, now: Date): Promise<void> {
  const own = (await tx.training.signUps(session.id)).find(({ personId }) => personId === session.leaderId);
  if (!own || !isLive(own)) return;
  await tx.training.stand(session.id, own.personId, { state: 'gave up', tell: null });
  const data = { session: session.id, person: own.personId };
  await tx.records.addToOffice(session.officeId, { kind: 'gave up', at: now, actorId: by, data });
}

/** So many others of the course are named. */
const OTHERS = 3;

/** It will not take place, or did not. Answers how many were told. */
export async function callOffSession(
  tx: Tx,
  before: TrainingSession,
  { reason, state }: { reason: string; state: 'called off' | 'not held' },
  by: Pick<Person, 'id' | 'name'>,
  now: Date,
): Promise<Told> {
  const sequence = before.sequence + 1;
  const session: TrainingSession = { ...before, state, reason, sequence, remindAt: null, nextAt: null };
  await tx.training.change(before.id, { state, reason, sequence, remindAt: null, nextAt: null, saidAt: now });
  const all = await tx.training.ahead([before.officeId], now, 50);
  const others = all.filter(({ courseId, id, at }) => courseId === before.courseId && id !== before.id && at > now);
  const offered = (await viewsOf(tx, others.slice(0, OTHERS), now)).map((view) => ({
    ...view,
    entry: { kind: 'open' as const },
  }));
  const view = await viewOf(tx, session, now);
  const attached = await fileOf(tx, session, now);
  const sayOff = (known: Known, instead: typeof offered): Message =>
    calledOff({ ...view, session: { ...session, at: known.at } }, by.name, instead);
  const telling = {
    ...{ keyOf: (id: number) => changedKey(session, id), attached, by: by.id },
    messageTo: (_: unknown, known: Known) => sayOff(known, offered),
  };
  const told = await tellEverybody(tx, before, session, telling, now);
  if (state === 'called off')
    await tellLeaders(
      tx,
      session,
      {
        ...{ but: by.id, key: `changed ${sequence}`, attached, before },
        say: (known) => known && sayOff(known, []),
      },
      now,
    );
  const kind = state === 'called off' ? 'session called off' : 'session not held';
  await tx.records.addToOffice(session.officeId, {
    kind,
    at: now,
    actorId: by.id,
    data: { session: session.id, reason },
  });
  await settle(tx, session, now, { touched: 'all', quiet: true });
  return told;
}

/** Whoever led it is asked who was there. */
export async function askLeaders(
  tx: Tx,
  session: TrainingSession,
  leaders: readonly Pick<Person, 'id'>[],
  now: Date,
): Promise<void> {
  await tx.training.change(session.id, { askedAt: now });
  const message = ask(await viewOf(tx, session, now));
  await tellAwake(
    tx,
    session.officeId,
    leaders.map(({ id: personId }) => ({
      ...{ kind: 'notice' as const, to: { personId }, officeId: session.officeId, message },
      key: askKey(session, personId),
    })),
    { now },
  );
  await withNext(tx, { ...session, askedAt: now }, now);
}

/** What asked who was there says so now, wherever it stands. `asked`: as it was then. */
export async function redrawQuestion(
  tx: Tx,
  asked: TrainingSession,
  session: TrainingSession,
  { by, there }: { by: string; there: number },
  now: Date,
): Promise<void> {
  const message = said(await viewOf(tx, session, now), by, there);
  const staff = new Set<number>();
  for (const role of ['supervisor', 'liaison'] as const)
    for (const { id } of await tx.people.withRole(session.officeId, role)) staff.add(id);
  const known = await tx.outbox.known([...staff].map((id) => askKey(asked, id)));
  const drawn = [];
  for (const personId of staff) {
    const replaces = askKey(asked, personId);
    if (!known.includes(replaces)) continue;
    const key = await tx.outbox.changeKey(replaces);
    drawn.push({ key, kind: 'notice' as const, to: { personId }, officeId: session.officeId, message, replaces });
  }
  await tx.outbox.put(drawn);
}
