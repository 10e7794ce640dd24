import { and, asc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { GivenAnswer, NamedAnswer } from '../../src/listening/round.ts';
import type { ListeningStore } from '../../src/listening/store.ts';
import { type Db, rows } from '../engine/client.ts';
import { agencies, listeningAnswers as answers, people } from '../schema.ts';
import { anyOf } from './anyOf.ts';

type Answers = Pick<
  ListeningStore,
  'addAnswer' | 'answer' | 'changeAnswer' | 'answersOf' | 'answersIn' | 'answersTo' | 'place' | 'unplaced'
>;

const given = {
  ...{ id: answers.id, officeId: answers.officeId, roundId: answers.roundId, personId: answers.personId },
  ...{ agencyId: answers.agencyId, text: answers.text, at: answers.at, changedAt: answers.changedAt },
  needId: answers.needId,
};
const stands = isNull(answers.takenBackAt);

export function listeningAnswerStore(tx: Db): Answers {
  const named = (where: SQL | undefined) =>
    tx
      .select({
        ...given,
        ...{ person: people.name, agency: agencies.name },
        stems: sql<string[]>`tsvector_to_array(to_tsvector('english', ${answers.text}))`,
      })
      .from(answers)
      .innerJoin(people, eq(people.id, answers.personId))
      .innerJoin(agencies, eq(agencies.id, answers.agencyId))
      .where(and(where, stands))
      .orderBy(asc(answers.id));
  return {
    async addAnswer(answer) {
      const [row] = await tx.insert(answers).values(answer).onConflictDoNothing().returning({ id: answers.id });
      return row?.id;
    },
    async answer(id, how): Promise<GivenAnswer | undefined> {
      const found = tx
        .select(given)
        .from(answers)
        .where(and(eq(answers.id, id), stands));
      const [row] = await (how === 'locked' ? found.for('update') : found);
      return row;
    },
    async changeAnswer(id, change) {
      await tx.update(answers).set(change).where(eq(answers.id, id));
    },
    answersOf: (roundId, personId) =>
      tx
        .select(given)
        .from(answers)
        .where(and(eq(answers.roundId, roundId), eq(answers.personId, personId), stands))
        .orderBy(asc(answers.id)),
    answersIn: (roundId) => named(eq(answers.roundId, roundId)),
    async answersTo(needId): Promise<NamedAnswer[]> {
      return (await named(eq(answers.needId, needId))).map(({ stems, ...answer }) => answer);
    },
    async place(answerIds, of, needId) {
      const where =
        'roundId' in of ? sql`need_id is null and round_id = ${of.roundId}::int` : sql`need_id = ${of.needId}::int`;
      const placed = await rows(
        tx,
        sql`update listening_answers set need_id = ${needId}::int
          where id = ${anyOf(answerIds)} and taken_back_at is null and ${where} returning id`,
      );
      return placed.length;
    },
    unplaced: (roundId) => tx.$count(answers, and(eq(answers.roundId, roundId), isNull(answers.needId), stands)),
  };
}
