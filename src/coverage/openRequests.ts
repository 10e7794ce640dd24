import type { Message } from '../chat/message.ts';
import type { KeptAbsence } from '../people/absence.ts';
import type { AbsenceRequest } from '../people/absenceStore.ts';
import type { Actor, Person } from '../people/person.ts';
import type { RequestFacts } from '../requests/facts.ts';
import { type Going, goingFrom, handMany, heldNow } from '../requests/handMany.ts';
import { team } from '../requests/load.ts';
import { workingDay } from '../requests/route.ts';
import type { Tx } from '../store.ts';
import { askOpen, begun, settledOpen } from './openWords.ts';
import { decidedAt, type OwnOffice } from './ownOffice.ts';
import { saySpan } from './saying.ts';

/** What becomes of the open requests of somebody who is away: asked, chosen, and done on the first morning. */

const askedKey = ({ id, askedAt }: KeptAbsence): string => `absence ${id} asked ${askedAt?.toISOString() ?? ''}`;
const begunKey = (id: number): string => `absence ${id} begins`;

/** Whether it has come to the first day: then what is chosen is done at once. */
export const isRunning = ({ from, begunAt }: KeptAbsence, { today }: OwnOffice): boolean =>
  begunAt !== null || from <= today;

/** To whom each would go, on the first morning or now. */
export async function plannedGoing(
  tx: Tx,
  person: Person,
  absence: KeptAbsence,
  own: OwnOffice,
  { at, now, by }: { at: Date; now: Date; by: Person | null },
): Promise<Going[]> {
  const decides = decidedAt(own.calendar, absence) ?? now;
  const day = decides > now ? decides : now;
  const held = await tx.requests.heldBy(person.id);
  const facts = await heldNow(
    tx,
    person.id,
    held.map(({ id }) => id),
  );
  const going: Going[] = [];
  for (const each of facts) {
    const coming = going.flatMap(({ holder }) => holder?.id ?? []);
    going.push(await goingFrom(tx, each, { from: person, day, at, by, coming }));
  }
  return going;
}

/** Asks what becomes of them; answers how many there are. */
export async function askAboutOpen(
  tx: Tx,
  actor: Actor,
  absence: KeptAbsence,
  own: OwnOffice,
  at: Date,
  now: Date,
): Promise<number> {
  const { person } = actor;
  const going = await plannedGoing(tx, person, absence, own, { at, now, by: person });
  if (going.length === 0) return 0;
  await retire(tx, person, absence, 'You changed when you are out; the question is asked anew below.', now);
  const asked = { ...absence, askedAt: now };
  await tx.absences.mark(absence.id, { askedAt: now });
  const zone = person.zone ?? own.calendar.spec.zone;
  const message = askOpen(absence, going, { today: own.today, decides: decidedAt(own.calendar, absence), zone });
  await put(tx, person, askedKey(asked), message);
  return going.length;
}

const put = (tx: Tx, { id }: Person, key: string, message: Message, replaces?: string): Promise<void> =>
  tx.outbox.put([{ key, kind: 'notice', to: { personId: id }, message, ...(replaces !== undefined && { replaces }) }]);

/** The questions that stand lose their buttons and say what was decided. */
export async function retire(tx: Tx, person: Person, absence: KeptAbsence, what: string, now: Date): Promise<void> {
  const stamp = now.toISOString();
  if (absence.askedAt)
    await put(tx, person, `${askedKey(absence)} settled ${stamp}`, settledOpen(what), askedKey(absence));
  if (absence.begunAt)
    await put(tx, person, `${begunKey(absence.id)} settled ${stamp}`, settledOpen(what), begunKey(absence.id));
}

export type Chosen = Pick<AbsenceRequest, 'requestId' | 'choice' | 'toId'>;

/** Writes down what was chosen, for those that are to wait for the first morning or stay. */
export const keepChoices = (tx: Tx, { id }: KeptAbsence, chosen: readonly Chosen[]): Promise<void> =>
  tx.absences.choose(chosen.map((each) => ({ ...each, absenceId: id, movedAt: null })));

/** Gives these away now, to whoever was chosen for each; who is out is nobody to give it to. */
export async function giveAway(
  tx: Tx,
  person: Person,
  absence: KeptAbsence,
  own: OwnOffice,
  { going, chosen, now }: { going: Going[]; chosen: readonly Chosen[]; now: Date },
): Promise<RequestFacts[]> {
  const leaving: Going[] = [];
  for (const each of going) {
    const { request } = each.facts;
    const choice = chosen.find(({ requestId }) => requestId === request.id);
    if (choice?.choice === 'keep') continue;
    const members = choice?.toId == null ? [] : await team(tx, request.officeId, workingDay(own.calendar, now));
    const colleague = members.find((one) => one.person.id === choice?.toId && !one.absence)?.person;
    const { choice: _, ...move } = each.move;
    leaving.push(colleague ? { ...each, holder: colleague, move } : each);
  }
  // It stays with whoever is out only where nobody at all is in: then supervisors have it.
  const why = `${person.name} is out${absence.until === null ? '' : ` ${saySpan(absence, own.today)}`}`;
  const key = `absence ${absence.id} at ${now.toISOString()}`;
  const handed = await handMany(tx, leaving, { key, kind: 'out', why }, now);
  await tx.absences.choose(
    handed.map(({ request }) => ({
      absenceId: absence.id,
      requestId: request.id,
      choice: 'cover',
      toId: request.holderId,
      movedAt: now,
    })),
  );
  return handed;
}

/**
 * The first morning: what nothing was said about goes to whoever covers, and the person is told in one message, with a
 * question about what they keep.
 */
export async function beginAbsence(
  tx: Tx,
  { person }: Actor,
  absence: KeptAbsence,
  own: OwnOffice,
  now: Date,
): Promise<boolean> {
  const chosen = await tx.absences.choices(absence.id);
  const going = await plannedGoing(tx, person, absence, own, { at: now, now, by: null });
  const handed = await giveAway(tx, person, absence, own, { going, chosen, now });
  const kept = going.filter(({ facts }) => !handed.some(({ request }) => request.id === facts.request.id));
  await tx.absences.mark(absence.id, { begunAt: now });
  if (going.length === 0) return false;
  if (absence.askedAt) await retire(tx, person, absence, 'Your absence has begun.', now);
  await put(tx, person, begunKey(absence.id), begun(absence, handed, kept, own.today));
  return true;
}
