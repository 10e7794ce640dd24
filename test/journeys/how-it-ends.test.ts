import { expect, test } from 'vitest';
import { plainText } from '../../src/chat/message.ts';
import { resolvePress } from '../../src/requests/presses.ts';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();

async function resolved(at: string): Promise<Story> {
  const story = await openStory(data.database, { at });
  await story.person('ana').says('May I buy a drone?');
  await story.person('lee').presses('Resolve', { outcome: 'answered', text: 'Yes, from the state contract.' });
  return story;
}

test('each outcome asks for what belongs to it', async () => {
  const story = await openStory(data.database);
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('May I buy a drone?');
  expect(await lee.presses('Resolve', { outcome: 'answered' })).toBe(
    'text: Ana Ruiz is waiting for a reply: please write the answer.',
  );
  expect(await lee.presses('Resolve', { outcome: 'another way' })).toBe('text: Please say what was done instead.');
  expect(await lee.presses('Resolve', { outcome: 'not possible' })).toBe('text: Please say why it is not possible.');
  expect(await lee.presses('Resolve', { outcome: 'duplicate', duplicate: 'that one' })).toContain('such as R-1042');
  expect(await lee.presses('Resolve', { outcome: 'duplicate', duplicate: 'R-1001' })).toContain('of itself');
  expect(await lee.presses('Resolve', { outcome: 'duplicate', duplicate: 'R-9' })).toContain(
    'There is no R-9 of this agency',
  );
  expect(await lee.presses('Resolve', { outcome: 'nonsense' })).toContain('Please choose how it ended');
  expect(
    await lee.presses('Resolve', {
      outcome: 'not possible',
      text: 'Drones are barred.',
      alternative: 'The survey office flies for you.',
    }),
  ).toContain('is resolved');
  expect(ana.last()).toContain('R-1001 is closed: we could not do this as asked');
  expect(ana.last()).toContain('What we can do instead: The survey office flies for you.');
});

test('Ana writes while Lee fills in the form: he is shown it before it closes over her', async () => {
  const story = await openStory(data.database);
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('May I buy a drone?');
  const form = await lee.answer('Resolve');
  if (form.kind !== 'form') throw new Error('a form opens');
  await ana.says('Two drones, in fact.');
  const answer = await story.chat.submit('lee@state.example', form.form, { outcome: 'answered', text: 'Yes.' });
  if (answer.kind !== 'form') throw new Error('the form comes again');
  expect(plainText({ blocks: answer.form.intro ?? [] })).toContain('Ana Ruiz: Two drones, in fact.');
  expect(answer.form.fields[1]).toMatchObject({ name: 'text', initial: 'Yes.' });
});

test('a duplicate is answered where it goes on, and nobody is asked how it went', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, lee, sam] = [story.person('ana'), story.person('lee'), story.person('sam')];
  await ana.says('May I buy a drone?');
  await ana.asks('Drone?');
  expect(await lee.presses('Resolve', { outcome: 'duplicate', duplicate: 'r-1001' })).toContain('R-1002 is resolved');
  expect(ana.last()).toContain('We’ll answer you in R-1001');
  expect(ana.last()).not.toContain('I still need help');
  await story.at('2026-06-03T12:00');
  expect(ana.sees().join()).not.toContain('How did we do');
  expect(sam.sees().join()).not.toContain('Late: R-1002');
  expect(sam.sees().join()).toContain('Late: R-1001');
});

test('an urgent duplicate makes urgent what it is part of: the time that was promised stays, and is told', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('May I buy a drone?');
  await ana.asks('Drone?');
  await ana.presses('Mark urgent', { reason: 'Frost tonight' });
  expect(ana.last()).toContain('You will now have a reply by Mon, Jun 1, 11:00 AM EDT');
  await story.at('2026-06-01T10:30');
  await lee.presses('Resolve', { outcome: 'duplicate', duplicate: 'R-1001' });
  const told = 'R-1001: the time you were promised has changed. You will now have a reply by Mon, Jun 1, 11:00 AM EDT';
  expect(ana.last()).toContain(told);
  expect(ana.last()).toContain('Reason: R-1002, which is part of it now, is urgent: Frost tonight.');
  expect(lee.sees().join('\n')).toContain('Urgent: Frost tonight');
  expect(ana.sees().filter((text) => text.includes(told))).toHaveLength(1);
});

test('a duplicate whose urgent time has passed: what it is part of has the urgent time from now', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const ana = story.person('ana');
  await ana.says('May I buy a drone?');
  await ana.asks('Drone?');
  await ana.presses('Mark urgent', { reason: 'Frost tonight' });
  await story.at('2026-06-01T11:30');
  const toSubmit = { outcome: 'duplicate', duplicate: 'R-1001' };
  await story.chat.hand('lee@state.example', {
    ...{ kind: 'submit', press: resolvePress.to({ request: 1002, seen: 1 }) },
    values: toSubmit,
  });
  await story.settle();
  expect(ana.last()).toContain('R-1001: the time you were promised has changed.');
  expect(ana.last()).toContain('You will now have a reply by Mon, Jun 1, 12:30 PM EDT');
});

