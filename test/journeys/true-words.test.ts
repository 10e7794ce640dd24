import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();

const idOf = (story: Story, name: string): Promise<string> =>
  story.store.transaction(async (tx) => {
    const all = await tx.people.everybody(100);
    return String(all.find(({ person }) => person.email === `${name}@state.example`)?.person.id);
  });

test('an answer that the office waits for is an answer, however short and polite', async () => {
  const story = await openStory(data.database);
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('May I buy a drone?');
  await ana.asks('Who signs?');
  await lee.presses('Ask the agency', { text: 'Is the state contract fine with you?' });
  await ana.says('Ok, great');
  expect(lee.last()).toContain('Ana Ruiz: Ok, great');
  expect(lee.sees().join()).not.toContain('State: waiting for the agency');
  expect(ana.last()).toContain('Added to R-1002; Lee Park has it.');
  await ana.says('Thanks!');
  expect(ana.last()).toBe('You are welcome.');
  await lee.presses('Ask the agency', { text: 'In red?' });
  const question = story.chat.seen('ana@state.example').at(-1);
  await ana.says('ok', { thread: question?.sentId ?? '' });
  expect(lee.last()).toContain('Ana Ruiz: ok');
});

test('a liaison who types under a card is told that it stays in the office', async () => {
  const story = await openStory(data.database);
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('May I buy a drone?');
  const [card] = story.chat.seen('lee@state.example');
  await lee.says('Yes, you may.', { thread: card?.sentId ?? '' });
  expect(lee.last()).toBe('Noted on R-1001. It stays in the office.');
});

test('what is said of a promise that moves is true: waiting, urgent late in the day, replied', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, lee, sam] = [story.person('ana'), story.person('lee'), story.person('sam')];
  await ana.says('May I buy a drone?');
  await story.at('2026-06-01T11:30');
  await ana.presses('Mark urgent', { reason: 'It is for tonight!' });
  expect(ana.last()).toContain(
    'You will now have a reply by Mon, Jun 1, 12:30 PM EDT. Reason: you made it urgent: It is for tonight!\n',
  );
  await lee.presses('Reply', { text: 'You may.' });
  await sam.says('R-1001');
  await sam.presses('Change priority', { priority: 'normal', reason: 'Settled' });
  expect(ana.last()).toContain('We now expect to finish by Mon, Jun 8, 10:00 AM EDT');
  await lee.presses('Ask the agency', { text: 'Which one?' });
  await sam.says('R-1001');
  await sam.presses('Change priority', { priority: 'urgent', reason: 'Storm' });
  expect(ana.last()).toContain('R-1001: Sam Reed made it urgent: Storm. We’ll continue once you answer.');
});

test('whoever gets a request hears from whom and why, and the record shows it to the office', async () => {
  const story = await openStory(data.database);
  const [ana, lee, devon, sam] = ['ana', 'lee', 'devon', 'sam'].map((name) => story.person(name));
  await ana?.says('May I buy a drone?');
  await lee?.presses('Hand over', { person: await idOf(story, 'devon'), reason: 'He knows drones' });
  expect(devon?.sees()[0]).toBe('R-1001 (Transportation): Lee Park gave it to you. Reason: He knows drones.');
  expect(devon?.last()).toContain('R-1001 · Transportation: May I buy a drone?');
  expect(ana?.last()).toContain('Reason: He knows drones. The reply time has not changed');
  await sam?.says('R-1001');
  expect(sam?.last()).toContain('handed over to Devon Clark (He knows drones) · Lee Park');
  await ana?.says('R-1001');
  expect(ana?.last()).not.toContain('handed over');
});

test('a newcomer’s liaison is asked about them once, however many questions they have', async () => {
  const story = await openStory(data.database);
  const [kim, lee] = [story.person('kim'), story.person('lee')];
  await kim.says('Can I get a card?');
  const form = await kim.answer('Choose your agency');
  const field = form.kind === 'form' ? form.form.fields[0] : undefined;
  const options = field?.kind === 'choice' ? field.options : [];
  const choice = (agency: string) => options.find(({ label }) => label === agency)?.value ?? '';
  await kim.presses('Choose your agency', { agency: choice('Transportation') });
  await kim.asks('And a second one?');
  expect(lee.sees().filter((text) => text.includes('is new here'))).toHaveLength(1);
});

