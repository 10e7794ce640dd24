import { expect, test } from 'vitest';
import { runSurveys } from '../../src/cli/surveys.ts';
import { features } from '../../src/features.ts';
import { defaultSurveyRules, type SurveyRules } from '../../src/offices/surveyRules.ts';
import { beginRounds, sweepRelationships } from '../../src/surveys/relationshipSweep.ts';
import { askSurveys } from '../../src/surveys/sweep.ts';
import { useDatabase } from '../support/database.ts';
import { fakeChat } from '../support/fake-chat.ts';
import { storyOffice } from '../support/office.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();

const rules = (change: Partial<SurveyRules> = {}): SurveyRules => ({
  ...{ ...defaultSurveyRules(480), relationshipOn: ['04-15', '07-15', '10-15'] },
  ...change,
});
const { people: staff } = storyOffice();
/** More of Transportation. */
const more = ['kim', 'zoe', 'tim', 'max', 'eve'].map((name) => ({
  ...{ email: `${name}@state.example`, name, zone: null as string | null },
  roles: [{ role: 'requester' as const, agency: 'DOT' }],
}));
const open = (surveys: SurveyRules | null, at = '2026-07-14T10:00', people = [...staff, ...more]): Promise<Story> =>
  openStory(data.database, {
    at,
    office: { surveys, people },
    chats: (now) => [fakeChat({ now, emails: people.map(({ email }) => email) })],
  });

const customers = ['ana', 'ben', 'fay', 'kim', 'zoe', 'tim', 'max', 'eve'];
const sees = (story: Story, who: string, what = 'All in all, how satisfied') =>
  story
    .person(who)
    .sees()
    .filter((text) => text.includes(what)).length;
const asked = (story: Story) => customers.filter((who) => sees(story, who) > 0);

test('on the day that the office chose, all its customers are asked once, by day, and nobody who works for it', async () => {
  const both = staff.map((person) =>
    person.name === 'Lee Park'
      ? { ...person, roles: [...person.roles, { role: 'requester' as const, agency: 'DOT' }] }
      : person,
  );
  const faraway = more.map((person) => (person.name === 'kim' ? { ...person, zone: 'Pacific/Honolulu' } : person));
  const story = await open(rules(), '2026-07-14T10:00', [...both, ...faraway]);
  await story.at('2026-07-14T17:00');
  await story.at('2026-07-15T08:50');
  expect(asked(story)).toEqual([]);
  await story.at('2026-07-15T09:01');
  expect(asked(story)).toEqual(customers.filter((who) => who !== 'kim'));
  expect(story.person('ana').last()).toContain('How is the Procurement Office doing?');
  await story.at('2026-07-15T14:01');
  expect(asked(story), 'it is eight where Kim is').toEqual(customers);
  for (const who of ['lee', 'devon', 'sam', 'ada']) expect(sees(story, who)).toBe(0);
  await story.at('2026-08-30T10:00');
  expect(
    customers.map((who) => sees(story, who)),
    'the buttons went with the end',
  ).toEqual(customers.map(() => 0));
});

test('without such a day nobody is asked', async () => {
  const story = await open(null);
  await story.at('2026-07-15T09:01');
  expect(asked(story)).toEqual([]);
});

test('who does not answer is reminded once, by the rules of the office, and then the question ends', async () => {
  const story = await open(rules({ remindAfter: 480, closeAfter: 3 * 480 }));
  const ana = story.person('ana');
  await story.at('2026-07-15T09:01');
  await story.at('2026-07-16T09:02');
  expect(ana.last()).toContain('Would you tell us how the Procurement Office is doing?');
  expect(sees(story, 'ana'), 'the first has no buttons anymore').toBe(1);
  await story.at('2026-07-17T09:02');
  expect(sees(story, 'ana', 'Would you tell us')).toBe(1);
  await story.at('2026-07-20T09:03');
  expect(ana.last()).toContain('This question has ended.');
  expect(sees(story, 'ana')).toBe(0);
  const press = { name: 'rate office', about: 'v2 survey=1 rating=5' };
  expect(await story.chat.hand('ana@state.example', { kind: 'press', press })).toMatchObject({ kind: 'notice' });
  const silent = await open(rules({ remindAfter: null }));
  await silent.at('2026-07-15T09:01');
  await silent.at('2026-07-28T10:00');
  expect(sees(silent, 'ana', 'Would you tell us')).toBe(0);
});

