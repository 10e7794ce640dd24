import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();

/** Two of Ana's, one of Ben's; Maria serves Agriculture. */
async function openMany(): Promise<Story> {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, ben] = [story.person('ana'), story.person('ben')];
  await ana.says('Do I need three quotes for road salt?');
  await ben.says('Who signs a contract for salt licks?');
  await story.at('2026-06-01T12:00');
  await ana.asks('May I buy spreaders?');
  return story;
}

test('a row says whose it is, who has it and what is left, and its buttons do what is to be done', async () => {
  const story = await openMany();
  const [ana, lee, sam] = [story.person('ana'), story.person('lee'), story.person('sam')];
  await sam.says('all open');
  expect(sam.last()).toContain(
    'R-1001 Do I need three quotes for road salt?\n  Ana Ruiz, Transportation · Lee Park has it · reply due in 2 h (2:00 PM EDT)\n  Choose: Open R-1001',
  );
  await story.at('2026-06-01T15:00');
  expect(await lee.home()).toContain('My queue: 1 late, 1 due today, 2 in all.');
  expect(await sam.home()).toContain('All open: 2 late, 1 due today, 3 in all.');
  await lee.says('my queue');
  expect(lee.last()).toContain('you have it · late since 2:00 PM');
  await lee.presses('Reply to R-1001', { text: 'You do.' });
  await lee.says('my queue');
  expect(lee.last()).toContain('you have it · due to finish Jun 8, 10:00 AM EDT');
  await lee.presses('Ask the agency', { text: 'How many?' });
  await story.at('2026-06-02T10:00');
  await ana.says('my requests');
  expect(ana.last()).toContain('waiting for your answer since yesterday');
  await sam.says('waiting');
  expect(sam.last()).toMatch(/^Open requests by due time: waiting for an answer \(1\)\n/u);
  expect(sam.last()).toContain('waiting for Ana since yesterday');
});

test('a list is narrowed by a button or a word, says so, and is made whole again', async () => {
  const story = await openMany();
  const sam = story.person('sam');
  await story.at('2026-06-01T15:00');
  await sam.says('late DOT');
  expect(sam.last()).toMatch(/^Open requests by due time: late, Transportation \(1\)\n- R-1001 /u);
  expect(await sam.presses('Due today')).toMatch(/: due today, Transportation \(1\)\n- R-1003 /u);
  expect(await sam.presses('Clear filter')).toContain('Open requests by due time (3)');
  await sam.says('all open');
  const dot = await sam.answer('By agency');
  const field = dot.kind === 'form' ? dot.form.fields[0] : undefined;
  const agency = field?.kind === 'choice' ? field.options.find(({ label }) => label === 'Agriculture')?.value : '';
  expect(await sam.presses('By agency', { agency: agency ?? '' })).toMatch(/: Agriculture \(1\)\n- R-1002 /u);
  // A word that programs know, and no list.
  await sam.says('constructor urgent');
  expect(sam.last()).toContain('Nothing was sent.');
  await sam.says('urgent');
  expect(sam.last()).toContain('No request matches.\nChoose: Clear filter');
});

test('what was resolved is found by its words, its agency or its number, by whoever may see it', async () => {
  const story = await openMany();
  const [ana, ben, fay, lee] = [story.person('ana'), story.person('ben'), story.person('fay'), story.person('lee')];
  const [maria, sam] = [story.person('maria'), story.person('sam')];
  await lee.says('R-1001');
  await lee.presses('Note', { text: 'They overspent in Gotham.' });
  await lee.presses('Resolve', { outcome: 'answered', text: 'Two are enough for sodium chloride.' });
  await sam.says('resolved');
  expect(sam.last()).toMatch(/^Resolved requests \(1\)\n- R-1001 .*\n.* · resolved today: answered\n/u);
  await ana.says('my resolved requests');
  expect(ana.last()).toMatch(/^My requests: resolved \(1\)\n- R-1001 /u);
  await sam.says('find salt');
  expect(sam.last()).toMatch(/^Found: “salt” \(2\)\n- R-1002 (?:.*\n)*- R-1001 /u);
  await sam.says('find "road salt" DOT');
  expect(sam.last()).toMatch(/^Found: "road salt", Transportation \(1\)\n- R-1001 /u);
  await sam.says('find AGR');
  expect(sam.last()).toMatch(/^Found: Agriculture \(1\)\n- R-1002 /u);
  await sam.says('find 1002');
  expect(sam.last()).toContain('R-1002: Who signs a contract for salt licks?');
  await ana.says('find chlor');
  expect(ana.last()).toMatch(/^Found: “chlor” \(1\)\n- R-1001 /u);
  // Words of a note are the office's, and others' requests nobody's.
  await lee.says('find gotham');
  expect(lee.last()).toMatch(/^Found: “gotham” \(1\)\n/u);
  for (const [seat, words] of [
    [ana, 'gotham'],
    [ben, 'road'],
    [maria, 'spreaders'],
    [fay, 'salt'],
  ] as const) {
    await seat.says(`find ${words}`);
    expect(seat.last()).toContain('Nothing of what you may see has these words.');
  }
  // It may have been a question after all.
  await fay.presses('Ask it as a question');
  expect(fay.last()).toContain('find salt');
});

test('somebody whose agency nobody knows finds their request and the way to choose it', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const kim = story.person('kim');
  await kim.says('May I buy a drone?');
  expect(await kim.home()).toMatch(
    /- R-1001 May I buy a drone\?\n.*nobody has it yet.*\n {2}Choose: Choose your agency, Open R-1001/u,
  );
});
