import type { Chart } from '../chat/charts/chart.ts';
import type { MonthFact, MonthPart, MonthReading } from '../feature/digestPart.ts';
import { monthsChart, satisfactionChart } from '../figures/charts.ts';
import { countedOfPeople } from '../figures/counted.ts';
import type { MonthFigures } from '../figures/figures.ts';
import { monthOf, spanOfMonth } from '../figures/months.ts';
import { twoMonths, yearTo } from '../figures/read.ts';
import { sayMonth } from '../figures/words.ts';
import type { Office } from '../offices/office.ts';
import { absenceOn, assignmentFor } from '../people/coverage.ts';
import { type Actor, type Agency, hasRole } from '../people/person.ts';
import { route, workingDay } from '../requests/route.ts';
import { localDate } from '../sla/calendar.ts';
import { firstReplyTarget } from '../sla/policy.ts';
import type { Tx } from '../store.ts';

/** What an office did for one agency in a month, as the head of that agency may see it: counts and times, no names of
 * those who asked or answered, and no words of theirs. */

/** How much was asked, and how much is open now. */
export type AgencyCounts = {
  asked: number;
  before: number;
  /** Of what was asked in the month, by service line. */
  lines: { lineId: number; asked: number }[];
  resolved: number;
  open: number;
  /** Of what is open: late, and waiting for an answer of the agency. */
  late: number;
  waiting: number;
};

/** Who answers for a service line. `name` undefined: nobody is assigned. `away`: until when, if known, and who answers. */
export type LineLiaison = {
  line: string;
  name: string | undefined;
  backup: string | undefined;
  away: { until: string | null; cover: string | undefined } | undefined;
};

export type AgencyMonth = {
  office: string;
  agency: Agency;
  month: string;
  counts: AgencyCounts;
  topics: Topics;
  figures: MonthFigures;
  before: MonthFigures;
  /**
   * Of answers with a name, in groups of five people and more. null: for a head who answers in the office too, and so knows
   * some ratings by themselves, such a group may tell of fewer.
   */
  given: readonly number[] | null;
  liaisons: readonly LineLiaison[];
  /** What other features add. */
  added: readonly MonthFact[];
  charts: readonly Chart[];
  /** The day it is in the office. */
  today: string;
};

/**
 * Whether a head reads their agency's month as one who answers in the office: whoever holds a request reads how it was
 * rated. Supervisors read all that was rated with a name, so that groups tell them nothing new.
 */
export const isAnswering = (actor: Actor, officeId: number): boolean =>
  hasRole(actor, officeId, 'liaison') && !hasRole(actor, officeId, 'supervisor');

/** Months of satisfaction in one picture. */
const SPANS = 6;

export async function readAgencyMonth(
  tx: Tx,
  {
    office,
    agency,
    month,
    parts,
    answersToo,
  }: { office: Office; agency: Agency; month: string; parts: readonly MonthPart[]; answersToo: boolean },
  now: Date,
): Promise<AgencyMonth> {
  const { calendar, policy } = await tx.offices.rules(office);
  const { zone } = calendar.spec;
  const today = localDate(calendar, now);
  const whose = { officeId: office.id, agencyId: agency.id, zone };
  const { from, to } = spanOfMonth(month, zone);
  const monthBefore = monthOf(`${month}-01`, -1);
  const counts = await tx.digests.ofAgency(
    office.id,
    agency.id,
    { before: spanOfMonth(monthBefore, zone).from, from, to },
    now,
  );
  const months = Array.from({ length: SPANS }, (_, nth) => monthOf(`${month}-01`, nth + 1 - SPANS));
  const given = answersToo
    ? []
    : countedOfPeople(
        months.map((each) => spanOfMonth(each, zone)),
        await tx.surveys.named(office.id, agency.id, to),
      );
  const year = await yearTo(tx, { ...whose, month }, now);
  const name = `${office.name} for ${agency.name}`;
  return {
    ...{ office: office.name, agency, month, counts, today, given: answersToo ? null : (given.at(-1) ?? []) },
    topics: topicsOf(counts.lines.map(({ lineId, asked }) => ({ name: nameOf(office, lineId), asked }))),
    ...(await twoMonths(tx, { ...whose, month, liaisonId: null }, now, year)),
    liaisons: await liaisonsOf(tx, office, agency, now),
    added: await readMonthFacts(tx, parts, {
      ...{ officeId: office.id, agencyIds: [agency.id] },
      month,
      from,
      to,
      zone,
    }),
    charts: [
      monthsChart(name, year, firstReplyTarget(policy)),
      satisfactionChart(
        `Satisfied, month by month: ${name}`,
        months.map((each, nth) => ({
          ...{ label: sayMonth(each), given: given[nth] ?? [] },
          served: Number.POSITIVE_INFINITY,
        })),
      ),
    ].filter((chart) => chart !== undefined),
  };
}

