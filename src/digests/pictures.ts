import type { Chart } from '../chat/charts/chart.ts';
import { sayDay } from '../chat/message.ts';
import { loadChart, type MonthsOf, monthsChart, satisfactionChart, volumeChart } from '../figures/charts.ts';
import type { Span } from '../figures/counted.ts';
import { monthOf, spanOfMonth } from '../figures/months.ts';
import { SMALLEST_GROUP } from '../figures/satisfaction.ts';
import { sayMonth } from '../figures/words.ts';
import type { Office, Rules } from '../offices/office.ts';
import { COUNTED } from '../requests/listing.ts';
import { localDate } from '../sla/calendar.ts';
import { firstReplyTarget } from '../sla/policy.ts';
import type { Tx } from '../store.ts';
import type { Load } from './digest.ts';

/** The pictures of a supervisor's digest: each only where it shows something that one number does not. */

/** So many weeks, or months, stand below one another. */
const SPANS = 6;
const WEEK_MS = 7 * 86_400_000;

/** Of the seven days before `now`, beside those before them. */
export async function weekPictures(
  tx: Tx,
  { office, rules, loads, now }: { office: Office; rules: Rules; loads: readonly Load[]; now: Date },
): Promise<Chart[]> {
  const weeks = Array.from({ length: SPANS }, (_, nth): Span => {
    const back = SPANS - nth;
    return { from: new Date(+now - back * WEEK_MS), to: new Date(+now - (back - 1) * WEEK_MS) };
  });
  const [before, last] = weeks.slice(-2);
  const volume =
    before && last ? await tx.digests.asked(office.id, { before: before.from, from: last.from, to: last.to }) : [];
  const given = await tx.surveys.given(office.id, weeks);
  const today = localDate(rules.calendar, now);
  return there(
    loadChart(
      office.name,
      // Known in the office by what stands before the @ of their address.
      loads.map(({ person: { name, email }, live }) => ({ name, plain: email?.split('@')[0], live })),
      COUNTED,
    ),
    volumeChart(
      { title: `Requests by agency, last week: ${office.name}`, span: 'last week', before: 'the week before' },
      volume,
    ),
    satisfactionChart(
      `Satisfied, week by week: ${office.name}`,
      weeks.map(({ from }, nth) => ({
        label: `Week from ${sayDay(localDate(rules.calendar, from), today)}`,
        given: given[nth]?.ratings ?? [],
        // Those served in a week are asked in another.
        served: Number.POSITIVE_INFINITY,
      })),
    ),
  );
}

/** Of a month ('YYYY-MM'), beside those before it. `year`: its first replies, month by month. */
export async function monthPictures(
  tx: Tx,
  { office, rules, month, year }: { office: Office; rules: Rules; month: string; year: MonthsOf },
): Promise<Chart[]> {
  const { zone } = rules.calendar.spec;
  const months = Array.from({ length: SPANS }, (_, nth) => monthOf(`${month}-01`, nth + 1 - SPANS));
  const spans = months.map((each) => spanOfMonth(each, zone));
  const { from, to } = spanOfMonth(month, zone);
  const monthBefore = monthOf(`${month}-01`, -1);
  const volume = await tx.digests.asked(office.id, { before: spanOfMonth(monthBefore, zone).from, from, to });
  const given = await tx.surveys.given(office.id, spans);
  // How many were served is counted where it is said.
  const shown = given.some(({ ratings }) => ratings.length >= SMALLEST_GROUP);
  const counts = shown ? await tx.surveys.countsIn(office.id, spans) : [];
  const rated = spans.map((_, nth) => ({
    ...{ label: sayMonth(months[nth] ?? month), given: given[nth]?.ratings ?? [] },
    served: counts[nth]?.served ?? 0,
  }));
  return there(
    monthsChart(office.name, year, firstReplyTarget(rules.policy)),
    volumeChart(
      {
        title: `Requests by agency, ${sayMonth(month)}: ${office.name}`,
        ...{ span: `in ${sayMonth(month)}`, called: sayMonth(month), before: sayMonth(monthBefore) },
      },
      volume,
    ),
    satisfactionChart(`Satisfied, month by month: ${office.name}`, rated),
  );
}

const there = (...charts: (Chart | undefined)[]): Chart[] => charts.filter((chart) => chart !== undefined);