test('supervisors read an answer with a name where it says something, without one its words alone; they answer both', async () => {
  const story = await open(rules());
  const [ana, ben, fay, sam] = ['ana', 'ben', 'fay', 'sam'].map((who) => story.person(who));
  if (!ana || !ben || !fay || !sam) throw new Error('they are in the story');
  await story.at('2026-07-15T09:01');
  const before = sam.sees().length;
  await fay.answer('4 – Satisfied');
  await story.settle();
  expect(sam.sees()).toHaveLength(before);
  expect(await ana.presses('2 – Dissatisfied', { negative: 'efficiency', comment: 'It takes weeks.' })).toContain(
    'helps us',
  );
  const heard = sam.sees().filter((text) => text.includes('2 of 5 for the Procurement Office'));
  expect(heard).toHaveLength(1);
  expect(heard[0]).toContain('Ana Ruiz (Transportation)');
  expect(heard[0]).toContain('Didn’t go so well: The time it took');
  expect(heard[0]).toContain('It takes weeks.');
  expect(heard[0]).toContain('Choose: Answer');
  expect(await sam.presses('Answer', { text: 'From Monday on Lee has all of your questions.' })).toContain(
    'on its way',
  );
  expect(ana.last()).toContain('Sam Reed answered you');
  expect(ana.last()).toContain('About your rating of the Procurement Office with 2 of 5.');
  expect(ana.last()).toContain('You wrote: It takes weeks.');
  expect(await ana.presses('Answer', { text: 'Thank you!' })).toBe('The supervisors have it.');
  expect(sam.last()).toContain('Thank you!');
  const told = sam.sees().length;
  await ben.answer('Answer without my name');
  await story.settle();
  expect(ben.last()).toContain('Nobody in the office sees that this answer is yours.');
  await ben.presses('1 – Very dissatisfied', { comment: 'Hopeless.' });
  expect(ben.last()).toContain('What you wrote is noted.');
  // Of a nameless answer they read the words, and neither whose they are nor how the office was rated.
  expect(sam.sees()).toHaveLength(told + 1);
  expect(sam.last()).toContain('Somebody wrote about the Procurement Office');
  expect(sam.last()).toContain('Without a name: Hopeless.');
  expect(sam.sees().slice(before).join('\n')).not.toMatch(/Ben|Agriculture|1 of 5/u);
  expect(story.person('lee').sees().join('\n')).not.toContain('Hopeless');
  await sam.presses('Answer', { text: 'What would help you?' });
  expect(ben.last()).toContain('About what you wrote when we asked how the Procurement Office is doing.');
  expect(ben.last()).toContain('What would help you?');
  await ben.presses('Answer', { text: 'Somebody who calls back.' });
  expect(sam.last()).toContain('Without a name: Somebody who calls back.');
  expect(sam.sees().slice(before).join('\n')).not.toMatch(/Ben|Agriculture|1 of 5/u);
  const events = await story.store.transaction((tx) => tx.records.of({ kind: 'office', id: 1 }));
  expect(events.filter(({ kind }) => kind === 'supervisor told').map(({ actorId }) => actorId !== null)).toEqual([
    true,
    false,
  ]);
  // The first press counts, and nobody answers for another.
  const press = { name: 'rate office', about: 'v2 survey=1 rating=5' };
  for (const email of ['ana@state.example', 'ben@state.example', 'lee@state.example'])
    await story.chat.hand(email, { kind: 'press', press });
  const [result] = await story.store.transaction((tx) => tx.relationships.results(1, '2026-07-01', '2026-08-01'));
  expect(result?.counts).toMatchObject({
    served: 8,
    invited: 8,
    answered: 3,
    ratings: { 1: 1, 2: 1, 3: 0, 4: 1, 5: 0 },
  });
});

