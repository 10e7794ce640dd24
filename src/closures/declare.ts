import { isDeepStrictEqual } from 'node:util';
import type { Message } from '../chat/message.ts';
import type { NewDelivery } from '../delivery/delivery.ts';
import { type CalendarParts, wholeCalendar } from '../offices/calendarParts.ts';
import type { Office } from '../offices/office.ts';
import { movePromises } from '../offices/promiseMoves.ts';
import type { Actor, Person } from '../people/person.ts';
import { movesKey } from '../requests/untold.ts';
import { buildCalendar, type CalendarSpec, hoursOfDay, localDate } from '../sla/calendar.ts';
import type { Closure } from '../sla/closures.ts';
import { readDate } from '../sla/specialDays.ts';
import { minuteOfDay } from '../sla/zone.ts';
import type { Tx } from '../store.ts';
import { type DeclaredClosure, type Opened, whyClosed, whyOpen } from './closure.ts';
import { declared, type Passed, type Seen, withdrawn } from './words.ts';

/** A closure changes the calendar of its office; open requests follow it, and whoever asked is told why. */

/** What a closure would do; a word why it cannot be. */
export async function previewOf(
  tx: Tx,
  office: Office,
  closure: Closure,
  now: Date,
): Promise<Seen | { problem: string }> {
  const calendar = await tx.closures.of(office.id, 'to read');
  const problem = problemWith(office, calendar, closure);
  if (problem !== undefined) return { problem };
  const after = wholeCalendar(withClosure(calendar, closure));
  const moves = await movePromises(tx, office.id, after, now);
  return { moves, passed: passedOf(wholeCalendar(calendar), closure, now) };
}

/** What of the hours that it closes has passed. */
function passedOf(standing: CalendarSpec, { day, from, to }: Closure, now: Date): Passed | undefined {
  const calendar = buildCalendar({ ...standing, confirmedYears: [] });
  if (localDate(calendar, now) !== day) return undefined;
  const minute = minuteOfDay(calendar.zone, now);
  const closed = hoursOn(standing, day).spans.flatMap((span) => {
    const cut = { from: Math.max(span.from, from), to: Math.min(span.to, to) };
    return cut.from < cut.to ? [cut] : [];
  });
  const passed = closed.filter((span) => span.from < minute);
  const [first, last] = [passed[0], passed.at(-1)];
  if (!first || !last) return undefined;
  return { from: first.from, to: Math.min(last.to, minute), isAll: closed.every((span) => span.to <= minute) };
}

const withClosure = (parts: CalendarParts, closure: Closure): CalendarParts => ({
  ...parts,
  closures: [...parts.closures, closure],
});

/** Why it cannot be declared; undefined when it can. */
function problemWith(office: Office, parts: CalendarParts, closure: Closure): string | undefined {
  const year = closure.day.slice(0, 4);
  const standing = wholeCalendar(parts);
  if (!standing.confirmedYears.includes(Number(year)))
    return `The calendar of ${office.name} is not confirmed for ${year}.`;
  const before = hoursOn(standing, closure.day);
  const after = hoursOn(wholeCalendar(withClosure(parts, closure)), closure.day);
  if (!isDeepStrictEqual(before.spans, after.spans)) return undefined;
  const because = before.special === undefined ? '' : ` (${before.special})`;
  return `${office.name} is closed then anyway${because}.`;
}

const hoursOn = (spec: CalendarSpec, day: string) =>
  hoursOfDay(buildCalendar({ ...spec, confirmedYears: [] }), readDate(day) ?? 0);

/**
 * Declares it, moves promises from the next sweep on, and tells everybody who answers for the office. Answers with why
 * it could not be.
 */
