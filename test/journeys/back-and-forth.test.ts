import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { openStory } from '../support/story.ts';

const data = useDatabase();

test('a second message goes to the one open question at once, and moves with a press', async () => {
  const story = await openStory(data.database);
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('Do I need three quotes?');
  await ana.says('And who approves the card?');
  expect(ana.last()).toContain('Added to R-1001; Lee Park has it.');
  expect(ana.last()).toContain('Choose: No, it is a new question');
  expect(lee.last()).toContain('Ana Ruiz: And who approves the card?');
  await ana.says('Where is the vendor list?');
  expect(await ana.presses('No, it is a new question')).toBe('This is now a new question: R-1002.');
  expect(ana.last()).toContain('R-1002: Where is the vendor list?');
  await ana.says('my requests');
  expect(ana.last()).toContain('R-1002 Where is the vendor list?\n  Lee Park has it · reply due in 4 h (2:00 PM EDT)');
  expect(await ana.presses('Open R-1001')).toContain('Ana Ruiz: And who approves the card?');
});

test('of two open questions one may be meant: buttons ask, the text is kept', async () => {
  const story = await openStory(data.database);
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('Do I need three quotes?');
  await ana.asks('May I buy tyres?');
  await ana.says('And who approves the card?');
  expect(ana.last()).toContain('Does this belong to a question that is open, or is it a new one?');
  expect(ana.last()).toContain('New question');
  expect(lee.sees().join()).not.toContain('approves');
  expect(await ana.presses('Add to R-1001')).toBe('Added to R-1001.');
  expect(lee.last()).toContain('Ana Ruiz: And who approves the card?');
  // The question has its answer, so its buttons are gone.
  expect(ana.sees().join()).not.toContain('Add to R-1001');
});

test('nobody says where a message belongs: it goes to what was written about last, and moves with a press', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('Do I need three quotes?');
  await ana.asks('May I buy tyres?');
  await story.at('2026-06-01T10:05');
  await ana.says('They are for $40k.', { thread: story.chat.seen('ana@state.example')[0]?.sentId ?? '' });
  await ana.says('Where is the vendor list?', { key: 'ts-list' });
  await story.at('2026-06-01T10:19');
  expect(lee.sees().join()).not.toContain('vendor list');
  await story.at('2026-06-01T10:20');
  expect(ana.last()).toContain('If you choose nothing, I’ll add it to R-1001 in 15 minutes');
  await story.at('2026-06-01T10:36');
  expect(ana.sees().join()).toContain('I added this to R-1001; Lee Park has it.');
  expect(ana.sees().join()).not.toContain('R-1003');
  expect(lee.sees().join()).toContain('Ana Ruiz: Where is the vendor list?');
  await story.at('2026-06-01T10:40');
  expect(await ana.presses('No, it is a new question')).toBe('This is now a new question: R-1003.');
  // It counts from when it was written.
  expect(ana.last()).toContain('R-1003: Where is the vendor list?');
  expect(ana.last()).toContain('reply by Mon, Jun 1, 2:05 PM EDT');
  expect(ana.sees().join()).not.toContain('Choose: No, it is a new question');
  expect(lee.sees().join()).toContain('Ana Ruiz says that R-1001·3 is a new question, now R-1003.');
  // What its author changes afterwards is changed where it stands.
  await story.chat.hand('ana@state.example', { kind: 'edit', of: 'ts-list', text: 'Where is the list of vendors?' });
  await story.settle();
  expect(lee.sees().join()).toContain('changed the message R-1003·1');
});

test('no request comes of silence, however many lines there are', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const ana = story.person('ana');
  await ana.says('Do I need three quotes?');
  for (const line of ['any update?', 'cancel', 'stop', 'yes', '??', 'talk to a human']) await ana.says(line);
  await story.at('2026-06-01T11:00');
  expect(ana.sees().join()).not.toContain('R-1002');
  for (const line of ['yes', '??']) expect(story.person('lee').sees().join()).toContain(`Ana Ruiz: ${line}`);
  expect(story.person('lee').sees().join()).toContain('Ana Ruiz asks for news.');
});

