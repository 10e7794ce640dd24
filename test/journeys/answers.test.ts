import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { rows } from '../../db/engine/client.ts';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { openStory, type Seat } from '../support/story.ts';

const data = useDatabase();

const THREE = 'Do I need three quotes for $40k?';
const YES = 'Yes: from $10,000 on three written quotes. Keep them with the order.';
const AGAIN = 'Are three quotes needed for a purchase of $30k?';

async function begin(offered = false) {
  const story = await openStory(data.database, { office: { answers: { offered, validMonths: 12 } } });
  const who = (name: string): Seat => story.person(name);
  return { story, ana: who('ana'), ben: who('ben'), lee: who('lee'), maria: who('maria'), sam: who('sam'), who };
}

/** Ana asks, Lee answers and resolves, keeps the answer, and Sam approves it. */
async function keepOne({ ana, lee, sam }: Awaited<ReturnType<typeof begin>>) {
  await ana.says(THREE);
  await lee.presses('Reply', { text: YES });
  await lee.presses('Resolve', { outcome: 'answered' });
  await lee.presses('Keep as an answer', {});
  await sam.says('answers');
  await sam.presses('Open');
  return sam.presses('Approve');
}
const uses = () =>
  rows<{ answer: number | null; offered: boolean; used: boolean; helped: boolean }>(
    data.database.db,
    sql`select answer_id as answer, offered, used_at is not null as used, helped_at is not null as helped
      from asked_before order by request_id`,
  );

test('what was resolved is kept, approved, shown to the next liaison, and begins their reply', async () => {
  const told = await begin();
  const { story, ana, ben, lee, maria, sam } = told;
  await ana.says(THREE);
  expect(lee.last(), 'nothing was answered before').not.toContain('Answered before');
  await lee.presses('Reply', { text: YES });
  await lee.presses('Resolve', { outcome: 'answered' });
  expect(await lee.presses('Keep as an answer', {})).toContain('It waits for a supervisor');
  await ben.says(AGAIN);
  expect(maria.last(), 'nobody is shown what nobody has approved').not.toContain('Answered before');
  await ben.presses('Withdraw', {});
  await sam.says('answers');
  expect(sam.last()).toContain('waits for a supervisor · Lee Park');
  expect(await sam.presses('Open')).toContain(`Procurement Office: ${YES}`);
  expect(await sam.presses('Approve')).toBe('Approved. It is in use now.');
  await ben.asks(AGAIN);
  expect(maria.last()).toContain(`- Answered before: ${THREE}\n  Choose: Use this answer`);
  expect(ben.last(), 'the office offers nothing by itself').not.toContain('answered this before');
  expect(await maria.presses('Use this answer')).toBe('form: Reply to Ben Osei');
  expect(ben.last(), 'nothing is sent by a press alone').not.toContain('written quotes');
  await maria.presses('Use this answer', {});
  expect(ben.last()).toContain(`Maria Lopez, Procurement Office: ${YES}`);
  expect(maria.sees().join('\n'), 'it is used').not.toContain('Use this answer');
  await maria.says('R-1003');
  expect(maria.last()).toContain('used an answer of before · Maria Lopez');
  expect(await uses()).toEqual([{ answer: 1, offered: false, used: true, helped: false }]);
  await sam.says('answers');
  expect(await sam.presses('Open')).toContain('So far: Found for 1 question; used in 1 reply.');
  expect(story.failures).toEqual([]);
});

test('where the office offers it, whoever asks says that it answered them, and nobody owes them a reply', async () => {
  const told = await begin(true);
  const { story, ben, maria } = told;
  await keepOne(told);
  await ben.says(AGAIN);
  const offered = ben.last();
  expect(offered).toContain('You will have a reply by');
  expect(offered).toContain(`We have answered this before:\n${THREE}\nProcurement Office: ${YES}`);
  expect(
    ben.sees().filter((text) => text.includes('answered this before')),
    'in the same message',
  ).toHaveLength(1);
  expect(maria.last()).toContain('Ben sees it, too.');
  expect(await ben.presses('That answered it')).toContain('nobody has to answer it any more');
  expect(ben.sees().join('\n')).toContain('You said that this answered it:');
  expect(maria.last()).toBe(
    `R-1002 (Agriculture): Ben Osei says that what we answered before (“${THREE}”) answered it.\nChoose: Show all`,
  );
  expect(await uses()).toEqual([{ answer: 1, offered: true, used: false, helped: true }]);
  // Nobody is asked how it went, and nothing is late.
  await story.at('2026-06-09T12:00');
  expect(ben.last()).not.toContain('How did it go');
  const clocks = await rows(data.database.db, sql`select from clocks where request_id = 1002 and dropped_at is null`);
  expect(clocks).toEqual([]);
  expect(story.failures).toEqual([]);
});

