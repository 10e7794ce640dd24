import { expect, test } from 'vitest';
import { buttonsOf, type Form, type Message, plainText } from '../../src/chat/message.ts';
import { useDatabase } from '../support/database.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();

async function opened(story: Story, name: string, label: string): Promise<Form> {
  const answer = await story.person(name).answer(label);
  if (answer.kind !== 'form') throw new Error('a form opens');
  return answer.form;
}

const offersOf = (message: Message) =>
  buttonsOf(message).filter(({ press }) => press.name === 'accept' || press.name === 'reopen');

test('a button from before brings nothing back that was withdrawn, and says so', async () => {
  const story = await openStory(data.database);
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('May I buy a drone?');
  await lee.presses('Resolve', { outcome: 'answered', text: 'Yes.' });
  const form = await opened(story, 'ana', 'I still need help');
  // As they stand in a chat whose messages could not be changed.
  const [answered, stillNeeded] = story.chat.seen('ana@state.example').flatMap(({ message }) => offersOf(message));
  const presses = async (button = answered) => {
    if (!button) throw new Error('a resolution has buttons');
    return story.chat.hand('ana@state.example', { kind: 'press', press: button.press });
  };
  await ana.presses('I still need help', { text: 'Which one?' });
  expect(await presses()).toMatchObject({ text: ['R-1001 is open again, so this is not possible anymore.'] });
  await ana.presses('Withdraw', {});
  const before = lee.sees().length;
  const withdrawn = 'R-1001 is withdrawn already, so this is not possible anymore.';
  expect(await presses(stillNeeded)).toMatchObject({ text: [withdrawn] });
  expect(await story.chat.submit('ana@state.example', form, { text: 'And a spare?' })).toEqual({
    kind: 'errors',
    errors: { text: `${withdrawn} Your words are still here, to be copied.` },
  });
  await story.settle();
  expect(lee.sees()).toHaveLength(before);
  const clocks = await story.store.transaction((tx) => tx.clocks.of([1001]));
  expect(clocks.filter((clock) => clock.stoppedAt === null && clock.droppedAt === null)).toEqual([]);
});

test('somebody the desk has never met may press what its greeting offers', async () => {
  const story = await openStory(data.database);
  const kim = story.person('kim');
  await kim.says('hello');
  expect(await kim.presses('My requests')).toContain('You have asked nothing yet.');
  expect(await kim.presses('My liaison')).toContain('The desk does not know yet where you work.');
});

const names = [
  ...['reply', 'ask agency', 'note', 'resolve', 'accept', 'reopen', 'hand over', 'take over', 'topic', 'urgent'],
  ...['priority', 'withdraw', 'agency', 'confirm', 'decline', 'add', 'new', 'rate', 'comment', 'look'],
];
const filled = {
  ...{ text: 'x', reason: 'x', outcome: 'answered', priority: 'urgent', person: '1', agency: '1', comment: 'x' },
};

test('a forged button or form does nothing with somebody else’s request, and says what it says of one that is not', async () => {
  const story = await openStory(data.database);
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('May I buy a drone?');
  await ana.says('And who signs?');
  const all = () =>
    story.store.transaction(async (tx) => ({
      facts: await tx.requests.facts(1001, false),
      events: await tx.records.of({ kind: 'request', id: 1001 }),
    }));
  const before = await all();
  const seen = () => [ana.sees(), lee.sees()];
  const said = seen();
  // A text of Ana's waits for its place as number 1: the two that carry it name it first.
  const aboutOf = (name: string, id: string) => (name === 'add' || name === 'new' ? `1 ${id}` : `${id} 1`);
  const submit = (userId: string, name: string, id: string) => {
    const form = { title: '', submit: '', fields: [], press: { name, about: aboutOf(name, id) } };
    return story.chat.submit(userId, form, filled);
  };
  // Of another agency, of the office but not on this assignment, and a stranger.
  for (const userId of ['ben@state.example', 'maria@state.example', 'kim'])
    for (const name of names) {
      const nowhere = await submit(userId, name, '1999');
      expect([name, await submit(userId, name, '1001')]).toEqual([name, nowhere]);
      expect(['notice', 'errors']).toContain(nowhere.kind);
    }
  for (const id of ['99999999999999999999', '-1', '1e3', '1001.5', ''])
    expect(await submit('lee@state.example', 'reply', id)).toMatchObject({
      text: ['There is no such request among yours.'],
    });
  await story.settle();
  expect(await all()).toEqual(before);
  expect(seen()).toEqual(said);
});

test('an old message that comes into view again offers what its reader may still do, and nothing to others', async () => {
  const story = await openStory(data.database);
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('Do I need three quotes?');
  await ana.says('It is for the fair.');
  const relay = story.chat.seen('lee@state.example').at(-1);
  const card = story.chat.seen('lee@state.example')[0];
  const seenBy = async (who: string, deliveryId = '') => {
    const answer = await story.chat.view(`${who}@state.example`, { kind: 'refresh', deliveryId });
    return answer.kind === 'show' ? plainText(answer.message) : answer.kind;
  };
  expect(await seenBy('lee', relay?.deliveryId)).toBe(relay?.text);
  expect(await seenBy('ana', relay?.deliveryId), 'not hers').toBe('notice');
  expect(await seenBy('lee', 'no such id')).toBe('notice');
  expect(await seenBy('lee', crypto.randomUUID())).toBe('notice');

  await lee.presses('Resolve', { outcome: 'answered', text: 'Yes, three.' });
  expect(await seenBy('lee', relay?.deliveryId), 'a reply may still follow').toContain('Choose: Reply, Show all\n');
  expect(await seenBy('lee', relay?.deliveryId)).toContain('Now: it is resolved.');
  expect(await seenBy('lee', card?.deliveryId), 'in its newest wording').toContain('State: resolved');
});
