import { and, asc, desc, eq, gte, inArray, lt, lte, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { NamedAnswer, Uses } from '../../src/answers/answer.ts';
import type { AnswerStore, AnswersOf } from '../../src/answers/store.ts';
import { type Db, rows } from '../engine/client.ts';
import { answers, answerWords, askedBefore, offices, people, serviceLines } from '../schema.ts';
import { answerCounts } from './answerCounts.ts';
import { answerSearch } from './answerSearch.ts';
import { mayTry } from './sweeps.ts';

const owners = alias(people, 'owners');
const approvers = alias(people, 'approvers');

const uses = sql<Uses>`(select jsonb_build_object('suggested', count(*), 'offered', count(*) filter (where b.offered),
  'used', count(b.used_at), 'helped', count(b.helped_at)) from asked_before b where b.answer_id = ${answers.id})`;

function whichOf({ officeIds, which, lineId, words, today, notSoon }: AnswersOf): SQL | undefined {
  const states: Record<AnswersOf['which'], SQL | undefined> = {
    all: sql`${answers.state} <> 'withdrawn'`,
    'in use': and(sql`${answers.state} = 'approved'`, gte(answers.validUntil, today)),
    waiting: sql`(${answers.state} = 'draft' or (${answers.state} = 'approved' and ${answers.proposed} is not null))`,
    ending: and(sql`${answers.state} = 'approved'`, gte(answers.validUntil, today), lt(answers.validUntil, notSoon)),
    ended: and(sql`${answers.state} = 'approved'`, lt(answers.validUntil, today)),
    withdrawn: sql`${answers.state} = 'withdrawn'`,
  };
  const said = (words ?? []).map(
    (word) => sql`exists (select from answer_words w where w.answer_id = ${answers.id} and w.word = ${word}::text)`,
  );
  return and(
    inArray(answers.officeId, [...officeIds]),
    states[which],
    lineId === undefined ? undefined : eq(answers.lineId, lineId),
    ...said,
  );
}

export function answerStore(tx: Db): AnswerStore {
  const named = () =>
    tx
      .select({ answer: answers, owner: owners.name, approver: approvers.name, line: serviceLines.name, uses })
      .from(answers)
      .innerJoin(owners, eq(owners.id, answers.ownerId))
      .leftJoin(approvers, eq(approvers.id, answers.approvedBy))
      .leftJoin(serviceLines, eq(serviceLines.id, answers.lineId));
  const read = ({ answer, ...names }: Awaited<ReturnType<typeof named>>[number]): NamedAnswer => ({
    ...answer,
    ...names,
  });
  return {
    async keepBy(officeId, rules) {
      await tx.update(offices).set({ answers: rules }).where(eq(offices.id, officeId));
    },
    async add(answer) {
      const [row] = await tx.insert(answers).values(answer).returning({ id: answers.id });
      if (!row) throw new Error('an answer was not kept');
      return row.id;
    },
    async one(id, how) {
      const found = named().where(eq(answers.id, id));
      const [row] = await (how === 'locked' ? found.for('update', { of: answers }) : found);
      return row && read(row);
    },
    async change(id, change) {
      await tx.update(answers).set(change).where(eq(answers.id, id));
    },
    async index({ id: answerId, officeId, lineId, validUntil }, words) {
      await tx.delete(answerWords).where(eq(answerWords.answerId, answerId));
      if (!words) return;
      const own = [
        ...words.asked.map((word) => ({ word, asked: true })),
        ...words.said.filter((word) => !words.asked.includes(word)).map((word) => ({ word, asked: false })),
      ];
      if (own.length > 0)
        await tx.insert(answerWords).values(own.map((each) => ({ ...each, answerId, officeId, lineId, validUntil })));
    },
    async list(of, limit) {
      const found = await named().where(whichOf(of)).orderBy(desc(answers.id)).limit(limit);
      return found.map(read);
    },
    count: (of) => tx.$count(answers, whichOf(of)),
    ...answerSearch(tx),
    ...answerCounts(tx),
    async ending({ officeId, ownerId, spans }, limit) {
      const found = await named()
        .where(
          and(
            sql`${answers.state} = 'approved'`,
            eq(answers.officeId, officeId),
            ownerId === null ? undefined : eq(answers.ownerId, ownerId),
            or(...spans.map(({ from, to }) => and(gte(answers.validUntil, from), lte(answers.validUntil, to)))),
          ),
        )
        .orderBy(asc(answers.validUntil), asc(answers.id))
        .limit(limit);
      return found.map(read);
    },
    async found(found) {
      await tx.insert(askedBefore).values(found).onConflictDoNothing();
    },
    async mark(requestId, marks) {
      await tx.update(askedBefore).set(marks).where(eq(askedBefore.requestId, requestId));
    },
    lapsed: (now, limit) =>
      rows(
        tx,
        sql`select r.id as "requestId", a.id as "answerId", (a.state <> 'approved'
              or a.valid_until < (${now.toISOString()}::timestamptz at time zone (c.spec->>'zone'))::date) as ended
          from requests r
          join asked_before b on b.request_id = r.id and b.ended_at is null
          join answers a on a.id = b.answer_id
          join offices o on o.id = a.office_id
          join calendars c on c.id = o.calendar_id
          where r.state in ('open', 'waiting') and ${mayTry('answers', sql`r.id`, now)}
            and (a.state <> 'approved'
              or a.valid_until < (${now.toISOString()}::timestamptz at time zone (c.spec->>'zone'))::date
              or a.approved_at > greatest(b.at, b.shown_at))
          order by r.id limit ${limit}::int`,
      ),
  };
}
