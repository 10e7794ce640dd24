import { and, asc, eq, sql } from 'drizzle-orm';
import type { Standing } from '../../src/training/seats.ts';
import type { TrainingStore } from '../../src/training/store.ts';
import { type Db, rows } from '../engine/client.ts';
import { agencies, trainingAnswers as answers, people, trainingSignUps as signUps } from '../schema.ts';
import { anyOf } from './anyOf.ts';

type Ours =
  | 'signUps'
  | 'counts'
  | 'standingOf'
  | 'signUp'
  | 'stand'
  | 'byEmail'
  | 'answer'
  | 'answerWords'
  | 'answerOf'
  | 'answers';

/** Who comes to a session, and how useful they found it. */
export function trainingPlaces(tx: Db): Pick<TrainingStore, Ours> {
  const theirs = (id: number, personId: number) => and(eq(signUps.sessionId, id), eq(signUps.personId, personId));
  return {
    signUps: (id) =>
      tx
        .select({
          ...{ personId: signUps.personId, nr: signUps.nr, state: signUps.state, agencyId: signUps.agencyId },
          ...{
            tell: signUps.tell,
            told: signUps.told,
            attended: signUps.attended,
            name: people.name,
            agency: agencies.name,
          },
        })
        .from(signUps)
        .innerJoin(people, eq(people.id, signUps.personId))
        .leftJoin(agencies, eq(agencies.id, signUps.agencyId))
        .where(eq(signUps.sessionId, id))
        .orderBy(asc(signUps.nr)),
    async counts(ids) {
      const found = await rows<{ id: number; seated: number; waiting: number; there: number }>(
        tx,
        sql`select session_id as id, (count(*) filter (where state = 'seated'))::int as seated,
            (count(*) filter (where state = 'waiting'))::int as waiting,
            (count(*) filter (where attended))::int as there
          from training_sign_ups where session_id = ${anyOf(ids)} group by session_id`,
      );
      const known = new Map(found.map(({ id, ...counts }) => [id, counts]));
      return new Map(ids.map((id) => [id, known.get(id) ?? { seated: 0, waiting: 0, there: 0 }]));
    },
    async standingOf(personId, ids) {
      const found = await rows<{ id: number; state: Standing; line: number }>(
        tx,
        sql`select s.session_id as id, s.state, (select count(*)::int from training_sign_ups w
            where w.session_id = s.session_id and w.state = 'waiting' and w.nr <= s.nr) as line
          from training_sign_ups s where s.person_id = ${personId}::int and s.session_id = ${anyOf(ids)}`,
      );
      return new Map(found.map(({ id, ...standing }) => [id, standing]));
    },
    async signUp(id, { personId, nr, state, agencyId, at }) {
      const values = { nr, state, agencyId, at, tell: null, told: 0, attended: null };
      await tx
        .insert(signUps)
        .values({ ...values, sessionId: id, personId })
        .onConflictDoUpdate({ target: [signUps.sessionId, signUps.personId], set: values });
    },
    async stand(id, personId, change) {
      await tx.update(signUps).set(change).where(theirs(id, personId));
    },
    async byEmail(emails) {
      if (emails.length === 0) return [];
      return rows<{ personId: number; email: string }>(
        tx,
        sql`select id as "personId", lower(email) as email from people
          where active and lower(email) = any(${sql.param([...emails])}::text[])`,
      );
    },
    async answer(id, personId, useful, at) {
      await tx
        .insert(answers)
        .values({ sessionId: id, personId, useful, at })
        .onConflictDoUpdate({ target: [answers.sessionId, answers.personId], set: { useful, at } });
    },
    async answerWords(id, personId, words) {
      const found = await tx
        .update(answers)
        .set({ words })
        .where(and(eq(answers.sessionId, id), eq(answers.personId, personId)))
        .returning({ id: answers.sessionId });
      return found.length > 0;
    },
    async answerOf(id, personId) {
      const [row] = await tx
        .select({ useful: answers.useful, words: answers.words })
        .from(answers)
        .where(and(eq(answers.sessionId, id), eq(answers.personId, personId)));
      return row;
    },
    answers: (id) =>
      tx.select({ useful: answers.useful, words: answers.words }).from(answers).where(eq(answers.sessionId, id)),
  };
}
