import { errors, form, hidden, notice } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { lastDay, nextDay } from '../offices/certificateDays.ts';
import { officeToday } from '../offices/officeToday.ts';
import { sayHeard, zoneOf } from '../offices/sayHeard.ts';
import { localDate } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import { attendanceForm, notHeldForm } from './leadForms.ts';
import { callOffSession, redrawQuestion } from './plan.ts';
import { attendancePress, notHeldPress } from './presses.ts';
import { readAttendance, readReason } from './reading.ts';
import { drawCertificate, tellPending } from './tell.ts';
import type { SignUp, TrainingSession } from './training.ts';
import { viewOf } from './view.ts';
import { comesFor, find, officesOf, servedBy } from './who.ts';

/** Whoever leads a session says who was there; these have their certificates. */

const NOT_ONESELF =
  'Nobody gives a certificate to themselves. Somebody else who leads this session, or supervises the office, can add you.';

const notYet = ({ state, at }: TrainingSession, now: Date) => {
  if (state === 'called off') return notice('It was called off.');
  if (state === 'not held') return notice('It did not take place.');
  return at > now ? notice('It is still ahead.') : undefined;
};

/** Once it has begun, and as often as something is to be corrected. */
export const attendance = deed(attendancePress, {
  async opens({ tx, actor, about, now }) {
    const found = await find(tx, actor, { id: about.session, action: 'lead', now });
    if (!found) return hidden;
    const { session } = found;
    const signUps = await tx.training.signUps(session.id);
    const others = signUps.filter(({ personId }) => personId !== actor.person.id);
    return notYet(session, now) ?? form(attendanceForm(session, others));
  },
  async sent({ tx, actor, about, values, at, now }) {
    const found = await find(tx, actor, { id: about.session, action: 'lead', now });
    if (!found) return hidden;
    const { session } = found;
    const no = notYet(session, now);
    if (no) return no;
    const { people, others } = readAttendance(values);
    const walkIns = await readWalkIns(tx, session, others);
    if ('problem' in walkIns) return errors({ others: walkIns.problem });
    const { id: own } = actor.person;
    if (walkIns.found.some(({ personId }) => personId === own)) return errors({ others: NOT_ONESELF });
    await enterWalkIns(tx, session, walkIns.found, at);
    const there = new Set([...people, ...walkIns.found.map(({ personId }) => personId)]);
    // Nobody says so of themselves: what somebody else has said of them stays.
    const theirs = (await tx.training.signUps(session.id)).find(({ personId }) => personId === own);
    there.delete(own);
    if (theirs?.attended) there.add(own);
    const count = await note(tx, session, there, { by: actor.person.id, at, now });
    const held: TrainingSession = { ...session, state: 'held' };
    await redrawQuestion(tx, session, held, { by: actor.person.name, there: count }, now);
    await tellPending(tx, held, now);
    return notice(
      count === 0
        ? 'Saved. Nobody was there.'
        : `Saved. ${count === 1 ? 'One person has' : `${count} people have`} the certificate.`,
    );
  },
});

type WalkIn = { personId: number; agencyId: number | null };

/** People whom the desk knows and whom the course is for. */
async function readWalkIns(
  tx: Tx,
  session: TrainingSession,
  emails: readonly string[],
): Promise<{ found: WalkIn[] } | { problem: string }> {
  const known = await tx.training.byEmail(emails);
  const unknown = emails.filter((email) => !known.some((each) => each.email === email));
  if (unknown.length > 0)
    return { problem: `The desk does not know ${unknown.join(', ')}. Write the address as it stands in people.csv.` };
  const offices = officesOf(session);
  const served = await servedBy(tx, offices);
  const found: WalkIn[] = [];
  for (const { personId, email } of known) {
    const actor = await tx.people.actor(personId);
    const as = actor && comesFor(actor, session.course, { offices, served });
    if (!as) return { problem: `This course is not for ${email}.` };
    found.push({ personId, agencyId: as.agencyId });
  }
  return { found };
}