test('it did not help after all: the request goes on with its clock', async () => {
  const told = await begin(true);
  const { ben, maria } = told;
  await keepOne(told);
  await ben.says(AGAIN);
  await ben.presses('That answered it');
  await ben.presses('I still need help', { text: 'Also for services?' });
  expect(ben.sees().join('\n')).toContain('You will have a reply by');
  expect(maria.last()).toContain('Also for services?');
  expect(ben.sees().join('\n'), 'it is not offered twice').not.toContain('We have answered this before');
});

test('once the office has written, nothing of before is offered beside it', async () => {
  const told = await begin(true);
  const { ben, maria } = told;
  await keepOne(told);
  await ben.says(AGAIN);
  await maria.presses('Reply', { text: 'It depends. What do you buy?' });
  expect(ben.sees().join('\n')).not.toContain('We have answered this before');
  expect(maria.sees().join('\n')).not.toContain('Use this answer');
});

test('what has ended or was withdrawn is shown to nobody, and goes from where it stands', async () => {
  const told = await begin(true);
  const { story, ana, ben, maria, lee, sam } = told;
  await keepOne(told);
  await ben.says(AGAIN);
  await sam.says('answers');
  await sam.presses('Open');
  expect(await sam.presses('Withdraw', { reason: '' })).toBe('reason: Please say why.');
  expect(await sam.presses('Withdraw', { reason: 'The limit has changed.' })).toContain('Withdrawn.');
  expect(lee.last()).toBe(`Sam Reed withdrew your answer to “${THREE}”: The limit has changed.`);
  await story.sweep();
  expect(ben.sees().join('\n')).not.toContain('We have answered this before');
  expect(maria.sees().join('\n')).not.toContain('Answered before');
  await ana.says(AGAIN);
  expect(ana.last()).not.toContain('We have answered this before');
});

test('an answer is good until its day, and goes on when it is renewed', async () => {
  const told = await begin(true);
  const { story, ben, maria, sam, lee } = told;
  await keepOne(told);
  await story.at('2027-06-01T16:00-04:00');
  await ben.says(AGAIN);
  expect(ben.last(), 'the last day counts').toContain('We have answered this before');
  await story.at('2027-06-02T10:00-04:00');
  expect(ben.sees().join('\n')).not.toContain('We have answered this before');
  expect(await maria.presses('Show all')).not.toContain('Use this answer');
  await lee.says('answers');
  await lee.presses('Ended');
  await lee.presses('Open');
  expect(await lee.presses('Renew', { validUntil: '2026-01-01' })).toBe('validUntil: That day is over.');
  expect(await lee.presses('Renew', {})).toBe('Renewed. Thank you.');
  await sam.says('answers');
  expect(sam.last()).toContain('in use until June 2, 2028');
});

test('what was changed stands changed where it is offered, and nobody says yes to words that they have not read', async () => {
  const told = await begin(true);
  const { ben, sam, story } = told;
  await keepOne(told);
  await ben.says(AGAIN);
  const stale = story.chat.seen('ben@state.example').at(-1);
  expect(ben.last()).toContain(YES);
  const change = async (time: string, answer: string) => {
    await story.at(time);
    await sam.says('answers');
    await sam.presses('Open');
    await sam.presses('Change', { answer });
  };
  await change('2026-06-01T10:30', 'No: from $20,000 on.');
  const press = stale?.message.blocks
    .flatMap((block) => ('buttons' in block ? block.buttons : []))
    .find(({ label }) => label === 'That answered it')?.press;
  if (!press) throw new Error('it was offered');
  expect(await story.chat.hand('ben@state.example', { kind: 'press', press })).toMatchObject({
    text: ['The answer was changed since you read it. Please read it again: it stands in your message.'],
  });
  await story.sweep();
  expect(ben.last()).toContain('No: from $20,000 on.');
  expect(ben.last()).not.toContain(YES);
  expect(await ben.presses('That answered it')).toContain('Good to hear');
  await change('2026-06-01T10:40', 'It depends.');
  await story.sweep();
  await ben.presses('I still need help', { text: 'After all.' });
  expect(ben.sees().join('\n'), 'nobody is quoted with what they have not read').not.toContain('It depends.');
});

