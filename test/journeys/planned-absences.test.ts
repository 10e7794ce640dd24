import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { openStory } from '../support/story.ts';

const data = useDatabase();
const absence = (from: string, until: string, cover: string | null = null) => ({
  ...{ person: 'lee@state.example', from, until },
  cover: cover && `${cover}@state.example`,
});

test('whoever is out until they are back keeps the vacation they have planned for later', async () => {
  const vacation = absence('2026-07-13', '2026-07-24', 'devon');
  const story = await openStory(data.database, { at: '2026-06-01T10:00', office: { absences: [vacation] } });
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('May I buy a drone?');
  await lee.says("I'm away");
  expect(await lee.presses('Plan another', { from: '2026-06-01', until: '' })).toBe(
    'You are out until you say you are back. You hold 1 open request; we ask you about it next.',
  );
  // There is time to answer.
  expect(lee.last()).toContain('Without an answer by Mon, Jun 1, 11:00 AM EDT, it goes to Devon Clark.');
  await story.at('2026-06-03T10:00');
  await lee.says("I'm back");
  await lee.presses("I'm back");
  await lee.says('my absences');
  expect(lee.last()).toContain('You will be out from Monday, July 13 through Friday, July 24.');
  // Sick the day before it, and until whenever: that is one.
  await story.at('2026-07-10T10:00');
  await lee.says("I'm away");
  expect(await lee.presses('Plan another', { from: '2026-07-10', until: '' })).toContain(
    'You are out until you say you are back. It was joined with the one you had planned from Monday, July 13',
  );
});

test('an absence that is joined with one of the file, or moved to today, leaves time to decide', async () => {
  const planned = absence('2026-06-02', '2026-06-05');
  const story = await openStory(data.database, { at: '2026-06-01T10:00', office: { absences: [planned] } });
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('May I buy a drone?');
  await lee.says('my absences');
  await lee.presses('Change Jun 2', { from: '2026-06-01', until: '2026-06-05' });
  expect(lee.last()).toContain('Without an answer by Mon, Jun 1, 11:00 AM EDT, it goes to Devon Clark.');
});
