import type { Answer } from '../chat/answer.ts';
import type { Text } from '../chat/message.ts';
import { errors, form, hidden, notice, show } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { officeToday } from '../offices/officeToday.ts';
import { sayHeard, zoneOf } from '../offices/sayHeard.ts';
import { type Actor, hasRole } from '../people/person.ts';
import { isOpen, localDate } from '../sla/calendar.ts';
import { sayTime } from '../sla/hours.ts';
import { minuteOfDay } from '../sla/zone.ts';
import type { Tx } from '../store.ts';
import { callOffForm, changeForm, planForm } from './leadForms.ts';
import { comingUp, planned, whoComes } from './leadWords.ts';
import { callOffSession, changeSession, planSession } from './plan.ts';
import {
  callOffSessionPress,
  changeSessionPress,
  partNoMorePress,
  planSessionPress,
  takePartPress,
  whoComesPress,
} from './presses.ts';
import { NOBODY, readCourse, readPlan, readReason } from './reading.ts';
import { fileOf, settle } from './tell.ts';
import { tellLeaders } from './tellChanges.ts';
import { type Course, endOf, type TrainingSession } from './training.ts';
import { viewOf } from './view.ts';
import { find, plansFor } from './who.ts';

/** What those do who plan sessions and lead them, before they take place. */

type Staff = { id: number; name: string; office: string; officeId: number };

/** Those who work for these offices and may lead a session. */
async function staffOf(tx: Tx, officeIds: readonly number[]): Promise<Staff[]> {
  const all = new Map<string, Staff>();
  for (const officeId of officeIds) {
    const { name: office } = await tx.offices.one(officeId);
    for (const role of ['supervisor', 'liaison'] as const)
      for (const { id, name, active } of await tx.people.withRole(officeId, role))
        if (active) all.set(`${officeId} ${id}`, { id, name, office, officeId });
  }
  return [...all.values()].sort((a, b) => a.name.localeCompare(b.name, 'en')).slice(0, MOST_STAFF);
}
/** Chats show so many options. */
const MOST_STAFF = 99;

const NO_COURSES =
  'No course is set up yet. Whoever imports the office’s file lists them under “courses”; then sessions can be planned.';

export const planTraining = deed(planSessionPress, {
  async opens({ tx, actor }) {
    const offices = plansFor(actor);
    if (offices.length === 0) return hidden;
    const courses = await coursesOf(tx, offices);
    if (courses.length === 0) return notice(NO_COURSES);
    const teaching = [...new Set(courses.map(({ officeId }) => officeId))];
    return form(planForm(courses, await staffOf(tx, teaching), teaching.length > 1));
  },
  async sent({ tx, actor, values, at, now }) {
    const offices = plansFor(actor);
    if (offices.length === 0) return hidden;
    const course = readCourse(values, await coursesOf(tx, offices));
    if (!course) return errors({ course: 'Choose the course.' });
    const { calendar } = await officeToday(tx, course.officeId, now);
    const staff = await staffOf(tx, [course.officeId]);
    const read = readPlan(values, { calendar, now, staff });
    if ('problems' in read) return errors(read.problems);
    const shared = values.shared === 'yes';
    const session = await planSession(
      tx,
      course,
      { ...read.plan, shared, nominal: null, by: actor.person.id },
      { at, now },
    );
    if (!session) return hidden;
    if (session.leaderId !== null) {
      const message = comingUp(await viewOf(tx, session, now));
      const attached = await fileOf(tx, session, now);
      const told = { but: actor.person.id, key: 'planned', attached, before: undefined, say: () => message };
      await tellLeaders(tx, session, told, now);
    }
    return show(planned(await viewOf(tx, session, now), isOpen(calendar, session.at) === false));
  },
});

async function coursesOf(tx: Tx, officeIds: readonly number[]): Promise<(Course & { office: string })[]> {
  const names = new Map<number, string>();
  for (const id of officeIds) names.set(id, (await tx.offices.one(id)).name);
  return (await tx.training.courses(officeIds)).map((each) => ({ ...each, office: names.get(each.officeId) ?? '' }));
}

/** Everybody who leads it sees who comes, and afterwards who was there. */
export const whoComesDeed = deed(whoComesPress, {
  async shows({ tx, actor, about, now }) {
    const found = await find(tx, actor, { id: about.session, action: 'lead', now });
    return found ? show(await whoComesTo(tx, found.session, now)) : hidden;
  },
});

export async function whoComesTo(tx: Tx, session: TrainingSession, now: Date) {
  const signUps = await tx.training.signUps(session.id);
  const answers = await tx.training.answers(session.id);
  return whoComes(await viewOf(tx, session, now), signUps, answers, endOf(session) <= now);
}

