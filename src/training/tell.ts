import { writeMeetingFile } from '../calendars/meetingFile.ts';
import type { NewDelivery, TextFile } from '../delivery/delivery.ts';
import { officeToday } from '../offices/officeToday.ts';
import { tellAwake } from '../offices/tellAwake.ts';
import { localDate } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import { attended, withdrawn } from './afterWords.ts';
import { arrange, isLive, placeInLine } from './seats.ts';
import { signedUp } from './toldWords.ts';
import {
  certificateKey,
  changedKey,
  changesOf,
  closesAt,
  isClosed,
  mayTell,
  reminderKey,
  type SignUp,
  signUpKey,
  stepAhead,
  type ToTell,
  type TrainingSession,
} from './training.ts';
import { viewOf } from './view.ts';
import { leadersOn } from './who.ts';
import type { SessionView } from './words.ts';

/** Whoever has signed up hears of it; seats that come free go to those who wait. */

export async function fileOf(tx: Tx, session: TrainingSession, now: Date): Promise<TextFile> {
  const { office, calendar } = await officeToday(tx, session.officeId, now);
  const day = localDate(calendar, session.at);
  const [organizer] = await leadersOn(tx, session, day);
  const text = writeMeetingFile(
    {
      ...{ kind: 'training', id: session.id, officeCode: office.code, sequence: session.sequence },
      ...{ title: session.course.name, start: session.at, minutes: session.minutes, place: session.place, organizer },
      calledOff: session.state === 'called off',
    },
    now,
  );
  return { name: `training-${day}.ics`, type: 'text/calendar', text };
}

const noticeTo = (
  { officeId }: Pick<TrainingSession, 'officeId'>,
  personId: number,
  what: Pick<NewDelivery, 'key' | 'message' | 'attached' | 'replaces'>,
): NewDelivery => ({ kind: 'notice', to: { personId }, officeId, ...what });

export const standingIn = (signUps: readonly SignUp[], { personId, state }: SignUp) => ({
  standing: state,
  line: placeInLine(signUps, personId) ?? 0,
});

/** What somebody is told who has just signed up. */
export async function tellSignedUp(tx: Tx, session: TrainingSession, personId: number, now: Date): Promise<void> {
  const signUps = await tx.training.signUps(session.id);
  const own = signUps.find((each) => each.personId === personId);
  if (!own) return;
  const view = await viewOf(tx, session, now);
  const withFile = own.state === 'seated';
  const message = signedUp(view, standingIn(signUps, own), { withFile });
  const attached = withFile ? { attached: await fileOf(tx, session, now) } : {};
  await tx.outbox.put([noticeTo(session, personId, { key: signUpKey(session.id, own), message, ...attached })]);
}

/**
 * Seats go to those who came first, after anything that changes who comes or how much room there is. Whoever moves up or
 * loses their seat is told, and what stands in chats follows.
 */
export async function settle(
  tx: Tx,
  session: TrainingSession,
  now: Date,
  { touched = new Set(), quiet = false }: Settling = {},
): Promise<{ lost: number }> {
  const { calendar } = await officeToday(tx, session.officeId, now);
  const before = await tx.training.signUps(session.id);
  const changes = arrange(before, session.seats, isClosed(session, calendar, now));
  for (const { personId, state } of changes) {
    const own = before.find((each) => each.personId === personId);
    const tell = quiet ? null : tellInstead(own?.tell ?? null, state);
    await tx.training.stand(session.id, personId, { state, tell });
    const kind = state === 'seated' ? 'moved up' : 'lost seat';
    await tx.records.addToOffice(session.officeId, {
      kind,
      at: now,
      actorId: null,
      data: { session: session.id, person: personId },
    });
  }
  if (quiet)
    for (const { personId, tell } of before)
      if (tell === 'seat' || tell === 'lost') await tx.training.stand(session.id, personId, { tell: null });
  const signUps = await tx.training.signUps(session.id);
  const read = new Set(changes.map(({ personId }) => personId));
  const others = signUps.filter(
    ({ personId, state }) => touched === 'all' || read.has(personId) || touched.has(personId) || state === 'waiting',
  );
  await redraw(tx, session, signUps, others, now);
  await tellPending(tx, session, now);
  return { lost: changes.filter(({ state }) => state === 'waiting').length };
}

/** `touched`: whose own messages read otherwise in any case. `quiet`: everybody is told anyway, with how they stand. */
type Settling = { touched?: ReadonlySet<number> | 'all'; quiet?: boolean };