test('a newcomer of an agency without a liaison is not told that one has the question', async () => {
  const story = await openStory(data.database);
  const kim = story.person('kim');
  await kim.says('Can I get a card?');
  const form = await kim.answer('Choose your agency');
  const field = form.kind === 'form' ? form.form.fields[0] : undefined;
  const options = field?.kind === 'choice' ? field.options : [];
  const finance = options.find(({ label }) => label === 'Finance')?.value ?? '';
  expect(await kim.presses('Choose your agency', { agency: finance })).toBe(
    'Thank you. Nobody answers for Finance just now; a supervisor sees to your question.',
  );
});

test('text that turns its direction turns nothing beside it', async () => {
  const story = await openStory(data.database);
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('\u202Edrone \u2067x');
  expect(lee.sees()[0]).toContain('R-1001 · Transportation: drone x\n');
  await lee.presses('Reply', { text: 'Yes \u202Eno' });
  expect(ana.last()).toContain('Yes \u202Eno\u202C\n');
  await ana.says('my requests');
  expect(ana.last()).toContain('R-1001 drone x\n  Lee Park has it · due');
});

test('an administrator is offered only what leads on, and is told why they hear of it', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, ben, maria, sam, ada] = ['ana', 'ben', 'maria', 'sam', 'ada'].map((name) => story.person(name));
  await ada?.says('help');
  expect(ada?.last()).toContain('You hear of a request when nobody else has seen to it in time.');
  await ana?.says('May I buy a drone?');
  await ben?.says('May I buy a boat?');
  for (const day of ['01', '02', '03']) await story.at(`2026-06-${day}T14:10`);
  const card = () => ada?.sees().findLast((text) => /^(?:Late|Procurement Office): /u.test(text)) ?? '';
  expect(card()).toContain('Procurement Office: 2 late');
  expect(card()).toContain('I have R-1002, Open R-1002');
  expect(card()).not.toContain('My queue');
  await maria?.presses('Reply', { text: 'You may.' });
  await story.sweep();
  expect(card()).toContain('Late: R-1001');
  expect(card()).toContain('Choose: I have this, Show all, Hand over');
  expect(sam?.sees().join('\n'), 'supervisors take over').toContain('Show all, Take over, Hand over');
});

test('lists, triage and promises say what is so', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, lee, sam, pat] = ['ana', 'lee', 'sam', 'pat'].map((name) => story.person(name));
  await sam?.says('triage');
  expect(sam?.last()).toMatch(/^Triage\nEvery request has somebody who answers it\./u);
  await pat?.says('Who sells road salt?');
  expect(sam?.last()).toContain('pat asks “Who sells road salt?”. Their agency is not known.');
  await sam?.says('triage');
  expect(sam?.last()).toContain('Triage: nobody has these yet (1)');

  await ana?.says('May I buy a drone?');
  await lee?.presses('Resolve', { outcome: 'answered', text: 'You may.' });
  await story.at('2026-06-03T10:00');
  await ana?.presses('I still need help', { text: 'Which one?' });
  expect(ana?.sees().join('\n')).toContain('R-1002 is open again; Lee Park has it. You will have a reply by');
  await lee?.says('R-1002');
  expect(lee?.last()).toContain('To finish: due Mon, Jun 8, 10:00 AM EDT, done Mon, Jun 1, 10:00 AM EDT, on time');
  expect(lee?.last()).toContain('To finish, once reopened: due Wed, Jun 10, 10:00 AM EDT');
});

test('whoever gets or loses a request reads what brought that about', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ben, maria, devon, lee] = ['ben', 'maria', 'devon', 'lee'].map((name) => story.person(name));
  await ben?.says('May I buy a boat?');
  await ben?.presses('Change topic to Contracts');
  expect(maria?.sees().join('\n')).toContain(
    'R-1001 (Agriculture): Ben Osei changed its topic to Contracts. Devon Clark has it now.',
  );
  expect(devon?.sees()[0]).toBe('R-1001 (Agriculture): Ben Osei changed its topic to Contracts, so it comes to you.');
  await ben?.presses('Change topic to Purchasing');
  await lee?.says('R-1001');
  await lee?.presses('Take over');
  expect(maria?.sees().join('\n')).toMatch(/R-1001 \(Agriculture\): Lee Park has it now\.(?:\n|$)/u);
  expect(ben?.sees().join('\n')).toContain('R-1001: Lee Park has your question. The reply time has not changed');
  for (const who of [ben, maria]) expect(who?.sees().join()).not.toContain('takes it over');
});
