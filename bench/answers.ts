/**
 * Finding what was answered before among a hundred thousand answers of one office, as a question comes; and who of the
 * agency has asked the same among its open questions. To be a few hundredths of a second: whoever asks waits for it.
 */
import { sql } from 'drizzle-orm';
import { type Database, openPostgres } from '../db/engine/client.ts';
import { createStore } from '../db/store.ts';
import { questionWords } from '../src/requests/questionWords.ts';
import { startPostgres } from '../test/support/postgres-server.ts';
import { openStory } from '../test/support/story.ts';
import { type BenchRow, median, rowsOf } from './row.ts';

const ANSWERS = 100_000;
const QUESTIONS = 200;
const ROUNDS = 51;

const questions = [
  'Do I need three quotes for $40k of salt spreaders?',
  'How do we renew a contract that ends in June?',
  'May we buy from a supplier of word7 who is not registered for word4211?',
  'We need word1 word2 word3 word5 word8 word13 word21 word34 word55 word89 for the depots, may we buy it?',
];

export async function benchAnswers(): Promise<BenchRow[]> {
  const server = await startPostgres({ durable: true });
  try {
    const database = await openPostgres(server.address('postgres'), { statementTimeoutMs: 0 });
    await database.migrate();
    const story = await openStory(database);
    await enterAnswers(database);
    const store = createStore(database);
    const times: number[] = [];
    const colleagues: number[] = [];
    await story.person('ana').says('Where do we buy road salt?');
    await enterQuestions(database);
    for (let round = 0; round < ROUNDS; round++) {
      const words = questionWords(questions[round % questions.length] ?? '');
      await store.transaction(async (tx) => {
        const began = performance.now();
        await tx.answers.like({ officeId: 1, lineId: 1, words, today: '2026-06-01' });
        times.push(performance.now() - began);
        const then = performance.now();
        await tx.answers.colleagues({ officeId: 1, agencyId: 1, requesterId: 1_000_000 }, QUESTIONS);
        colleagues.push(performance.now() - then);
      });
    }
    await database.close();
    const row = rowsOf('answers');
    return [
      row(`what was answered before, of ${ANSWERS.toLocaleString('en-US')}, median`, median(times), 'ms'),
      row('the longest of them', Math.max(...times.slice(1)), 'ms'),
      row(`who has asked the same, of ${QUESTIONS} open at the agency, median`, median(colleagues), 'ms'),
    ];
  } finally {
    await server.remove();
  }
}

/** Words as people use them: some stand in most answers, most in a few. */
async function enterAnswers(database: Database): Promise<void> {
  await database.db.execute(sql`insert into answers (office_id, state, question, answer, valid_until, owner_id, author_id, at)
    select 1, 'approved', 'Question ' || n, 'Answer ' || n, '2027-06-01', p.id, p.id, now()
    from generate_series(1, ${ANSWERS}::int) n, (select min(id) as id from people) p`);
  await database.db.execute(sql`insert into answer_words (office_id, word, answer_id, asked, line_id, valid_until)
    select 1, word, id, bool_or(asked), null, '2027-06-01' from (
      select a.id, n <= 8 as asked, case when n = 1 then (array['quote', 'buy', 'extend', 'supplier'])[1 + a.id % 4]
        else 'word' || floor(exp(random() * ln(20000)))::int end as word
      from answers a cross join generate_series(1, 40) n) each group by word, id`);
  await database.db.execute(sql`analyze`);
}

/** Ana's question so often: an agency with much open. */
async function enterQuestions(database: Database): Promise<void> {
  await database.db.execute(sql`insert into requests (office_id, agency_id, service_line_id, requester_id, holder_id, subject,
      opened_at, calendar_id, policy_id, last_number)
    select office_id, agency_id, service_line_id, requester_id, holder_id, subject, opened_at, calendar_id, policy_id, 1
    from requests, generate_series(2, ${QUESTIONS}::int)`);
  await database.db.execute(sql`insert into messages (office_id, request_id, number, author_id, kind, text, at, source)
    select 1, id, 1, requester_id, 'from agency', subject, opened_at, 'bench ' || id from requests where id > 1001`);
  await database.db.execute(sql`analyze`);
}
