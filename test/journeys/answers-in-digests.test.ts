import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { openStory } from '../support/story.ts';

const data = useDatabase();

const run = (statement: ReturnType<typeof sql>) => data.database.db.execute(statement);
const keep = (question: string, until: string, state = 'approved') =>
  run(sql`insert into answers (office_id, state, question, answer, valid_until, owner_id, author_id, at)
    select 1, ${state}::text, ${question}::text, 'Yes.', ${until}::date, id, id, now() from people
    where email = 'lee@state.example'`);

test('a supervisor reads what waits and what ends, each three times at most, and renews it there', async () => {
  const story = await openStory(data.database);
  const sam = story.person('sam');
  await sam.says('menu');
  await keep('May we buy used cars?', '2026-07-02');
  await keep('Do consultants need insurance?', '2026-06-01');
  await keep('How long does a bid take?', '2026-12-31', 'draft');
  await story.at('2026-06-02T09:00');
  expect(sam.last()).toContain(
    'Do consultants need insurance?: this answer ended on June 1, and nobody is shown it any more. Does it still hold?',
  );
  expect(sam.last()).toContain('May we buy used cars?: this answer ends on July 2. Does it still hold?');
  expect(sam.last()).toContain('How long does a bid take?: an answer waits for your approval (Lee Park).');
  expect(await sam.presses('Renew “May we buy used cars?”', {})).toBe('Renewed. Thank you.');
  await story.at('2026-06-03T09:00');
  expect(sam.last(), 'it is said once').not.toContain('this answer ended');
  expect(sam.last(), 'until it is decided').toContain('How long does a bid take?');
});

test('five agencies ask the same: a weekly digest offers to keep an answer, until one is in use', async () => {
  const codes = ['DOT', 'AGR', 'FIN', 'PRK', 'EDU'];
  const { people } = storyOffice();
  const asking = codes.map((agency) => ({
    ...{ email: `${agency.toLowerCase()}@state.example`, name: `Someone of ${agency}`, zone: null },
    roles: [{ role: 'requester' as const, agency }],
  }));
  const story = await openStory(data.database, {
    at: '2026-06-03T10:00',
    office: {
      agencies: codes.map((code) => ({ code, name: `Agency ${code}` })),
      people: [...people, ...asking],
    },
  });
  const sam = story.person('sam');
  await sam.says('menu');
  for (const { email } of asking)
    await run(sql`insert into requests (office_id, agency_id, service_line_id, requester_id, subject, opened_at, calendar_id,
        policy_id, last_number)
      select 1, m.agency_id, 1, p.id, 'Where do we buy road salt?', '2026-06-04T14:00Z', o.calendar_id, o.policy_id, 1
      from people p join memberships m on m.person_id = p.id, offices o where p.email = ${email}::text`);
  await run(sql`insert into messages (office_id, request_id, number, author_id, kind, text, at, source)
    select 1, id, 1, requester_id, 'from agency', subject, opened_at, 'test ' || id from requests`);
  await story.at('2026-06-08T09:00');
  const digest = sam.sees().findLast((text) => text.includes('Weekly digest'));
  expect(digest).toContain('5 agencies have asked the same within four weeks: Where do we buy road salt?');
  const announcing = JSON.stringify(await sam.answer('Announce something'));
  expect(announcing).toContain('"initial":"Where do we buy road salt?"');
  expect(announcing).toContain('Several of you have asked: “Where do we buy road salt?”');
  expect(announcing).toContain('Please take out what tells who it was.');
  expect(await sam.presses('Announce something', { agencies: 'DOT', text: 'From the depot.' })).toContain(
    'Where do we buy road salt?',
  );
  expect(await sam.presses('Keep an answer', { answer: 'From the depot in Yakima.' })).toContain('Kept, and in use');
  await story.at('2026-06-15T09:00');
  expect(sam.sees().findLast((text) => text.includes('Weekly digest'))).not.toContain('agencies have asked the same');
  expect(story.failures).toEqual([]);
});

test('the month says what answers have saved', async () => {
  const story = await openStory(data.database, { office: { answers: { offered: true, validMonths: 12 } } });
  const [ana, sam] = [story.person('ana'), story.person('sam')];
  await sam.says('answers');
  await sam.presses('New answer', { question: 'Do we need three quotes?', answer: 'Yes.' });
  for (let n = 0; n < 5; n++) {
    await ana.asks('Do I need three quotes?');
    await story.at(`2026-06-0${n + 1}T10:${n}5`);
    await ana.presses('That answered it');
  }
  await story.at('2026-07-01T09:00');
  const month = sam.sees().findLast((text) => text.includes('Answered before'));
  expect(month).toContain(
    'Answered before: found for 5 of 5 questions, used in 0 replies; 5 of the 5 offered one said that it answered them; half of these 5 had it within',
  );
});
