import { asc, eq, type SQL, sql } from 'drizzle-orm';
import type { Hold, HoldOf } from '../../src/retention/hold.ts';
import type { RetentionStore } from '../../src/retention/retentionStore.ts';
import { type Db, rows } from '../engine/client.ts';
import { agencies, holds, people } from '../schema.ts';
import { readQuery, withoutExcluding } from './listed.ts';

/** The number of the oldest hold that keeps this request (a row with the columns of `requests`); null: none does. */
export const heldBy = (r: SQL): SQL => sql`(
  select h.id from holds h left join lateral (${readQuery(sql`h.words`)}) q on h.words is not null
  where h.office_id = ${r}.office_id and h.lifted_at is null and (${touches(r)}) order by h.id limit 1)`;

/** Whether a hold `h`, whose words were read as `q`, is about a request. Words match as they do in a search. */
const touches = (r: SQL): SQL => sql`
  h.request_id = ${r}.id or h.agency_id = ${r}.agency_id
  or (h.person_id is not null and (${isTheirs(r, sql`h.person_id`)}))
  or (q.query is not null and exists (
    select from request_words w where w.request_id = ${r}.id and w.noted @@ q.query::tsquery))`;

/** They asked it, have it, answered it, or wrote in it. */
export const isTheirs = (r: SQL, personId: SQL): SQL => sql`
  ${r}.requester_id = ${personId} or ${r}.holder_id = ${personId} or ${r}.resolved_by = ${personId}
  or exists (select from messages m where m.request_id = ${r}.id and m.author_id = ${personId})`;

/** Destruction and the setting of a hold wait for each other: whichever comes second sees what the first has done. */
export async function lockKeeping(tx: Db, officeId: number): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('liaison-desk retention'), ${officeId}::int)`);
}

type HoldQueries = Pick<
  RetentionStore,
  'holds' | 'hold' | 'setHold' | 'liftHold' | 'personNamed' | 'isSearchable' | 'heldCount' | 'holdOfPerson'
>;

export function holdQueries(tx: Db): HoldQueries {
  const read = async (where: SQL): Promise<Hold[]> => {
    const found = await tx
      .select({ hold: holds, agency: agencies.name, person: people.name, by: sql<string>`setter.name` })
      .from(holds)
      .leftJoin(agencies, eq(agencies.id, holds.agencyId))
      .leftJoin(people, eq(people.id, holds.personId))
      .innerJoin(sql`people as setter`, sql`setter.id = ${holds.setBy}`)
      .where(where)
      .orderBy(asc(holds.id));
    return found.map(({ hold, agency, person, by }) => ({
      ...{ id: hold.id, officeId: hold.officeId, reason: hold.reason, setBy: hold.setBy, setAt: hold.setAt, by },
      liftedAt: hold.liftedAt,
      of: ofRow(hold),
      says: hold.requestId !== null ? `R-${hold.requestId}` : (agency ?? person ?? `“${hold.words}”`),
    }));
  };
  return {
    holds: (officeId) => read(sql`${holds.officeId} = ${officeId}::int and ${holds.liftedAt} is null`),
    async hold(id) {
      return (await read(sql`${holds.id} = ${id}::int`))[0];
    },
    async setHold(hold) {
      await lockKeeping(tx, hold.officeId);
      const [row] = await tx
        .insert(holds)
        .values('words' in hold ? { ...hold, words: withoutExcluding(hold.words) } : hold)
        .returning({ id: holds.id });
      if (!row) throw new Error('an insert answers with its row');
      return row.id;
    },
    async liftHold(id, by, at) {
      await tx.update(holds).set({ liftedBy: by, liftedAt: at }).where(eq(holds.id, id));
    },
    async personNamed(email) {
      const [row] = await tx
        .select()
        .from(people)
        .where(eq(sql`lower(${people.email})`, email.trim().toLowerCase()));
      return row;
    },
    async isSearchable(words) {
      const [row] = await rows<{ query: string | null }>(tx, readQuery(sql`${withoutExcluding(words)}::text`));
      return row?.query != null;
    },
    async heldCount(officeId, of) {
      const one = {
        request: of.kind === 'request' ? of.requestId : null,
        agency: of.kind === 'agency' ? of.agencyId : null,
        person: of.kind === 'person' ? of.personId : null,
        words: of.kind === 'words' ? withoutExcluding(of.words) : null,
      };
      const [row] = await rows<{ n: number }>(
        tx,
        sql`select count(*)::int as n from requests r,
          (select ${one.request}::int as request_id, ${one.agency}::int as agency_id, ${one.person}::int as person_id) h
          left join lateral (${readQuery(sql`${one.words}::text`)}) q on true
          where r.office_id = ${officeId}::int and r.destroyed_at is null and (${touches(sql`r`)})`,
      );
      return row?.n ?? 0;
    },
    async holdOfPerson(personId) {
      const [row] = await rows<{ id: number }>(
        tx,
        sql`select h.id from holds h where h.lifted_at is null and (h.person_id = ${personId}::int or exists (
            select from requests r where (${isTheirs(sql`r`, sql`${personId}::int`)}) and ${heldBy(sql`r`)} is not null))
          order by h.id limit 1`,
      );
      return row?.id;
    },
  };
}

function ofRow({ kind, requestId, agencyId, personId, words }: typeof holds.$inferSelect): HoldOf {
  if (kind === 'request' && requestId !== null) return { kind, requestId };
  if (kind === 'agency' && agencyId !== null) return { kind, agencyId };
  if (kind === 'person' && personId !== null) return { kind, personId };
  return { kind: 'words', words: words ?? '' };
}
