import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { fakeChat } from '../support/fake-chat.ts';
import { storyOffice } from '../support/office.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();

/** What each person has in their chat, changes in place not counted: what rang. */
const people = ['ana', 'lee', 'devon', 'sam'] as const;
const counts = (story: Story) => Object.fromEntries(people.map((name) => [name, story.person(name).sees().length]));

type Counted = Record<(typeof people)[number], number>;
const cases: { name: string; counted: Counted }[] = [];

const note = (name: string, story: Story): void => void cases.push({ name, counted: counts(story) as Counted });

const begin = () => openStory(data.database, { at: '2026-06-01T09:00' });

test('a question that is answered at once', async () => {
  const story = await begin();
  await story.person('ana').says('May I buy a drone?');
  await story.person('lee').presses('Reply', { text: 'Yes.' });
  note('answered at once', story);
});

test('answered, resolved, confirmed', async () => {
  const story = await begin();
  await story.person('ana').says('May I buy a drone?');
  await story.person('lee').presses('Resolve', { outcome: 'answered', text: 'Yes.' });
  await story.person('ana').presses('That answered it');
  note('resolved and confirmed', story);
});

test('made urgent', async () => {
  const story = await begin();
  await story.person('ana').says('May I buy a drone?');
  await story.person('ana').presses('Mark urgent', { reason: 'snow' });
  note('made urgent', story);
});

test('never answered in five business days', async () => {
  const story = await begin();
  await story.person('ana').says('May I buy a drone?');
  for (const day of ['01', '02', '03', '04', '05'])
    for (const hour of ['11', '12', '13', '15', '16']) await story.at(`2026-06-${day}T${hour}:10`);
  note('never answered in five days', story);
});

test('20 requests that fall due in one hour', { timeout: 180_000 }, async () => {
  const { people: known } = storyOffice();
  const asker = (n: number) => ({
    ...{ email: `asker${n}@state.example`, name: `Asker ${n}`, zone: null },
    roles: [{ role: 'requester' as const, agency: 'DOT' }],
  });
  const askers = Array.from({ length: 20 }, (_, n) => asker(n));
  const story = await openStory(data.database, {
    at: '2026-06-01T09:00',
    office: { people: [...known, ...askers] },
    chats: (now) => [fakeChat({ now, emails: [...known, ...askers].map(({ email }) => email) })],
  });
  for (let n = 0; n < 20; n += 1) await ask(story, n);
  for (const time of ['11:02', '12:15', '13:05']) await story.at(`2026-06-01T${time}`);
  const { devon, sam } = counts(story) as Counted;
  // One card with its changes, and what rings under it.
  expect(devon).toBeLessThanOrEqual(7);
  expect(sam).toBeLessThanOrEqual(4);
  expect(story.person('sam').sees().join()).toContain('Procurement Office: 20 late');
  expect(story.person('devon').sees().join()).toContain('Procurement Office: 20 late');
  cases.push({ name: '20 due in one hour', counted: counts(story) as Counted });

  // What is answered leaves the list, without another word.
  await story.person('lee').says('R-1020');
  const before = story.person('sam').sees().length;
  await story.person('lee').presses('Reply', { text: 'Yes.' });
  await story.sweep();
  expect(story.person('sam').sees()).toHaveLength(before);
  expect(story.person('sam').sees().join()).toContain('Procurement Office: 19 late');
});

/** Each by somebody of their own, so that none is asked where it belongs. */
async function ask(story: Story, n: number): Promise<void> {
  await story.chat.write(`asker${n}@state.example`, `May I buy drone number ${n}?`);
  await story.settle();
}

test('the figures stand in CONTRIBUTING, and only fall', () => {
  const root = resolve(import.meta.dirname, '../..');
  const written = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8');
  const rows = cases.map(({ name, counted }) => `| ${name} | ${people.map((who) => counted[who]).join(' | ')} |`);
  process.stdout.write(`${rows.join('\n')}\n`);
  for (const row of rows) expect(written).toContain(row);
});
