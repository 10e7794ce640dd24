import { type Absence, inForce } from './coverage.ts';

/** Absences as they are planned, changed and joined: pure rules over calendar days ('YYYY-MM-DD'). */

/** What the office's file says of an absence that was changed in chat. */
export type FiledAbsence = Pick<Absence, 'from' | 'until' | 'coverId'>;

/** What becomes of a request while its holder is away: whoever covers gets it, a colleague does, or it stays. */
export type WhileAway = 'cover' | 'colleague' | 'keep';

/** An absence as it is kept. `officeId`: the office whose file says so; null: it was said in chat. */
export type KeptAbsence = Absence & {
  id: number;
  officeId: number | null;
  filed: FiledAbsence | null;
  plannedAt: Date | null;
  askedAt: Date | null;
  begunAt: Date | null;
  returnedAt: Date | null;
  endedAt: Date | null;
};

export type Span = Pick<Absence, 'from' | 'until'>;

/** Nobody plans further ahead, or longer, without a typing error. */
const LONGEST_DAYS = 366;

const DAY_MS = 86_400_000;
const noon = (day: string): number => Date.parse(`${day}T12:00:00Z`);
const END = '9999-12-31';

export const addDays = (day: string, days: number): string =>
  new Date(noon(day) + days * DAY_MS).toISOString().slice(0, 10);

/** Whether a text is a day that a calendar has. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(text)) return false;
  const instant = noon(text);
  return !Number.isNaN(instant) && new Date(instant).toISOString().slice(0, 10) === text;
}

/** What a span is held to: the day it is, and on which days the office works. */
export type Days = { today: string; works: (day: string) => boolean };

/** Those that overlap a span or touch it: no day on which the office works (`works`) lies between. */
export function joining<T extends Span>(absences: readonly T[], span: Span, days: Days): T[] {
  return absences.filter((each) => meets(each, span, days));
}

function meets(a: Span, b: Span, { today, works }: Days): boolean {
  const [first, second] = a.from <= b.from ? [a, b] : [b, a];
  // Whoever does not know when they are back is not out for ever: a vacation of next summer stays one of its own.
  const last = first.until ?? (first.from > today ? first.from : today);
  // Further apart than any row of holidays they are two, whatever the calendar says.
  for (let [day, n] = [addDays(last, 1), 0]; day < second.from; [day, n] = [addDays(day, 1), n + 1])
    if (n > 10 || works(day)) return false;
  return true;
}

/** All of them together: from the first day of any to the last day of any. */
export function joined(spans: readonly [Span, ...Span[]]): Span {
  const froms = spans.map(({ from }) => from).sort();
  const untils = spans.map(({ until }) => until ?? END).sort();
  const last = untils.at(-1) ?? END;
  return { from: froms[0] ?? spans[0].from, until: last === END ? null : last };
}

/** Why a span cannot be taken, by field; `from` may be past only where it stands already. */
export function spanProblems(
  { from, until }: { from: string; until: string },
  today: string,
  stands?: string,
): { from?: string; until?: string } {
  if (!isDay(from)) return { from: 'There is no such day. Please give one such as 2026-12-01.' };
  if (until && !isDay(until))
    return { until: 'There is no such day. Please give one such as 2026-12-05, or leave it empty.' };
  if (from < today && from !== stands) return { from: 'That day has passed. The first day can be today.' };
  if (until && until < from) return { until: 'The last day is before the first.' };
  if (until && until < today) return { until: 'That day has passed.' };
  if (from > addDays(today, LONGEST_DAYS)) return { from: 'That is more than a year ahead.' };
  if (until > addDays(from, LONGEST_DAYS))
    return { until: 'That is more than a year. If you do not know when you are back, leave it empty.' };
  return {};
}

/** Whether somebody is out on that day by this absence. */
export const keepsAway = (absence: KeptAbsence, day: string): boolean =>
  absence.endedAt === null && inForce(absence, day);
