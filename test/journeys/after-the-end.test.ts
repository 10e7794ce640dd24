import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { openStory } from '../support/story.ts';

const data = useDatabase();

/** Ana's question was resolved an hour ago. */
async function resolved() {
  const story = await openStory(data.database, { at: '2026-06-01T09:00' });
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('May I buy a drone?');
  await lee.presses('Resolve', { outcome: 'answered', text: 'Yes, a small one.' });
  await story.at('2026-06-01T10:00');
  const under = () => {
    const [sent] = story.chat.seen('ana@state.example').filter(({ text }) => text.includes('is resolved: answered'));
    return { thread: sent?.sentId ?? '' };
  };
  return { story, ana, lee, under, rang: lee.sees().length };
}

const OFFER = 'R-1001 is resolved. Shall we open it again, or is this a new question?';

test('with others open it may be opened again, too, also when they are asked once more', async () => {
  const { story, ana, lee } = await resolved();
  for (const text of ['Who signs for salt?', 'May we rent a crane?']) await ana.asks(text);
  await story.at('2026-06-01T10:10');
  await ana.says('but who insures it?');
  expect(ana.last()).toContain('Choose: Add to R-1003, Add to R-1002, Reopen R-1001, New question');
  expect(ana.last()).toContain('Ended: R-1001 May I buy a drone?');
  await story.at('2026-06-01T10:26');
  expect(ana.last()).toContain('Reopen R-1001, New question');
  expect(await ana.presses('Reopen R-1001')).toBe('R-1001 is open again.');
  expect(lee.last()).toContain('but who insures it?');
});

test('with one other open they are asked, until they have written about that one', async () => {
  const { story, ana, lee } = await resolved();
  await ana.asks('Who signs for salt?');
  await story.at('2026-06-01T10:05');
  await ana.says('and for sand?');
  expect(ana.last()).toContain('Added to R-1002');
  await story.at('2026-06-01T10:10');
  await lee.presses('Resolve', { outcome: 'answered', text: 'The director.' });
  await ana.asks('May we rent a crane?');
  await story.at('2026-06-01T10:20');
  await ana.says('for two weeks');
  expect(ana.last()).toContain('Added to R-1003');
});

test('of one open before and one that has just ended, either may be meant', async () => {
  const { story, ana, lee } = await resolved();
  await ana.asks('Who signs for salt?');
  await ana.presses('I still need help', { text: 'Who insures it?' });
  await story.at('2026-06-01T10:10');
  await lee.says('R-1001');
  await lee.presses('Resolve', { outcome: 'answered', text: 'The state does.' });
  await story.at('2026-06-01T10:20');
  await ana.says('for how much?');
  expect(ana.last()).toContain('Choose: Add to R-1002, Reopen R-1001, New question');
});

test('words soon after a resolution may open it again, in all their lines', async () => {
  const { story, ana, lee, rang } = await resolved();
  await ana.says('It flies, but');
  await ana.says('who insures it?');
  expect(ana.last()).toContain(OFFER);
  expect(ana.last()).toContain('You: It flies, but\nwho insures it?');
  expect(ana.last()).toContain('Choose: Reopen R-1001, New question');
  expect(ana.last()).toContain('If you choose nothing, this becomes a new question in 15 minutes.');
  expect(lee.sees()).toHaveLength(rang);
  expect(await ana.presses('Reopen R-1001')).toBe('R-1001 is open again.');
  expect(ana.sees().join()).toContain('R-1001 is open again; Lee Park has it. You will have a reply by Mon, Jun 1');
  expect(ana.sees().join()).not.toContain('Choose: Reopen R-1001');
  expect(lee.sees()).toHaveLength(rang + 1);
  expect(lee.last()).toContain('It flies, but\nwho insures it?');
  await story.at('2026-06-01T10:30');
  expect(ana.sees().join()).not.toContain('R-1002');
});

test('or are a new question, and whoever answers sees what it follows; its own words choose the topic', async () => {
  const { story, ana, lee } = await resolved();
  await ana.says('Who signs a contract?');
  expect(await ana.presses('New question')).toBe('This is now a new question: R-1002.');
  expect(lee.last()).toContain('R-1002 · Transportation: Who signs a contract?');
  expect(lee.last()).toContain('Follows: R-1001');
  const lines = await story.store.transaction(async (tx) => (await tx.offices.all()).flatMap((office) => office.lines));
  const asked = await story.store.transaction((tx) => tx.requests.read(1002));
  expect(lines.find(({ id }) => id === asked?.serviceLineId)?.name).toBe('Contracts');
});

