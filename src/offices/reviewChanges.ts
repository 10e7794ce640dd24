import type { ReviewItem, ReviewRule } from './reviewRules.ts';

/** What is different in the reviews of an office, a line each with its sign; below it what is asked otherwise. */
export function reviewChanges(before: readonly ReviewRule[], after: readonly ReviewRule[]): string[] {
  const known = new Map(before.map((rule) => [rule.code, rule]));
  return [
    ...after.flatMap((rule) => {
      const was = known.get(rule.code);
      if (!was) return [`+ ${sayReview(rule)}`];
      const [said, says] = [sayReview(was), sayReview(rule)];
      const items = itemChanges(itemsOf(was), itemsOf(rule));
      if (said === says && items.length === 0) return [];
      return [said === says ? `~ ${says}` : `~ ${said} → ${says}`, ...items.map((line) => `    ${line}`)];
    }),
    ...before.filter(({ code }) => !after.some((each) => each.code === code)).map((rule) => `- ${sayReview(rule)}`),
  ];
}

/** "Procurement review of each of DOT, DPS: every 12 months, first by 2027-03-31, 9 items and 3 files". */
export function sayReview(rule: ReviewRule): string {
  const { name, agencies, months, firstDue, firstDueOf, weeksAhead, files } = rule;
  const items = itemsOf(rule).length;
  const others = Object.entries(firstDueOf ?? {}).map(([code, day]) => `, ${code} ${day}`);
  return [
    `${name} of ${agencies ? `each of ${agencies.join(', ')}` : 'each agency'}: every ${count(months, 'month')}, `,
    `first by ${firstDue}${others.join('')}, begun ${count(weeksAhead, 'week')} before, ${count(items, 'item')}`,
    files > 0 ? ` and ${count(files, 'file')}` : '',
  ].join('');
}

type Item = ReviewItem & { section: string };
const itemsOf = ({ sections }: Pick<ReviewRule, 'sections'>): Item[] =>
  sections.flatMap(({ name, items }) => items.map((item) => ({ ...item, section: name })));

function itemChanges(before: readonly Item[], after: readonly Item[]): string[] {
  const known = new Map(before.map((item) => [item.code, sayItem(item)]));
  return [
    ...after.flatMap((item) => {
      const [was, is] = [known.get(item.code), sayItem(item)];
      if (was === is) return [];
      return [was === undefined ? `+ ${is}` : `~ ${was} → ${is}`];
    }),
    ...before.filter(({ code }) => !after.some((each) => each.code === code)).map((item) => `- ${sayItem(item)}`),
  ];
}

const sayItem = ({ section, words, of }: Item): string =>
  `${section}: ${words}${of === 'file' ? ' (of each file)' : ''}`;

const count = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`;
