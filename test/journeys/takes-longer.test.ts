import { expect, test } from 'vitest';
import type { ClockKind } from '../../src/sla/clockKinds.ts';
import { useDatabase } from '../support/database.ts';
import { openStory, type Seat, type Story } from '../support/story.ts';

const data = useDatabase();

const longer = { day: '2026-06-03', time: '3 PM', reason: 'The vendor answers on Wednesday.' };

async function open() {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, lee, devon, sam] = ['ana', 'lee', 'devon', 'sam'].map((name) => story.person(name)) as [
    ...[Seat, Seat, Seat, Seat],
  ];
  await ana.says('May I buy a drone?');
  return { story, ana, lee, devon, sam };
}
const clocksOf = (story: Story) => story.store.transaction((tx) => tx.clocks.of([1001]));
const clockOf = async (story: Story, kind: ClockKind) => (await clocksOf(story)).find((clock) => clock.kind === kind);
const named = async (seat: Seat, values = longer) => {
  await seat.says('R-1001');
  return seat.presses('It will take longer', values);
};

test('a later time is told before the old one ends, warns instead of it, and both stay with their own verdict', async () => {
  const { story, ana, lee, devon, sam } = await open();
  expect(await named(lee)).toBe('Ana Ruiz is told: a reply by Wed, Jun 3, 3:00 PM EDT.');
  expect(ana.last()).toContain('Lee Park says that it will take longer. You will have a reply by Wed, Jun 3, 3:00 PM');
  expect(ana.last()).toContain('You had been promised Mon, Jun 1, 2:00 PM EDT.');
  expect(ana.last()).toContain('The vendor answers on Wednesday.');
  expect(ana.sees()[0]).toContain('At first we promised Mon, Jun 1, 2:00 PM EDT.');
  expect(lee.sees().join()).toContain('Reply by (agreed): Wed, Jun 3, 3:00 PM EDT');
  expect(lee.sees().join()).toContain('Promised at first: Mon, Jun 1, 2:00 PM EDT');
  // Past the old time nobody is warned, and nobody is late.
  for (const time of ['2026-06-01T14:30', '2026-06-02T10:00']) await story.at(time);
  expect(ana.sees().join()).not.toContain('We are sorry');
  expect(sam.sees().join()).not.toContain('Late: R-1001');
  expect(devon.sees().join()).not.toContain('R-1001');
  await story.at('2026-06-03T10:00');
  expect(lee.sees().join()).toContain('The reply to Ana Ruiz is due by Wed, Jun 3, 3:00 PM EDT');
  await lee.presses('Reply', { text: 'Yes, you may.' });
  expect(await clockOf(story, 'first_reply')).toMatchObject({ met: false, breachedAt: null });
  expect(await clockOf(story, 'agreed_reply')).toMatchObject({ met: true });
  await lee.says('R-1001');
  const story1 = lee.last();
  expect(story1).toContain('First reply: due Mon, Jun 1, 2:00 PM EDT, done Wed, Jun 3, 10:00 AM EDT, late');
  expect(story1).toContain('Reply, as agreed since: due Wed, Jun 3, 3:00 PM EDT');
  expect(story1).toContain('said that it takes until Wed, Jun 3, 3:00 PM EDT instead of Mon, Jun 1, 2:00 PM EDT');
  expect(await lee.presses('How was this counted?')).toContain('instead of what was promised');
  expect(ana.sees().join()).not.toContain('Choose: That is too late');
});

test('the resolution moves along where it would be due before the reply', async () => {
  const { story, lee } = await open();
  await named(lee, { ...longer, day: '2026-06-12' });
  expect(await clockOf(story, 'agreed_resolution')).toMatchObject({ dueAt: new Date('2026-06-19T15:00:00Z') });
  expect(await clockOf(story, 'first_resolution')).toMatchObject({ stepAt: null });
});

test('"That is too late": the old promise stands, its holder and a supervisor hear of it, until somebody has it', async () => {
  const { story, ana, lee, devon, sam } = await open();
  await named(lee);
  await story.at('2026-06-01T11:00');
  expect(await ana.presses('That is too late')).toBe(
    'Lee Park and a supervisor hear of it. What was promised stands: a reply by Mon, Jun 1, 2:00 PM EDT.',
  );
  expect(lee.sees().join()).toContain('Ana Ruiz says that Wed, Jun 3, 3:00 PM EDT is too late.');
  expect(ana.sees()[0]).toContain('You said that Wed, Jun 3, 3:00 PM EDT is too late; a supervisor sees that.');
  await story.at('2026-06-01T11:01');
  const told = sam.sees().filter((text) => text.includes('Too late for Ana Ruiz: R-1001'));
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('was promised by Mon, Jun 1, 2:00 PM EDT, within 4 business hours');
  expect(told[0]).toContain('Lee Park: The vendor answers on Wednesday.');
  expect(await sam.presses('I have this', { reason: 'I ask the vendor myself.' })).toContain('You see to R-1001');
  await story.at('2026-06-01T12:05');
  await story.at('2026-06-01T14:05');
  expect(ana.sees().join()).toContain('we promised you a reply by Mon, Jun 1, 2:00 PM EDT');
  expect(devon.sees().filter((text) => text.startsWith('R-1001: '))).toHaveLength(0);
  expect(await clockOf(story, 'agreed_reply')).toMatchObject({ met: null, droppedAt: expect.any(Date) });
});

