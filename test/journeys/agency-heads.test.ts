import { expect, test } from 'vitest';
import { requests, surveys } from '../../db/schema.ts';
import { plainText } from '../../src/chat/message.ts';
import { createDeskSide } from '../../src/doors/deskSide.ts';
import { createPageSide } from '../../src/doors/pageSide.ts';
import { useDatabase } from '../support/database.ts';
import { fakeChat } from '../support/fake-chat.ts';
import { storyOffice } from '../support/office.ts';
import { openStory, type Story } from '../support/story.ts';

/** Whoever heads an agency reads once a month how the office has served it. */

const data = useDatabase();

const person = (id: string, name: string, agencies: string[], role: 'agency head' | 'requester' = 'agency head') => ({
  ...{ email: `${id}@state.example`, name, zone: null },
  roles: agencies.map((agency) => ({ role, agency })),
});
const heads = [person('dora', 'Dora Hale', ['DOT']), person('vic', 'Vic Stone', ['AGR', 'FIN'])];
const names = ['ana', 'ben', 'fay', 'lee', 'devon', 'maria', 'sam', 'ada', 'dora', 'vic'];

async function begin(more: Parameters<typeof storyOffice>[0] = {}): Promise<Story> {
  return openStory(data.database, {
    at: '2026-06-01T10:00',
    office: { people: [...storyOffice().people, ...heads], ...more },
    chats: (now) => [fakeChat({ now, emails: names.map((name) => `${name}@state.example`) })],
  });
}
const months = (story: Story, who: string): string[] =>
  story
    .person(who)
    .sees()
    .filter((text) => /^[A-Z][a-z]+ 2026: /u.test(text));

test('a head reads what the agency asked, what was promised and kept, who answers and what is open: no names, no words', async () => {
  const story = await begin();
  const [ana, ben, lee] = [story.person('ana'), story.person('ben'), story.person('lee')];
  await ana.asks('May I buy a drone?');
  await lee.presses('Reply', { text: 'You may.' });
  await lee.presses('Resolve', { outcome: 'answered', text: 'You may.' });
  for (let n = 1; n <= 5; n += 1) await ana.asks(`Which quotes do I need, number ${n}?`);
  await ben.asks('Who signs the contract?');
  await story.at('2026-07-01T09:01');
  const [month, ...others] = months(story, 'dora');
  expect(others).toEqual([]);
  expect(month).toContain('June 2026: Procurement Office for Transportation');
  expect(month).toContain('Your agency asked: 6 requests · May 2026: 0');
  expect(month).toContain('About: Purchasing 6');
  expect(month).toContain('First replies on time: 17% (1 of 6)');
  expect(month).toContain('Resolved: 1');
  expect(month).toContain('Open now: 5 requests: 5 late');
  expect(month).toContain('Your liaison: Lee Park; when out, Devon Clark');
  expect(month).toContain('How content your people were: not shown: fewer than five people answered with their name');
  for (const hidden of ['drone', 'quotes do I', 'Ana Ruiz', 'Ben Osei', 'Agriculture', 'R-10'])
    expect(month).not.toContain(hidden);
  // Whoever heads two reads of both in one message, of each apart.
  const [both] = months(story, 'vic');
  expect(both).toContain('Agriculture');
  expect(both).toContain('Your agency asked: 1 request · May 2026: 0');
  expect(both).toContain('Nothing to tell of Finance.');
  expect(both).not.toContain('Transportation');
});