test('whoever wants no more surveys gets none of the others either, and the other way round', async () => {
  const story = await open(rules());
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await story.at('2026-07-15T09:01');
  await ana.answer('Don’t ask me anymore');
  await story.settle();
  expect(ana.last()).toContain('We won’t ask you how we did anymore.');
  await story.at('2026-08-10T10:00');
  await ana.asks('May I buy a drone?');
  await lee.presses('Resolve', { outcome: 'answered', text: 'Yes.' });
  await story.at('2026-08-12T10:00');
  expect(sees(story, 'ana', 'How did we do?')).toBe(0);
  await story.at('2026-10-15T09:01');
  expect(asked(story)).toEqual(customers.filter((who) => who !== 'ana'));
});

test('the days between hold for both kinds of question: one is asked later, the other not at all', async () => {
  const story = await open(rules(), '2026-07-13T10:00');
  const [ana, ben, lee, maria] = [story.person('ana'), story.person('ben'), story.person('lee'), story.person('maria')];
  await ana.asks('May I buy a drone?');
  await lee.presses('Resolve', { outcome: 'answered', text: 'Yes.' });
  await story.at('2026-07-14T10:01');
  expect(sees(story, 'ana', 'How did we do?')).toBe(1);
  await story.at('2026-07-15T09:01');
  expect(asked(story)).not.toContain('ana');
  await ben.asks('Where do I buy seed?');
  await maria.presses('Resolve', { outcome: 'answered', text: 'There.' });
  await story.at('2026-07-16T10:01');
  expect(sees(story, 'ben', 'How did we do?'), 'he was asked all in all').toBe(0);
  await story.at('2026-07-28T10:02');
  expect(asked(story), 'fourteen days later').toContain('ana');
});

test('whoever cannot be asked within a month is not asked in this round', async () => {
  const story = await open(rules({ coolDownDays: 60 }), '2026-07-13T10:00');
  await story.person('ana').asks('May I buy a drone?');
  await story.person('lee').presses('Resolve', { outcome: 'answered', text: 'Yes.' });
  await story.at('2026-07-14T10:01');
  await story.at('2026-07-15T09:01');
  await story.at('2026-09-14T10:00');
  expect(sees(story, 'ana', 'how the Procurement Office is doing') + sees(story, 'ana')).toBe(0);
  const [result] = await story.store.transaction((tx) => tx.relationships.results(1, '2026-07-01', '2026-08-01'));
  expect(result?.counts).toMatchObject({ served: 8, invited: 7 });
});

test('of one agency no more are asked in a week than the office says; the others are asked in the weeks after', async () => {
  const story = await open(rules({ agencyCap: 2, remindAfter: null, closeAfter: 100 * 480 }));
  const ofTransportation = () => asked(story).filter((who) => who !== 'ben' && who !== 'fay').length;
  await story.at('2026-07-15T09:01');
  expect(ofTransportation()).toBe(2);
  await story.at('2026-07-22T09:02');
  expect(ofTransportation()).toBe(4);
  await story.at('2026-07-29T09:03');
  expect(ofTransportation()).toBe(6);
});

test('after a time without a desk one round is made good, however many were missed', async () => {
  const story = await open(rules({ relationshipOn: ['03-15', '05-20', '07-22'] }), '2026-02-10T10:00');
  // Nothing ran meanwhile.
  await story.at('2026-07-24T10:00');
  expect(customers.map((who) => sees(story, who))).toEqual(customers.map(() => 1));
  const begun = await story.store.transaction((tx) => tx.relationships.results(1, '2026-01-01', '2027-01-01'));
  expect(begun.map(({ round }) => round)).toEqual(['2026-07-22']);
  const late = await open(rules(), '2026-07-10T10:00');
  await late.at('2026-08-03T10:00');
  expect(asked(late), 'too long ago').toEqual([]);
});

