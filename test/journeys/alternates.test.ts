import { expect, test } from 'vitest';
import { alternateRules, application } from '../support/alternates.ts';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();

type Change = Parameters<typeof storyOffice>[0];
const open = (change: Change = {}) => openStory(data.database, { office: { alternates: alternateRules, ...change } });

/** Ana heads Transportation, or somebody has another role besides. */
const withRole = (name: string, role: { role: 'agency head' | 'requester' | 'supervisor'; agency: string | null }) =>
  storyOffice().people.map((each) => (each.name === name ? { ...each, roles: [...each.roles, role] } : each));

async function ask(story: Story, who = 'ana') {
  const seat = story.person(who);
  await seat.says('alternate process');
  return seat.presses('Ask for one', application);
}

const press = (story: Story, who: string, name: string, about: string) =>
  story.chat.hand(`${who}@state.example`, { kind: 'press', press: { name, about } });

test('rules and reports are read before anything is asked; the receipt promises a time, and changes in place', async () => {
  const story = await open();
  const [ana, lee, sam] = ['ana', 'lee', 'sam'].map((name) => story.person(name));
  if (!ana || !lee || !sam) throw new Error('they are there');
  expect(await ana.home()).toContain('Alternate processes');
  await ana.says('alternate process');
  expect(ana.last()).toContain('- It ends by itself unless it is renewed.');
  expect(ana.last()).toContain(
    'Decided within 5 business days, for 6 months at most. Reports: List of purchases every month, due 10 business days later, with a file',
  );
  expect(ana.last(), 'this kind is for another agency').not.toContain('Own signature');
  const opened = await ana.answer('Ask for one');
  expect(JSON.stringify(opened)).toContain('It ends by itself unless it is renewed.');
  expect(await ana.presses('Ask for one', { ...application, hours: 'many' })).toContain('hours: Write how many hours');
  expect(await ana.presses('Ask for one', { ...application, kind: '1 1 own-signature' })).toContain(
    'kind: Choose what you would like to ask for.',
  );
  expect(await ana.presses('Ask for one', application)).toContain('It has been sent to Procurement Office.');
  expect(await ana.presses('Ask for one', application)).toContain('You have asked for this already.');
  expect(ana.last()).toContain(
    'Lee Park first says what they think of it. Sam Reed decides by Mon, Jun 8, 10:00 AM EDT.',
  );
  expect(lee.last()).toContain('Why the usual way fails: Bridges break at night.');
  expect(lee.last()).toContain('Choose: Say what I think');
  expect(sam.sees().join('\n'), 'the liaison looks first').not.toContain('Own quotes');
  expect(await lee.presses('Say what I think', { recommends: '', because: '' })).toBe(
    'recommends: Choose one.\nbecause: Say in a few words why.',
  );
  const view = { recommends: 'no', because: 'Their lists are bad.', conditions: 'Up to $20k.' };
  await lee.presses('Say what I think', view);
  expect(sam.last()).toContain('Lee Park does not recommend it: Their lists are bad.');
  expect(ana.sees().join('\n'), 'it stays in the office').not.toContain('Their lists are bad.');
  await lee.presses('Say what I think', { ...view, recommends: 'yes', because: 'They mend them.' });
  expect(sam.last()).toContain('Lee Park recommends it: They mend them.');
  expect(
    sam.sees().filter((text) => text.includes('Own quotes')),
    'in its place',
  ).toHaveLength(1);
  expect(await sam.answer('Grant')).toMatchObject({
    form: { fields: expect.arrayContaining([expect.objectContaining({ name: 'conditions', initial: 'Up to $20k.' })]) },
  });
  expect(await sam.presses('Grant', { until: '2026-12-02' })).toContain(
    'for 6 months at most: until Monday, November 30.',
  );
  expect(await sam.presses('Grant', { until: '2026-08-31' })).toContain('Granted.');
  expect(ana.last()).toContain('Yes. Sam Reed has granted it, from June 1 to August 31.');
  expect(ana.last()).toContain('- List of purchases, every month, the first by July 15, with a file');
  expect(ana.sees().find((text) => text.includes('Give it back'))).toContain('Granted by Sam Reed');
  expect(lee.last()).toContain('Yes. Sam Reed has granted it');
  expect(await sam.presses('Grant in another form', { form: 'x' }).catch(() => 'no button')).toBe('no button');
  const late = { kind: 'notice', text: ['It has been decided already.'] };
  for (const name of ['grant alternate', 'other way'])
    expect(await press(story, 'sam', name, 'v2 alternate=1 how=asked')).toEqual(late);
  expect(await press(story, 'ana', 'withdraw alternate', 'v2 alternate=1')).toMatchObject({
    text: [expect.stringContaining('It has been decided meanwhile.')],
  });
});

