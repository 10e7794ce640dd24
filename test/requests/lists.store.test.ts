import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recordWhile } from '../../bench/recording.ts';
import { buttonsOf, type Message, plainText } from '../../src/chat/message.ts';
import type { Actor } from '../../src/people/person.ts';
import { PAGE } from '../../src/requests/listing.ts';
import type { ListName } from '../../src/requests/listNames.ts';
import { listed, showPage } from '../../src/requests/lists.ts';
import { listPresses, lookPress } from '../../src/requests/presses.ts';
import type { Store, Tx } from '../../src/store.ts';
import { useDatabase } from '../support/database.ts';
import { ask, idle, minutes, NOW, openTwoOffices } from '../support/two-offices.ts';

const data = useDatabase();

const idsOf = (page: Message): number[] =>
  buttonsOf(page).flatMap(({ label, press }) =>
    label.startsWith('Open R') ? [lookPress.read(press.about)?.request ?? 0] : [],
  );
const moreOf = (page: Message): string | undefined => {
  const more = buttonsOf(page).find(({ label }) => label === 'Show 10 more');
  return more && listPresses.queue.read(more.press.about)?.after;
};
const titleOf = ({ blocks: [first] }: Message) => (first?.kind === 'heading' ? first.text : '');

async function show(store: Store, actor: Actor, name: ListName, about = ''): Promise<Message> {
  const page = await store.transaction((tx) => showPage(tx, name, { actor, now: NOW, after: about }));
  if (!page) throw new Error(`${name} is none of theirs`);
  return page;
}

/** All pages, one after the other; `between` happens after each. */
async function readAll(store: Store, actor: Actor, name: ListName, between?: () => Promise<void>): Promise<number[][]> {
  const pages: number[][] = [];
  for (let about: string | undefined = ''; about !== undefined; ) {
    const page: Message = await show(store, actor, name, about);
    pages.push(idsOf(page));
    about = moreOf(page);
    await between?.();
  }
  return pages;
}

test('a list is read in pages of ten, says how many there are, and ends', async () => {
  const { store, actor } = await openTwoOffices(data.database);
  const [ana, lee, sam] = [await actor('ana'), await actor('lee'), await actor('sam')];
  await store.transaction(async (tx) => {
    // Every third has no due time: those come last.
    for (let n = 0; n < 23; n++)
      await ask(tx, ana, { holder: lee.person.id, dueIn: n % 3 === 0 ? null : ((n * 7) % 23) * 60 });
  });
  const first = await show(store, lee, 'queue');
  expect(titleOf(first)).toBe('My queue (10 of 23)');
  const second = await show(store, lee, 'queue', moreOf(first));
  expect(titleOf(second)).toBe('My queue (10 more of 23)');
  const third = await show(store, lee, 'queue', moreOf(second));
  expect(titleOf(third)).toBe('My queue (3 more of 23)');
  expect(moreOf(third)).toBeUndefined();
  const due = (n: number) => (n % 3 === 0 ? 1_000 : (n * 7) % 23);
  const sorted = Array.from({ length: 23 }, (_, n) => n).sort((a, b) => due(a) - due(b) || a - b);
  expect([first, second, third].flatMap(idsOf)).toEqual(sorted.map((n) => 1001 + n));
  expect((await readAll(store, ana, 'my requests')).flat(), 'the newest first').toEqual(
    Array.from({ length: 23 }, (_, n) => 1023 - n),
  );
  await store.transaction((tx) => tx.requests.save(1001, { state: 'resolved' }));
  expect(titleOf(await show(store, sam, 'all open'))).toBe('Open requests by due time (10 of 22)');
});

test('what each of several people holds is counted at once, as one by one', async () => {
  const { store, actor } = await openTwoOffices(data.database);
  const [ana, lee, devon] = [await actor('ana'), await actor('lee'), await actor('devon')];
  await store.transaction(async (tx) => {
    for (const dueIn of [-60, -30, 60, null]) await ask(tx, ana, { holder: lee.person.id, dueIn });
    await ask(tx, ana, { holder: devon.person.id, dueIn: 60 });
    const ids = [lee, devon, ana].map(({ person }) => person.id);
    const officeId = lee.memberships[0]?.officeId ?? 0;
    const held = await tx.lists.held(ids, officeId, NOW);
    expect(held).toEqual(
      new Map([
        [lee.person.id, { count: 4, late: 2 }],
        [devon.person.id, { count: 1, late: 0 }],
      ]),
    );
    expect(await tx.lists.held(ids, officeId + 1, NOW)).toEqual(new Map());
    for (const [personId, counted] of held)
      expect(await tx.lists.tally({ which: 'held by', personId, officeIds: [officeId] }, NOW, NOW)).toMatchObject(
        counted,
      );
  });
});

test('everybody sees the rows of their own offices, whatever cursor they bring', async () => {
  const { store, actor } = await openTwoOffices(data.database);
  const [ana, lee, maria] = [await actor('ana'), await actor('lee'), await actor('maria')];
  const [sam, hana] = [await actor('sam'), await actor('hana')];
  await store.transaction(async (tx) => {
    for (let n = 0; n < 12; n++) await ask(tx, ana, { office: 1 + (n % 2), dueIn: n });
    await ask(tx, ana, { office: 2, holder: maria.person.id });
    await ask(tx, ana, { office: 2, holder: lee.person.id });
  });
  const both = Array.from({ length: 12 }, (_, n) => 1001 + n);
  expect((await readAll(store, sam, 'triage')).flat(), 'of both, in one order').toEqual(both);
  expect((await readAll(store, hana, 'triage')).flat()).toEqual(both.filter((id) => id % 2 === 0));
  expect(await readAll(store, maria, 'queue'), 'held in an office that is not hers').toEqual([[]]);
  expect(await readAll(store, lee, 'queue')).toEqual([[1014]]);
  const cursor = moreOf(await show(store, sam, 'triage'));
  expect(idsOf(await show(store, sam, 'triage', cursor))).toEqual([1011, 1012]);
  expect(idsOf(await show(store, hana, 'triage', cursor)), 'another’s: the beginning').toEqual([
    1002, 1004, 1006, 1008, 1010, 1012,
  ]);
  for (const name of ['triage', 'at risk', 'escalated', 'all open'] as const)
    expect(await store.transaction((tx) => showPage(tx, name, { actor: lee, now: NOW })), name).toBeUndefined();
});

