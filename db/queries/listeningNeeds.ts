import { and, desc, eq, gte, isNull, lt, type SQL, sql } from 'drizzle-orm';
import type { CountedNeed, Decision, Need } from '../../src/listening/need.ts';
import type { ListeningStore } from '../../src/listening/store.ts';
import { type Db, rows } from '../engine/client.ts';
import { listeningAnswers as answers, listeningNeeds as needs, people } from '../schema.ts';
import { anyOf } from './anyOf.ts';
import { mayTry } from './sweeps.ts';

type Needs = Pick<
  ListeningStore,
  | 'addNeed'
  | 'need'
  | 'changeNeed'
  | 'mergeNeed'
  | 'dropEmpty'
  | 'needs'
  | 'recommended'
  | 'overdue'
  | 'done'
  | 'askedFor'
  | 'workDone'
  | 'markAsked'
>;
type Row = typeof needs.$inferSelect;

function decisionOf({ choice, effort, because, instead, again, ownerId, due }: Row): Decision | null {
  return choice && effort ? { choice, effort, because, instead, again, ownerId, due } : null;
}

function read(row: Row): Need {
  const { id, officeId, roundId, name, lookBy, state, decisions, decidedAt, doneAt, doneText, actionId } = row;
  const { votes, chosenBy, place, tied, createdAt } = row;
  const result = votes === null || chosenBy === null || place === null ? null : { votes, chosenBy, place };
  return {
    ...{ id, officeId, roundId, name, lookBy, state, decisions, decidedAt, doneAt, doneText, actionId, createdAt },
    decision: decisionOf(row),
    result: result && { ...result, tied: tied ?? false },
  };
}

const isThere = isNull(needs.mergedInto);

export function listeningNeedStore(tx: Db): Needs {
  const counted = async (where: SQL | undefined, order: SQL, limit: number): Promise<CountedNeed[]> => {
    const found = await tx
      .select({
        need: needs,
        owner: people.name,
        answers: sql<number>`(select count(*)::int from ${answers} a
          where a.need_id = ${needs.id} and a.taken_back_at is null)`,
        agencies: sql<number>`(select count(distinct a.agency_id)::int from ${answers} a
          where a.need_id = ${needs.id} and a.taken_back_at is null)`,
      })
      .from(needs)
      .leftJoin(people, eq(people.id, needs.ownerId))
      .where(and(isThere, where))
      .orderBy(order)
      .limit(limit);
    return found.map(({ need, ...counts }) => ({ ...read(need), ...counts }));
  };
  return {
    async addNeed(need) {
      const [row] = await tx.insert(needs).values(need).returning({ id: needs.id });
      if (!row) throw new Error('a need was not kept');
      return row.id;
    },
    async need(id, how) {
      const found = tx
        .select()
        .from(needs)
        .where(and(eq(needs.id, id), isThere));
      const [row] = await (how === 'locked' ? found.for('update') : found);
      return row && read(row);
    },
    async changeNeed(id, { decision, result, ...change }) {
      await tx
        .update(needs)
        .set({ ...change, ...decision, ...result })
        .where(eq(needs.id, id));
    },
    async mergeNeed(id, into) {
      await tx.update(answers).set({ needId: into }).where(eq(answers.needId, id));
      await tx.update(needs).set({ mergedInto: into }).where(eq(needs.id, id));
    },
    async dropEmpty(roundId) {
      await tx.execute(
        sql`update listening_answers set need_id = null where taken_back_at is not null and round_id = ${roundId}::int`,
      );
      await tx.execute(
        sql`delete from listening_needs n where round_id = ${roundId}::int and merged_into is null
          and not exists (select from listening_answers a where a.need_id = n.id)
          and not exists (select from listening_needs m where m.merged_into = n.id)`,
      );
    },
    needs: ({ officeId, roundId }) =>
      counted(
        and(eq(needs.officeId, officeId), roundId === null ? isNull(needs.roundId) : eq(needs.roundId, roundId)),
        sql`place nulls last, listening_needs.id`,
        500,
      ),
    recommended: (officeId, limit) =>
      counted(
        and(eq(needs.officeId, officeId), isNull(needs.roundId), eq(needs.state, 'heard')),
        sql`look_by nulls last, listening_needs.id`,
        limit,
      ),
    overdue: (officeId, today) =>
      counted(
        and(
          eq(needs.officeId, officeId),
          sql`((${needs.state} in ('planned', 'doing') and ${needs.due} < ${today}::date)
            or (${needs.state} = 'not now' and ${needs.again} <= ${today}::date))`,
        ),
        sql`coalesce(due, again), listening_needs.id`,
        50,
      ),
    async done(officeId, agencyIds, { from, to }) {
      const theirs =
        agencyIds === null
          ? undefined
          : sql`exists (select from ${answers} a where a.need_id = ${needs.id} and a.taken_back_at is null
              and a.agency_id = ${anyOf(agencyIds)})`;
      const found = await tx
        .select({ name: needs.name })
        .from(needs)
        .where(and(isThere, eq(needs.officeId, officeId), gte(needs.doneAt, from), lt(needs.doneAt, to), theirs))
        .orderBy(desc(needs.doneAt), desc(needs.id));
      return found.map(({ name }) => name);
    },
    async askedFor(personId, needIds) {
      const found = await rows<{ id: number }>(
        tx,
        sql`select distinct need_id as id from listening_answers where person_id = ${personId}::int
          and taken_back_at is null and need_id = ${anyOf(needIds)}`,
      );
      return new Set(found.map(({ id }) => id));
    },
    async workDone(now) {
      const found = await rows<{ id: number }>(
        tx,
        sql`select n.id from listening_needs n join actions a on a.id = n.action_id and a.state = 'done'
          where n.state in ('planned', 'doing') and n.asked_at is null and n.merged_into is null
            and ${mayTry('listening work', sql`n.id`, now)} order by n.id`,
      );
      return found.map(({ id }) => id);
    },
    async markAsked(needId, at) {
      await tx.update(needs).set({ askedAt: at }).where(eq(needs.id, needId));
    },
  };
}
