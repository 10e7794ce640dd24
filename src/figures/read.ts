import type { Calendar } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import type { DueIn } from './figureStore.ts';
import { type FigureKind, type Figures, figuresOf, type GroupedWaits, type MonthFigures, withOpen } from './figures.ts';
import { countInGoal, type Goals, goalKinds } from './goals.ts';
import { monthOf, spanOfMonth, yearBack } from './months.ts';

/** Figures of what was due in a span and before `now`, by the key of each group. */
export async function readFigures(tx: Tx, of: DueIn, now: Date): Promise<Map<string, Figures>> {
  const due = { ...of, to: of.to < now ? of.to : now };
  const answered = await tx.figures.judged(due);
  const open = await tx.figures.unjudged(due, now);
  const calendars = new Map<number, Calendar>();
  for (const calendarId of new Set(open.map((each) => each.calendarId)))
    calendars.set(calendarId, await tx.offices.calendar(calendarId));
  const groups: GroupedWaits[] = withOpen(of.kind, answered, open, calendars, now);
  return new Map(groups.map((group) => [group.key, figuresOf(group)]));
}

const none: Figures = { n: 0, due: 0, met: 0, median: null, p75: null, p90: null };

/** Of a whole office, or one liaison there. */
export const figuresOfAll = async (tx: Tx, of: Omit<DueIn, 'by'>, now: Date): Promise<Figures> =>
  (await readFigures(tx, { ...of, by: null }, now)).get('') ?? none;

type OfMonth = { officeId: number; month: string; zone: string; liaisonId: number | null; agencyId?: number };

/** How an office, or one liaison there, did in a month; for all agencies, or for one. */
export async function monthFigures(tx: Tx, { month, zone, ...whose }: OfMonth, now: Date): Promise<MonthFigures> {
  const span = spanOfMonth(month, zone);
  const figures = (kind: FigureKind) => figuresOfAll(tx, { ...whose, ...span, kind }, now);
  return {
    first_reply: await figures('first_reply'),
    next_reply: await figures('next_reply'),
    agreed_reply: await figures('agreed_reply'),
    update: await figures('update'),
    first_resolution: await figures('first_resolution'),
    agreed_resolution: await figures('agreed_resolution'),
  };
}

/** How many replies that were due in a month came within the goal inside their promise. */
export async function monthGoals(tx: Tx, { month, zone, ...whose }: OfMonth, now: Date): Promise<Goals> {
  const { from, to } = spanOfMonth(month, zone);
  const goals: Goals = {};
  for (const kind of goalKinds) {
    const answered = await tx.figures.answered({ ...whose, kind, from, to: to < now ? to : now, by: null });
    const known = new Map<string, Awaited<ReturnType<Tx['offices']['rules']>>>();
    for (const of of answered) {
      const key = versions(of);
      if (!known.has(key)) known.set(key, await tx.offices.rules(of));
    }
    const count = countInGoal(answered, (of) => {
      const rules = known.get(versions(of));
      if (!rules) throw new Error('the rules of all were read');
      return rules;
    });
    if (count !== undefined) goals[kind] = count;
  }
  return goals;
}

const versions = ({ calendarId, policyId }: { calendarId: number; policyId: number }): string =>
  `${calendarId} ${policyId}`;

/** A month beside the one before it. `firstReplies`: of these months where they are known already. */
export async function twoMonths(
  tx: Tx,
  { month, zone, ...whose }: OfMonth,
  now: Date,
  firstReplies?: readonly { month: string; figures: Figures | undefined }[],
): Promise<{ figures: MonthFigures; before: MonthFigures }> {
  const monthBefore = monthOf(`${month}-01`, -1);
  const span = { from: spanOfMonth(monthBefore, zone).from, to: spanOfMonth(month, zone).to };
  // Both are read at once: it costs hardly more than one of them.
  const read = async (kind: FigureKind) => {
    if (kind === 'first_reply' && firstReplies)
      return new Map(firstReplies.map(({ month: of, figures }) => [of, figures]));
    return readFigures(tx, { ...whose, ...span, kind, by: 'month' }, now);
  };
  const found = {
    first_reply: await read('first_reply'),
    next_reply: await read('next_reply'),
    agreed_reply: await read('agreed_reply'),
    update: await read('update'),
    first_resolution: await read('first_resolution'),
    agreed_resolution: await read('agreed_resolution'),
  };
  const of = (which: string): MonthFigures => ({
    first_reply: found.first_reply.get(which) ?? none,
    next_reply: found.next_reply.get(which) ?? none,
    agreed_reply: found.agreed_reply.get(which) ?? none,
    update: found.update.get(which) ?? none,
    first_resolution: found.first_resolution.get(which) ?? none,
    agreed_resolution: found.agreed_resolution.get(which) ?? none,
  });
  return { figures: of(month), before: of(monthBefore) };
}

/** Of an office, or what it did for one agency. */
type OfYear = { officeId: number; zone: string; month: string; agencyId?: number };

/** First replies in each of the twelve months up to one ('YYYY-MM'). */
export async function yearTo(tx: Tx, { zone, month, ...whose }: OfYear, now: Date) {
  const months = yearBack(month).toReversed();
  const { from } = spanOfMonth(months[0] ?? month, zone);
  const { to } = spanOfMonth(month, zone);
  const of: DueIn = { ...whose, kind: 'first_reply', from, to, by: 'month', liaisonId: null };
  const found = await readFigures(tx, of, now);
  return months.map((each) => ({ month: each, figures: found.get(each) }));
}
