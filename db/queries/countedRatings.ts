import { and, asc, eq, gte, lt, type SQL, sql } from 'drizzle-orm';
import { answersIn, countedIn, type Given, type Rated, type Span } from '../../src/figures/counted.ts';
import type { FederalAnswer } from '../../src/figures/federal.ts';
import { SMALLEST_GROUP } from '../../src/figures/satisfaction.ts';
import { type Db, rows } from '../engine/client.ts';
import { surveys } from '../schema.ts';

/** What reports may count of the answers in one span, of those that `surveyed` chooses (see `countedIn`). */
export async function countedRatings(tx: Db, surveyed: SQL | undefined, span: Span): Promise<Given> {
  const [given] = await countedRatingsIn(tx, surveyed, [span]);
  return given ?? { answered: 0, ratings: [] };
}

/** The same of several spans, at once. */
export async function countedRatingsIn(tx: Db, surveyed: SQL | undefined, spans: readonly Span[]): Promise<Given[]> {
  const from = new Date(Math.min(...spans.map((span) => +span.from)));
  const to = new Date(Math.max(...spans.map((span) => +span.to)));
  // Both written out, so that the partial index serves.
  const given = and(surveyed, sql`rating is not null`, lt(surveys.ratedAt, to));
  const nameless = and(given, sql`nameless`);
  const before = await tx.$count(surveys, and(nameless, lt(surveys.ratedAt, from)));
  return countedIn(spans, {
    named: await readRated(tx, and(given, gte(surveys.ratedAt, from), sql`not nameless`), 0),
    nameless: await readRated(tx, nameless, before - (before % SMALLEST_GROUP)),
  });
}

/** What reports may tell of the answers of an office in a span, each whole: the same ones whose ratings they count. */
export async function countedAnswers(tx: Db, officeId: number, { from, to }: Span): Promise<FederalAnswer[]> {
  const given = and(eq(surveys.officeId, officeId), sql`rating is not null`, lt(surveys.ratedAt, to));
  const nameless = and(given, sql`nameless`);
  const before = await tx.$count(surveys, and(nameless, lt(surveys.ratedAt, from)));
  const read = async (where: SQL | undefined, passed = 0) => {
    const { form, rating, answers, comment, ratedAt, id } = surveys;
    const found = tx.select({ form, rating, answers, comment, ratedAt }).from(surveys).where(where);
    const all = await found.orderBy(asc(ratedAt), asc(id)).offset(passed);
    return all.map((each) => ({
      ...{ form: each.form?.name ?? null, rating: each.rating ?? 0, ratedAt: each.ratedAt ?? from },
      ...{ answers: each.answers, comment: each.comment },
    }));
  };
  const [told] = answersIn([{ from, to }], {
    named: await read(and(given, gte(surveys.ratedAt, from), sql`not nameless`)),
    nameless: await read(nameless, before - (before % SMALLEST_GROUP)),
  });
  return (told?.counted ?? []).map(({ ratedAt: _, ...answer }) => answer);
}

/** In the order in which they came, but for the first `passed`. As one row: there may be thousands. */
async function readRated(tx: Db, where: SQL | undefined, passed: number): Promise<Rated[]> {
  const [found] = await rows<{ ratings: number[]; times: number[] }>(
    tx,
    sql`select coalesce(json_agg(rating order by rated_at, id), '[]') as ratings,
        coalesce(json_agg((extract(epoch from rated_at) * 1000)::float8 order by rated_at, id), '[]') as times
      from (select rating, rated_at, id from surveys where ${where}
        order by rated_at, id offset ${passed}::int) as rated`,
  );
  const { ratings = [], times = [] } = found ?? {};
  return ratings.map((rating, nth) => ({ rating, ratedAt: new Date(times[nth] ?? 0) }));
}