test('nobody presses: a quarter of an hour later it is a new question, with the time at which it was written', async () => {
  const { story, ana, lee, under, rang } = await resolved();
  await ana.says('Who insures it?', under());
  expect(ana.last()).toContain(OFFER);
  await story.at('2026-06-01T10:16');
  expect(ana.sees().join()).toContain('This is now a new question: R-1002.');
  expect(ana.sees().join()).not.toContain('Choose: Reopen R-1001');
  expect(lee.sees()).toHaveLength(rang + 1);
  expect(lee.last()).toContain('Follows: R-1001');
  const asked = await story.store.transaction((tx) => tx.requests.read(1002));
  expect(asked?.openedAt).toEqual(new Date('2026-06-01T14:00:00Z'));
});

test('under it, words go nowhere else, also while something is open, and thanks ask nothing', async () => {
  const { ana, lee, under } = await resolved();
  await ana.asks('Where do I buy salt?');
  const rang = lee.sees().length;
  await ana.says('Thank you so much!', under());
  expect(ana.last()).toBe('You are welcome.');
  await ana.says('Who insures it?', under());
  expect(ana.last()).toContain(OFFER);
  await ana.says('R-1001: and who pays?');
  expect(ana.last()).toContain(OFFER);
  expect(lee.sees()).toHaveLength(rang);
  await ana.presses('Reopen R-1001');
  expect(lee.last()).toContain('who pays?');
});

test('what was withdrawn opens again too; nothing was owed meanwhile', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T09:00' });
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('May I buy a drone?');
  await ana.presses('Withdraw', {});
  await story.at('2026-06-02T16:30');
  await ana.says('I need it after all');
  expect(ana.last()).toContain('You withdrew R-1001. Shall we open it again, or is this a new question?');
  await ana.presses('Reopen R-1001');
  expect(ana.last()).toContain('R-1001 is open again; Lee Park has it. You will have a reply by Wed, Jun 3, 12:30 PM');
  expect(lee.last()).toContain('I need it after all');
  const clocks = await story.store.transaction((tx) => tx.clocks.of([1001]));
  const finish = clocks.find(({ kind, droppedAt }) => kind === 'total_resolution' && !droppedAt);
  expect(finish?.stoppedAt).toBeNull();
  // Two days had passed; what is left of its time is left whole.
  expect((finish?.dueAt ?? new Date(0)) > new Date('2026-06-08T20:00:00Z')).toBe(true);
  await story.sweep();
  expect(lee.sees().join()).not.toContain('Late: R-1001');
});

test('what was answered as they say themselves is over: the next question is taken at once, and linked', async () => {
  const { ana, lee } = await resolved();
  await ana.presses('That answered it');
  await ana.says('Where do I buy salt?');
  expect(ana.last()).toContain('R-1002: Where do I buy salt?');
  expect(lee.last()).toContain('Follows: R-1001');
});

test('later words are a new question at once: linked under it, and free elsewhere', async () => {
  const { story, ana, lee, under } = await resolved();
  await story.at('2026-06-04T15:00');
  await ana.says('Where do I buy salt?');
  expect(ana.last()).toContain('R-1002: Where do I buy salt?');
  expect(lee.last()).not.toContain('Follows');
  await story.at('2026-06-09T15:00');
  await ana.says('The drone broke', under());
  expect(ana.last()).toContain('R-1003: The drone broke');
  expect(lee.last()).toContain('Follows: R-1001');
});

test('under a duplicate of their own, words go on where it is answered', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T09:00' });
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('May I buy a drone?');
  await ana.asks('Drones, may I?');
  await lee.presses('Resolve', { outcome: 'duplicate', duplicate: 'R-1001' });
  const ended = story.chat.seen('ana@state.example').find(({ text }) => text.includes('R-1002 is part of another'));
  await ana.says('It is a small one', { thread: ended?.sentId ?? '' });
  expect(ana.last()).toContain('Added to R-1001');
});