test('what is late or due within four hours is at risk, also by the clock that is not promised next', async () => {
  const { store, actor } = await openTwoOffices(data.database);
  const [ana, sam] = [await actor('ana'), await actor('sam')];
  await store.transaction(async (tx) => {
    const [late, soon, later] = [
      await ask(tx, ana, { dueIn: 600 }),
      await ask(tx, ana, { dueIn: 239 }),
      await ask(tx, ana, { dueIn: 241 }),
    ];
    const { officeId } = (await tx.requests.read(late)) ?? { officeId: 0 };
    const clock = { ...idle, officeId, startedAt: NOW };
    await tx.clocks.start([{ ...clock, requestId: late, kind: 'first_resolution', dueAt: minutes(-5) }]);
    expect([late, soon, later]).toEqual([1001, 1002, 1003]);
  });
  const page = await show(store, sam, 'at risk');
  expect(idsOf(page)).toEqual([1001, 1002]);
  expect(plainText(page)).toMatch(
    /R-1001 May I\?\n.* · nobody has it yet · late since 10:55 AM EDT\n(?:.*\n).*R-1002 May I\?\n.* · reply due in 3 h 59 min/u,
  );
});

test('of a long list everything is shown once, and no page costs more than one statement of eleven rows', async () => {
  const { store, actor } = await openTwoOffices(data.database);
  const [ana, sam] = [await actor('ana'), await actor('sam')];
  await store.transaction(async (tx) => {
    for (let n = 0; n < 240; n++) await ask(tx, ana, { dueIn: n % 7 === 0 ? null : (n * 31) % 60 });
  });
  let pages: number[][] = [];
  const sent = await recordWhile(data.database, async () => {
    pages = await readAll(store, sam, 'all open');
  });
  expect(pages.map((page) => page.length)).toEqual(Array.from({ length: 24 }, () => 10));
  expect(new Set(pages.flat()).size).toBe(240);
  expect(sent.map((statements) => statements.length)).toEqual(pages.map(() => 1));
  for (const [statement] of sent)
    expect(statement?.text.match(/limit \d+/gu)).toEqual([
      'limit 11',
      'limit 11',
      'limit 1001',
      'limit 1001',
      'limit 1',
    ]);
  await store.transaction(async (tx) => {
    const all = await listed(tx, sam, 'all open', NOW);
    const page = all && (await tx.lists.page(all, NOW, { after: undefined, shown: [] }, PAGE));
    expect([page?.rows.length, page?.count]).toEqual([10, 240]);
  });
});

/** What may happen to some request between two pages. */
const happening = fc.record({
  what: fc.constantFrom('moves', 'moves', 'moves', 'ends', 'is asked', 'is handed over'),
  which: fc.nat({ max: 40 }),
  dueIn: fc.option(fc.integer({ min: -50, max: 400 })),
});

test('while due times move and requests come and go, pages show everything that stays, and nothing twice', async () => {
  const { store, actor } = await openTwoOffices(data.database);
  const [ana, sam, lee] = [await actor('ana'), await actor('sam'), await actor('lee')];
  const dueTimes = fc.array(fc.option(fc.integer({ min: 0, max: 300 })), { minLength: 11, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(
      dueTimes,
      fc.array(fc.array(happening, { maxLength: 6 }), { maxLength: 5 }),
      async (due, times) => {
        for (const table of ['clocks', 'requests']) await data.database.db.execute(sql.raw(`delete from ${table}`));
        const ids = await store.transaction(async (tx) => {
          const asked: number[] = [];
          for (const dueIn of due) asked.push(await ask(tx, ana, { office: 1 + (asked.length % 2), dueIn }));
          return asked;
        });
        const left = new Set<number>();
        const happen =
          (tx: Tx) =>
          async ({ what, which, dueIn }: (typeof times)[number][number]) => {
            const id = ids[which % ids.length] ?? 0;
            const [clock] = await tx.clocks.of([id]);
            if (what === 'is asked') await ask(tx, ana, { dueIn });
            else if (what === 'moves' && clock)
              await tx.clocks.save([{ ...clock, dueAt: dueIn === null ? null : minutes(dueIn) }]);
            else {
              left.add(id);
              await tx.requests.save(id, what === 'ends' ? { state: 'withdrawn' } : { holderId: lee.person.id });
            }
          };
        const later = [...times];
        const pages = await readAll(store, sam, 'triage', async () => {
          const now = later.shift() ?? [];
          await store.transaction(async (tx) => {
            for (const each of now) await happen(tx)(each);
          });
        });
        const seen = pages.flat();
        expect(seen).toEqual([...new Set(seen)]);
        expect(ids.filter((id) => !left.has(id) && !seen.includes(id))).toEqual([]);
        for (const page of pages) expect(page.length).toBeLessThanOrEqual(PAGE);
      },
    ),
    { numRuns: 15 },
  );
});