test('said at night, a supervisor hears of it when the office opens; pressed twice it says that it counts no more', async () => {
  const { story, ana, lee, sam } = await open();
  await named(lee, { ...longer, day: '2026-06-05' });
  await story.at('2026-06-01T22:00');
  await ana.presses('That is too late');
  await story.at('2026-06-02T08:30');
  expect(sam.sees().join()).not.toContain('R-1001');
  await story.at('2026-06-02T09:03');
  // By then the old promise has ended as well: what is late says more.
  expect(sam.sees().join()).toContain('Late: R-1001');
  expect(sam.sees().join()).toContain('The vendor answers on Wednesday.');
  await expect(ana.presses('That is too late')).rejects.toThrow();
});

test('another time may be named after that, and the button of the older message leads nowhere', async () => {
  const { story, ana, lee } = await open();
  await named(lee);
  await story.at('2026-06-01T11:00');
  await ana.presses('That is too late');
  await named(lee, { ...longer, day: '2026-06-02', time: 'noon' });
  expect(ana.sees()[0]).toContain('You will have a reply by Tue, Jun 2, 12:00 PM EDT');
  await named(lee, { ...longer, day: '2026-06-02', time: '4 PM' });
  expect(ana.last()).toContain('You had been promised Tue, Jun 2, 12:00 PM EDT.');
  expect(ana.sees().filter((text) => text.includes('Choose: That is too late'))).toHaveLength(1);
  // That is too late, too: the time before it counts again, not the first.
  await ana.presses('That is too late');
  expect(ana.sees()[0]).toContain('You were promised a reply by Tue, Jun 2, 12:00 PM EDT');
});

test.each([
  [{ ...longer, day: '2026-06-01', time: '1 PM' }, 'day: That is not later than what is promised: Mon, Jun 1, 2:00 PM'],
  [{ ...longer, day: '2026-06-06' }, 'time: The office is closed then. Take Mon, Jun 8, 10:00 AM EDT'],
  [{ ...longer, time: '9 AM' }, 'time: The office is closed then. Take Wed, Jun 3, 10:00 AM EDT'],
  [{ ...longer, time: '3' }, 'time: “3” may be morning or afternoon'],
  [{ ...longer, day: '2027-06-03' }, 'day: That is more than half a year away.'],
  [{ ...longer, reason: ' ' }, 'reason: Please say why'],
])('what cannot be promised is refused: %o', async (values, problem) => {
  const { story, lee } = await open();
  expect(await named(lee, values)).toContain(problem);
  expect(await clockOf(story, 'agreed_reply')).toBeUndefined();
});

test('a promise that has ended is given no other time, and neither has a colleague a say', async () => {
  const { story, lee, devon } = await open();
  await devon.says('R-1001');
  expect(devon.last()).not.toContain('It will take longer');
  await story.at('2026-06-01T13:20');
  await story.at('2026-06-01T14:00');
  await lee.says('R-1001');
  expect(lee.last()).not.toContain('It will take longer');
});

test('a closure moves a time that was named, as every promise, and whoever asked is told', async () => {
  const { story, ana, lee, sam } = await open();
  await named(lee);
  await sam.says('Office closed on Wednesday: snow');
  await sam.presses('Close the office');
  await story.sweep();
  await story.settle();
  expect(ana.last()).toContain('You will now have a reply by Thu, Jun 4, 3:00 PM EDT');
  expect(await clockOf(story, 'agreed_reply')).toMatchObject({ dueAt: new Date('2026-06-04T19:00:00Z') });
});

test('made urgent meanwhile, it stays: whoever asked can say that it is too late', async () => {
  const { story, ana, lee } = await open();
  await named(lee);
  await ana.presses('Mark urgent', { reason: 'Storm' });
  expect(ana.sees()[0]).toContain('You will have a reply by Wed, Jun 3, 3:00 PM EDT');
  expect((await clocksOf(story)).filter(({ droppedAt }) => droppedAt)).toEqual([]);
});

test('around the turn of the year every time names its year: beside a field, on the record, in a choice', async () => {
  const story = await openStory(data.database, { at: '2026-12-31T10:00-05:00' });
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('May I buy a drone?');
  expect(await named(lee, { ...longer, day: '2027-01-02' })).toContain('Take Mon, Jan 4, 2027, 10:00 AM EST');
  expect(await named(lee, { ...longer, day: '2027-01-05' })).toContain('a reply by Tue, Jan 5, 2027, 3:00 PM EST');
  expect(await named(lee, { ...longer, day: '2027-01-04' })).toContain('promised: Tue, Jan 5, 2027, 3:00 PM EST');
  await lee.says('R-1001');
  expect(lee.last()).toContain(
    'said that it takes until Tue, Jan 5, 2027, 3:00 PM EST instead of Thu, Dec 31, 2:00 PM',
  );
});

test('figures count a time that was agreed beside what was promised first, with how many they are of', async () => {
  const { story, lee, sam } = await open();
  await sam.says('figures');
  expect(sam.last()).not.toContain('Postponed');
  await named(lee);
  await story.at('2026-06-03T10:00');
  await lee.presses('Reply', { text: 'Yes, you may.' });
  await story.at('2026-06-04T10:00');
  await sam.says('figures');
  expect(sam.last()).toContain('First replies on time: 0% (0 of 1)');
  expect(sam.last()).toContain('Postponed replies on time: 100% (1 of 1)\nTypical wait: 16 h (1 request)');
  expect(sam.last()).not.toContain('Postponed resolutions');
});