test('what was asked first and goes on in what was asked later keeps the time that was promised for it', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T09:00' });
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('May I buy a drone?');
  await story.at('2026-06-01T11:30');
  await ana.asks('Drone?');
  await mergeFirst(story);
  expect(ana.last()).toContain('R-1002: the time you were promised has changed.');
  expect(ana.last()).toContain('You will now have a reply by Mon, Jun 1, 1:00 PM EDT');
  expect(ana.last()).toContain('Reason: R-1001, which is part of it now, was asked before.');
  expect(lee.sees().join('\n')).toContain('Reply by (promised): Mon, Jun 1, 1:00 PM EDT');
  await story.at('2026-06-01T13:02');
  expect(story.person('sam').sees().join()).toContain('Late: R-1002');
  await story.at('2026-06-01T14:00');
  await lee.presses('Reply', { text: 'You may.' });
  await ana.says('R-1002');
  const counted = await ana.presses('How was this counted?');
  expect(counted).toContain('R-1001 is part of it: its time counts from Mon, Jun 1, 9:00 AM EDT · Lee Park');
  expect(counted).toContain('In all 5 h: the promise was not kept');
  // Not one of the first minutes of the question that was asked first is lost to the resolution, either.
  expect(counted).toContain(
    'The resolution: promised within 5 business days (40 business hours). It is due by Fri, Jun 5, 5:00 PM EDT',
  );
});

test('what is late is not forgotten in what was asked later', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T09:00' });
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('May I buy a drone?');
  await story.at('2026-06-01T14:00');
  await ana.asks('Drone?');
  expect(await mergeFirst(story)).toMatchObject({
    errors: {
      text: 'R-1001 is late, and was asked before R-1002: please write what Ana Ruiz is told, or call R-1002 the duplicate.',
    },
  });
  await lee.presses('Resolve', { outcome: 'duplicate', duplicate: 'R-1001' });
  await story.at('2026-06-01T14:02');
  expect(story.person('sam').sees().join('\n')).toContain('Late: R-1001');
});

test('what a colleague had asked first hurries it, and says nothing of theirs', async () => {
  const { people } = storyOffice();
  const office = { people: [...people, ...people.filter(({ email }) => email.startsWith('ana')).map(asIke)] };
  const story = await openStory(data.database, { at: '2026-06-01T09:00', office });
  const ike = story.person('ike');
  await story.person('ana').says('May I buy a drone?');
  await story.at('2026-06-01T11:30');
  await ike.says('Are drones allowed?');
  await mergeFirst(story, { text: 'We are finding out.' });
  expect(ike.last()).toContain('You will now have a reply by Mon, Jun 1, 1:00 PM EDT');
  expect(ike.last()).toContain('Reason: a colleague has asked the same before.');
  expect(ike.sees().join()).not.toContain('R-1001');
});

test('asked once more after the answer, it is no duplicate of that without a word', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T09:00' });
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('May I buy a drone?');
  await lee.presses('Reply', { text: 'You may.' });
  await story.at('2026-06-01T10:00');
  await ana.asks('And a big one?');
  expect(await lee.presses('Resolve', { outcome: 'duplicate', duplicate: 'R-1001' })).toBe(
    'text: Nothing is owed in R-1001 any more: please write what Ana Ruiz is told.',
  );
  await lee.presses('Resolve', { outcome: 'duplicate', duplicate: 'R-1001', text: 'That one too.' });
  expect(ana.sees().join('\n')).toContain('That one too.');
});

/** R-1001 is called a duplicate of R-1002, which was asked later. */
async function mergeFirst(story: Story, more: { text?: string } = {}) {
  const press = resolvePress.to({ request: 1001, seen: 1 });
  const answer = await story.chat.hand('lee@state.example', {
    ...{ kind: 'submit', press, values: { outcome: 'duplicate', duplicate: 'R-1002', ...more } },
  });
  await story.settle();
  return answer;
}

const asIke = (one: ReturnType<typeof storyOffice>['people'][number]) => ({
  ...{ ...one, email: 'ike@state.example', name: 'Ike Dahl' },
});

test('"I still need help" within five business days reopens it; the survey is called off', async () => {
  const story = await resolved('2026-06-01T10:00');
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await story.at('2026-06-01T15:00');
  expect(await ana.presses('I still need help')).toBe('form: Reopen R-1001');
  await ana.presses('I still need help', { text: 'The contract has no drones.' });
  expect(lee.last()).toContain('Ana Ruiz: The contract has no drones.');
  expect(lee.sees()[0]).toContain('Reply by (promised): Tue, Jun 2, 11:00 AM EDT');
  expect(lee.sees()[0]).toContain('Choose: Reply');
  await story.at('2026-06-02T10:30');
  expect(ana.sees().join()).not.toContain('How did we do');
  await lee.presses('Resolve', { outcome: 'another way', text: 'Ordered from Maine’s contract.' });
  await story.at('2026-06-03T10:31');
  expect(ana.last()).toContain('How did we do?');
});