test('to everybody else there is no such thing, in the words for what does not exist', async () => {
  const story = await open();
  await ask(story);
  const none = { kind: 'notice', text: ['There is no such request among yours.'] };
  for (const who of ['ben', 'maria'])
    for (const [name, about] of [
      ['alternate', 'v2 alternate=1'],
      ['view alternate', 'v2 alternate=1'],
      ['grant alternate', 'v2 alternate=1 how=asked'],
      ['withdraw alternate', 'v2 alternate=1'],
      ['renew alternate', 'v2 alternate=1'],
      ['end alternate', 'v2 alternate=1'],
      ['give back alternate', 'v2 alternate=1'],
      ['send report', 'v2 report=1'],
      ['refuse report', 'v2 report=1 revision=1'],
    ] as const) {
      expect(await press(story, who, name, about), `${who}: ${name}`).toEqual(none);
      expect(await press(story, who, name, about.replace('=1', '=99'))).toEqual(none);
    }
  expect(await press(story, 'lee', 'grant alternate', 'v2 alternate=1 how=asked'), 'a liaison decides nothing').toEqual(
    none,
  );
  expect(await press(story, 'ana', 'view alternate', 'v2 alternate=1')).toMatchObject({ kind: 'notice' });
  await story.person('ben').says('alternates');
  expect(story.person('ben').last()).not.toContain('Transportation');
});

test('who is out is covered; nobody decides on their own; without an answer both are reminded once', async () => {
  const story = await open({
    people: withRole('Sam Reed', { role: 'requester', agency: 'DOT' }),
    absences: [{ person: 'lee@state.example', from: '2026-06-01', until: '2026-06-30', cover: null }],
  });
  const [sam, devon, ada, lee] = ['sam', 'devon', 'ada', 'lee'].map((name) => story.person(name));
  if (!sam || !devon || !ada || !lee) throw new Error('they are there');
  await ask(story, 'sam');
  expect(lee.sees().join('\n')).not.toContain('Own quotes');
  expect(devon.last()).toContain('Sam Reed of Transportation has asked for it.');
  expect(sam.last()).not.toContain('Grant');
  expect(await press(story, 'sam', 'grant alternate', 'v2 alternate=1 how=asked')).toEqual({
    kind: 'notice',
    text: ['You have asked for this yourself, so somebody else decides.'],
  });
  await story.at('2026-06-03T13:59');
  expect(ada.sees().join('\n')).not.toContain('Own quotes');
  await story.at('2026-06-03T14:00');
  const wanted = () => devon.sees().filter((text) => text.startsWith('What do you think of it?'));
  expect(wanted()).toHaveLength(1);
  expect(ada.last(), 'by now whoever decides has it').toContain('Choose: Grant, Grant in another form, Not this way');
  await story.at('2026-06-08T10:00');
  await story.at('2026-06-09T10:00');
  expect(wanted()).toHaveLength(1);
  expect(ada.sees().filter((text) => text.startsWith('This should be decided by now.'))).toHaveLength(1);
  expect(sam.sees().join('\n')).toContain('Ada Wong was to decide by Mon, Jun 8, 10:00 AM EDT, and has been reminded.');
  await ada
    .presses('Not this way', { because: 'Too large.', instead: '' })
    .then((said) => expect(said).toBe('instead: Say what they can do instead. Without that nobody is helped.'));
  await ada.presses('Not this way', { because: 'Too large.', instead: 'We buy them in two days. Lee helps.' });
  expect(sam.last()).toContain('Yes, this way: We buy them in two days. Lee helps.');
  expect(devon.last()).toContain('Ada Wong showed Transportation another way:');
});