/** Who was not told yet that they had it otherwise has it as before. */
function tellInstead(untold: ToTell | null, state: SignUp['state']): ToTell | null {
  const news = state === 'seated' ? 'seat' : 'lost';
  return untold === null || untold === news || untold === 'certificate' ? news : null;
}

/** Where somebody was told about it, it says how they stand now, without a sound. */
async function redraw(
  tx: Tx,
  session: TrainingSession,
  all: readonly SignUp[],
  those: readonly SignUp[],
  now: Date,
): Promise<void> {
  if (those.length === 0) return;
  const gone = those.filter((own) => !isLive(own)).map(({ personId }) => personId);
  if (gone.length > 0) await tx.outbox.withdraw(changesOf(session), gone);
  const rootsOf = (own: SignUp): string[] => [
    ...Array.from({ length: own.told + 1 }, (_, told) => signUpKey(session.id, { ...own, told })),
    // What reminds of a seat that was given up reminds of nothing.
    ...(isLive(own) ? [] : [reminderKey(session, own.personId), changedKey(session, own.personId)]),
  ];
  const known = new Set(await tx.outbox.known(those.flatMap(rootsOf)));
  const view = await viewOf(tx, session, now);
  const drawn: NewDelivery[] = [];
  for (const own of those) {
    const leads = own.personId === session.leaderId;
    const message = signedUp(view, standingIn(all, own), { withFile: false, leads });
    for (const replaces of rootsOf(own).filter((key) => known.has(key)))
      drawn.push(noticeTo(session, own.personId, { key: await tx.outbox.changeKey(replaces), message, replaces }));
  }
  await tx.outbox.put(drawn);
}

/** Whoever could not be told at night is told in the office's hours. What time brings next is noted. */
export async function tellPending(tx: Tx, session: TrainingSession, now: Date): Promise<boolean> {
  const { calendar, today } = await officeToday(tx, session.officeId, now);
  const signUps = await tx.training.signUps(session.id);
  const untold = signUps.filter(({ tell }) => tell !== null);
  const tells = untold.length > 0 && mayTell(calendar, now);
  if (tells) {
    const view = await viewOf(tx, session, now);
    for (const own of untold) await tellOne(tx, view, { own, signUps, today }, now);
  }
  await withNext(tx, session, now);
  return tells;
}

async function tellOne(
  tx: Tx,
  view: SessionView,
  { own, signUps, today }: { own: SignUp; signUps: readonly SignUp[]; today: string },
  now: Date,
): Promise<void> {
  const { session } = view;
  const { personId, tell } = own;
  if (tell === 'certificate') {
    await tx.training.stand(session.id, personId, { tell: null });
    await drawCertificate(tx, view, personId, { today, now });
    return;
  }
  const told = own.told + 1;
  await tx.training.stand(session.id, personId, { tell: null, told });
  if (tell === null || session.state !== 'planned' || session.at <= now) return;
  const withFile = tell === 'seat';
  const message = signedUp(view, standingIn(signUps, own), { came: tell, withFile });
  const attached = withFile ? { attached: await fileOf(tx, session, now) } : {};
  const key = signUpKey(session.id, { ...own, told });
  await tellAwake(tx, session.officeId, [noticeTo(session, personId, { key, message, ...attached })], {
    ...{ now, before: closesAt(session) },
  });
}

/** What somebody is told who was there; one that stands says what is so now. */
export async function drawCertificate(
  tx: Tx,
  view: SessionView,
  personId: number,
  { today, now }: { today: string; now: Date },
): Promise<void> {
  const { session } = view;
  const own = (await tx.training.certificatesOf(personId)).find(({ sessionId }) => sessionId === session.id);
  const root = certificateKey(session.id, personId);
  const isTold = (await tx.outbox.known([root])).length > 0;
  if (!own && !isTold) return;
  const answer = await tx.training.answerOf(session.id, personId);
  const message = own ? attended(view, own, today, answer) : withdrawn(view);
  const where = isTold ? { key: await tx.outbox.changeKey(root), replaces: root } : { key: root };
  await tellAwake(tx, session.officeId, [noticeTo(session, personId, { ...where, message })], { now });
}

/** When time brings the next thing to do about a session. */
export async function withNext(tx: Tx, session: TrainingSession, now: Date): Promise<void> {
  const { calendar } = await officeToday(tx, session.officeId, now);
  const untold = (await tx.training.signUps(session.id)).some(({ tell }) => tell !== null);
  const nextAt = stepAhead(session, calendar, { now, untold })?.at ?? null;
  await tx.training.change(session.id, { nextAt });
}
