import { absenceOn } from '../people/coverage.ts';
import type { Person } from '../people/person.ts';
import type { RequestFacts } from '../requests/facts.ts';
import { coverIds } from '../requests/load.ts';
import { supervisorsOn, thoseReached } from '../requests/readers.ts';
import { localDate } from '../sla/calendar.ts';
import { defaultRepeats, type Level } from '../sla/policy.ts';
import type { Tx } from '../store.ts';

type Facts = Pick<RequestFacts, 'request' | 'holder' | 'rules' | 'office'>;

/** Who hears of a step: those of its levels who are there, and with nobody there to warn, those who can act instead. */
export async function readersOf(tx: Tx, facts: Facts, tell: readonly Level[], now: Date): Promise<Person[]> {
  const { request, holder, rules, office } = facts;
  const supervisors = await supervisorsOn(tx, office, now);
  const covering = [...(await tx.people.named(await coverIds(tx, request, now))).values()];
  const today = localDate(rules.calendar, now);
  const { absences } = await tx.people.duties(request.officeId, [], today);
  const isIn = (person: Person) => absenceOn(absences, person.id, today) === undefined;
  const backups = await thoseReached(
    tx,
    covering.filter((person) => person.id !== request.holderId && person.active && isIn(person)),
  );
  const isThere = holder !== null && isIn(holder) && (await thoseReached(tx, [holder])).length > 0;
  const instead = backups.length > 0 && holder ? backups : supervisors;
  // Whoever holds it and supervises is told as who holds it: who stands above them is somebody else.
  const others = supervisors.filter((person) => person.id !== request.holderId);
  const isOwn = supervisors.length > 0 && others.length === 0;
  const higher = tell.some(
    (level) => level === 'administrator' || level === 'head' || (level === 'supervisor' && isOwn),
  );
  const { administrators, head } = higher ? await above(tx, facts) : { administrators: [], head: undefined };
  const there = await thoseReached(tx, administrators.filter(isIn));
  const of: Record<Level, readonly Person[]> = {
    liaison: [...(holder ? [holder] : []), ...(isThere ? [] : instead)],
    backup: backups,
    supervisor: isOwn ? [...supervisors, ...there] : supervisors,
    administrator: there,
    head: await thoseReached(tx, head && isIn(head) ? [head] : []),
  };
  return [...new Map(tell.flatMap((level) => of[level]).map((person) => [person.id, person])).values()];
}

/** Those who administer the office, and its head: as its rules say now, whichever the request is pinned to. */
async function above(tx: Tx, { office }: Facts): Promise<{ administrators: Person[]; head: Person | undefined }> {
  const administrators = await tx.people.withRole(office.id, 'administrator');
  const { head: email } = (await tx.offices.rules(office)).policy;
  const staff = [...administrators, ...(await tx.people.withRole(office.id, 'supervisor'))];
  const head = email === undefined ? undefined : staff.find((person) => person.email === email);
  const others = administrators.filter(({ id }) => id !== head?.id);
  return { administrators: others.length > 0 ? others : administrators, head };
}

/**
 * Whose turn it is after so many repetitions: the next level at which anybody is there, and after the highest the first
 * again. `repeats`: how many there have been with it.
 */
export async function nextLevel(
  tx: Tx,
  facts: Facts,
  repeats: number,
  now: Date,
): Promise<{ readers: Person[]; repeats: number }> {
  const { tell } = facts.rules.policy.repeats ?? defaultRepeats;
  for (let turn = repeats; turn < repeats + tell.length; turn += 1) {
    const readers = await readersOf(tx, facts, tell[turn % tell.length] ?? [], now);
    if (readers.length > 0) return { readers, repeats: turn + 1 };
  }
  return { readers: [], repeats: repeats + 1 };
}