test('an undecided one stands in the digest with a button, and an overdue report for the liaison too', async () => {
  const story = await open();
  const [ana, lee, sam] = ['ana', 'lee', 'sam'].map((name) => story.person(name));
  if (!ana || !lee || !sam) throw new Error('they are there');
  await ask(story);
  await story.at('2026-06-08T11:00');
  await story.at('2026-06-09T09:00');
  const digest = (who: string) =>
    story
      .person(who)
      .sees()
      .findLast((text) => text.includes('digest')) ?? '';
  expect(digest('sam')).toContain('Alternate process to decide: Own quotes, Transportation, promised by Mon, Jun 8');
  await sam.presses('Look and decide');
  await sam.presses('Grant', { from: '2026-06-09', until: '2026-08-31' });
  await story.at('2026-06-10T09:00');
  expect(digest('sam')).not.toContain('Alternate process to decide');
  await story.at('2026-07-15T09:00');
  await story.at('2026-07-21T09:00');
  expect(ana.last()).toContain(
    'A reminder: Alternate process 1: Own quotes.\n- List of purchases, June 9 to July 8: due July 22',
  );
  await story.at('2026-07-23T09:00');
  expect(lee.sees().filter((text) => text.startsWith('Transportation has not sent a report'))).toHaveLength(1);
  await story.at('2026-07-24T09:00');
  expect(ana.sees().filter((text) => text.startsWith('A reminder'))).toHaveLength(1);
  expect(lee.sees().filter((text) => text.startsWith('Transportation has not sent a report'))).toHaveLength(1);
  expect(digest('sam')).toContain(
    'Transportation has not sent List of purchases, June 9 to July 8 (Own quotes), due July 22',
  );
});

test('renewal is offered a month before, asked for with what was said, and goes on the day after', async () => {
  const story = await open();
  const [ana, sam] = [story.person('ana'), story.person('sam')];
  await ask(story);
  await story.at('2026-06-03T14:00');
  await sam.presses('Grant', { until: '2026-08-31', reports: 'story' });
  await story.at('2026-07-30T09:00');
  expect(ana.sees().join('\n')).not.toContain('Would you like to go on?');
  await story.at('2026-07-31T09:00');
  expect(ana.last()).toContain('Alternate process 1: Own quotes ends on August 31. Would you like to go on?');
  expect(ana.last()).toContain('Saved so far, as you said: 21.1 hours');
  expect(ana.last()).toContain('as reports show: no report has been due yet');
  const opened = await ana.answer('Ask to renew it');
  expect(JSON.stringify(opened)).toContain('"initial":"Bridges break at night."');
  expect(await ana.presses('Ask to renew it', { hours: '3' })).toContain('You have asked to renew it.');
  expect(await press(story, 'ana', 'renew alternate', 'v2 alternate=1')).toMatchObject({
    text: [expect.stringContaining('It has been asked for already.')],
  });
  await story.at('2026-08-04T16:00');
  await sam.presses('Look').catch(() => undefined);
  await sam.says('alternates');
  await sam.presses('Look');
  expect(await press(story, 'sam', 'grant alternate', 'v2 alternate=2 how=asked')).toMatchObject({
    form: { fields: expect.arrayContaining([expect.objectContaining({ name: 'from', initial: '2026-09-01' })]) },
  });
  expect(await sam.presses('Grant', { from: '2026-08-20', until: '2026-12-31' })).toContain(
    'from: Choose Tuesday, September 1 or a later day.',
  );
  await sam.presses('Grant', { until: '2026-12-31' });
  const before = ana.sees().length;
  for (const day of ['08-24', '08-31', '09-01']) await story.at(`2026-${day}T09:00`);
  expect(ana.sees().slice(before).join('\n'), 'who goes on is told no end').not.toContain('ends');
  await ana.says('alternates');
  expect(ana.last()).toContain('- 2 Own quotes, Transportation: granted until December 31');
  expect(ana.last()).toContain('- 1 Own quotes, Transportation: ended');
});

