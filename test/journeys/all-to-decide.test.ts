import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { plainSpans, plainText } from '../../src/chat/message.ts';
import { useDatabase } from '../support/database.ts';
import { inChats, inChatsTimeout } from '../support/in-chats.ts';
import { openStory } from '../support/story.ts';

const data = useDatabase();

/** So many say that they work for Transportation, and nobody has confirmed it. */
const comeNew = async (count: number): Promise<void> => {
  await data.database.db.execute(sql`with new as (
      insert into people (name, email) select 'New ' || n, 'new' || n || '@state.example' from generate_series(1, ${count}::int) n
      returning id)
    insert into memberships (person_id, office_id, agency_id, role, confirmed)
    select new.id, 1, (select id from agencies where code = 'DOT'), 'requester', false from new order by new.id`);
};

test.each(inChats)(
  'in %s: where a digest names the first of a kind, a button shows all of it, each line with its own',
  { timeout: inChatsTimeout },
  async (_, begin) => {
    const { story, seats } = await begin(data.database, { at: '2026-06-01T10:00' }, ['sam']);
    const { sam } = seats;
    await sam.says('help');
    await comeNew(14);
    await story.at('2026-06-02T09:01');
    await story.settle();
    expect(await sam.seen()).toContain('… and 9 more not confirmed.');
    const first = await sam.presses('Show all 14 not confirmed');
    expect(first).toContain('1 to 12 of 14 not confirmed:');
    for (const nth of [1, 12]) expect(first).toContain(`New ${nth} says they work for Transportation`);
    expect(first).not.toContain('New 13 ');
    const next = await sam.presses('Show the next');
    expect(next).toContain('13 to 14 of 14 not confirmed:');
    expect(next).not.toContain('New 12 ');
    expect(await sam.presses('Confirm New 14')).toContain('New 14');
    await story.settle();
    expect(await sam.presses('Show all 14 not confirmed')).toContain('1 to 12 of 13 not confirmed:');
    expect(story.failures).toEqual([]);
  },
);

test('it is looked up as of now: what is over ends in words, and whoever does not supervise anymore sees nothing', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const sam = story.person('sam');
  const pressedAs = async (who: string, about: string): Promise<string> => {
    const press = { name: 'all to decide', about };
    const answer = await story.chat.hand(`${who}@state.example`, { kind: 'press', press });
    return answer.kind === 'show'
      ? plainText(answer.message)
      : answer.kind === 'notice'
        ? plainSpans(answer.text)
        : answer.kind;
  };
  await comeNew(6);
  await story.at('2026-06-02T09:01');
  const digest = () => sam.sees().findLast((text) => text.startsWith('Daily digest')) ?? '';
  expect(digest()).toContain('… and 1 more not confirmed.');
  const show = () => sam.presses('Show all 6 not confirmed');
  expect(await show()).toContain('All 6 not confirmed:');
  const about = 'v2 office=1 kind=not%20confirmed';
  const hidden = await pressedAs('ana', about);
  expect(hidden).toBe('There is no such request among yours.');
  // What a page began with may be gone when the next is asked for, and a kind may have another name by then.
  expect(await pressedAs('sam', `${about} from=12`)).toContain('All 6 not confirmed:');
  expect(await pressedAs('sam', 'v2 office=1 kind=nonsense')).toBe('None of these waits for you anymore.');
  await data.database.db.execute(sql`update memberships set confirmed = true`);
  expect(await show()).toBe('None of these waits for you anymore.');
  await data.database.db.execute(sql`update memberships set role = 'administrator' where role = 'supervisor'`);
  expect(await show()).toBe(hidden);
});