test('it comes once, also after a time without a desk, and a month with nothing is a line or is left out', async () => {
  const story = await begin();
  const dora = story.person('dora');
  await story.person('ana').asks('May I buy a drone?');
  await story.at('2026-07-01T09:01');
  expect(months(story, 'dora')).toHaveLength(1);
  // No desk ran from the beginning of July to the 7th of September.
  await story.at('2026-09-08T11:00');
  await story.at('2026-09-08T11:05');
  expect(months(story, 'dora').filter((text) => text.startsWith('August 2026'))).toHaveLength(1);
  expect(months(story, 'dora')).toHaveLength(2);
  expect(months(story, 'vic').at(-1)).toBe(
    'August 2026: Procurement Office. Agriculture and Finance asked nothing then or in the month before, nothing was due, and nothing is open. To leave such digests out, write “digests”.',
  );
  const vic = story.person('vic');
  const before = months(story, 'vic').length;
  await vic.says('digests');
  expect(vic.last()).toContain('You get one on the first working day of a month, when the office opens.');
  await vic.presses('Change', { kinds: 'monthly', hour: 'opening', empty: 'none' });
  await dora.says('digests');
  expect(await dora.presses('Change', { kinds: '', hour: 'opening', empty: 'line' })).toContain('You get none.');
  await story.at('2026-10-01T09:01');
  expect(months(story, 'vic')).toHaveLength(before);
  expect(months(story, 'dora')).toHaveLength(2);
  const shown = await dora.answer('Show me one now');
  expect(shown.kind === 'show' && plainText(shown.message)).toContain('September 2026: Procurement Office for');
});

test('it comes at the hour that a head has chosen, by their own clock', async () => {
  const denver = { ...person('dora', 'Dora Hale', ['DOT']), zone: 'America/Denver' };
  const story = await begin({ people: [...storyOffice().people, denver] });
  await story.person('ana').asks('May I buy a drone?');
  const dora = story.person('dora');
  await dora.says('digests');
  expect(await dora.presses('Change', { kinds: 'monthly', hour: '10', empty: 'line' })).toContain('at 10 AM your time');
  await story.at('2026-07-01T11:59');
  expect(months(story, 'dora')).toHaveLength(0);
  await story.at('2026-07-01T12:01');
  expect(months(story, 'dora')).toHaveLength(1);
});

test('a head asks as agency staff do, and is nobody of the office', async () => {
  const story = await begin();
  const dora = story.person('dora');
  expect(await dora.home()).toContain('My agency’s month');
  await dora.says('May I buy a drone?');
  expect(dora.last()).toContain('R-1001');
  expect(story.person('lee').last()).toContain('From: Dora Hale, Transportation');
  // Somebody else of the agency is not theirs to read.
  await story.person('ana').asks('Which quotes do I need?');
  await dora.says('R-1002');
  expect(dora.sees().join('\n')).not.toContain('Which quotes');
  await dora.says('any update?');
  expect(story.person('lee').last()).toContain('Dora Hale asks for news.');
});

test('whoever is no head any more reads nothing, from the import on', async () => {
  const story = await begin();
  await story.person('ana').asks('May I buy a drone?');
  await story.person('dora').says('help');
  const { importOffice } = await import('../../src/offices/importOffice.ts');
  const plain = { ...person('dora', 'Dora Hale', ['DOT'], 'requester') };
  await story.store.transaction((tx) =>
    importOffice(tx, storyOffice({ people: [...storyOffice().people, plain] }), story.now()),
  );
  await story.at('2026-07-01T09:01');
  expect(months(story, 'dora')).toEqual([]);
  expect(await story.person('dora').presses('My agency’s month')).toBe('There is no such request among yours.');
});

test('an account of the agency’s own workspace is enough, one that nobody vouches for is not', async () => {
  const story = await begin();
  await story.person('ana').asks('May I buy a drone?');
  story.chat.vouched = 'agency';
  for (const who of ['dora', 'sam']) await story.person(who).says('help');
  expect(story.person('dora').last()).toContain('My agency’s month');
  await story.at('2026-07-01T09:01');
  expect(months(story, 'dora')).toHaveLength(1);
  expect(months(story, 'sam')).toHaveLength(0);
  story.chat.vouched = 'no';
  await story.person('dora').says('help');
  expect(story.person('dora').last()).not.toContain('My agency’s month');
  await story.at('2026-08-03T09:01');
  expect(months(story, 'dora')).toHaveLength(1);
});

