import { type Bar, type Bars, MOST_BARS, type Trend, type TrendPoint } from '../chat/charts/chart.ts';
import { beyond, sayHours } from '../chat/charts/reach.ts';
import type { Figures } from './figures.ts';
import { contentOf, type Score, sayShareOf, scoreOf } from './satisfaction.ts';
import { sayMonth, sayShare, sayWaits, unknown } from './words.ts';

/** Figures as pictures. */

/** Months ('YYYY-MM') from the first to the last, each with its figures or none. */
export type MonthsOf = readonly { month: string; figures: Figures | undefined }[];

const monthFormat = new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', month: 'short' });
const shortMonth = (month: string): string => monthFormat.format(new Date(`${month}-15T12:00:00Z`));

/** How long people waited month by month; `target` in business minutes, null where it differs. */
export function monthsChart(name: string, months: MonthsOf, target: number | null): Trend | undefined {
  const known = months.flatMap(({ month, figures }) => (figures && figures.n > 0 ? [{ month, figures }] : []));
  const last = known.at(-1);
  // One alone is a number, no picture.
  if (known.length < 2 || !last) return undefined;
  const first = known[0] ?? last;
  const points = months.map(({ month, figures }): TrendPoint => pointOf(shortMonth(month), figures));
  const promise = target === null ? null : target / 60;
  return {
    kind: 'trend',
    title: `First replies, month by month: ${name}`,
    finding:
      `${sayMonth(last.month)}: ${sayShare(last.figures)} on time, typical wait ${sayWaits(last.figures)}. ` +
      `${sayMonth(first.month)}: ${sayShare(first.figures)} on time.${sayBeyond({ points, promise })}`,
    ...{ points, promise },
  };
}

/** Months that are longer than the scale of the picture, as its arrows say them. */
function sayBeyond(trend: Pick<Trend, 'points' | 'promise'>): string {
  const off = beyond(trend).map(({ label, median, p90 }) => `${label} (${sayHours(Math.max(median ?? 0, p90 ?? 0))})`);
  return off.length === 0 ? '' : ` Off the scale: ${off.join(', ')}.`;
}

function pointOf(label: string, figures: Figures | undefined): TrendPoint {
  if (!figures) return { label, median: null, p90: null, share: null };
  const { median, p90, due, met } = figures;
  const hours = (quantile: Figures['median']) => (quantile?.reached ? quantile.minutes / 60 : null);
  return { label, median: hours(median), p90: hours(p90), share: due > 0 ? met / due : null };
}

/** Who has how many open requests, the most first. Each was counted as far as `countedTo` and one more. */
export function loadChart(
  name: string,
  loads: readonly { name: string; plain?: string | undefined; live: number }[],
  countedTo = Number.POSITIVE_INFINITY,
): Bars | undefined {
  const sorted = loads.toSorted((a, b) => b.live - a.live || a.name.localeCompare(b.name));
  const [most] = sorted;
  if (!most || most.live === 0 || sorted.length < 2) return undefined;
  const say = (of: readonly { live: number }[]): string => {
    const sum = of.reduce((total, { live }) => total + Math.min(live, countedTo), 0);
    return of.some(({ live }) => live > countedTo) ? `more than ${sayNumber(sum)}` : sayNumber(sum);
  };
  const named = sorted.slice(0, sorted.length > MOST_BARS ? MOST_BARS - 1 : MOST_BARS);
  const others = sorted.slice(named.length);
  return {
    kind: 'bars',
    title: `Open requests by liaison: ${name}`,
    finding: `${most.name} has ${say([most])} of ${say(sorted)} open requests; ${sorted.length} liaisons answer here.`,
    most: most.live,
    bars: [
      ...named.map((each): Bar => ({ label: each.name, plain: each.plain, value: each.live, said: say([each]) })),
      ...(others.length > 0
        ? [
            {
              ...{ label: `${others.length} others`, value: null },
              said: `${say(others)} together`,
            },
          ]
        : []),
    ],
  };
}

