import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { openStory } from '../support/story.ts';

const data = useDatabase();

test('Lee is silent: he is warned, then his backup too, then the supervisor, each once and never at night', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T15:00' });
  const [ana, lee, devon, sam] = [story.person('ana'), story.person('lee'), story.person('devon'), story.person('sam')];
  await ana.says('Can we renew the road salt contract?');
  expect(ana.last()).toContain('reply by Tue, Jun 2, 11:00 AM EDT');
  const before = lee.sees().length;

  await story.at('2026-06-01T16:59');
  expect(lee.sees()).toHaveLength(before);
  // Half of the time has passed at closing: the warning waits for the morning.
  await story.at('2026-06-01T20:00');
  expect(lee.sees()).toHaveLength(before);
  await story.at('2026-06-02T09:00');
  const card = lee.sees().findIndex((text) => text.includes('Due soon: R-1001'));
  expect(card).toBeGreaterThanOrEqual(0);
  expect(lee.sees()[card]).toContain('50% of the time is used');
  expect(devon.sees()).toEqual([]);

  await story.at('2026-06-02T10:12');
  expect(lee.sees()[card]).toContain('80% of the time is used');
  expect(lee.sees().filter((text) => text.includes('Due soon'))).toHaveLength(1);
  expect(lee.last(), 'a changed card rings nobody, a line under it does').toMatch(
    /^R-1001: .* 80% of the time is used/u,
  );
  expect(devon.last()).toContain('Due soon: R-1001');
  expect(sam.sees().join()).not.toContain('R-1001 · Transportation\nThe first');

  await story.at('2026-06-02T11:01');
  expect(sam.sees().join()).not.toContain('Late: R-1001');
  await story.at('2026-06-02T11:02');
  expect(sam.last()).toContain('Late: R-1001');
  expect(lee.sees()[card]).toContain('Late: R-1001');
  expect(lee.last()).toMatch(/^R-1001: The first reply to Ana Ruiz is late/u);
  expect(ana.sees()[0]).toContain(
    'You were promised a reply by Tue, Jun 2, 11:00 AM EDT. We are late, and we are sorry. The office has been reminded.',
  );
  const told = sam.sees().length;
  await story.sweep();
  await story.at('2026-06-02T11:30');
  expect(sam.sees()).toHaveLength(told);

  expect(await sam.presses('Take over')).toBe('You have R-1001 now.');
  expect(ana.last()).toContain('Sam Reed has your question');
  expect(await lee.presses('Reply')).toBe('form: Reply to Ana Ruiz');
  expect(await sam.presses('Reply', { text: 'We are on it.' })).toContain('On its way');
  await story.sweep();
  expect(sam.sees().join()).toContain('was given late, Tue, Jun 2, 11:30 AM EDT');
});

test('a reply within its time takes back a breach that was announced before it was known', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, lee, sam] = [story.person('ana'), story.person('lee'), story.person('sam')];
  await ana.says('Is the copier contract still open?');
  await story.at('2026-06-01T13:59');
  story.chat.failNext('ana@state.example', 'lost');
  await lee.presses('Reply', { text: 'Yes, until August.' });
  await story.at('2026-06-01T14:02');
  expect(sam.last()).toContain('Late: R-1001');
  // The chat had taken it at 13:59; asked after its settling time, it says so.
  await data.database.db.execute("update deliveries set run_at = now() where state = 'doubtful'");
  await story.settle();
  expect(sam.sees().join()).toContain('the reply was within its time after all');
  expect(ana.sees().filter((text) => text.includes('until August'))).toHaveLength(1);
});

test('nothing is announced on a holiday', async () => {
  const story = await openStory(data.database, { at: '2026-07-02T16:00' });
  const [ana, lee, sam] = [story.person('ana'), story.person('lee'), story.person('sam')];
  await ana.says('May I buy fireworks?');
  expect(ana.last()).toContain('reply by Mon, Jul 6, 12:00 PM EDT');
  const seen = () => lee.sees().length + sam.sees().length;
  const before = seen();
  for (const hour of ['09', '12', '16']) await story.at(`2026-07-03T${hour}:00`);
  await story.at('2026-07-04T12:00');
  expect(seen()).toBe(before);
});

test('reopened again and again, what was warned of is called off each time', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  const dueSoon = () => lee.sees().filter((text) => text.startsWith('Due soon')).length;
  await ana.says('May I buy a drone?');
  await lee.presses('Resolve', { outcome: 'answered', text: 'Yes.' });
  for (const late of ['2026-06-03T15:00', '2026-06-05T15:00']) {
    await ana.presses('I still need help', { text: 'Still none.' });
    await lee.presses('Reply', { text: 'I look into it.' });
    await story.at(late);
    expect(dueSoon()).toBe(1);
    await lee.presses('Resolve', { outcome: 'answered' });
    await story.sweep();
    expect(dueSoon()).toBe(0);
  }
});

test('whoever is out is not called in; whoever covers for the holder is warned', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T09:00' });
  const [ana, ben, lee, devon, maria] = ['ana', 'ben', 'lee', 'devon', 'maria'].map((name) => story.person(name));
  await maria?.says('menu');
  await ben?.says('Where do I buy seed?');
  await maria?.presses("I'm away", { from: '2026-06-01', until: '2026-06-01' });
  await maria?.presses('Keep it');
  await story.at('2026-06-01T11:00');
  expect(lee?.last()).toContain('Due soon: R-1001');
  expect(maria?.last()).toContain('Due soon: R-1001');
  await lee?.says('menu');
  await lee?.presses("I'm away", { from: '2026-06-01', until: '2026-06-01' });
  await ana?.says('May I buy a drone?');
  await story.at('2026-06-01T16:00');
  expect(devon?.last()).toContain('Late: R-1002');
  expect(lee?.sees().join()).not.toContain('R-1002');
});
