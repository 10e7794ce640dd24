import { expect, test } from 'vitest';
import { createDeskSide } from '../../src/doors/deskSide.ts';
import { createPageSide } from '../../src/doors/pageSide.ts';
import { defaultSurveyRules, type SurveyRules } from '../../src/offices/surveyRules.ts';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();

const DAY = 480;
const rules = (change: Partial<SurveyRules>): SurveyRules => ({ ...defaultSurveyRules(DAY), ...change });

/** Ana has asked on Monday morning, Lee has resolved it; the question comes a business day later. */
async function resolved(surveys: SurveyRules | null = null): Promise<Story> {
  const story = await openStory(data.database, { at: '2026-06-01T10:00', office: { surveys } });
  await resolveOne(story);
  return story;
}

async function resolveOne(story: Story, who = 'ana'): Promise<void> {
  await story.person(who).asks('May I buy a drone?');
  await story.person('lee').presses('Resolve', { outcome: 'answered', text: 'Yes.' });
}

const asked = (story: Story, who = 'ana') =>
  story
    .person(who)
    .sees()
    .filter((text) => text.includes('How did we do?')).length;

test('what an office asks, in its own form and with its own questions, is kept with the answers', async () => {
  const questions = [{ code: 'again', ask: 'Would you ask us again?', answers: ['Yes, surely', 'No'], several: false }];
  const story = await resolved(rules({ form: 'federal', askAfter: 60, questions }));
  const ana = story.person('ana');
  await story.at('2026-06-01T11:01');
  expect(ana.last()).toContain('I trust the Procurement Office to meet my agency’s needs.');
  const said = await ana.presses('4 – Agree', { positive: 'ease,employee', 'own again': '1', comment: 'Quick.' });
  expect(said).toContain('that helps us');
  expect(ana.last()).toContain('What you wrote is noted.');
  const kept = await story.store.transaction((tx) => tx.surveys.of(1001));
  expect(kept).toMatchObject({
    rating: 4,
    answers: { positive: ['ease', 'employee'], 'own again': ['Yes, surely'] },
    comment: 'Quick.',
    form: { name: 'federal', version: 2, own: questions },
  });
});

test('who does not answer is reminded once; then the question ends, in words', async () => {
  const story = await resolved();
  const ana = story.person('ana');
  await story.at('2026-06-02T10:01');
  expect(asked(story)).toBe(1);
  await story.at('2026-06-05T10:02');
  expect(ana.last()).toContain('Would you tell us how we did?');
  expect(ana.sees().join()).toContain('We asked you about this again, below.');
  expect(asked(story), 'the first question has no buttons anymore').toBe(0);
  await story.at('2026-06-16T10:02');
  expect(ana.last()).toContain('This question has ended.');
  const reminders = ana.sees().filter((text) => text.includes('Would you tell us'));
  expect(reminders).toEqual([]);
  const press = { name: 'rate', about: '1001 5' };
  const late = await story.chat.hand('ana@state.example', { kind: 'press', press });
  expect(late).toMatchObject({ kind: 'notice', text: [expect.stringContaining('has ended')] });
});

test('a reminder that was answered in time never comes', async () => {
  const story = await resolved();
  const ana = story.person('ana');
  await story.at('2026-06-02T10:01');
  await ana.answer('5 – Very satisfied');
  await story.at('2026-06-17T10:01');
  expect(ana.sees().join()).not.toContain('Would you tell us how we did?');
  expect(ana.sees().join()).not.toContain('has ended');
});

test('an answer without a name is counted, and nobody in the office hears of whom it is', async () => {
  const story = await resolved();
  const [ana, lee, sam] = [story.person('ana'), story.person('lee'), story.person('sam')];
  await story.at('2026-06-02T10:01');
  await ana.answer('Answer without my name');
  await story.settle();
  expect(ana.last()).toContain('Nobody in the office sees that this answer is yours.');
  expect(await ana.presses('1 – Very dissatisfied', { comment: 'Far too slow.' })).toContain('that helps us');
  await story.at('2026-06-03T09:01');
  const heard = [...lee.sees(), ...sam.sees()].join('\n');
  expect(heard).not.toContain('1 of 5 for');
  expect(heard).not.toContain('Far too slow.');
  expect(sam.last()).toContain('Ratings: 1 answered, 1 asked');
  for (const person of ['lee', 'sam']) {
    await story.person(person).says('R-1001');
    expect(story.person(person).sees().join('\n')).not.toContain('rated it with');
  }
});

test('who wants no more surveys gets none, until they say so', async () => {
  const story = await resolved();
  const ana = story.person('ana');
  await story.at('2026-06-02T10:01');
  await ana.answer('Don’t ask me anymore');
  await story.settle();
  expect(ana.last()).toContain('We won’t ask you how we did anymore.');
  await story.at('2026-06-22T10:00');
  await resolveOne(story);
  await story.at('2026-06-23T10:01');
  expect(asked(story)).toBe(0);
  expect(ana.sees().join()).not.toContain('Would you tell us');
  await ana.says('ask me again');
  expect(ana.last(), 'no question, and no request').toContain('We’ll ask you again how we did.');
  await story.at('2026-07-13T10:00');
  await resolveOne(story);
  await story.at('2026-07-14T10:01');
  expect(asked(story)).toBe(1);
});