test('under the desk’s own message it is clear what is meant: the agency adds, the office notes', async () => {
  const story = await openStory(data.database);
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('Do I need three quotes?');
  const [receipt] = story.chat.seen('ana@state.example');
  const [card] = story.chat.seen('lee@state.example');
  await ana.says('It is for $40k.', { thread: receipt?.sentId ?? '' });
  expect(lee.last()).toContain('Ana Ruiz: It is for $40k.');
  const before = ana.sees().length;
  await lee.says('Looks like a sole source to me', { thread: card?.sentId ?? '' });
  expect(ana.sees()).toHaveLength(before);
  await lee.says('R-1001');
  expect(lee.last()).toContain('Lee Park (note): Looks like a sole source to me');
  await ana.says('R-1001');
  expect(ana.last()).not.toContain('sole source');
  expect(ana.last()).toContain('R-1001·2 Ana Ruiz: It is for $40k.');
});

test('an office that switched it on replies by typing under the card, which says who reads it', async () => {
  const story = await openStory(data.database, { office: { typingReplies: true } });
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('Do I need three quotes?');
  const [card] = story.chat.seen('lee@state.example');
  expect(card?.text).toContain('What you type in the thread under this goes to Ana Ruiz at Transportation.');
  await lee.says('Yes, three.', { thread: card?.sentId ?? '' });
  expect(ana.last()).toContain('Lee Park, Procurement Office: Yes, three.');
  expect(lee.last()).toContain('Delivered to Ana Ruiz (R-1001).');
  expect((await story.store.transaction((tx) => tx.clocks.of([1001])))[0]?.stoppedAt).not.toBeNull();
});

test('a message is changed in place only when it reads otherwise then', async () => {
  const story = await openStory(data.database);
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('Do I need three quotes?');
  await lee.presses('Reply', { text: 'Yes, three.' });
  const before = story.chat.calls;
  await lee.presses('Reply', { text: 'And in writing.' });
  expect(story.chat.calls - before, 'the reply, and the card, which says that it is on its way and delivered').toBe(3);
  expect(ana.last()).toContain('And in writing.');
});

test('what is said of a request stands under its receipt and its card', async () => {
  const story = await openStory(data.database);
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('Do I need three quotes?');
  await lee.presses('Reply', { text: 'Yes, three.' });
  await ana.says('Even for $4k?');
  const under = (email: string) =>
    story.chat.seen(email).map(({ thread }, _, [first]) => (thread === undefined ? 'open' : thread === first?.sentId));
  expect(under('ana@state.example').slice(0, 2)).toEqual(['open', true]);
  expect(story.chat.seen('lee@state.example').at(-1)).toMatchObject({ thread: expect.any(String) });
  expect(under('lee@state.example')).toEqual(['open', true]);
});

test('what a liaison types goes nowhere by itself; a button says where it belongs and who will read it', async () => {
  const story = await openStory(data.database);
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('Do I need three quotes?');
  await lee.says('Yes, three.');
  expect(lee.last()).toContain('Nothing was sent. Where does this belong?');
  const form = await lee.answer('Reply to Ana (R-1001)');
  expect(form).toMatchObject({ kind: 'form', form: { fields: [{ initial: 'Yes, three.' }] } });
  expect(JSON.stringify(form)).toContain('Ana Ruiz');
  await lee.presses('Reply to Ana (R-1001)', {});
  expect(ana.last()).toContain('Lee Park, Procurement Office: Yes, three.');
});

test('the agency is asked: the clock of the resolution waits from delivery to answer, the reply’s does not', async () => {
  const story = await openStory(data.database, { at: '2026-06-05T16:00' });
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('Can you extend the lease?');
  expect(ana.last()).toContain('reply by Mon, Jun 8, 12:00 PM EDT');
  await story.at('2026-06-08T10:00');
  await lee.presses('Ask the agency', { text: 'Until when?' });
  expect(ana.last()).toContain('Lee needs your answer to go on');
  expect(ana.sees()[0]).toContain('is waiting for your answer');
  expect(lee.sees()[0]).toContain('State: waiting for the agency');
  await story.at('2026-06-10T10:00');
  await ana.says('Until December.');
  expect(lee.last()).toContain('Ana Ruiz: Until December.');
  // 5 business days from Friday 16:00 are the next Friday 16:00; 16 business hours were paused.
  expect(lee.sees()[0]).toContain('State: open, with Lee Park');
  await lee.presses('Reply', { text: 'Then yes.' });
  expect(ana.sees()[0]).toContain('We expect to finish by Tue, Jun 16, 4:00 PM EDT');
});