test('three desks at once ask everybody once', async () => {
  const story = await open(rules(), '2026-07-15T08:00');
  await story.person('ana').says('help');
  const now = new Date('2026-07-15T09:05-04:00');
  const desk = async () => {
    await beginRounds(story.store, now);
    await sweepRelationships(story.store, now);
    await askSurveys(story.store, now);
  };
  await Promise.all([desk(), desk(), desk()]);
  await desk();
  await story.at('2026-07-15T09:06');
  expect(customers.map((who) => sees(story, who))).toEqual(customers.map(() => 1));
  // The record says once whom the office has asked, and by which schedule.
  const { events, rounds } = await story.store.transaction(async (tx) => ({
    events: await tx.records.of({ kind: 'office', id: 1 }),
    rounds: await tx.relationships.results(1, '2026-07-01', '2026-08-01'),
  }));
  const people = rounds[0]?.counts.served;
  expect(events.filter(({ kind }) => kind === 'round begun')).toMatchObject([
    { actorId: null, data: { round: '2026-07-15', people, agencies: 3, on: ['04-15', '07-15', '10-15'] } },
  ]);
});

test('the answers are counted by themselves, in the digest of the month and by “desk surveys”', async () => {
  const story = await open(rules());
  await story.at('2026-07-15T09:01');
  for (const who of ['ana', 'ben', 'fay', 'kim']) await story.person(who).answer('5 – Very satisfied');
  const report = async (...more: string[]) => {
    const said: string[] = [];
    const say = (line: string) => void said.push(line);
    await runSurveys(['--quarter', '2026Q3', ...more], {
      ...{ out: say, err: say, write: async (_, text) => say(text) },
      withStore: (work) => work(story.store),
    });
    return said.join('\n');
  };
  const file = ['--office', 'procurement', '--csv', 'a.csv', '--all-customers'];
  expect(await report(...file)).toContain('Fewer than 5 answers');
  expect(await report()).toContain('Score    too few answers to show (fewer than 5)');
  await story.person('zoe').answer('2 – Dissatisfied');
  // One without a name waits for four others.
  await story.person('tim').answer('Answer without my name');
  await story.settle();
  await story.person('tim').answer('1 – Very dissatisfied');
  await story.settle();
  expect(await report()).toContain(
    [
      '  All customers, asked from 2026-07-15 on',
      '    Begun    Wed, Jul 15, 2026, 9:01 AM EDT, with 8 people of 3 agencies put down to be asked; the office asks on 04-15, 07-15, 10-15',
      '    Asked    8 of 8 customers, 0 of them once more; 0 want no more surveys',
      '    Answered 6 of 8 asked answered (75%), 0 the whole form (0%)',
      '    In       Fake: 6 of 8 asked answered (75%); 0 asked once more; 0 want no more surveys',
      '    Score    80% satisfied (51% to 94%; 4 of 5 who answered, 8 customers)',
    ].join('\n'),
  );
  const written = await report(...file);
  expect(written).toContain('5 answers are in a.csv.');
  expect(written, 'the one without a name waits here, too').not.toMatch(/^[0-9a-f]{16},1,/mu);
  await story.at('2026-08-03T09:01');
  const month =
    story
      .person('sam')
      .sees()
      .findLast((text) => text.startsWith('July 2026: ')) ?? '';
  expect(month).toContain(
    'All customers, asked from Wednesday, July 15 on: 80% satisfied (51% to 94%; 4 of 5 who answered, 8 customers); 6 of 8 asked answered (75%)',
  );
});

test('skipping ahead knows when the next round begins', async () => {
  const story = await open(rules({ relationshipOn: ['07-18'] }));
  const surveys = features.find(({ name }) => name === 'surveys');
  const next = await story.store.transaction(async (tx) => surveys?.nextMoment?.(tx, story.now()));
  // July 18 is a Saturday.
  expect(next).toEqual(new Date('2026-07-20T09:00-04:00'));
});