async function enterWalkIns(tx: Tx, session: TrainingSession, found: readonly WalkIn[], at: Date): Promise<void> {
  const signUps = await tx.training.signUps(session.id);
  let nr = Math.max(0, ...signUps.map((each) => each.nr));
  for (const { personId, agencyId } of found) {
    if (signUps.some((each) => each.personId === personId)) continue;
    nr += 1;
    await tx.training.signUp(session.id, { personId, agencyId, nr, state: 'walked in', at });
  }
}

/** Who was there and was not; certificates follow. Answers how many were there. */
async function note(
  tx: Tx,
  session: TrainingSession,
  there: ReadonlySet<number>,
  { by, at, now }: { by: number; at: Date; now: Date },
): Promise<number> {
  const { calendar, today } = await officeToday(tx, session.officeId, now);
  const signUps = await tx.training.signUps(session.id);
  const came = signUps.filter(({ personId }) => there.has(personId));
  const stayedAway = signUps.filter(({ personId }) => !there.has(personId));
  const day = localDate(calendar, session.at);
  for (const each of came) if (each.attended !== true) await certify(tx, session, each, { day, today, by, at });
  const mistaken = stayedAway.filter(({ attended }) => attended === true);
  for (const { personId } of stayedAway) await tx.training.stand(session.id, personId, { attended: false, tell: null });
  await tx.training.change(session.id, { state: 'held', saidAt: at });
  await tx.training.withdraw(
    session.id,
    mistaken.map(({ personId }) => personId),
  );
  const view = await viewOf(tx, { ...session, state: 'held' }, now);
  for (const { personId } of mistaken) {
    const data = { office: session.officeId, course: session.course.code, session: session.id };
    await tx.records.add({ kind: 'person', id: personId }, null, [
      { kind: 'certificate withdrawn', at, actorId: by, data },
    ]);
    await drawCertificate(tx, view, personId, { today, now });
  }
  const data = { session: session.id, people: came.map(({ personId }) => personId) };
  await tx.records.addToOffice(session.officeId, { kind: 'session held', at, actorId: by, data });
  return came.length;
}

async function certify(
  tx: Tx,
  session: TrainingSession,
  { personId }: SignUp,
  { day, today, by, at }: { day: string; today: string; by: number; at: Date },
): Promise<void> {
  const { officeId, courseId, course } = session;
  const endsOn = lastDay(day, course.months);
  const nextOn = nextDay({ givenOn: day, endsOn }, today, false);
  await tx.training.give({ officeId, courseId, personId, sessionId: session.id, givenOn: day, endsOn, nextOn });
  await tx.training.stand(session.id, personId, { attended: true, tell: 'certificate' });
  const data = { office: officeId, course: course.code, session: session.id, until: endsOn };
  await tx.records.add({ kind: 'person', id: personId }, null, [{ kind: 'certificate given', at, actorId: by, data }]);
}

export const notHeld = deed(notHeldPress, {
  async opens({ tx, actor, about, now }) {
    const found = await find(tx, actor, { id: about.session, action: 'lead', now });
    if (!found) return hidden;
    return isSaid(found.session, now) ?? form(notHeldForm(await viewOf(tx, found.session, now)));
  },
  async sent({ tx, actor, about, values, now }) {
    const found = await find(tx, actor, { id: about.session, action: 'lead', now });
    if (!found) return hidden;
    const { session } = found;
    const no = isSaid(session, now);
    if (no) return no;
    const read = readReason(values);
    if ('problems' in read) return errors(read.problems);
    const { calendar } = await officeToday(tx, session.officeId, now);
    const { told, heard } = await callOffSession(tx, session, { ...read, state: 'not held' }, actor.person, now);
    const after: TrainingSession = { ...session, ...read, state: 'not held' };
    await redrawQuestion(tx, session, after, { by: actor.person.name, there: 0 }, now);
    if (told === 0) return notice('Noted. Nobody had signed up.');
    return notice('Noted. ', ...sayHeard('Everybody who had signed up', heard, zoneOf(actor, calendar)));
  },
});

const isSaid = (session: TrainingSession, now: Date) =>
  session.state === 'held' ? notice('It took place. Correct who was there, if that is wrong.') : notYet(session, now);
