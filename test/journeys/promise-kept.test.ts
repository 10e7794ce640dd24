import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { openStory } from '../support/story.ts';

const data = useDatabase();

test('Ana asks, Lee sees and answers, Ana says that it helped, and is asked how it went', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, lee, sam] = [story.person('ana'), story.person('lee'), story.person('sam')];

  await ana.says('Do I need three quotes for $40k?');
  expect(ana.last()).toContain('Lee Park has your question');
  expect(ana.last()).toContain('You will have a reply by Mon, Jun 1, 2:00 PM EDT, within 4 business hours.');
  expect(lee.last()).toContain('R-1001 · Transportation: Do I need three quotes for $40k?');
  expect(lee.last()).toContain('Ana Ruiz: Do I need three quotes for $40k?');
  expect(lee.last()).toContain('Reply by (goal): Mon, Jun 1, 1:00 PM EDT');

  await story.at('2026-06-01T10:30');
  expect(await lee.presses('Reply')).toBe('form: Reply to Ana Ruiz');
  expect(await lee.presses('Reply', { text: '  ' })).toBe('text: Please write something.');
  expect(await lee.presses('Reply', { text: 'Three quotes, yes. Send them to me.' })).toBe('On its way to Ana Ruiz.');
  expect(ana.last()).toContain('Lee Park, Procurement Office: Three quotes, yes. Send them to me.');
  expect(ana.sees()[0]).toContain('We expect to finish by Mon, Jun 8, 10:00 AM EDT');

  await ana.says('Thanks, Lee!');
  expect(ana.last()).toBe('You are welcome.');
  expect(await lee.presses('Resolve', { outcome: 'answered' })).toBe('R-1001 is resolved; Ana Ruiz is told.');
  expect(ana.last()).toContain('R-1001 is resolved: answered');
  expect(await ana.presses('That answered it')).toContain('Good to hear');
  expect(lee.sees()[0]).toContain('State: resolved (answered)');
  expect(lee.sees()[0]).toMatch(/^Choose: Keep as an answer, Show all$/mu);

  await story.at('2026-06-02T09:30');
  expect(ana.last()).not.toContain('How did we do?');
  await story.at('2026-06-02T10:31');
  expect(ana.last()).toContain('How did we do?');
  expect(await ana.presses('4 – Satisfied', { comment: 'Quick.' })).toBe('Thank you, that helps us.');
  expect(ana.last()).toContain('You rated R-1001 with 4 of 5');
  expect(sam.sees().join()).not.toContain('not satisfied');

  await story.at('2026-06-08T09:00');
  expect(sam.last()).toContain('Weekly digest: Procurement Office');
  expect(sam.last()).toContain('First replies on time: 100% (1 of 1)');
  expect(sam.last()).toContain('Typical first reply: 30 min (1 request)');
  expect(sam.last()).toContain('Ratings: 1 answered, 1 asked; the score is shown from 5 answers on');
  expect(lee.last()).toContain('Your week: Procurement Office');
});