/** What was answered in a span that is said as `label`, of which reports may count these; `served` Infinity: nobody knows. */
export type RatedSpan = { label: string; given: readonly number[]; served: number };

/**
 * How content people were, span by span, and how sure that is. It draws what the words may say and nothing else: of fewer
 * than five answers no bar. One alone is a number, no picture.
 */
export function satisfactionChart(title: string, spans: readonly RatedSpan[]): Bars | undefined {
  const scored = spans.map((span) => ({
    label: span.label,
    score: scoreOf(contentOf(span.given), span.given.length, span.served),
  }));
  const known = scored.flatMap(({ label, score }) => (score ? [{ label, score }] : []));
  if (known.length < 2) return undefined;
  const saidOf = ({ label, score }: { label: string; score: Score }): string => `${label}: ${sayShareOf(score)}.`;
  return {
    ...{ kind: 'bars', title, most: 1, note: 'Thin line: where the share of all who were served most likely lies.' },
    finding: known.slice(-2).toReversed().map(saidOf).join(' '),
    bars: scored.map(
      ({ label, score }): Bar =>
        score
          ? {
              ...{ label, value: score.share, low: score.low, high: score.high },
              said: `${Math.round(score.share * 100)}% of ${score.answers}`,
            }
          : { label, value: null, said: 'too few answers to show' },
    ),
  };
}

/**
 * How many requests an agency asked in a span, and in the one before it; null: nobody knows yet whose they are. `plain`:
 * its code.
 */
export type AskedBy = { name: string | null; plain?: string | null; asked: number; before: number };

/** So many agencies are named; of the others it is said how many they are. */
const NAMED_AGENCIES = 11;

/** Who asked how much in a span, said as "last week" or "in May 2026" (called "May 2026"), and in the one before it. */
export function volumeChart(
  { title, span, called = span, before }: { title: string; span: string; called?: string; before: string },
  all: readonly AskedBy[],
): Bars | undefined {
  const asked = all
    .filter((each) => each.asked > 0)
    .map((each) => ({ ...each, name: each.name ?? unknown.agency }))
    .toSorted((a, b) => b.asked - a.asked || a.name.localeCompare(b.name, 'en'));
  const [most] = asked;
  if (!most || asked.length < 2) return undefined;
  const sum = (of: readonly { asked: number; before: number }[], what: 'asked' | 'before') =>
    of.reduce((total, each) => total + each[what], 0);
  // One more takes no more room than to say that there is one.
  const named = asked.slice(0, asked.length === NAMED_AGENCIES + 1 ? asked.length : NAMED_AGENCIES);
  const others = asked.slice(named.length);
  const said = (of: readonly AskedBy[]) => `${sayNumber(sum(of, 'asked'))} (${sayNumber(sum(of, 'before'))})`;
  const alike = asked.filter((each) => each.asked === most.asked).length;
  const leads =
    alike === 1
      ? `${most.name} asked most, ${sayNumber(most.asked)}`
      : `${alike === asked.length ? 'All' : `${alike} agencies`} asked ${sayNumber(most.asked)} each`;
  return {
    ...{ kind: 'bars', title, most: most.asked, note: `In brackets: ${before}.`, spans: { now: called, before } },
    finding: `${asked.length} agencies asked ${sayNumber(sum(asked, 'asked'))} requests ${span}: ${leads}. Of all agencies ${before}: ${sayNumber(sum(all, 'before'))}.`,
    bars: [
      ...named.map(
        (each): Bar => ({
          ...{ label: each.name, plain: each.plain ?? undefined, value: each.asked, before: each.before },
          said: said([each]),
        }),
      ),
      ...(others.length > 0
        ? [{ label: `${others.length} other agencies`, value: null, said: `${said(others)} together` }]
        : []),
    ],
  };
}

const sayNumber = (count: number): string => count.toLocaleString('en-US');
