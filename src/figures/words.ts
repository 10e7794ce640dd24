import { type Baseline, type FigureKind, type Figures, figureKinds, type MonthFigures } from './figures.ts';
import type { Goals } from './goals.ts';
import { monthOf } from './months.ts';
import type { Quantile } from './waits.ts';

/** Figures in words, always with how many they are of. */

/** What is said of a share or a wait where there is none. */
export const NONE_DUE = 'none was due';

/** What has no name in a table of these. */
export const unknown = { liaison: 'Nobody had it', agency: 'Agency not known yet' };

/** "92% (110 of 120)". */
export const sayShare = ({ due, met }: Pick<Figures, 'due' | 'met'>): string =>
  due === 0 ? NONE_DUE : `${Math.round((100 * met) / due)}% (${met} of ${due})`;

/** "2 h; 9 of 10 within 6 h (120 requests)": half of all waited so long or shorter. */
export function sayWaits({ n, median, p90 }: Figures): string {
  if (median === null) return NONE_DUE;
  const most = n >= 10 && p90 !== null ? `; 9 of 10 ${p90.reached ? 'within' : 'in'} ${sayQuantile(p90)}` : '';
  return `${sayQuantile(median)}${most} (${n} request${n === 1 ? '' : 's'})`;
}

/** "2 h 45 min", or "2 h 45 min or more" where too many are open. */
export const sayQuantile = (found: NonNullable<Quantile>): string =>
  `${sayMinutes(found.minutes)}${found.reached ? '' : ' or more'}`;

/** Time in opening hours in words, rounded for reading: "1 h 20 min". */
function sayMinutes(minutes: number): string {
  const whole = Math.round(minutes);
  const hours = Math.floor(whole / 60);
  const left = whole % 60;
  if (hours === 0) return `${whole} min`;
  const said = `${hours.toLocaleString('en-US')} h`;
  return left === 0 ? said : `${said} ${left} min`;
}

/** "October 2026". */
export const sayMonth = (month: string): string => monthFormat.format(new Date(`${month}-15T12:00:00Z`));
const monthFormat = new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', month: 'long', year: 'numeric' });

/** What is said of the goal beside figures that name it. */
export const GOAL = 'The goal is the earlier time that the cards of liaisons show.';

const titles: Record<FigureKind, string> = {
  first_reply: 'First replies',
  next_reply: 'Later replies',
  agreed_reply: 'Postponed replies',
  update: 'News',
  first_resolution: 'Resolutions',
  agreed_resolution: 'Postponed resolutions',
};

/** Not every office promises or names these: where none was due there is no line of them. */
const sometimes: ReadonlySet<FigureKind> = new Set(['agreed_reply', 'update', 'agreed_resolution']);

/**
 * How a month ('YYYY-MM') went, line by line; `beside`: the month before it and the one the office measures itself against.
 * `goals`: for those who see the goal inside a promise.
 */
export function monthLines(
  month: string,
  figures: MonthFigures,
  { before, baseline, goals = {} }: { before: MonthFigures; baseline: Baseline | undefined; goals?: Goals },
): { title: string; share: string; goal: string | undefined; beside: string; wait: string }[] {
  return figureKinds.flatMap((kind) => {
    if (sometimes.has(kind) && figures[kind].due === 0 && before[kind].due === 0) return [];
    const last = before[kind].due > 0 ? ` · ${sayMonth(monthOf(`${month}-01`, -1))}: ${sayShare(before[kind])}` : '';
    const kept = baseline && baseline.month !== month ? baseline.figures[kind] : undefined;
    const base = baseline && kept ? ` · ${sayMonth(baseline.month)}: ${sayShare(kept)}` : '';
    const wait = sayWaits(figures[kind]);
    const [{ due }, inGoal] = [figures[kind], goals[kind]];
    const goal = inGoal === undefined || due === 0 ? undefined : sayShare({ due, met: inGoal });
    return [{ title: titles[kind], share: sayShare(figures[kind]), goal, beside: last + base, wait }];
  });
}
