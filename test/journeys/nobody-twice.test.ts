import { expect, test } from 'vitest';
import { sweepCards, sweepEscalations } from '../../src/escalations/escalate.ts';
import { useDatabase } from '../support/database.ts';
import { openStory } from '../support/story.ts';

const data = useDatabase();

test('three desks that sweep at once tell nobody twice, on the day it breaks and on the days after', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T09:00' });
  for (const name of ['ana', 'ben']) await story.person(name).says('May I buy a drone?');
  const rung: number[] = [];
  for (const time of ['01T13:05', '02T09:00', '03T09:00', '04T09:00']) {
    const at = new Date(`2026-06-${time}:00-04:00`);
    await Promise.all(
      [0, 1, 2].map(async () => {
        await sweepEscalations(story.store, at);
        await sweepCards(story.store, at);
      }),
    );
    await story.settle();
    rung.push(
      ['lee', 'maria', 'sam', 'ada'].map((name) => story.person(name).sees().length).reduce((a, b) => a + b, 0),
    );
  }
  const kinds = await story.store.transaction((tx) => tx.records.of({ kind: 'request', id: 1001 }));
  const taken = kinds.filter(({ kind }) => kind === 'escalated').map(({ data: said }) => said);
  expect(taken).toMatchObject([{ percent: 100 }, { again: 1 }, { again: 2 }, { again: 4 }]);
  // A card for each liaison, backup and supervisor, and lines; then cards of a new day for the liaisons, one for Ada and a
  // line, and since this office has no head the liaisons again: as many as from one desk.
  expect(rung).toEqual([7, 9, 11, 13]);
});

test('of two supervisors who press "I have this" at once one has it, and the other reads who', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T09:00' });
  await story.person('ana').says('May I buy a drone?');
  await story.at('2026-06-01T13:05');
  const forms = await Promise.all(['sam', 'devon'].map((name) => story.person(name).answer('I have this')));
  const answers = await Promise.all(
    ['sam', 'devon'].map((name, n) => {
      const opened = forms[n];
      if (opened?.kind !== 'form') throw new Error('a form opens');
      const until = '2026-06-02T13:00:00.000Z';
      return story.chat.submit(`${name}@state.example`, opened.form, { until, reason: 'I am on it.' });
    }),
  );
  const said = answers.map((answer) => JSON.stringify(answer));
  expect(said.filter((text) => text.includes('You see to R-1001'))).toHaveLength(1);
  expect(said.filter((text) => text.includes('has R-1001 already'))).toHaveLength(1);
  const events = await story.store.transaction((tx) => tx.records.of({ kind: 'request', id: 1001 }));
  expect(events.filter(({ kind }) => kind === 'seen to')).toHaveLength(1);
});
