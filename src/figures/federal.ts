import { createHash } from 'node:crypto';

/** What went well or not, as OMB Circular A-11 §280 names it; `effectiveness` and `ease` are obligatory there. */
export const driverNames = ['effectiveness', 'ease', 'efficiency', 'transparency', 'humanity', 'employee', 'other'];

/**
 * Answers in the columns that the federal collection takes (OMB Circular A-11 §280, version 2 of 2024): a 1 for what was
 * chosen, a 0 for what was offered and not, `null` for what was not offered.
 */
export type FederalAnswer = {
  form: string | null;
  rating: number;
  answers: Record<string, string[]> | null;
  comment: string | null;
};

const sides = ['positive', 'negative'] as const;
export const federalColumns = [
  'external_id',
  'question_1',
  ...sides.flatMap((side) => driverNames.map((name) => `${side}_${name}`)),
  'question_4',
];

/**
 * One row for each answer. Nobody can be told by their row: neither its place nor its id says when it was given, since
 * both come from what is in it.
 */
export function federalRows(answers: readonly FederalAnswer[]): string[][] {
  const rows = answers.map(({ form, rating, answers: said, comment }) => [
    String(rating),
    ...sides.flatMap((side) => driverNames.map((name) => box(form, rating, side, said?.[side]?.includes(name)))),
    comment ?? '',
  ]);
  const seen = new Map<string, number>();
  return rows
    .map((row): [string, string[]] => [JSON.stringify(row), row])
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([text, row]) => {
      const nth = (seen.get(text) ?? 0) + 1;
      seen.set(text, nth);
      return [createHash('sha256').update(`${nth} ${text}`).digest('hex').slice(0, 16), ...row];
    });
}

function box(form: string | null, rating: number, side: (typeof sides)[number], chosen = false): string {
  const isOffered = form !== null && form !== 'effort' && (side === 'positive' ? rating >= 3 : rating <= 3);
  return isOffered ? (chosen ? '1' : '0') : 'null';
}
