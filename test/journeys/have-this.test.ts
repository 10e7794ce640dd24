import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { openStory } from '../support/story.ts';

const data = useDatabase();
const { policy } = storyOffice();

test('"I have this" is said by one: the others lose the button, and the requester reads who sees to it', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, lee, devon, sam] = ['ana', 'lee', 'devon', 'sam'].map((name) => story.person(name));
  await ana?.says('May I buy a drone?');
  await story.at('2026-06-01T14:02');
  expect(ana?.sees().join()).not.toContain('sees to it');
  expect(await sam?.presses('I have this', { until: 'tomorrow' })).toBe(
    'until: Please choose until when you see to it.\nreason: Please say what you are doing about it: your colleagues read it.',
  );
  expect(devon?.sees().join()).not.toContain('sees to it');
  expect(await sam?.presses('I have this', { reason: 'I am calling Lee.' })).toContain('You see to R-1001 until');
  expect(devon?.sees().join()).toContain('Sam Reed sees to it until Tue, Jun 2, 9:00 AM EDT');
  expect(devon?.sees().join()).toContain('I am calling Lee.');
  expect(lee?.sees().join()).toContain('Sam Reed sees to it');
  await expect(devon?.presses('I have this')).rejects.toThrow();
  expect(ana?.sees().join()).toContain('Sam Reed knows and sees to it; Lee Park has your question');
});

test('pressed the next day, before anything is said again, the cards of the day before say it too', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, devon, sam] = ['ana', 'devon', 'sam'].map((name) => story.person(name));
  await ana?.says('May I buy a drone?');
  await story.at('2026-06-01T14:02');
  const [card] = devon?.sees() ?? [];
  expect(card).toContain('Late: R-1001');
  await story.at('2026-06-02T08:59');
  await sam?.presses('I have this', { reason: 'I am on it.' });
  expect(devon?.sees()[0]).toContain('Sam Reed sees to it until');
  await expect(devon?.presses('I have this')).rejects.toThrow();
});

test('of several days each card says it, and none keeps a button that leads nowhere', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T12:00' });
  const [ana, lee, sam] = ['ana', 'lee', 'sam'].map((name) => story.person(name));
  await ana?.says('May I buy a drone?');
  for (const time of ['06-01T16:02', '06-02T09:02', '06-02T16:02']) await story.at(`2026-${time}`);
  const cards = () => lee?.sees().filter((text) => text.startsWith('Late: R-1001')) ?? [];
  expect(cards()).toHaveLength(2);
  await sam?.presses('I have this', { reason: 'I am on it.' });
  for (const card of cards()) expect(card).toContain('Sam Reed sees to it until');
  await expect(sam?.presses('I have this')).rejects.toThrow();
});

test('a line of the digest says who sees to it', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, sam] = ['ana', 'sam'].map((name) => story.person(name));
  await ana?.says('May I buy a drone?');
  await story.at('2026-06-01T14:02');
  await story.at('2026-06-02T09:02');
  await sam?.presses('I have R-1001', { reason: 'I am on it.' });
  expect(sam?.sees().join('\n')).toMatch(/Daily digest[\s\S]*Now: you see to it\./u);
});

test.each([
  { warningsADay: undefined, lines: 2 },
  { warningsADay: 1, lines: 0 },
])('with $warningsADay warnings a day the card changes, and $lines lines ring', async ({ warningsADay, lines }) => {
  const story = await openStory(data.database, {
    at: '2026-06-01T10:00',
    office: { policy: { ...policy, ...(warningsADay !== undefined && { warningsADay }) } },
  });
  const lee = story.person('lee');
  await story.person('ana').says('May I buy a drone?');
  for (const time of ['12:02', '13:14', '14:02']) await story.at(`2026-06-01T${time}`);
  expect(lee.sees().filter((text) => text.startsWith('R-1001: The first reply'))).toHaveLength(lines);
  expect(lee.sees().join()).toContain('Late: R-1001');
});