test('a bad rating is seen to by one person, and the customer hears what came of it', async () => {
  const story = await resolved();
  const [ana, sam, lee] = [story.person('ana'), story.person('sam'), story.person('lee')];
  await story.at('2026-06-02T10:01');
  await ana.presses('2 – Dissatisfied', { negative: 'efficiency', comment: 'It took a week.' });
  expect(
    sam.sees().filter((text) => text.includes('2 of 5 for R-1001')),
    'one message that grows',
  ).toHaveLength(1);
  expect(sam.last()).toContain('Didn’t go so well: The time it took.');
  expect(sam.last()).toContain('Who sees to it: nobody yet');
  expect(sam.last()).toContain('Settle it by: Wed, Jun 3, 10:01 AM EDT');
  expect(await sam.presses('I have this')).toContain('You have this');
  expect(sam.last()).toContain('Who sees to it: Sam Reed');
  expect(lee.last(), 'whoever answered knows it too').toContain('Who sees to it: Sam Reed');
  expect(lee.last()).not.toContain('It took a week.');
  expect(await sam.presses('It is settled', { text: 'We now send the list first.' })).toContain('Ana Ruiz is told');
  expect(ana.last()).toContain('You said: It took a week.');
  expect(ana.last()).toContain('Sam Reed: We now send the list first.');
  expect(sam.last()).toContain('Settled: Tue, Jun 2');
});

test('an office may ask nobody', async () => {
  const story = await resolved(rules({ form: 'none' }));
  await story.at('2026-06-02T10:01');
  expect(asked(story)).toBe(0);
});

test('of one agency no more are asked in a week than the office says', async () => {
  const roles = [{ role: 'requester' as const, agency: 'DOT' }];
  const people = storyOffice().people.map((person) => (person.name === 'Ben Osei' ? { ...person, roles } : person));
  const story = await openStory(data.database, { office: { surveys: rules({ agencyCap: 1 }), people } });
  await resolveOne(story);
  await resolveOne(story, 'ben');
  await story.at('2026-06-02T10:01');
  expect(asked(story) + asked(story, 'ben')).toBe(1);
});

/** Ana needs help again on Thursday; Lee resolves it for the second time on that day. */
async function reopened(story: Story, resolvedAgain: string): Promise<void> {
  await story.at('2026-06-04T10:00');
  await story.person('ana').presses('I still need help', { text: 'The contract has no drones.' });
  await story.at(resolvedAgain);
  await story.person('lee').presses('Resolve', { outcome: 'another way', text: 'Ordered from Maine’s contract.' });
}

test('each resolution is asked about once: a second one anew, and the first answer stands', async () => {
  const story = await resolved();
  const ana = story.person('ana');
  await story.at('2026-06-02T10:01');
  await ana.presses('5 – Very satisfied', { comment: 'Quick.' });
  await reopened(story, '2026-06-22T10:00');
  await story.at('2026-06-23T10:01');
  expect(asked(story)).toBe(1);
  await ana.presses('3 – Neutral', { comment: 'It took long.' });
  const said = ana.sees().join('\n');
  expect(said).toContain('You rated R-1001 with 5 of 5.');
  expect(said).toContain('You rated R-1001 with 3 of 5.');
  await story.at('2026-07-20T10:00');
  expect(asked(story), 'and never again').toBe(0);
  const [from, to] = [new Date('2026-06-01T00:00Z'), new Date('2026-07-01T00:00Z')];
  const counts = await story.store.transaction((tx) => tx.surveys.counts(1, from, to));
  expect(counts).toMatchObject({ served: 2, invited: 2, answered: 2, ratings: { 3: 1, 5: 1 } });
  const halves = [from, new Date('2026-06-15T00:00Z'), to].map((at, nth, all) => ({
    from: at,
    to: all[nth + 1] ?? at,
  }));
  const each = await story.store.transaction((tx) => tx.surveys.countsIn(1, halves));
  expect(each.map(({ served, ratings }) => [served, ratings[5], ratings[3]])).toEqual([
    [1, 1, 0],
    [1, 0, 1],
    [0, 0, 0],
  ]);
});

test('a second resolution within the days between asks nobody, and the first question asks no more', async () => {
  const story = await resolved();
  await story.at('2026-06-02T10:01');
  await reopened(story, '2026-06-04T15:00');
  await story.at('2026-06-05T15:01');
  await story.at('2026-06-30T10:00');
  expect(asked(story), 'the first time').toBe(1);
  expect(story.person('ana').sees().join()).not.toContain('Would you tell us');
});

