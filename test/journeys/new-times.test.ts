import { expect, test } from 'vitest';
import { applyImport, planImport } from '../../src/offices/importOffice.ts';
import { sweepMoves } from '../../src/requests/follow.ts';
import { importDuties } from '../../src/requests/importDuties.ts';
import { withSpecialDays } from '../../src/sla/calendar.ts';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { openStory, type Seat, type Story } from '../support/story.ts';

const data = useDatabase();

/** Times have moved, since the office is closed tomorrow, and those whom it concerns are told a moment later. */
async function untold(...asked: string[]): Promise<{ story: Story; ana: Seat; lee: Seat; quiet: number }> {
  const story = await openStory(data.database, { at: '2026-06-01T15:00' });
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  for (const question of asked) await ana.asks(question);
  const { calendar } = storyOffice();
  const setup = storyOffice({
    calendar: withSpecialDays(calendar, [{ date: '2026-06-02', name: 'Snow', windows: [] }]),
  });
  await story.store.transaction(async (tx) =>
    applyImport(tx, await planImport(tx, setup, story.now()), {}, story.now(), importDuties(story.now)),
  );
  await sweepMoves(story.store, story.now());
  await story.settle();
  return { story, ana, lee, quiet: ana.sees().length };
}

/** What Ana reads from then on, also when those who were left to be told were. */
async function heard({ story, ana, quiet }: { story: Story; ana: Seat; quiet: number }): Promise<string[]> {
  await story.settle();
  await story.sweep();
  await story.sweep();
  return ana.sees().slice(quiet);
}

test('nobody reads an old time once it has moved, and each hears of it once', async () => {
  const now = await untold('Do I need three quotes?');
  await now.ana.says('my requests');
  await now.story.settle();
  expect(now.ana.last()).toContain('reply due Wednesday 11:00 AM EDT');
  const told = await heard(now);
  expect(told).toHaveLength(2);
  expect(told[1]).toContain('You will now have a reply by Wed, Jun 3, 11:00 AM EDT');
  expect(told[1]).toContain('closed on 2026-06-02 (Snow).');
});

test('whoever hears of a new time for another reason hears both, and nothing afterwards', async () => {
  const now = await untold('Do I need three quotes?');
  await now.ana.presses('Mark urgent', { reason: 'The contract ends.' });
  const told = await heard(now);
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('closed on 2026-06-02 (Snow); you made it urgent: The contract ends.');
});

test('whoever has the answer by then hears nothing of a time that is kept', async () => {
  const now = await untold('Do I need three quotes?');
  await now.lee.presses('Reply', { text: 'Yes, three.' });
  const told = await heard(now);
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('Yes, three.');
});

test('somebody else gets it: one message says who, and by when now', async () => {
  const now = await untold('Do I need three quotes?');
  const devon = await now.story.store.transaction((tx) => tx.people.withRole(1, 'liaison'));
  const person = String(devon.find(({ name }) => name === 'Devon Clark')?.id);
  await now.lee.presses('Hand over', { person, reason: 'He knows quotes.' });
  const told = await heard(now);
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('Devon Clark has your question. The time you were promised has changed.');
  expect(told[0]).toContain('Wed, Jun 3');
  expect(told[0]).toContain('closed on 2026-06-02 (Snow)');
});

test('it is withdrawn before anybody was told: there is nothing to say', async () => {
  const now = await untold('Do I need three quotes?');
  await now.ana.presses('Withdraw', {});
  expect((await heard(now)).join()).not.toContain('has changed');
});

test('several that go to somebody else are told of before it is said that what was promised stands', async () => {
  const now = await untold('Do I need three quotes?', 'May I buy a drone?');
  const { story } = now;
  await story.store.transaction(async (tx) => {
    const [lee, devon] = await Promise.all(
      ['lee', 'devon'].map(async (name) => {
        const people = await tx.people.withRole(1, 'liaison');
        return people.find(({ email }) => email === `${name}@state.example`);
      }),
    );
    if (!lee || !devon) throw new Error('they are in the story');
    const held = await tx.requests.heldBy(lee.id);
    const why = { reason: 'roster change' };
    await importDuties(story.now).handOver(
      tx,
      held.map(({ id }) => id),
      devon.id,
      why,
    );
  });
  const told = await heard(now);
  expect(told).toHaveLength(2);
  expect(told[0]).toContain('The times you were promised for 2 requests have changed.');
  expect(told[1]).toContain('The times we promised have not changed');
});