test('an answer that was never offered to somebody cannot have answered them, nor one that has ended', async () => {
  const told = await begin(true);
  const { ben, lee, sam, story } = told;
  await lee.says('answers');
  await lee.presses('New answer', { question: 'Do we need three quotes?', answer: YES, line: 'purchasing' });
  await ben.says(AGAIN);
  const press = (request: number) => ({ name: 'answer helped', about: `v2 request=${request} answer=1` });
  const id = Number(/R-(\d+)/u.exec(ben.last())?.[1]);
  const no = { text: [`That answer does not hold any more, so R-${id} stays open. You get a reply.`] };
  expect(await story.chat.hand('ben@state.example', { kind: 'press', press: press(id) })).toMatchObject(no);
  expect(ben.last()).not.toContain(YES);
  await sam.says('answers');
  await sam.presses('Open');
  await sam.presses('Approve');
  expect(await story.chat.hand('ben@state.example', { kind: 'press', press: press(id) }), 'later').toMatchObject(no);
});

test('a change of a liaison waits, and what is in use stays as it was', async () => {
  const told = await begin(true);
  const { ben, lee, sam } = told;
  await keepOne(told);
  await lee.says('answers');
  await lee.presses('Open');
  await lee.presses('Change', { answer: 'Yes: from $15,000 on.' });
  await sam.says('answers');
  expect(sam.last()).toContain('a change waits for a supervisor');
  const text = await sam.presses('Open');
  expect(text).toContain('The change that waits:');
  await ben.says(AGAIN);
  expect(ben.last()).toContain(YES);
  // Lee changes it once more before Sam presses: nobody approves what they have not read.
  await lee.says('answers');
  await lee.presses('Open');
  await lee.presses('Change', { answer: 'Yes: from $20,000 on.' });
  expect(await sam.presses('Approve')).toBe('It was changed since you read it. Open it again, please.');
  await sam.presses('Waiting for approval').catch(() => '');
  await sam.says('answers');
  await sam.presses('Open');
  expect(await sam.presses('Approve')).toBe('Approved. It is in use now.');
  expect(await sam.presses('Approve')).toBe('It is approved already.');
  await told.who('fay').says('Three quotes for $20k?');
  expect(told.who('fay').last()).toContain('Yes: from $20,000 on.');
});

test('a supervisor’s own is in use at once; one of another topic is not suggested', async () => {
  const told = await begin(true);
  const { ana, ben, sam } = told;
  await sam.says('answers');
  const written = { question: 'How do we renew a contract?', answer: 'Write to us 90 days before.', line: 'contracts' };
  expect(await sam.presses('New answer', written)).toContain('in use until June 1, 2027');
  await ana.says('How do I renew my contract?');
  expect(ana.last()).toContain('Write to us 90 days before.');
  await ana.presses('Change topic to Purchasing');
  expect(ana.sees().join('\n'), 'it is about something else').not.toContain('Write to us 90 days before.');
  await ben.says('We want to buy an extension of the contract for quotes');
  expect(ben.last()).not.toContain('We have answered this before');
});

test('nothing in it says who asked', async () => {
  const { ana, lee } = await begin();
  await ana.says(THREE);
  await lee.presses('Reply', { text: 'Yes, Ana Ruiz.' });
  await lee.presses('Resolve', { outcome: 'answered' });
  expect(await lee.presses('Keep as an answer', {})).toBe(
    'answer: This names Ana Ruiz. Others will read it: please leave the name out.',
  );
  expect(await lee.presses('Keep as an answer', { question: '', answer: '', validUntil: 'soon' })).toBe(
    [
      'question: Please write the question.',
      'answer: Please write the answer.',
      'validUntil: Write the day as 2027-06-30.',
    ].join('\n'),
  );
});

test('who is not of the office finds none, and liaisons approve none', async () => {
  const told = await begin();
  const { story, lee } = told;
  await keepOne(told);
  const press = (name: string, values: Record<string, number>) => ({
    name,
    about: `v2 ${Object.entries(values)
      .map(([key, value]) => `${key}=${value}`)
      .join(' ')}`,
  });
  const answer = (user: string, name: string, values: Record<string, number>) =>
    story.chat.hand(`${user}@state.example`, { kind: 'press', press: press(name, values) });
  const hidden = await answer('ana', 'show answer', { answer: 99 });
  for (const name of ['show answer', 'change answer', 'renew answer', 'withdraw answer'])
    expect(await answer('ana', name, { answer: 1 }), name).toEqual(hidden);
  expect(await answer('lee', 'approve answer', { answer: 1, seen: 1 })).toEqual(hidden);
  expect(await answer('maria', 'renew answer', { answer: 1 }), 'it is Lee’s').toEqual(hidden);
  await told.ben.says('answers');
  expect(told.ben.last(), 'of him it is a question').toContain('has your question');
  await lee.says('answers');
  expect(await lee.presses('Open')).toContain('Choose: Change, Renew, Withdraw');
});

test('another office, and what its file says, change nothing here', async () => {
  expect(storyOffice().answers).toBeUndefined();
  const story = await openStory(data.database);
  await story.person('ana').says(THREE);
  expect(story.person('ana').last()).not.toContain('answered this before');
});