test.each([
  ['is made good anew', true],
  ['is seen to by whoever still sees to the first', false],
])('a bad rating of a second resolution %s', async (_, isSettled) => {
  const story = await resolved();
  const [ana, sam] = [story.person('ana'), story.person('sam')];
  await story.at('2026-06-02T10:01');
  await ana.presses('2 – Dissatisfied', { comment: 'It took a week.' });
  await sam.presses('I have this');
  if (isSettled) await sam.presses('It is settled', { text: 'We send the list first.' });
  await reopened(story, '2026-06-22T10:00');
  await story.at('2026-06-23T10:01');
  await ana.presses('1 – Very dissatisfied', { comment: 'Again a week.' });
  const cards = sam.sees().filter((text) => /[12] of 5 for R-1001/u.test(text));
  expect(cards).toHaveLength(isSettled ? 2 : 1);
  const latest = cards.at(-1) ?? '';
  expect(latest).toContain('1 of 5 for R-1001');
  expect(latest).toContain('Ana Ruiz: Again a week.');
  expect(latest).toContain(`Who sees to it: ${isSettled ? 'nobody yet' : 'Sam Reed'}`);
  await sam.presses('It is settled', { text: 'We called her.' });
  expect(ana.last()).toContain('You said: Again a week.');
  await story.at('2026-06-24T09:01');
  expect(sam.last()).not.toContain('2 of 5');
});

test('by which chat somebody was asked and answered is known, also where these are two', async () => {
  const story = await resolved(rules({ askAfter: 60 }));
  const { store } = story;
  const span = { from: new Date('2026-06-01T00:00Z'), to: new Date('2026-07-01T00:00Z') };
  const counts = async () => (await store.transaction((tx) => tx.surveys.channels(1, [span])))[0];
  expect(await counts()).toEqual([]);
  await story.at('2026-06-01T11:01');
  const asked = { chat: 'fake', invited: 1, reminded: 0, answered: 0, elsewhere: 0, declined: 0 };
  expect(await counts()).toEqual([asked]);
  // The same person presses it where another account of theirs has it.
  await store.transaction(async (tx) => {
    const survey = await tx.surveys.of(1001);
    if (survey) await tx.surveys.rate(survey.id, 4, story.now(), 'other');
  });
  expect(await counts()).toEqual([{ ...asked, answered: 1, elsewhere: 1 }]);
  const { now } = story;
  const side = createPageSide({ store, now, deskSide: createDeskSide({ store, now }) });
  const sam = {
    ...{ platform: 'fake', workspace: 'fake', userId: 'sam@state.example', address: 'sam@state.example' },
    ...{ email: 'sam@state.example', vouched: 'office' as const },
  };
  const { view } = (await side.open(sam, 'satisfaction', { query: new Map() })) ?? {};
  const tables = view?.sections.flatMap((section) => (section.kind === 'table' ? [section.table] : []));
  expect(tables?.find(({ name }) => name === 'chats-procurement')?.rows.map(({ cells }) => cells)).toEqual([
    ['2026 Q2, Fake', 1, 0, 1, '100%', 1, 0],
  ]);
});

test('whoever writes “stop surveys” is asked no more, and it is no question', async () => {
  const story = await resolved();
  const ana = story.person('ana');
  await ana.says('Stop surveys.');
  expect(ana.last()).toBe('We won’t ask you how we did anymore.\nChoose: Ask me again');
  await story.at('2026-06-02T10:01');
  expect(asked(story)).toBe(0);
  await ana.presses('Ask me again');
  await story.at('2026-06-03T10:00');
  await resolveOne(story);
  await story.at('2026-06-04T10:01');
  expect(asked(story)).toBe(1);
});

test('who types that they want no more is not reminded either of what they were asked before', async () => {
  const story = await resolved();
  const ana = story.person('ana');
  await story.at('2026-06-02T10:01');
  expect(asked(story)).toBe(1);
  await ana.says('stop surveys');
  expect(asked(story), 'what stands open goes too').toBe(0);
  await story.at('2026-06-05T10:02');
  await story.at('2026-06-16T10:02');
  expect(ana.sees().join()).not.toMatch(/again, below|Would you tell us|has ended/u);
  const counts = await story.store.transaction((tx) =>
    tx.surveys.counts(1, new Date('2026-06-01T00:00Z'), new Date('2026-07-01T00:00Z')),
  );
  expect(counts).toMatchObject({ invited: 1, reminded: 0, declined: 1 });
});

test('who leaves out the name reads, before they write, that nobody answers these words by themselves', async () => {
  const story = await resolved();
  const ana = story.person('ana');
  await story.at('2026-06-02T10:01');
  await ana.answer('Answer without my name');
  await story.settle();
  const opened = await ana.answer('1 – Very dissatisfied');
  const hints = opened.kind === 'form' ? opened.form.fields.map((field) => field.hint) : [];
  expect(hints.at(-1)).toContain('To get an answer, write “tell the supervisor”');
  expect(hints.join()).not.toContain('A supervisor reads this today.');
});
