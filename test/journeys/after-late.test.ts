import { expect, test } from 'vitest';
import type { OfficeSetup } from '../../src/offices/setup.ts';
import { withSpecialDays } from '../../src/sla/calendar.ts';
import { useDatabase } from '../support/database.ts';
import { fakeChat } from '../support/fake-chat.ts';
import { storyOffice } from '../support/office.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();
const office = storyOffice();
const someone = (name: string, role: 'supervisor' | 'administrator', zone: string | null = null) => ({
  ...{ email: `${name}@state.example`, name: `${name[0]?.toUpperCase()}${name.slice(1)} Hill`, zone },
  roles: [{ role, agency: null }],
});
const staff = ['ana', 'ben', 'lee', 'devon', 'maria', 'sam', 'ada', 'pat'].map((name) => `${name}@state.example`);

/** Pat is the head of the office, and one of its administrators. */
const begin = (change: Partial<OfficeSetup> = {}, more: Partial<OfficeSetup['policy']> = {}) =>
  openStory(data.database, {
    at: '2026-06-01T09:00',
    office: {
      people: [...office.people, someone('pat', 'administrator')],
      policy: { ...office.policy, head: 'pat@state.example', ...more },
      ...change,
    },
    chats: (now) => [fakeChat({ now, emails: staff })],
  });

const late = (story: Story, who: string): string[] =>
  story.chat
    .seen(`${who}@state.example`)
    .filter(({ text }) => /^(?:Late: R-|R-1001: .* still late|Procurement Office: \d+ late)/u.test(text))
    .map(({ at }) => at.toISOString().slice(5, 16));

/** Each morning of a week, and the afternoon of the day before. */
async function throughTheWeek(story: Story, days: string[]): Promise<void> {
  for (const day of days)
    for (const time of ['03:00', '09:01', '12:15', '16:50']) await story.at(`2026-06-${day}T${time}`);
}

test('after a broken promise the next level hears of it each business day, and nobody by night', async () => {
  const story = await begin();
  await story.person('ana').says('May I buy a drone?');
  await story.at('2026-06-01T13:05');
  await throughTheWeek(story, ['02', '03', '04', '05', '06', '07', '08']);
  // Lee and the supervisors, then the administrator, then the head, then Lee again; on Monday the resolution breaks too.
  expect(late(story, 'lee')).toEqual(['06-01T17:05', '06-02T13:01', '06-05T13:01', '06-08T13:01']);
  expect(late(story, 'ada')).toEqual(['06-03T13:01', '06-08T13:01']);
  expect(late(story, 'pat')).toEqual(['06-04T13:01']);
  // Supervisors find it in their digest of the same mornings.
  expect(late(story, 'sam')).toEqual(['06-01T17:05', '06-08T13:01']);
  expect(
    story
      .person('sam')
      .sees()
      .filter((text) => /digest/u.test(text) && /Late: R-1001/u.test(text)),
  ).toHaveLength(5);
  // The one card names the first broken promise, and what else is owed.
  const card = story
    .person('pat')
    .sees()
    .findLast((text) => text.startsWith('Late: R-1001'));
  expect(card).toContain('The first reply to Ana Ruiz is late: it was due by Mon, Jun 1, 1:00 PM EDT');
  expect(card).toContain('The resolution is owed too');
});

test('on holidays and closed days nothing is said again', async () => {
  const calendar = withSpecialDays(office.calendar, [{ date: '2026-06-02', name: 'Snow', windows: [] }]);
  const story = await begin({ calendar });
  await story.person('ana').says('May I buy a drone?');
  await story.at('2026-06-01T13:05');
  await throughTheWeek(story, ['02', '03', '04']);
  expect(late(story, 'lee')).toEqual(['06-01T17:05', '06-03T13:01']);
  expect(late(story, 'ada')).toEqual(['06-04T13:01']);
});

test.each([
  {
    repeats: { everyDays: 2, tell: [['administrator'], ['liaison']] as const },
    ada: ['06-03T13:01'],
    lee: ['06-05T13:01'],
  },
  { repeats: { everyDays: 1, tell: [] }, ada: [], lee: [] },
])('how often, and to whom, the office says: $repeats', async ({ repeats, ada, lee }) => {
  const story = await begin({}, { repeats });
  await story.person('ana').says('May I buy a drone?');
  await story.at('2026-06-01T13:05');
  await throughTheWeek(story, ['02', '03', '04', '05']);
  expect(late(story, 'ada')).toEqual(ada);
  expect(late(story, 'lee').slice(1)).toEqual(lee);
});

test.each([
  { tell: ['liaison'] as const, lee: true, ada: false },
  { tell: ['administrator'] as const, lee: false, ada: true },
])('who is told at a step, the office says: $tell', async ({ tell, lee, ada }) => {
  const story = await begin({}, { escalations: [{ percent: 50, tell }] });
  await story.person('ana').says('May I buy a drone?');
  await story.at('2026-06-01T11:05');
  const isTold = (who: string) => story.person(who).sees().join().includes('Due soon: R-1001');
  expect([isTold('lee'), isTold('ada')]).toEqual([lee, ada]);
});