test('urgent, with a reason: the promise comes sooner, and all are told', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, lee, sam] = [story.person('ana'), story.person('lee'), story.person('sam')];
  await ana.says('The bridge needs salt');
  expect(await ana.presses('Mark urgent', { reason: '' })).toContain('Please say why');
  expect(await ana.presses('Mark urgent', { reason: 'Ice tonight' })).toBe('R-1001 is urgent now.');
  expect(ana.last()).toContain(
    'You will now have a reply by Mon, Jun 1, 11:00 AM EDT, within 1 business hour. Reason: you made it urgent: Ice tonight.',
  );
  expect(lee.last()).toContain('Ana Ruiz made it urgent. Reason: Ice tonight');
  expect(lee.sees()[0]).toContain('Urgent: Ice tonight');
  await sam.says('R-1001');
  expect(await sam.presses('Change priority', { priority: 'normal', reason: 'It thaws' })).toBe(
    'R-1001 is normal now.',
  );
  expect(ana.last()).toContain('Sam Reed made it normal: It thaws');
});

test('a question is withdrawn: nothing runs on, nobody is surveyed', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, lee, sam] = [story.person('ana'), story.person('lee'), story.person('sam')];
  await ana.says('Never mind this one?');
  expect(await ana.presses('Withdraw', { reason: 'Found it' })).toBe('R-1001 is withdrawn.');
  expect(ana.sees()[0]).toContain('You withdrew this question.');
  expect(lee.last()).toContain('Ana Ruiz withdrew the question: Found it');
  const seen = () => ana.sees().length + lee.sees().length;
  const before = seen();
  await story.at('2026-06-02T16:00');
  expect(sam.sees().join()).not.toContain('Late');
  expect(ana.sees().join()).not.toContain('How did we do');
  // Only the digests came meanwhile.
  expect(seen() - before).toBeLessThanOrEqual(1);
});

test('the same message, however often it comes, is one question; the same form is one reply', async () => {
  const story = await openStory(data.database);
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  for (let again = 0; again < 10; again += 1) await ana.says('Once?', { key: 'ts-1' });
  expect(ana.sees()).toHaveLength(1);
  const form = await lee.answer('Reply');
  if (form.kind !== 'form') throw new Error('a form opens');
  for (let again = 0; again < 3; again += 1)
    await story.chat.submit('lee@state.example', form.form, { text: 'Once.' }, 'nonce-1');
  await story.settle();
  expect(ana.sees().filter((text) => text.includes('Once.'))).toHaveLength(1);
});

test('a card shows all that was said since the office wrote last, and says what it left out', async () => {
  const story = await openStory(data.database);
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('Do I need three quotes?');
  await lee.presses('Reply', { text: 'Two will do.' });
  for (let hour = 11; hour < 14; hour += 1) {
    await story.at(`2026-06-01T${hour}:00`);
    await ana.says(`And above ${hour} thousand?`);
  }
  const card = () => lee.sees().find((text) => text.startsWith('R-1001 · Transportation')) ?? '';
  for (const thousand of [11, 12, 13]) expect(card()).toContain(`And above ${thousand} thousand?`);
  for (let minute = 10; minute < 40; minute += 3) {
    await story.at(`2026-06-01T14:${minute}`);
    await ana.says(`And above ${minute} million?`);
  }
  expect(card()).not.toContain('thousand');
  expect(card()).toContain('3 earlier messages are under Show all.');
});

test('words placed late stand where they were written, on the card as in the whole story', async () => {
  const story = await openStory(data.database);
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.asks('Do I need three quotes?');
  await ana.asks('May I buy tyres?');
  await story.at('2026-06-01T10:30');
  await ana.says('Winter tyres, that is.');
  await story.at('2026-06-01T10:35');
  await ana.says('R-1002: for six trucks');
  await ana.presses('Add to R-1002');
  await lee.says('R-1002');
  const inOrder = /Winter tyres, that is\.[\s\S]*for six trucks/u;
  expect(lee.last()).toMatch(inOrder);
  expect(lee.sees().find((text) => text.startsWith('R-1002 ·'))).toMatch(inOrder);
});
