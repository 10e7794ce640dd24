import { expect, test } from 'vitest';
import { plainText } from '../../src/chat/message.ts';
import { lookPress } from '../../src/requests/presses.ts';
import { useDatabase } from '../support/database.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();

/** *Show all*, as somebody sees it. */
async function whole(story: Story, who: string): Promise<string> {
  const press = lookPress.to({ request: 1001 });
  const answer = await story.chat.hand(`${who}@state.example`, { kind: 'press', press });
  return answer.kind === 'show' ? plainText(answer.message) : '';
}

test('Show all tells who was told of what, who wrote when, how it was rated, and what was kept', {
  timeout: 60_000,
}, async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('Do I need three quotes?');
  for (const hour of ['12:00', '13:30', '14:30', '15:00']) await story.at(`2026-06-01T${hour}`);
  await lee.presses('Reply', { text: 'Yes, three.' });
  await lee.presses('Note', { text: 'As last year.' });
  await story.at('2026-06-01T16:00');
  await lee.presses('Resolve', { outcome: 'answered', text: '' });
  await ana.presses('That answered it');
  await story.at('2026-06-02T16:00');
  await ana.presses('2 – Dissatisfied');
  const told = await whole(story, 'lee');
  expect(told).toMatch(/Mon, Jun 1, 3:00\sPM EDT · R-1001·2 Lee Park \(delivered\): Yes, three\./u);
  expect(told).toMatch(/First reply: due Mon, Jun 1, 2:00\sPM EDT, done Mon, Jun 1, 3:00\sPM EDT, late/u);
  expect(told).toMatch(/To finish: due .*, done Mon, Jun 1, 4:00\sPM EDT, on time/u);
  for (const words of [
    'asked (R-1001·1) · Ana Ruiz',
    'went to Lee Park',
    '% of the time for the first reply was used; told Lee Park',
    'the first reply was late; told ',
    'replied (R-1001·2) · Lee Park',
    'left a note (R-1001·3) · Lee Park',
    'resolved: answered · Lee Park',
    'said that it helped · Ana Ruiz',
    'rated it with 2 of 5 · Ana Ruiz',
  ])
    expect(told).toContain(words);
  const own = await whole(story, 'ana');
  expect(own).toContain('Lee Park (delivered): Yes, three.');
  expect(own).not.toMatch(/As last year|rated it|was late/u);
});

test('the liaison hears at once of a bad rating and of a reopening', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, lee, sam] = [story.person('ana'), story.person('lee'), story.person('sam')];
  await ana.says('Do I need three quotes?');
  await lee.presses('Resolve', { outcome: 'answered', text: 'Yes.' });
  await story.at('2026-06-02T10:00');
  const before = lee.sees().length;
  await ana.presses('1 – Very dissatisfied', { comment: 'Nobody said who signs.' });
  const heard = lee.sees().slice(before);
  expect(heard, 'the comment is for supervisors').toEqual([expect.stringContaining('1 of 5 for R-1001')]);
  expect(sam.last()).toContain('Ana Ruiz: Nobody said who signs.');
  expect(sam.sees().filter((text) => text.includes('1 of 5 for R-1001'))).toHaveLength(1);
  await ana.presses('I still need help', { text: 'Who signs?' });
  expect(lee.last()).toContain('Ana Ruiz still needs help and reopened it:\nAna Ruiz: Who signs?');
});

test('a thumb down on a resolution offers help, once, and reopens nothing by itself', async () => {
  const story = await openStory(data.database);
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('Do I need three quotes?');
  await lee.presses('Reply', { text: 'Yes.' });
  await lee.presses('Resolve', { outcome: 'answered', text: '' });
  const react = async (emoji: string): Promise<void> => {
    const resolution = story.chat.seen('ana@state.example').find(({ text }) => text.includes('is resolved: answered'));
    await story.chat.hand('ana@state.example', { kind: 'reaction', sentId: resolution?.sentId ?? '', emoji });
    await story.settle();
  };
  const before = ana.sees().length;
  await react('👍');
  expect(ana.sees()).toHaveLength(before);
  await react('👎');
  await react('👎🏽');
  expect(ana.sees().slice(before)).toEqual([expect.stringContaining('R-1001: did this not help?')]);
  expect(await whole(story, 'lee')).toContain('State: resolved');
  await ana.presses('I still need help', { text: 'Who signs?' });
  expect(lee.last()).toContain('Ana Ruiz: Who signs?');
  expect(ana.sees().join('\n'), 'its button is gone with all others').not.toContain('Choose: I still need help');
});

test('a duplicate may be of any live request of the agency that one may see, whoever has it', async () => {
  const story = await openStory(data.database);
  const [ana, ben, lee, sam] = [story.person('ana'), story.person('ben'), story.person('lee'), story.person('sam')];
  await ana.says('Do I need three quotes?');
  await sam.says('all open');
  const all = await story.store.transaction((tx) => tx.people.everybody(100));
  const devon = String(all.find(({ person }) => person.name === 'Devon Clark')?.person.id);
  await lee.presses('Hand over', { person: devon, reason: 'He knows' });
  await ben.says('Where do I buy seed?');
  await ana.asks('Three quotes?');
  const marks = (id: string) => lee.presses('Resolve', { outcome: 'duplicate', duplicate: id, text: 'See there.' });
  expect(await marks('R-1002'), 'of another agency').toContain('There is no R-1002 of this agency');
  expect(await marks('R-1001'), 'Devon has it').toContain('R-1003 is resolved');
});