test('"I have this" until a day: silence, and on that day whoever had it hears of it first', async () => {
  const story = await begin();
  const sam = story.person('sam');
  await story.person('ana').says('May I buy a drone?');
  await story.at('2026-06-01T13:05');
  await sam.presses('I have this', { until: '2026-06-04T13:00:00.000Z', reason: 'The vendor answers on Wednesday.' });
  await throughTheWeek(story, ['02', '03']);
  for (const who of ['lee', 'sam']) expect(late(story, who)).toHaveLength(1);
  for (const who of ['ada', 'pat']) expect(late(story, who)).toEqual([]);
  expect(sam.sees().join()).toContain('you see to it until Thu, Jun 4, 9:00 AM EDT');
  expect(story.person('devon').sees().join()).toContain('Sam Reed sees to it until Thu, Jun 4, 9:00 AM EDT');
  await throughTheWeek(story, ['04', '05']);
  expect(late(story, 'lee')).toEqual(['06-01T17:05', '06-04T13:01']);
  expect(late(story, 'ada')).toEqual(['06-05T13:01']);
  expect(story.person('lee').sees().join()).toContain('Sam Reed saw to it until Thu, Jun 4, 9:00 AM EDT');
  // It is on record, with the reason, and who was told.
  await story.person('lee').says('R-1001');
  const whole = await sam.presses('Open R-1001');
  expect(whole).toContain('sees to it until Thu, Jun 4, 9:00 AM EDT (The vendor answers on Wednesday.) · Sam Reed');
  expect(whole).toContain('the first reply was still late; told Lee Park, Sam Reed');
  // Nobody has it any more, so whoever opens it from the digest may say so.
  expect(whole).toContain('I have this');
});

test('whoever has it may have it for longer, and nobody else has it meanwhile', async () => {
  const story = await begin();
  await story.person('ana').says('May I buy a drone?');
  await story.at('2026-06-01T13:05');
  const before = await story.person('devon').answer('I have this');
  await story.person('sam').presses('I have this', { reason: 'I am on it.' });
  expect(before.kind).toBe('form');
  if (before.kind !== 'form') return;
  const choice = before.form.fields.find(({ name }) => name === 'until');
  const until = choice?.kind === 'choice' ? (choice.initial ?? '') : '';
  const refused = await story.chat.submit('devon@state.example', before.form, { until });
  expect(JSON.stringify(refused)).toContain('Sam Reed has R-1001 already.');
  await story.person('sam').presses('More time', { until: '2026-06-03T13:00:00.000Z' });
  await throughTheWeek(story, ['02']);
  expect(late(story, 'lee')).toHaveLength(1);
});

test('whoever supervises and holds it is not told in vain as their own supervisor', async () => {
  const both = { ...someone('lee', 'supervisor'), name: 'Lee Park' };
  const roles = [{ role: 'liaison' as const, agency: null }, ...both.roles];
  const people = office.people.filter(({ email }) => !/^(?:sam|lee)/u.test(email));
  const story = await begin({ people: [...people, { ...both, roles }, someone('pat', 'administrator')] });
  await story.person('ana').says('May I buy a drone?');
  await story.at('2026-06-01T13:05');
  expect(late(story, 'ada')).toEqual(['06-01T17:05']);
  await story.at('2026-06-02T09:02');
  const digest = story.person('lee').last();
  expect(digest).toContain('Choose: Reply to R-1001, Open R-1001');
  expect(digest).not.toContain('I have R-1001');
});

test('it stops the moment a reply is delivered', async () => {
  const story = await begin();
  await story.person('ana').says('May I buy a drone?');
  await story.at('2026-06-01T13:05');
  await story.at('2026-06-02T08:59');
  await story.person('lee').presses('Reply', { text: 'Yes.' });
  await throughTheWeek(story, ['02', '03']);
  expect(late(story, 'lee')).toEqual([]);
  expect(late(story, 'ada')).toEqual([]);
  expect(story.person('lee').sees().join()).toContain('was given late');
});

test('whoever gets it by a hand-over has a day before it is said again', async () => {
  const story = await begin();
  await story.person('ana').says('May I buy a drone?');
  await story.at('2026-06-01T13:05');
  await story.at('2026-06-02T08:30');
  await story.person('sam').presses('Take over', {});
  await story.at('2026-06-02T09:01');
  expect(late(story, 'lee')).toHaveLength(1);
  await story.at('2026-06-03T09:01');
  expect(
    story
      .person('sam')
      .sees()
      .filter((text) => /digest/u.test(text) && /Late: R-1001/u.test(text)),
  ).toHaveLength(2);
});

test.each([
  { quietHours: undefined, at: '06-03T17:15' },
  { quietHours: { from: '20:00', to: '02:00' }, at: '06-03T13:01' },
])(
  'at night where somebody is they are not rung: with $quietHours Ada hears of it at $at',
  async ({ quietHours, at }) => {
    const people = office.people.map((one) =>
      one.email.startsWith('ada') ? { ...one, zone: 'Pacific/Honolulu' } : one,
    );
    const story = await begin({ people: [...people, someone('pat', 'administrator')] }, quietHours && { quietHours });
    await story.person('ana').says('May I buy a drone?');
    await story.at('2026-06-01T13:05');
    // Nine in the morning in New York is three at night in Honolulu.
    for (const time of ['02T09:01', '03T09:01', '03T12:15', '03T13:15', '03T14:00']) await story.at(`2026-06-${time}`);
    expect(late(story, 'ada')).toEqual([at]);
  },
);