test('the page shows a head the month of their agency, and nothing else', async () => {
  const story = await begin();
  const { store, now } = story;
  await story.person('ana').asks('May I buy a drone?');
  await story.person('ben').asks('Who signs the contract?');
  await story.at('2026-07-02T10:00');
  const side = createPageSide({ store, now, deskSide: createDeskSide({ store, now }) });
  const visitor = (who: string) => ({
    ...{ platform: 'fake', workspace: 'fake', userId: `${who}@state.example`, address: `${who}@state.example` },
    ...{ email: `${who}@state.example`, vouched: 'office' as const },
  });
  const open = (who: string, path: string, query: Record<string, string> = {}) =>
    side.open(visitor(who), path, { query: new Map(Object.entries(query)) });
  const first = await open('dora', '');
  expect(first?.ways.map(({ to }) => to)).toEqual(['agency', 'reviews', 'schedule']);
  expect(first?.view?.title).toBe('Transportation, June 2026');
  const text = JSON.stringify(first?.view);
  for (const hidden of ['drone', 'Ana Ruiz', 'Agriculture', 'Ben']) expect(text).not.toContain(hidden);
  for (const path of ['requests', 'requests/R-1001', 'search', 'figures', 'satisfaction', 'liaisons', 'coverage'])
    expect((await open('dora', path))?.view).toBeUndefined();
  const agr = (await store.transaction((tx) => tx.people.agencies([1]))).find(({ code }) => code === 'AGR')?.id ?? 0;
  expect((await open('dora', 'agency', { office: '1', agency: `${agr}` }))?.view).toBeUndefined();
  expect((await open('vic', 'agency', { office: '1', agency: `${agr}` }))?.view?.title).toBe('Agriculture, June 2026');
  // A month that is not over would tell what was asked on which day.
  expect((await open('dora', 'agency', { month: '2026-07' }))?.view?.title).toBe('Transportation, June 2026');
  expect(await open('ana', '')).toBeUndefined();
});

test('how content the agency is counts in groups of five people, of those who gave their names', async () => {
  const askers = ['ana', 'hal', 'ivy', 'jon', 'kay', 'liz'];
  // Lee answers in the office and heads the agency, too.
  const headsToo = { role: 'agency head' as const, agency: 'DOT' };
  const people = [
    ...storyOffice().people.map((each) =>
      each.email.startsWith('lee@') ? { ...each, roles: [...each.roles, headsToo] } : each,
    ),
    heads[0] ?? person('dora', 'Dora Hale', ['DOT']),
    ...askers.slice(1).map((id) => person(id, `${id} of Transportation`, ['DOT'], 'requester')),
  ];
  const story = await begin({ people });
  const { db } = data.database;
  await story.person('ana').asks('May I buy a drone?');
  const everybody = await story.store.transaction((tx) => tx.people.everybody(100));
  const idOf = (id: string): number =>
    everybody.find(({ person: { email } }) => email === `${id}@state.example`)?.person.id ?? 0;
  const [{ id: requestId } = { id: 0 }] = await db.select({ id: requests.id }).from(requests);
  const rated = (who: string, day: string, rating: number, nameless = false) => ({
    ...{ officeId: 1, requestId, personId: idOf(who), liaisonId: idOf('lee'), nameless, rating },
    ...{ resolvedAt: new Date(`${day}T12:00:00Z`), askedAt: new Date(`${day}T13:00:00Z`) },
    ratedAt: new Date(`${day}T14:00:00Z`),
  });
  // Five answers of four people, and one without a name: too few.
  await db
    .insert(surveys)
    .values([
      ...[rated('ana', '2026-06-02', 5), rated('ana', '2026-06-03', 5), rated('hal', '2026-06-04', 4)],
      ...[rated('ivy', '2026-06-05', 4), rated('jon', '2026-06-06', 5), rated('kay', '2026-06-07', 1, true)],
    ]);
  await story.at('2026-07-01T09:01');
  expect(months(story, 'dora').at(-1)).toContain('not shown: fewer than five people');
  // The fifth person makes the group whole, in July.
  await db.insert(surveys).values([rated('liz', '2026-07-02', 1)]);
  await story.at('2026-08-03T09:01');
  expect(months(story, 'dora').at(-1)).toMatch(/83% satisfied \(\d+% to \d+%; 5 of 6 who answered\)/u);
  // Whoever holds a request reads its rating: what is left of six would be that of somebody else.
  expect(months(story, 'lee').at(-1)).toContain('How content your people were: not shown to you: you answer here');
  expect(months(story, 'lee').join()).not.toContain('satisfied');
});
