import { and, asc, eq, gte, isNotNull, lt, type SQL } from 'drizzle-orm';
import { SMALLEST_GROUP, wholeGroups } from '../../src/figures/satisfaction.ts';
import type { Db } from '../engine/client.ts';
import { surveys } from '../schema.ts';

/**
 * What reports may count of the answers given in a span (`to` excluded), of those that `surveyed` chooses; `answered`: how
 * many there were. Whoever gave their name is known to those who read the report. Answers without a name are told in
 * groups of five, by when they came, and a group is counted where it becomes whole: so no report cuts one.
 */
export async function countedRatings(
  tx: Db,
  surveyed: SQL | undefined,
  from: Date,
  to: Date,
): Promise<{ answered: number; ratings: number[] }> {
  const given = and(surveyed, isNotNull(surveys.rating), lt(surveys.ratedAt, to));
  const inSpan = await tx
    .select({ rating: surveys.rating, nameless: surveys.nameless })
    .from(surveys)
    .where(and(given, gte(surveys.ratedAt, from)))
    .orderBy(asc(surveys.ratedAt), asc(surveys.id));
  const nameless = and(given, eq(surveys.nameless, true));
  const before = await tx.$count(surveys, and(nameless, lt(surveys.ratedAt, from)));
  const waiting = await tx
    .select({ rating: surveys.rating })
    .from(surveys)
    .where(nameless)
    .orderBy(asc(surveys.ratedAt), asc(surveys.id))
    .offset(before - (before % SMALLEST_GROUP));
  const counted = [...inSpan.filter((each) => !each.nameless), ...wholeGroups(waiting)];
  return { answered: inSpan.length, ratings: counted.flatMap(({ rating }) => (rating === null ? [] : [rating])) };
}
