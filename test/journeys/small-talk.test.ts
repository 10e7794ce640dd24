import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { openStory } from '../support/story.ts';

const data = useDatabase();

test('“any update?”, “never mind”, “ASAP!!” and “talk to a human” make no request, and lead on', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('May I buy a drone?');
  const cards = lee.sees().length;

  await ana.says('any update?');
  expect(ana.last()).toContain('R-1001 May I buy a drone?');
  expect(ana.last()).toContain('Lee Park can see that you asked.');
  expect(lee.last()).toContain('R-1001 (Transportation): Ana Ruiz asks for news.');
  await ana.says('Any updates??');
  expect(lee.sees()).toHaveLength(cards + 1);

  await ana.says('ASAP!!');
  expect(ana.last()).toContain('Is this urgent? Say why, and it gets a shorter time.');
  await ana.presses('Mark R-1001 urgent', { reason: 'snow' });
  await ana.says('urgent');
  expect(ana.last()).toContain('It is marked urgent already.');

  await ana.says('Talk to a human');
  expect(ana.last()).toContain('Lee Park has your question. Write here, and they read it.');
  expect(ana.last()).toContain('Procurement Office: Sam Reed supervises there');

  await ana.says('never mind');
  expect(ana.last()).toContain('Shall we close this?');
  await ana.presses('Withdraw R-1001', {});
  expect(ana.sees()[0]).toContain('You withdrew this question.');

  const said = ana.sees().length;
  await ana.says('ok');
  expect(ana.sees()).toHaveLength(said);
  await story.at('2026-06-01T11:00');
  await lee.says('all open');
  expect(lee.last()).not.toContain('R-1002');
});

test('where an office waits for an answer, “cancel” is the answer', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('May I buy a drone?');
  await lee.presses('Ask the agency', { text: 'Shall we go on, or cancel?' });
  await ana.says('cancel');
  expect(ana.last()).toContain('Added to R-1001');
});