export async function readMonthFacts(tx: Tx, parts: readonly MonthPart[], reading: MonthReading): Promise<MonthFact[]> {
  const facts: MonthFact[] = [];
  for (const part of parts) facts.push(...(await part(tx, reading)));
  return facts;
}

const nameOf = ({ lines }: Office, lineId: number): string => lines.find(({ id }) => id === lineId)?.name ?? 'Other';

/** What was asked by topic; `others`: of those that stand together, how many they are and what was asked about them. */
export type Topics = { told: { name: string; asked: number }[]; others: { topics: number; asked: number } };

/** Of fewer requests a topic could tell who asked. */
const SMALLEST_TOPIC = 5;

/**
 * Topics told apart, the one asked about most first. Those of fewer than five requests stand together: two of them at
 * least, with five requests at least, or the one could be worked out from the sum.
 */
export function topicsOf(lines: readonly { name: string; asked: number }[]): Topics {
  const sorted = lines
    .filter(({ asked }) => asked > 0)
    .toSorted((a, b) => b.asked - a.asked || (a.name < b.name ? -1 : 1));
  let told = sorted.filter(({ asked }) => asked >= SMALLEST_TOPIC);
  const others = () => {
    const rest = sorted.slice(told.length);
    return { topics: rest.length, asked: rest.reduce((sum, { asked }) => sum + asked, 0) };
  };
  while (told.length > 0 && others().topics > 0 && (others().topics < 2 || others().asked < SMALLEST_TOPIC))
    told = told.slice(0, -1);
  return { told, others: others() };
}

/** Of the day on which a question of now is answered. */
async function liaisonsOf(tx: Tx, office: Office, agency: Agency, now: Date): Promise<LineLiaison[]> {
  const { calendar } = await tx.offices.rules(office);
  const day = workingDay(calendar, now);
  const { assignments, absences, people } = await tx.people.coverage(office.id, agency.id, day);
  const of = (id: number | null | undefined, among = people) => (id == null ? undefined : among.get(id)?.name);
  const liaisons: LineLiaison[] = [];
  for (const { id, name: line } of office.lines) {
    const own = assignmentFor(assignments, agency.id, id, day);
    const absence = own && absenceOn(absences, own.liaisonId, day);
    const question = { ...office, officeId: office.id, agencyId: agency.id, serviceLineId: id };
    const found = absence && (await route(tx, question, now));
    const away = absence && { until: absence.until, cover: of(found?.choice.holderId, found?.people) };
    liaisons.push({ line, name: of(own?.liaisonId), backup: of(own?.backupId), away });
  }
  return liaisons;
}

/** Whether there is nothing to tell: nothing was asked or due then or in the month before, and nothing is open. */
export function isQuiet({ counts, figures, before, given, added }: AgencyMonth): boolean {
  const due = [figures, before].flatMap((each) => Object.values(each)).some(({ n, due: judged }) => n + judged > 0);
  return (
    !due && counts.asked + counts.before + counts.resolved + counts.open + (given?.length ?? 0) + added.length === 0
  );
}
