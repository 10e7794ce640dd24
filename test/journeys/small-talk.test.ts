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
  expect(ana.last()).toContain('Lee Park has your question and can see that you would like to talk to a person.');
  expect(ana.last()).toContain('Procurement Office: the supervisor is Sam Reed');
  expect(ana.last()).toContain('Choose: My liaison, Tell the supervisor');
  expect(lee.last()).toContain('R-1001 (Transportation): Ana Ruiz asks for a person to talk to.');
  const heard = lee.sees().length;
  await ana.says('call me');
  expect(lee.sees(), 'once a day').toHaveLength(heard);

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

test('with several open, “5” answers what the office asked, and “any update on R-1001?” is about that one', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('May I buy a drone?');
  await story.at('2026-06-01T10:10');
  await ana.asks('Who signs for salt?');
  await lee.presses('Ask the agency', { text: 'For which yard, 4 or 5?' });
  await ana.says('5');
  expect(ana.last()).toContain('Added to R-1002');
  await ana.says('Any update on R-1001?');
  expect(ana.last()).toContain('R-1001: May I buy a drone?');
  expect(ana.last()).toContain('Lee Park can see that you asked.');
  await lee.says('resolve R-1001');
  expect(lee.last()).toContain('Reply to Ana (R-1001)');
  expect(lee.last(), 'of several the one that is named').not.toContain('R-1002');
  await lee.says('I’m out today');
  expect(lee.last()).toContain('You have no absence planned.');
  await ana.says('cancel R-1001');
  expect(ana.last()).toContain('Choose: Withdraw R-1001');
  expect(ana.last()).not.toContain('R-1002');
});

test('whoever asks for hours, their liaison or a way to complain finds it, also while something is open', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('May I buy a drone?');
  const cards = lee.sees().length;
  for (const text of ['What are your hours?', '¿Cuál es el horario?']) {
    await ana.says(text);
    expect(ana.last(), text).toBe(
      'Procurement Office: Mon–Fri, 9 AM–5 PM Eastern. Open now, until Mon, Jun 1, 5:00 PM EDT.\nChoose: My liaison',
    );
  }
  await ana.says('Who’s my liaison for Contracts?');
  expect(ana.last()).toContain('Contracts: Lee Park');
  expect(ana.last()).toContain('Hours: Mon–Fri, 9 AM–5 PM Eastern.');
  expect(ana.last(), 'of the line that is asked about').not.toContain('Purchasing');
  await ana.says('I have a complaint');
  expect(ana.last()).toContain('Praise, a complaint, an idea: Sam Reed will read it.');
  expect(lee.sees()).toHaveLength(cards);
  await ana.says('Who is my liaison for the salt we bought?');
  expect(lee.sees(), 'anything more is a question').toHaveLength(cards + 1);
  // Whoever answers has no liaison there, and is not asked for an agency.
  await lee.says('my liaison');
  expect(lee.last()).toContain('You work for Procurement Office: you have no liaison there.');
  await lee.says('hours');
  expect(lee.last()).toBe('Procurement Office: Mon–Fri, 9 AM–5 PM Eastern. Open now, until Mon, Jun 1, 5:00 PM EDT.');
  await story.at('2026-06-01T19:00');
  await ana.says('are you open?');
  expect(ana.last()).toContain('Closed now; opens Tue, Jun 2, 9:00 AM EDT.');
});

test('“any update?”, “stop” and “urgent” of nothing that is open make no request; it may be asked all the same', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  for (const text of ['any update?', 'stop', 'urgent!']) {
    await ana.says(text);
    expect(ana.last()).toContain('You have no open request. Write your question here, in plain words.');
    expect(ana.last()).toContain('Choose: My requests');
  }
  expect(lee.sees()).toEqual([]);
  await ana.presses('Ask it as a question');
  expect(lee.last()).toContain('R-1001 · Transportation: urgent!');
});