test('later than that it becomes a new request, linked to the old one', async () => {
  const story = await resolved('2026-06-01T10:00');
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await story.at('2026-06-08T10:01');
  expect(await ana.presses('I still need help')).toBe('form: Ask again, after R-1001');
  await ana.presses('I still need help', { text: 'The drone broke.' });
  expect(ana.last()).toContain('R-1002: The drone broke.');
  expect(lee.last()).toContain('Follows: R-1001');
});

test('a reopened request whose liaison is out goes to whoever covers', async () => {
  const story = await resolved('2026-06-01T10:00');
  const [ana, lee, devon] = [story.person('ana'), story.person('lee'), story.person('devon')];
  await lee.says('menu');
  await lee.presses("I'm away", { from: '2026-06-01', until: '2026-06-05' });
  await ana.presses('I still need help', { text: 'It is sold out.' });
  expect(devon.sees().join()).toContain('Transportation: May I buy a drone?');
  expect(devon.last()).toContain('It is sold out.');
  expect(ana.sees().join()).toContain('Lee Park is out through Friday, June 5; Devon Clark has your question');
});

test('a bad rating tells the supervisor at once, and again with the comment; a double press counts once', async () => {
  const story = await resolved('2026-06-01T10:00');
  const [ana, sam, lee] = [story.person('ana'), story.person('sam'), story.person('lee')];
  await story.at('2026-06-02T10:01');
  expect(await ana.answer('2 – Dissatisfied')).toMatchObject({ kind: 'form', form: { title: 'Thank you' } });
  await story.settle();
  expect(sam.last()).toContain('2 of 5 for R-1001');
  expect(sam.last()).toContain('answered by Lee Park');
  const again = await story.chat.submit(
    'ana@state.example',
    { title: '', fields: [], submit: '', press: { name: 'comment', about: '1001' } },
    { comment: 'Too slow.' },
  );
  expect(again).toMatchObject({ kind: 'notice' });
  await story.settle();
  expect(sam.last()).toContain('Ana Ruiz: Too slow.');
  expect(await sam.presses('Reply', { text: 'I am sorry. What would help?' })).toContain('On its way');
  expect(ana.last()).toContain('Sam Reed, Procurement Office: I am sorry.');
  expect(lee.sees().join()).not.toContain('Too slow');
});

test('no person is asked more often than every 14 days', async () => {
  const story = await resolved('2026-06-01T10:00');
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  // The first was asked once more by the second.
  const surveys = () => ana.sees().filter((text) => /How did we do\?|asked you about this/u.test(text)).length;
  await story.at('2026-06-02T10:01');
  expect(surveys()).toBe(1);
  for (const [day, expected] of [
    ['2026-06-08', 1],
    ['2026-06-17', 2],
  ] as const) {
    await story.at(`${day}T10:00`);
    await ana.says(`Question of ${day}?`);
    await lee.presses('Resolve', { outcome: 'answered', text: 'Yes.' });
    await story.at(`${day.slice(0, 8)}${String(Number(day.slice(8)) + 1).padStart(2, '0')}T10:01`);
    expect(surveys()).toBe(expected);
  }
});

test('what is called a duplicate goes on somewhere, or is answered', async () => {
  const { people } = storyOffice();
  const ana2 = people.find(({ email }) => email.startsWith('ana'));
  const office = { people: [...people, ...(ana2 ? [{ ...ana2, email: 'ike@state.example', name: 'Ike Dahl' }] : [])] };
  const story = await openStory(data.database, { at: '2026-06-01T10:00', office });
  const [ana, ike, lee] = [story.person('ana'), story.person('ike'), story.person('lee')];
  await ana.says('May I buy a drone?');
  await ana.asks('Drone?');
  await lee.presses('Resolve', { outcome: 'duplicate', duplicate: 'R-1001' });
  const circle = { title: '', submit: '', fields: [], press: { name: 'resolve', about: '1001 1' } };
  expect(
    await story.chat.submit('lee@state.example', circle, { outcome: 'duplicate', duplicate: 'R-1002' }),
  ).toMatchObject({ errors: { duplicate: 'R-1002 is resolved already: please answer here.' } });

  await ike.says('Are drones allowed?');
  expect(await lee.presses('Resolve', { outcome: 'duplicate', duplicate: 'R-1001' })).toBe(
    'text: Somebody else asked R-1001: please write what Ike Dahl is told.',
  );
  await lee.presses('Resolve', { outcome: 'duplicate', duplicate: 'R-1001', text: 'We are finding out.' });
  expect(ike.last()).toContain('We are finding out.');
  expect(ike.last()).toContain('A colleague of yours has asked the same');
  expect(ike.last()).not.toContain('R-1001');
  await ike.presses('I still need help', { text: 'What came of it?' });
  const clocks = await story.store.transaction((tx) => tx.clocks.of([1003]));
  // It is owed here now, a reply as well as a resolution.
  expect(clocks.filter((clock) => !clock.stoppedAt && !clock.droppedAt).map(({ kind }) => kind)).toEqual([
    'total_resolution',
    'next_reply',
  ]);
});