/** Undefined while it is ahead. */
const isDecided = ({ state, at }: TrainingSession, now: Date): Answer | undefined => {
  if (state === 'called off') return notice('It was called off.');
  if (state === 'held') return notice('It took place.');
  if (state === 'not held') return notice('It did not take place.');
  return at <= now ? notice('It has begun. Say afterwards who was there: type “training”.') : undefined;
};

export const changeTraining = deed(changeSessionPress, {
  async opens({ tx, actor, about, now }) {
    const found = await find(tx, actor, { id: about.session, action: 'lead', now });
    if (!found) return hidden;
    const { session } = found;
    const { calendar } = await officeToday(tx, session.officeId, now);
    const before = {
      ...{ day: localDate(calendar, session.at), time: sayTime(minuteOfDay(calendar.zone, session.at)) },
      ...{ minutes: session.minutes, seats: session.seats, place: session.place ?? '' },
      leader: session.leaderId === null ? NOBODY : String(session.leaderId),
    };
    const staff = await staffOf(tx, [session.officeId]);
    return isDecided(session, now) ?? form(changeForm(await viewOf(tx, session, now), staff, before));
  },
  async sent({ tx, actor, about, values, now }) {
    const found = await find(tx, actor, { id: about.session, action: 'lead', now });
    if (!found) return hidden;
    const { session } = found;
    const no = isDecided(session, now);
    if (no) return no;
    const { calendar } = await officeToday(tx, session.officeId, now);
    const read = readPlan(values, { calendar, now, staff: await staffOf(tx, [session.officeId]) });
    if ('problems' in read) return errors(read.problems);
    const isMoved = read.plan.at.getTime() !== session.at.getTime();
    const said = readReason(values);
    if (isMoved && 'problems' in said) return errors(said.problems);
    const reason = 'reason' in said ? said.reason : null;
    const { told, heard, lost } = await changeSession(tx, session, { ...read.plan, reason }, actor.person, now);
    const seats =
      lost === 0 ? '' : lost === 1 ? ' One person waits for a seat again.' : ` ${lost} people wait for a seat again.`;
    const hear: Text = told > 0 ? [' ', ...sayHeard('Everybody who is signed up', heard, zoneOf(actor, calendar))] : [];
    return notice('Changed.', ...hear, seats);
  },
});

export const callOffTraining = deed(callOffSessionPress, {
  async opens({ tx, actor, about, now }) {
    const found = await find(tx, actor, { id: about.session, action: 'lead', now });
    if (!found) return hidden;
    return isDecided(found.session, now) ?? form(callOffForm(await viewOf(tx, found.session, now)));
  },
  async sent({ tx, actor, about, values, now }) {
    const found = await find(tx, actor, { id: about.session, action: 'lead', now });
    if (!found) return hidden;
    const no = isDecided(found.session, now);
    if (no) return no;
    const read = readReason(values);
    if ('problems' in read) return errors(read.problems);
    const { calendar } = await officeToday(tx, found.session.officeId, now);
    const off = { ...read, state: 'called off' as const };
    const { told, heard } = await callOffSession(tx, found.session, off, actor.person, now);
    if (told === 0) return notice('Called off. Nobody had signed up.');
    return notice('Called off. ', ...sayHeard('Everybody who was signed up', heard, zoneOf(actor, calendar)));
  },
});

/** Supervisors of another office, for its agencies. */
async function partnerOf(
  tx: Tx,
  actor: Actor,
  { session: id, office }: { session: number; office: number },
  now: Date,
) {
  const found = await find(tx, actor, { id, action: 'take part', now });
  const isTheirs = found && found.session.officeId !== office && hasRole(actor, office, 'supervisor');
  return isTheirs ? found.session : undefined;
}

export const takePart = deed(takePartPress, {
  async does({ tx, actor, about, at, now }) {
    const session = await partnerOf(tx, actor, about, now);
    if (!session) return hidden;
    const no = isDecided(session, now);
    if (no) return no;
    if (!session.shared) return notice('It is not open to other offices any more.');
    if (!(await tx.training.takePart(session.id, about.office, at))) return notice('Your office takes part already.');
    const data = { session: session.id, office: about.office };
    await tx.records.addToOffice(session.officeId, { kind: 'session joined', at, actorId: actor.person.id, data });
    return notice('Your agencies may sign up now: they find it with “training”.');
  },
});

/** Whoever has signed up stays so. */
export const partNoMore = deed(partNoMorePress, {
  async does({ tx, actor, about, at, now }) {
    const session = await partnerOf(tx, actor, about, now);
    if (!session) return hidden;
    if (!(await tx.training.partNoMore(session.id, about.office))) return notice('Your office does not take part.');
    const data = { session: session.id, office: about.office };
    await tx.records.addToOffice(session.officeId, { kind: 'session left', at, actorId: actor.person.id, data });
    await settle(tx, session, now);
    return notice('Your agencies cannot sign up any more. Whoever has a seat keeps it.');
  },
});
