import { sayDay } from '../chat/message.ts';
import { eachAlone } from '../feature/sweep.ts';
import { figuresOfAll } from '../figures/read.ts';
import { coverageGaps, lostContacts, missingYear } from '../offices/gaps.ts';
import type { Office } from '../offices/office.ts';
import { type Absence, absenceOn } from '../people/coverage.ts';
import type { Person } from '../people/person.ts';
import { nameWithAbsence } from '../requests/facts.ts';
import { type Calendar, intervalsOfDay, isOpen, localDate, openIntervals } from '../sla/calendar.ts';
import type { Store, Tx } from '../store.ts';
import { type DigestFacts, type DueRequest, type Slot, slotsAt } from './digest.ts';
import { digest } from './words.ts';

/** Writes the digests that are owed now, one transaction for each person. Answers how many were written. */
export async function sweepDigests(store: Store, now: Date): Promise<number> {
  const owed = await store.transaction(async (tx) => {
    const all: Owed[] = [];
    for (const office of await tx.offices.all()) {
      const { calendar } = await tx.offices.rules(office);
      const slots = owedSlots(calendar, now).filter((slot) => slot.at > office.createdAt);
      if (slots.length === 0) continue;
      const supervisors = await tx.people.withRole(office.id, 'supervisor');
      const liaisons = (await tx.people.withRole(office.id, 'liaison')).filter(
        (l) => !supervisors.some((s) => s.id === l.id),
      );
      const weekly = slots.filter((slot) => slot.kind === 'weekly');
      all.push(...supervisors.map((person) => ({ office, person, role: 'supervisor' as const, slots })));
      if (weekly.length > 0)
        all.push(...liaisons.map((person) => ({ office, person, role: 'liaison' as const, slots: weekly })));
    }
    const resting = await tx.sweeps.resting('digests', now);
    return all.filter((each) => !resting.has(itemOf(each)));
  });
  const running = { store, name: 'digests', now };
  return eachAlone(running, owed, itemOf, (tx, each) => writeDigest(tx, each, now));
}

const itemOf = ({ office, person }: Owed): string => `office ${office.id} to ${person.id}`;

/** Past the end of the calendar no day is a working day; its keepers are told elsewhere. */
function owedSlots(calendar: Calendar, now: Date): Slot[] {
  return isOpen(calendar, now) ? slotsAt(calendar, now) : [];
}

type Owed = { office: Office; person: Person; role: 'supervisor' | 'liaison'; slots: Slot[] };

/** The weekly digest holds all of the daily one, so on the day of the weekly there is only that. */
async function writeDigest(tx: Tx, { office, person, role, slots }: Owed, now: Date): Promise<boolean> {
  let written: Slot | undefined;
  for (const slot of slots) {
    const claimed = await tx.digests.claim(
      { officeId: office.id, personId: person.id, kind: slot.kind, day: slot.day },
      now,
    );
    written ??= claimed ? slot : undefined;
  }
  if (!written) return false;
  const { calendar } = await tx.offices.rules(office);
  const from = spanStart(calendar, written, now);
  const until = endOfDay(calendar, now);
  const facts = await tx.digests.facts(office.id, { from, to: now, until }, role === 'liaison' ? person.id : null);
  // Supervisors hear that nothing waits; a liaison whose week was empty is left in peace.
  if (role === 'liaison' && facts.live + facts.resolved + facts.opened + facts.asked === 0) return false;
  const today = localDate(calendar, now);
  const agencies = role === 'supervisor' ? await tx.people.agencies([office.id]) : [];
  const unreached =
    role === 'supervisor' ? await tx.people.unreached({ roles: ['liaison', 'supervisor'], officeId: office.id }) : [];
  const coverage = await tx.people.coverage(office.id, null, today);
  const marked = ({ first, count }: DigestFacts['late']) => ({
    first: first.map((each) => ({ ...each, holderName: markOut(each, coverage.absences, today) })),
    count,
  });
  const message = digest({
    title: `${role === 'liaison' ? 'Your week' : written.kind === 'weekly' ? 'Weekly digest' : 'Daily digest'}: ${office.name}`,
    zone: person.zone ?? calendar.spec.zone,
    now,
    today,
    facts: { ...facts, late: marked(facts.late), dueToday: marked(facts.dueToday) },
    replies: await figuresOfAll(
      tx,
      { officeId: office.id, kind: 'first_reply', from, to: now, liaisonId: role === 'liaison' ? person.id : null },
      now,
    ),
    gaps: coverageGaps(office, calendar, agencies, coverage, now, 7),
    // A reader is reached by reading.
    lost: lostContacts(unreached.filter((one) => one.person.id !== person.id)),
    missingYear: role === 'supervisor' ? missingYear(calendar, now) : undefined,
    span: written.kind === 'weekly' ? 'last week' : sinceWhen(calendar, from, now),
  });
  const key = `digest ${written.kind} ${written.day} office ${office.id} to ${person.id}`;
  await tx.outbox.put([{ key, kind: 'digest', to: { personId: person.id }, message, officeId: office.id }]);
  return true;
}

/** Who has it, with until when they are out. */
function markOut({ holderId, holderName }: DueRequest, absences: Absence[], today: string) {
  const absence = holderId === null ? undefined : absenceOn(absences, holderId, today);
  return holderName === null ? null : nameWithAbsence(holderName, absence, today);
}

/** A daily digest speaks of the time since the working day before it, a weekly one of seven days. */
function spanStart(calendar: Calendar, slot: Slot, now: Date): Date {
  const week = new Date(now.getTime() - 7 * 86_400_000);
  if (slot.kind === 'weekly') return week;
  const day = localDate(calendar, now);
  const before = openIntervals(calendar, week, now)?.filter((span) => localDate(calendar, span.from) < day);
  const last = before?.at(-1);
  const first = last && before?.find((span) => localDate(calendar, span.from) === localDate(calendar, last.from));
  return first?.from ?? week;
}

/** When the office closes for today: after the last of several opening hours. */
function endOfDay(calendar: Calendar, now: Date): Date {
  const closing = intervalsOfDay(calendar, Date.parse(localDate(calendar, now))).at(-1)?.[1];
  return closing === undefined ? now : new Date(closing);
}

/** "Yesterday" is only the day before: after a weekend or a holiday the day is named. */
function sinceWhen(calendar: Calendar, from: Date, now: Date): string {
  const day = localDate(calendar, from);
  const before = localDate(calendar, new Date(now.getTime() - 24 * 3_600_000));
  return day === before ? 'since yesterday' : `since ${sayDay(day, localDate(calendar, now))}`;
}
