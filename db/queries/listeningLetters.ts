import { and, eq, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import type { Addressee, Batch } from '../../src/listening/letter.ts';
import type { ListeningStore } from '../../src/listening/store.ts';
import { type Db, rows } from '../engine/client.ts';
import { listeningLetters as letters } from '../schema.ts';
import { anyOf } from './anyOf.ts';
import { audienceOf, reachOf } from './audience.ts';
import { mayTry } from './sweeps.ts';

type Letters = Pick<
  ListeningStore,
  | 'reach'
  | 'address'
  | 'addressSilent'
  | 'addressAnswered'
  | 'addressThese'
  | 'nextLetters'
  | 'onTheWay'
  | 'putOff'
  | 'markLetter'
  | 'letterTo'
  | 'addressed'
  | 'toldToVote'
  | 'batchesDue'
>;

const instant = (at: Date): SQL => sql`${at.toISOString()}::timestamptz`;

const of = ({ kind, subjectId, turn }: Batch): SQL =>
  sql`kind = ${kind} and subject_id = ${subjectId}::int and turn = ${turn}::int`;

/** The batch as `eachAlone` names it. */
const itemOf = sql`kind || ' ' || subject_id || '.' || turn`;

export function listeningLetterStore(tx: Db): Letters {
  const put = async ({ kind, subjectId, turn }: Batch, people: SQL): Promise<Addressee[]> =>
    rows(
      tx,
      sql`insert into listening_letters (kind, subject_id, turn, person_id, agency_id)
        select ${kind}, ${subjectId}::int, ${turn}::int, person_id, agency_id from (${people}) as told
        on conflict do nothing returning person_id as "personId", agency_id as "agencyId"`,
    );
  const isOne = ({ kind, subjectId, turn }: Batch, personId: number) =>
    and(
      eq(letters.kind, kind),
      eq(letters.subjectId, subjectId),
      eq(letters.turn, turn),
      eq(letters.personId, personId),
    );
  return {
    reach: (told, since) => reachOf(tx, told, since),
    async address(roundId, told, since) {
      const [row] = await rows<{ people: number; agencies: number }>(
        tx,
        sql`with put as (insert into listening_letters (kind, subject_id, person_id, agency_id)
          select 'question', ${roundId}::int, person_id, agency_id from (${audienceOf(told, since)}) as told
          on conflict do nothing returning agency_id)
        select count(*)::int as people, count(distinct agency_id)::int as agencies from put`,
      );
      return row ?? { people: 0, agencies: 0 };
    },
    async addressSilent(batch) {
      await put(
        batch,
        sql`select q.person_id, q.agency_id from listening_letters q join people p on p.id = q.person_id and p.active
          where q.kind = 'question' and q.subject_id = ${batch.subjectId}::int and q.told_at is not null
            and not exists (select from listening_answers a
              where a.round_id = q.subject_id and a.person_id = q.person_id)`,
      );
    },
    async addressAnswered(batch) {
      const theirs =
        batch.kind === 'decision' || batch.kind === 'done'
          ? sql`a.need_id = ${batch.subjectId}::int`
          : // A change that was recommended by itself may have become one of its needs.
            sql`(a.round_id = ${batch.subjectId}::int
              or a.need_id in (select id from listening_needs where round_id = ${batch.subjectId}::int))`;
      // Whoever voted for their agency reads what came of it, too.
      const voters =
        batch.kind === 'results' || batch.kind === 'called off'
          ? sql`union all select b.person_id, b.agency_id from listening_ballots b
              where b.round_id = ${batch.subjectId}::int and b.person_id is not null`
          : sql``;
      const put_ = await put(
        batch,
        sql`select t.person_id, min(t.agency_id) as agency_id from (
            select a.person_id, a.agency_id from listening_answers a where a.taken_back_at is null and ${theirs}
            ${voters}) t
          join people p on p.id = t.person_id and p.active group by t.person_id`,
      );
      return put_.length;
    },
    async addressThese({ kind, subjectId, turn }, people) {
      if (people.length === 0) return;
      await tx
        .insert(letters)
        .values(people.map((each) => ({ kind, subjectId, turn, ...each })))
        .onConflictDoNothing();
    },
    nextLetters: (batch, limit, now) =>
      // An array is made once: a joined subquery the planner may read again for each row, and lock more than its limit.
      rows(
        tx,
        sql`update listening_letters as l set taken_at = ${instant(now)}
          where ${of(batch)} and l.person_id = any(array(
            select person_id from listening_letters where ${of(batch)} and taken_at is null
              and (not_before is null or not_before <= ${instant(now)})
            order by person_id limit ${limit}::int for update skip locked))
          returning l.person_id as "personId", l.agency_id as "agencyId"`,
      ),
    onTheWay: (batch) =>
      tx.$count(letters, sql`${of(batch)} and taken_at is not null and told_at is null and failed is null`),
    async putOff(batch, personIds, until) {
      await tx.execute(
        sql`update listening_letters set not_before = ${instant(until)}, taken_at = null where ${of(batch)}
          and ${personIds === null ? sql`taken_at is null` : sql`person_id = ${anyOf(personIds)} and told_at is null`}`,
      );
    },
    async markLetter(batch, personId, marks) {
      await tx
        .update(letters)
        .set(marks)
        .where(and(isOne(batch, personId), isNull(letters.toldAt), isNull(letters.failed)));
    },
    async letterTo(batch, personId) {
      const [row] = await tx
        .select({ personId: letters.personId, agencyId: letters.agencyId })
        .from(letters)
        .where(isOne(batch, personId));
      return row;
    },
    async addressed(kind, subjectId, limit) {
      const found = await tx
        .select({ id: letters.personId })
        .from(letters)
        .where(and(eq(letters.kind, kind), eq(letters.subjectId, subjectId), isNotNull(letters.takenAt)))
        .limit(limit);
      return found.map(({ id }) => id);
    },
    async toldToVote(roundId, agencyId) {
      const found = await rows<{ id: number }>(
        tx,
        sql`select person_id as id from listening_letters l where kind = 'vote' and subject_id = ${roundId}::int
          and taken_at is not null and exists (select from memberships m
            where m.person_id = l.person_id and m.agency_id = ${agencyId}::int) order by 1`,
      );
      return found.map(({ id }) => id);
    },
    batchesDue: (now) =>
      rows(
        tx,
        sql`select distinct kind, subject_id as "subjectId", turn from listening_letters
          where taken_at is null and (not_before is null or not_before <= ${instant(now)})
            and ${mayTry('listening letters', itemOf, now)}
          order by kind, subject_id, turn`,
      ),
  };
}
