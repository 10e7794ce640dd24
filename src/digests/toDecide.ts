import type { DigestLines, DigestPart, DigestReading } from '../feature/digestPart.ts';
import { coverageGaps, gapsOfAgencies, lostContacts, missingYear } from '../offices/gaps.ts';
import { type Absence, absenceOn, inForce } from '../people/coverage.ts';
import { nameWithAbsence } from '../requests/facts.ts';
import { type Calendar, intervalsOfDay, localDate, openIntervals } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import type { Deciding } from './decisions.ts';
import { type DigestFacts, type DueRequest, type Load, overloaded, quietSince } from './digest.ts';
import type { Reader } from './readers.ts';
import type { DigestSpan } from './store.ts';
import { unheardIn } from './unheard.ts';

/** What waits for whoever reads digests, and since when they count. */

const DAY_MS = 86_400_000;

/** `loads`: what each liaison has open, in the weekly one of those who supervise. */
export type ToDecideRead = { deciding: Deciding; from: Date; loads: readonly Load[] };

export async function readToDecide(
  tx: Tx,
  reader: Reader,
  kind: 'daily' | 'weekly',
  { now, lines }: { now: Date; lines: readonly DigestPart[] },
): Promise<ToDecideRead> {
  const { office, person, role } = reader;
  const { calendar } = await tx.offices.rules(office);
  const today = localDate(calendar, now);
  const from = spanStart(calendar, kind, now);
  const coverage = await tx.people.coverage(office.id, null, today);
  const span = { from, to: now, until: endOfDay(calendar, now), today };
  const facts = await factsFor(tx, reader, span, coverage.absences);
  const { zone: officeZone } = calendar.spec;
  const zone = person.zone ?? officeZone;
  const reading = {
    ...{ officeId: office.id, person, from, now, knownSince: new Date(now.getTime() - DAY_MS / 2) },
    ...{ since: localDate(calendar, from), today, officeZone, zone },
  };
  const added = role === 'agency head' ? [] : await readLines(tx, lines, { ...reading, role });
  const common: Deciding = {
    ...{ officeId: office.id, role, readerId: person.id, facts, today, zone, added },
    ...{ gaps: [], lost: [], unheard: [], quiet: [], overloaded: [], missingYear: undefined },
  };
  if (role !== 'supervisor') return { deciding: common, from, loads: [] };
  const loads = kind === 'weekly' ? await tx.digests.loads(office.id) : [];
  const agencies = await tx.people.agencies([office.id]);
  const unreached = await tx.people.unreached({ roles: ['liaison', 'supervisor'], officeId: office.id });
  const deciding: Deciding = {
    ...common,
    // Today, and seven days ahead.
    gaps: gapsOfAgencies(coverageGaps(office, calendar, agencies, coverage, now, 1 + 7), office.lines.length),
    // A reader is reached by reading.
    lost: lostContacts(unreached.filter((one) => one.person.id !== person.id)),
    unheard: await unheardIn(tx, office.id),
    quiet: kind === 'weekly' ? await tx.digests.quiet(office.id, quietSince(now)) : [],
    overloaded: overloaded(loads),
    missingYear: missingYear(calendar, now),
  };
  return { deciding, from, loads };
}

async function readLines(
  tx: Tx,
  lines: readonly DigestPart[],
  reading: Omit<DigestReading, 'agencyIds'>,
): Promise<DigestLines[]> {
  const agencyIds = reading.role === 'supervisor' ? null : await answeredBy(tx, reading);
  const added: DigestLines[] = [];
  for (const part of lines) added.push(await part(tx, { ...reading, agencyIds }));
  return added;
}

/** The agencies that a liaison answers. */
async function answeredBy(
  tx: Tx,
  { officeId, person, today }: Pick<DigestReading, 'officeId' | 'person' | 'today'>,
): Promise<number[]> {
  const { assignments } = await tx.people.duties(officeId, null, today);
  const own = assignments.filter((each) => each.liaisonId === person.id && inForce(each, today));
  return [...new Set(own.map(({ agencyId }) => agencyId))];
}

async function factsFor(
  tx: Tx,
  { office, person, role }: Reader,
  span: DigestSpan,
  absences: Absence[],
): Promise<DigestFacts> {
  const facts = await tx.digests.facts(office.id, span, role === 'liaison' ? person.id : null);
  const marked = ({ first, count }: DigestFacts['late']) => ({
    first: first.map((each) => ({ ...each, holderName: markOut(each, absences, span.today) })),
    count,
  });
  return {
    ...facts,
    ...{ late: marked(facts.late), dueOfAway: marked(facts.dueOfAway), dueToday: marked(facts.dueToday) },
  };
}

/** Who has it, with until when they are out. */
function markOut({ holderId, holderName }: DueRequest, absences: Absence[], today: string) {
  const absence = holderId === null ? undefined : absenceOn(absences, holderId, today);
  return holderName === null ? null : nameWithAbsence(holderName, absence, today);
}

/** A daily digest speaks of the time since the working day before it, a weekly one of seven days. */
function spanStart(calendar: Calendar, kind: 'daily' | 'weekly', now: Date): Date {
  const week = new Date(now.getTime() - 7 * DAY_MS);
  if (kind === 'weekly') return week;
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
