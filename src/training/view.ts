import { officeToday } from '../offices/officeToday.ts';
import type { Actor } from '../people/person.ts';
import { localDate } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import { type Certificate, isPrepared } from './certificates.ts';
import { isLive, type Standing } from './seats.ts';
import { closesAt, isClosed, overlap, type TrainingSession } from './training.ts';
import { comesFor, officesOf, servedBy } from './who.ts';
import type { Entry, Offered, SessionView } from './words.ts';

/** Sessions as they are shown, and what they are to whoever looks. */

/** Each with how many come, in one question for all. */
export async function viewsOf(tx: Tx, sessions: readonly TrainingSession[], now: Date): Promise<SessionView[]> {
  if (sessions.length === 0) return [];
  const counts = await tx.training.counts(sessions.map(({ id }) => id));
  const leaders = await tx.people.named([...new Set(sessions.flatMap(({ leaderId }) => leaderId ?? []))]);
  const views: SessionView[] = [];
  for (const session of sessions) {
    const { office, calendar } = await officeToday(tx, session.officeId, now);
    views.push({
      ...{ session, zone: calendar.spec.zone, office: office.name },
      leader: session.leaderId === null ? null : (leaders.get(session.leaderId)?.name ?? null),
      ...(counts.get(session.id) ?? { seated: 0, waiting: 0, there: 0 }),
    });
  }
  return views;
}

export async function viewOf(tx: Tx, session: TrainingSession, now: Date): Promise<SessionView> {
  const [view] = await viewsOf(tx, [session], now);
  if (!view) throw new Error('each session has a view');
  return view;
}

/** What somebody brings along who looks at sessions. */
type Learner = {
  actor: Actor;
  certificates: readonly Certificate[];
  /** What they have signed up to. */
  theirs: readonly TrainingSession[];
  standing: ReadonlyMap<number, { state: Standing; line: number }>;
};

async function learnerOf(tx: Tx, actor: Actor, ids: readonly number[], now: Date): Promise<Learner> {
  const { id } = actor.person;
  return {
    actor,
    certificates: await tx.training.certificatesOf(id),
    theirs: await tx.training.signedUp(id, now),
    standing: await tx.training.standingOf(id, ids),
  };
}

/** Those of these sessions that are for somebody or to which they have signed up, each with what they may do about it. */
export async function offeredTo(
  tx: Tx,
  actor: Actor,
  sessions: readonly TrainingSession[],
  now: Date,
): Promise<Offered[]> {
  const learner = await learnerOf(
    tx,
    actor,
    sessions.map(({ id }) => id),
    now,
  );
  const offered: Offered[] = [];
  for (const view of await viewsOf(tx, sessions, now)) {
    const entry = await entryOf(tx, learner, view, now);
    if (entry.kind !== 'not theirs') offered.push({ ...view, entry });
  }
  return offered;
}

/** One session as somebody sees it who may, whether it is for them or not. */
export async function shownTo(tx: Tx, actor: Actor, session: TrainingSession, now: Date): Promise<Offered> {
  const view = await viewOf(tx, session, now);
  return { ...view, entry: await entryOf(tx, await learnerOf(tx, actor, [session.id], now), view, now) };
}

async function entryOf(tx: Tx, learner: Learner, view: SessionView, now: Date): Promise<Entry> {
  const { session, seated, waiting } = view;
  const own = learner.standing.get(session.id);
  if (own && isLive(own)) return { kind: 'signed up', standing: own.state, line: own.line };
  const offices = officesOf(session);
  const { course } = session;
  if (!comesFor(learner.actor, course, { offices, served: await servedBy(tx, offices) })) return { kind: 'not theirs' };
  if (session.state !== 'planned' || now >= closesAt(session)) return { kind: 'over' };
  if (session.leaderId === learner.actor.person.id) return { kind: 'leads' };
  const { calendar } = await officeToday(tx, session.officeId, now);
  if (!isPrepared(course, learner.certificates, localDate(calendar, session.at))) {
    const taught = await tx.training.courses([session.officeId]);
    const needed = taught.find(({ code }) => code === course.prerequisite);
    return { kind: 'unprepared', needs: needed?.name ?? course.prerequisite ?? '' };
  }
  const same = learner.theirs.find((each) => each.id !== session.id && overlap(each, session));
  if (same) return { kind: 'taken', title: same.course.name };
  const isFull = seated >= session.seats || waiting > 0;
  return isFull && isClosed(session, calendar, now) ? { kind: 'over' } : { kind: 'open' };
}
