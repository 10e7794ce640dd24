import { and, asc, eq, gte, lt, type SQL, sql } from 'drizzle-orm';
import { type About, answersIn, countedIn, type Given, type Rated, type Span } from '../../src/figures/counted.ts';
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
  return countedIn(spans, {
    named: await readRated(tx, and(given, gte(surveys.ratedAt, from), sql`not nameless`)),
    nameless: await readRated(tx, namelessFrom(from, given)),
  });
}

/** Answers without a name, of each liaison from the beginning of the group on that was not whole at that moment. */
const namelessFrom = (from: Date, given: SQL | undefined): SQL => sql`id in (
  select id from (
    select id, row_number() over (partition by liaison_id order by rated_at, id) as nth,
      count(*) filter (where rated_at < ${from.toISOString()}::timestamptz) over (partition by liaison_id) as before
    from surveys where ${and(given, sql`nameless`)}) as numbered
  where nth > before - before % ${sql.raw(String(SMALLEST_GROUP))})`;

/** What reports may tell of the answers of an office in a span, each whole: the same ones whose ratings they count. */
export async function countedAnswers(tx: Db, officeId: number, { from, to }: Span): Promise<FederalAnswer[]> {
  const given = and(eq(surveys.officeId, officeId), sql`rating is not null`, lt(surveys.ratedAt, to));
  const read = async (where: SQL | undefined) => {
    const { form, rating, answers, comment, ratedAt, id, liaisonId } = surveys;
    const found = tx.select({ form, rating, answers, comment, ratedAt, liaisonId }).from(surveys).where(where);
    const all = await found.orderBy(asc(ratedAt), asc(id));
    return all.map((each) => ({
      ...{ form: each.form?.name ?? null, rating: each.rating ?? 0, ratedAt: each.ratedAt ?? from },
      ...{ answers: each.answers, comment: each.comment, liaisonId: each.liaisonId },
    }));
  };
  const [told] = answersIn([{ from, to }], {
    named: await read(and(given, gte(surveys.ratedAt, from), sql`not nameless`)),
    nameless: await read(namelessFrom(from, given)),
  });
  return (told?.counted ?? []).map(({ ratedAt: _, liaisonId: __, ...answer }) => answer);
}

/** In the order in which they came. As one row: there may be thousands. */
async function readRated(tx: Db, where: SQL | undefined): Promise<(Rated & About)[]> {
  const [found] = await rows<{ ratings: number[]; times: number[]; liaisons: (number | null)[] }>(
    tx,
    sql`select coalesce(json_agg(rating order by rated_at, id), '[]') as ratings,
        coalesce(json_agg((extract(epoch from rated_at) * 1000)::float8 order by rated_at, id), '[]') as times,
        coalesce(json_agg(liaison_id order by rated_at, id), '[]') as liaisons
      from surveys where ${where}`,
  );
  const { ratings = [], times = [], liaisons = [] } = found ?? {};
  return ratings.map((rating, nth) => ({
    ...{ rating, ratedAt: new Date(times[nth] ?? 0), liaisonId: liaisons[nth] ?? null },
  }));
}
