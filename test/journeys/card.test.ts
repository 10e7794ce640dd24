import { expect, test } from 'vitest';
import { drawParts } from '../../adapters/slack/out/render.ts';
import { buttonsOf } from '../../src/chat/message.ts';
import { takeOverPress } from '../../src/requests/presses.ts';
import { useDatabase } from '../support/database.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();

/** The newest wording of a card, or of whatever else stands there with these words. */
const standing = (story: Story, who: string, words: string): string =>
  story.chat.seen(`${who}@state.example`).find(({ text }) => text.includes(words))?.text ?? '';
const cardOf = (story: Story, who: string): string => standing(story, who, 'R-1001 · Transportation:');

test('the card says whose turn it is and what was said last, and whether it arrived', async () => {
  const story = await openStory(data.database);
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('Do I need three quotes?');
  expect(cardOf(story, 'lee')).toContain('Your turn: Ana is waiting for your reply.');
  expect(cardOf(story, 'lee')).toMatch(/Choose: .*Resolve, Show all$/mu);
  await lee.presses('Reply', { text: 'Yes, three.' });
  expect(cardOf(story, 'lee')).toContain('Your turn: Ana has your reply. Resolve it, or write again.');
  expect(cardOf(story, 'lee')).toContain('R-1001·2 Lee Park (delivered): Yes, three.');
  await lee.presses('Ask the agency', { text: 'For how many years?' });
  expect(cardOf(story, 'lee')).toMatch(/Ana’s turn: you have been waiting for an answer since Mon, Jun 1, 10:00/u);
  expect(cardOf(story, 'lee')).toContain('Lee Park (a question, delivered): For how many years?');
  expect(cardOf(story, 'lee'), 'the latest words only').not.toContain('Yes, three.');
  await ana.says('For two.');
  expect(cardOf(story, 'lee')).toContain('R-1001·4 Ana Ruiz: For two.');
  expect(cardOf(story, 'lee')).toContain('Your turn: Ana is waiting for your reply.');
  await lee.presses('Resolve', { outcome: 'answered', text: 'Then three, in writing.' });
  expect(cardOf(story, 'lee')).toContain('State: resolved (answered)');
  await ana.presses('I still need help', { text: 'And who signs?' });
  expect(cardOf(story, 'lee')).toContain('Reopened: Mon, Jun 1');
  expect(cardOf(story, 'lee')).toContain('Ana Ruiz: And who signs?');
});

test('all that nobody has answered stands on the card, also for whoever gets it', async () => {
  const story = await openStory(data.database);
  const [ana, lee, devon] = [story.person('ana'), story.person('lee'), story.person('devon')];
  await ana.says('Do I need three quotes?');
  await lee.presses('Reply', { text: 'Yes, three.' });
  for (const [time, words] of [
    ['10:10', 'Who signs?'],
    ['10:20', 'It is for the north yard.'],
  ] as const) {
    await story.at(`2026-06-01T${time}`);
    await ana.says(words);
  }
  const open = /R-1001·3 Ana Ruiz: Who signs\?[\s\S]*R-1001·4 Ana Ruiz: It is for the north yard\./u;
  expect(cardOf(story, 'lee')).toMatch(open);
  await devon.says('R-1001');
  await devon.presses('Take over', {});
  expect(cardOf(story, 'devon')).toMatch(open);
});

test('a reply that is under way is said to be on its way', async () => {
  const story = await openStory(data.database);
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('Do I need three quotes?');
  story.chat.failNext('ana@state.example', 'retry');
  await lee.presses('Reply', { text: 'Yes, three.' });
  expect(cardOf(story, 'lee')).toContain('What was written is on its way to Ana.');
  expect(cardOf(story, 'lee')).toContain('Lee Park (on its way): Yes, three.');
});

test('a reply that could not be delivered is said to have failed', async () => {
  const story = await openStory(data.database);
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('Do I need three quotes?');
  story.chat.failNext('ana@state.example', 'rejected');
  await lee.presses('Reply', { text: 'Three.' });
  expect(cardOf(story, 'lee')).toContain('R-1001·2 Lee Park (could not be delivered): Three.');
  expect(cardOf(story, 'lee')).toContain('Your turn: what was written last could not be delivered to Ana.');
});

test('a question of 5,000 characters is a card with its buttons in reach, and Show all has every word', async () => {
  const story = await openStory(data.database);
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  const long = `${'We want to buy salt spreaders before winter comes. '.repeat(98)}And who signs it?`;
  expect(long.length).toBeGreaterThan(5_000);
  await ana.says(long);
  const card = cardOf(story, 'lee');
  expect(card).toContain('We want to buy salt spreaders before winter comes. We want');
  expect(card).not.toContain('And who signs it?');
  expect(card).toContain('Shortened here. Show all has every word.');
  expect(card.length).toBeLessThan(1_500);
  expect(await lee.presses('Show all')).toContain('And who signs it?');
  const { message } = story.chat.seen('lee@state.example').find(({ text }) => text === card) ?? {};
  const parts = drawParts(message ?? { blocks: [] });
  expect(parts).toHaveLength(1);
  expect(parts[0]?.blocks.some(({ type }) => type === 'actions')).toBe(true);
  await ana.says(`And this. ${long}`);
  const relay = story.chat.seen('lee@state.example').at(-1)?.message ?? { blocks: [] };
  expect(buttonsOf(relay).map(({ label }) => label)).toEqual(['Reply', 'Resolve', 'Show all']);
  expect(drawParts(relay)).toHaveLength(1);
});

test('who gets a request reads all that was said, and has its files', async () => {
  const story = await openStory(data.database);
  const lee = story.person('lee');
  story.chat.attached.set('f1', new TextEncoder().encode('a quote'));
  await story.chat.hand('ana@state.example', {
    ...{ kind: 'message', text: 'Is this quote enough?', address: 'ana@state.example' },
    files: [{ ref: 'f1', name: 'quote.pdf', type: 'application/pdf', size: 7 }],
  });
  await story.settle();
  expect(cardOf(story, 'lee')).toContain('Files: quote.pdf (R-1001·1)');
  await lee.presses('Reply', { text: 'No, I need three.' });
  await lee.presses('Note', { text: 'As last year.' });
  const form = await lee.answer('Hand over');
  const devon = form.kind === 'form' && form.form.fields[0]?.kind === 'choice' && form.form.fields[0].options;
  const person = (devon || []).find(({ label }) => label.startsWith('Devon Clark'))?.value ?? '';
  await lee.presses('Hand over', { person, reason: 'He knows spreaders' });
  const [given, file, card] = story.chat.seen('devon@state.example');
  expect(given?.text).toContain('Lee Park gave it to you. Reason: He knows spreaders. So far:');
  expect(given?.text).toContain('R-1001·1 Ana Ruiz: Is this quote enough?');
  expect(given?.text).toContain('R-1001·2 Lee Park (delivered): No, I need three.');
  expect(given?.text).toContain('R-1001·3 Lee Park (note): As last year.');
  expect(file?.file?.name).toBe('quote.pdf');
  expect(card?.text).toContain('R-1001·2 Lee Park (delivered): No, I need three.');
  const press = takeOverPress.to({ request: 1001 });
  await story.chat.hand('sam@state.example', { kind: 'press', press });
  await story.settle();
  expect(
    story.chat
      .seen('sam@state.example')
      .map(({ text }) => text)
      .join('\n'),
  ).toContain('this was said so far:\n');
});
