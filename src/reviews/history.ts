import { officeToday } from '../offices/officeToday.ts';
import type { ReviewItem } from '../offices/reviewRules.ts';
import { localDate } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import {
  type Asked,
  type Counts,
  countsOf,
  foundIn,
  partsOf,
  type Review,
  type Said,
  saidIn,
  severities,
  shareFine,
  standing,
} from './review.ts';
import { saySaid } from './words.ts';

/** Reviews of one agency by one checklist, held beside one another. */

/** A review with what was said in it. */
export type Period = {
  /** 'YYYY-MM-DD'; null: it goes on. */
  day: string | null;
  sections: Review['checklist']['sections'];
  asked: readonly Asked[];
  saidOf(asked: Asked): Said | undefined;
};

/** The earliest first, `limit` at most, and that one which goes on if it is wanted. */
export async function periodsOf(tx: Tx, review: Review, limit: number, now: Date): Promise<Period[]> {
  const { calendar } = await officeToday(tx, review.officeId, now);
  const finished = await tx.reviews.before(review, limit);
  const all = [...finished.reverse(), ...(review.state === 'open' ? [review] : [])];
  const judgements = await tx.reviews.judgements(all.map(({ id }) => id));
  const files = await tx.reviews.filesOf(all.map(({ id }) => id));
  return all.map(({ id, checklist, finishedAt }) => ({
    day: finishedAt && localDate(calendar, finishedAt),
    sections: checklist.sections,
    asked: partsOf(
      checklist,
      files.filter(({ reviewId }) => reviewId === id),
    ).flatMap((part) => part.asked),
    saidOf: standing(judgements.filter(({ reviewId }) => reviewId === id)),
  }));
}

/** What was asked, in the words of the latest; and what came of it in each period, null where it was not asked. */
export type SideBySide = {
  counts: readonly Counts[];
  rows: readonly { section: string; words: string; cells: readonly (string | null)[] }[];
};

export function sideBySide(periods: readonly Period[]): SideBySide {
  const items = new Map<string, { section: string; item: ReviewItem }>();
  // Those of the latest stand first, in its order; what is asked no more stands behind them.
  for (const { sections } of [...periods].reverse())
    for (const { name, items: its } of sections)
      for (const item of its) if (!items.has(item.code)) items.set(item.code, { section: name, item });
  return {
    counts: periods.map(({ asked, saidOf }) => countsOf(asked, saidOf)),
    rows: [...items.values()].map(({ section, item }) => ({
      ...{ section, words: item.words },
      cells: periods.map((period) => cellOf(period, item)),
    })),
  };
}

function cellOf({ asked, sections, saidOf }: Period, { code, words }: ReviewItem): string | null {
  const own = asked.filter(({ item }) => item.code === code);
  const then = sections.flatMap(({ items }) => items).find((each) => each.code === code);
  if (!then) return null;
  const said = own.length === 1 && own[0] ? saidOf(own[0]) : undefined;
  const shown = own.length === 1 ? (said ? saySaid(said) : 'not answered') : sayFiles(countsOf(own, saidOf));
  return then.words === words ? shown : `${shown} (asked otherwise)`;
}

/** "4 of 5 fine, 1 major". */
function sayFiles(counts: Counts): string {
  if (saidIn(counts) === 0) return 'not answered';
  const found = severities
    .filter((each) => counts.findings[each] > 0)
    .map((each) => `${counts.findings[each]} ${each}`);
  const applies = counts.fine + foundIn(counts);
  return applies === 0 ? 'not applicable' : [`${counts.fine} of ${applies} fine`, ...found].join(', ');
}

/** "86%", or nothing where nothing applied. */
export function sayShareFine(counts: Counts): string | null {
  const share = shareFine(counts);
  return share === undefined ? null : `${Math.round(share * 100)}%`;
}
