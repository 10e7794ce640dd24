import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { rows } from '../../db/engine/client.ts';
import { destroyNext } from '../../src/retention/destroy.ts';
import { setHold } from '../../src/retention/holding.ts';
import { recordRules } from '../retention/office.ts';
import { useDatabase } from '../support/database.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();

const gone = async (): Promise<number[]> => {
  const found = await rows<{ id: number }>(
    data.database.db,
    sql`select id from requests where destroyed_at is not null order by id`,
  );
  return found.map(({ id }) => id);
};

/** Ana (Transportation) asks for a drone and for salt, Ben (Agriculture) for seed; all is withdrawn and due. */
async function begin(): Promise<Story> {
  const story = await openStory(data.database, { office: { records: recordRules } });
  const all = [
    ['ana', 'May I buy a drone?'],
    ['ana', 'May I buy road salts?'],
    ['ben', 'May I buy seed?'],
  ] as const;
  for (const [n, [who, text]] of all.entries()) {
    await story.person(who).asks(text);
    await story.person(who).says(`R-${1001 + n}`);
    await story.person(who).presses('Withdraw', {});
  }
  await story.at('2027-07-05T10:00');
  return story;
}

const confirmed = async (story: Story, label: string): Promise<void> => {
  const ada = story.person('ada');
  await ada.says('retention');
  await ada.presses('See the list');
  await ada.presses(label, { reason: 'The schedule of 2027' });
};

test.each([
  ['a request', { kind: 'request', of: 'r1002' }, [1001, 1003], 'R-1002'],
  ['an agency', { kind: 'agency', of: 'dot' }, [1003], 'all of Transportation'],
  ['a person', { kind: 'person', of: 'ana@state.example' }, [1003], 'all that Ana Ruiz asked, answered or wrote'],
  ['words, as a search finds them', { kind: 'words', of: 'salt' }, [1001, 1003], 'all with the words “salt”'],
  ['more than one word', { kind: 'words', of: 'buy may' }, [], 'all with the words “buy may”'],
])('a hold on %s keeps it, and the list says which', async (_, form, left, said) => {
  const story = await begin();
  const ada = story.person('ada');
  await ada.says('retention');
  expect(await ada.presses('Set a hold', { ...form, reason: 'Doe v. State' })).toContain(said);
  await ada.says('retention');
  const list = await ada.presses('See the list');
  expect(list.match(/stays: hold 1/gu) ?? []).toHaveLength(3 - left.length);
  if (left.length > 0) await confirmed(story, `Destroy ${left.length} request${left.length === 1 ? '' : 's'}`);
  await story.sweep();
  expect(await gone()).toEqual(left);

  await ada.says('retention');
  expect(ada.last()).toContain('Doe v. State · Ada Wong');
  await ada.presses('Lift the hold', { reason: 'The case was closed' });
  const rest = 3 - left.length;
  await confirmed(story, `Destroy ${rest} request${rest === 1 ? '' : 's'}`);
  await story.sweep();
  expect(await gone()).toEqual([1001, 1002, 1003]);
  const events = await story.store.transaction((tx) => tx.records.of({ kind: 'office', id: 1 }));
  expect(events.filter(({ kind }) => kind.startsWith('hold '))).toMatchObject([
    { kind: 'hold set', data: { hold: 1, reason: 'Doe v. State' } },
    { kind: 'hold lifted', data: { hold: 1, reason: 'The case was closed' } },
  ]);
});

test('what cannot be held is said in the form, with what to write', async () => {
  const story = await begin();
  const ada = story.person('ada');
  await ada.says('retention');
  const tried = (kind: string, of: string, reason = 'Doe v. State') => ada.presses('Set a hold', { kind, of, reason });
  expect(await tried('request', 'R-9')).toBe(
    'of: There is no request R-9 of Procurement Office. Write its number, such as R-1042.',
  );
  expect(await tried('agency', 'XYZ')).toBe('of: Procurement Office serves no agency XYZ. Write its code or its name.');
  expect(await tried('person', 'who')).toBe('of: The desk knows nobody with the e-mail who.');
  expect(await tried('words', 'the')).toBe('of: “the” has no word that a search finds. Write other words.');
  expect(await tried('words', 'buy -salt')).toBe('of: A hold leaves nothing out: write it without a minus.');
  expect(await tried('words', 'salt', '')).toBe('reason: Please say why: it stays on the record.');
});

test('a hold that is set after all was confirmed wins, and whoever confirmed it is told', async () => {
  const story = await begin();
  await confirmed(story, 'Destroy 3 requests');
  await story.store.transaction(async (tx) => {
    await setHold(tx, 1, { kind: 'words', words: 'salt' }, 'Doe v. State', { personId: 1, at: story.now() });
  });
  await story.sweep();
  expect(await gone()).toEqual([1001, 1003]);
  expect(story.person('ada').last()).toContain('Correspondence: 2 requests destroyed. 1 request stayed');
  const kept = await rows(data.database.db, sql`select request_id, kept from disposal_requests where kept is not null`);
  expect(kept).toEqual([{ request_id: 1002, kept: 'hold 1' }]);
});

test('setting a hold and destroying wait for each other, so that neither passes the other by', async (context) => {
  // The embedded engine has one connection: there nothing happens at the same time.
  if (data.database.kind === 'pglite') return context.skip();
  const story = await begin();
  await confirmed(story, 'Destroy 3 requests');
  const order: string[] = [];
  let letGo = (): void => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let isSet = (): void => {};
  const set = new Promise<void>((resolve) => {
    isSet = resolve;
  });
  const setting = story.store.transaction(async (tx) => {
    await setHold(tx, 1, { kind: 'agency', agencyId: 1 }, 'Doe v. State', { personId: 1, at: story.now() });
    isSet();
    await held;
    order.push('set');
  });
  await set;
  const destroying = story.store
    .transaction((tx) => destroyNext(tx, 1, story.now()))
    .then(() => order.push('destroyed'));
  // It waits for the hold, which is not committed yet.
  const waits = async () =>
    (await rows(data.database.db, sql`select from pg_locks where locktype = 'advisory' and not granted`)).length > 0;
  while (!(await waits())) await new Promise((resolve) => setImmediate(resolve));
  letGo();
  await Promise.all([setting, destroying]);
  expect(order).toEqual(['set', 'destroyed']);
  expect(await gone()).toEqual([1003]);
});
