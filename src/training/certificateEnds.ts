import { eachAlone } from '../feature/sweep.ts';
import { nextDay, wouldBeTold } from '../offices/certificateDays.ts';
import { officeToday } from '../offices/officeToday.ts';
import { tellAwake } from '../offices/tellAwake.ts';
import { addDays } from '../people/absence.ts';
import { absenceOn } from '../people/coverage.ts';
import type { Actor } from '../people/person.ts';
import type { Store, Tx } from '../store.ts';
import { ending } from './afterWords.ts';
import { type Certificate, newest, stepOf } from './certificates.ts';
import { mayTell } from './training.ts';
import { offeredTo } from './view.ts';

/** Certificates whose end is to be told, or has come. Whoever is out then hears of it on their return. */

export const certificatesSweep = 'certificates';

export async function sweepCertificates(store: Store, now: Date): Promise<number> {
  const due = await store.transaction((tx) => tx.training.certificatesDue(now));
  return eachAlone(
    { store, name: certificatesSweep, now },
    due,
    (id) => id,
    (tx, id) => end(tx, id, now),
  );
}

async function end(tx: Tx, id: number, now: Date): Promise<boolean> {
  const found = await tx.training.certificate(id);
  if (!found?.nextOn) return false;
  const { calendar, today } = await officeToday(tx, found.officeId, now);
  // A new one has taken its place, or there is nobody any more to be told.
  const actor = await tx.people.actor(found.personId);
  const theirs = newest(await tx.training.certificatesOf(found.personId));
  const isReplaced = !theirs.some((each) => each.id === id);
  if (isReplaced || !actor?.person.active) {
    await tx.training.setNext(id, null);
    return true;
  }
  if (found.nextOn > today) return false;
  const step = stepOf(found, today);
  const isTold = (await tx.outbox.known([keyOf(id)])).length > 0;
  const tells = !isTold && wouldBeTold(found);
  if (tells && (await isOut(tx, found.personId, today))) {
    // From day to day: they may be back earlier, or later, than was said.
    await tx.training.setNext(id, addDays(today, 1));
    return true;
  }
  if (tells && !mayTell(calendar, now)) return false;
  if (step === 'end') {
    const data = { office: found.officeId, course: found.code, day: found.endsOn ?? today };
    await tx.records.add({ kind: 'person', id: found.personId }, null, [
      { kind: 'certificate ended', at: now, actorId: null, data },
    ]);
  }
  await tx.training.setNext(id, step === 'end' ? null : nextDay(found, today, true));
  if (tells) await tell(tx, found, { actor, today }, now);
  return true;
}

const keyOf = (id: number): string => `certificate ${id} ends`;

const isOut = async (tx: Tx, personId: number, today: string): Promise<boolean> =>
  absenceOn(await tx.absences.of(personId, today), personId, today) !== undefined;

async function tell(tx: Tx, found: Certificate, { actor, today }: { actor: Actor; today: string }, now: Date) {
  const ahead = (await tx.training.ahead([found.officeId], now, 50)).filter(
    ({ courseId }) => courseId === found.courseId,
  );
  const renewing = await offeredTo(tx, actor, ahead.slice(0, 3), now);
  const ends = {
    ...{ kind: 'notice' as const, to: { personId: found.personId }, officeId: found.officeId },
    ...{ key: keyOf(found.id), message: ending(found, today, renewing) },
  };
  await tellAwake(tx, found.officeId, [ends], { now });
}