export async function declare(
  tx: Tx,
  office: Office,
  closure: Closure,
  { actor, at, now }: { actor: Actor; at: Date; now: Date },
): Promise<string | undefined> {
  const by = actor.person;
  const calendar = await tx.closures.of(office.id, 'locked');
  const problem = problemWith(office, calendar, closure);
  if (problem !== undefined) return problem;
  const { filed } = calendar;
  const spec = wholeCalendar(withClosure(calendar, closure));
  const today = localDate(buildCalendar(spec), now);
  const calendarId = await publish(tx, office, { spec, filed }, whyClosed(closure, today), now);
  const kept = { ...closure, officeId: office.id, declaredBy: by.id, declaredAt: at, calendarId };
  const id = await tx.closures.declare(kept);
  const { day, from, to, reason } = closure;
  await tx.records.addToOffice(office.id, {
    kind: 'closure declared',
    at,
    actorId: by.id,
    data: { closure: id, day, from, to, reason, calendarId },
  });
  const message = (may: boolean) => declared(office, { ...kept, id, withdrawnAt: null }, by, today, may);
  await tx.outbox.put(
    (await team(tx, office)).map(({ person, may }) => telling(office, calendarId, person, message(may))),
  );
  return undefined;
}

/** Takes it back: all of it before it begins, and what is left of it, from `minute` of the day on, once it has begun. */
export async function withdraw(
  tx: Tx,
  office: Office,
  closure: DeclaredClosure,
  { actor, at, now, minute }: { actor: Actor; at: Date; now: Date; minute: number | undefined },
): Promise<Opened> {
  const by = actor.person;
  await tx.closures.withdraw(closure.id, at, minute);
  const parts = await tx.closures.of(office.id, 'locked');
  const { filed } = parts;
  const spec = wholeCalendar(parts);
  const today = localDate(buildCalendar(spec), now);
  const { day, from, to } = closure;
  const left = minute === undefined ? closure : { ...closure, from: minute };
  const others = parts.closures.filter((each) => each.day === day && each.from < left.to && each.to > left.from);
  const opened = { left, others };
  const calendarId = await publish(tx, office, { spec, filed }, whyOpen(opened, today), now);
  await tx.records.addToOffice(office.id, {
    kind: 'closure withdrawn',
    at,
    actorId: by.id,
    data: { closure: closure.id, day, from, to, endsAt: minute ?? null, calendarId },
  });
  const message = withdrawn(office, opened, by, today);
  await tx.outbox.put(
    (await team(tx, office)).flatMap(({ person }) => [
      telling(office, calendarId, person, message),
      {
        ...telling(office, calendarId, person, message),
        key: `closure ${closure.id} withdrawn to ${person.id}`,
        replaces: movesKey({ calendarId: closure.calendarId, policyId: null }, person.id),
      },
    ]),
  );
  return opened;
}

type Specs = { spec: CalendarSpec; filed: CalendarSpec };

/** A new version of the calendar, which open requests follow. */
async function publish(tx: Tx, office: Office, { spec, filed }: Specs, reason: string, now: Date): Promise<number> {
  const calendarId = await tx.roster.addCalendar(office.id, spec, filed);
  await tx.calendarMoves.begin({ officeId: office.id, calendarId, reason }, now);
  return calendarId;
}

/** Everybody who answers for the office or looks after it, once each; `may`: those who may take a closure back. */
async function team(tx: Tx, office: Office): Promise<{ person: Person; may: boolean }[]> {
  const found = new Map<number, { person: Person; may: boolean }>();
  for (const role of ['liaison', 'supervisor', 'administrator'] as const)
    for (const person of await tx.people.withRole(office.id, role))
      found.set(person.id, { person, may: role !== 'liaison' });
  return [...found.values()];
}

/** Whoever is told this is not told once more that their promises move: it has the key of that message. */
const telling = (office: Office, calendarId: number, { id }: Person, message: Message): NewDelivery => ({
  ...{
    key: movesKey({ calendarId, policyId: null }, id),
    kind: 'notice',
    to: { personId: id },
    message,
    officeId: office.id,
  },
});