test('it ends by itself, told a week before and on the day; what is left is a last report', async () => {
  const story = await open();
  const [ana, sam] = [story.person('ana'), story.person('sam')];
  await ask(story);
  await story.at('2026-06-03T14:00');
  await sam.presses('Grant', { until: '2026-07-05', reports: 'story' });
  const ends = () => ana.sees().filter((text) => /^Alternate process \d+: Own quotes ends /u.test(text));
  await story.at('2026-06-26T17:00');
  expect(ends()).toEqual([]);
  await story.at('2026-06-29T09:00');
  expect(ends()).toEqual([expect.stringContaining('ends on July 5. After that the usual way holds again.')]);
  // The office is closed on Friday, July 3.
  await story.at('2026-07-02T09:00');
  expect(ends()).toHaveLength(2);
  await story.at('2026-07-06T00:00');
  expect(ana.sees().find((text) => text.includes('It held'))).toContain(
    'It has ended, as it was granted. It held from June 3 to July 5.',
  );
  expect(ends()).toHaveLength(2);
  await story.at('2026-07-06T09:00');
  expect(ana.last()).toContain('A report is due:\n- How it goes, June 3 to July 5: due July 8');
  expect(await press(story, 'ana', 'renew alternate', 'v2 alternate=1')).toMatchObject({
    text: [expect.stringContaining('It is over.')],
  });
});

test('a supervisor ends it early, and why is read; an agency gives one back', async () => {
  const story = await open({ people: withRole('Ana Ruiz', { role: 'agency head', agency: 'DOT' }) });
  const [ana, lee, sam] = ['ana', 'lee', 'sam'].map((name) => story.person(name));
  if (!ana || !lee || !sam) throw new Error('they are there');
  await ask(story);
  await story.at('2026-06-03T14:00');
  await sam.presses('Grant in another form', { form: 'Two quotes are enough.', until: '2026-11-30' });
  expect(ana.last()).toContain('Yes, in another form.');
  expect(ana.last()).toContain('What is granted: Two quotes are enough.');
  await story.at('2026-06-25T10:00');
  expect(await sam.presses('End it', { because: '' })).toContain('because: Say in a few words why');
  await sam.presses('End it', { because: 'The law has changed.' });
  expect(ana.last()).toContain('Sam Reed has ended it.\nSam Reed: The law has changed.');
  expect(lee.last()).toContain('Sam Reed has ended it.');
  expect(await press(story, 'sam', 'end alternate', 'v2 alternate=1')).toMatchObject({
    text: ['It has ended already.'],
  });
  await story.at('2026-06-26T09:00');
  expect(ana.last(), 'of the time until then').toContain('- How it goes, June 3 to June 25: due June 30');
  await ana.says('alternate process');
  await ana.presses('Ask for one', { ...application, what: 'Something else' });
  await story.at('2026-07-01T14:00');
  await sam.presses('Grant', { until: '2026-11-30' });
  await story.at('2026-07-02T10:00');
  expect(await ana.presses('Give it back', {})).toContain('Given back.');
  expect(lee.last()).toContain('Ana Ruiz of Transportation has given it back.');
  expect(sam.sees().join('\n')).not.toContain('has given it back.\nReports');
});

test('what an agency takes back nobody decides any more', async () => {
  const story = await open();
  await ask(story);
  await story.at('2026-06-03T14:00');
  const [ana, sam] = [story.person('ana'), story.person('sam')];
  expect(await ana.presses('Withdraw')).toContain('Taken back.');
  expect(sam.sees().find((text) => text.includes('Own quotes'))).toContain('had asked for it, and took it back.');
  expect(await press(story, 'sam', 'grant alternate', 'v2 alternate=1 how=asked')).toMatchObject({
    text: ['It was taken back meanwhile.'],
  });
  await story.at('2026-06-09T10:00');
  expect(sam.sees().join('\n')).not.toContain('This should be decided');
});
