import { expect, test } from 'vitest';
import type { ClockKind } from '../../src/sla/clockKinds.ts';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { openStory, type Story } from '../support/story.ts';

/** What users of other desks complain about most, each named after what went wrong there. Here it cannot happen. */

const data = useDatabase();

const clockOf = async (story: Story, id: number, kind: ClockKind) =>
  (await story.store.transaction((tx) => tx.clocks.of([id]))).find((clock) => clock.kind === kind);

test('"it escalates although the liaison answered last"', async () => {
  const story = await openStory(data.database);
  await story.person('ana').says('May I buy a drone?');
  await story.person('lee').presses('Reply', { text: 'You may.' });
  await story.at('2026-06-03T16:00');
  expect(story.person('sam').sees().join()).not.toContain('Late');
  expect((await clockOf(story, 1001, 'first_reply'))?.met).toBe(true);
});

test('"a merged request escalates"', async () => {
  const story = await openStory(data.database);
  const [ana, lee, sam] = [story.person('ana'), story.person('lee'), story.person('sam')];
  await ana.asks('May I buy a drone?');
  await ana.asks('May I buy a drone, please?');
  await lee.presses('Resolve', { outcome: 'duplicate', duplicate: 'R-1001' });
  await story.at('2026-06-01T16:00');
  expect(sam.sees().join()).toContain('R-1001');
  expect(sam.sees().join()).not.toContain('Late: R-1002');
  expect(await clockOf(story, 1002, 'first_reply')).toMatchObject({ breachedAt: null, met: null });
});

test('"a note stops the clock, or counts as a response"', async () => {
  const story = await openStory(data.database);
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('May I buy a drone?');
  await lee.presses('Note', { text: 'As last year.' });
  expect((await clockOf(story, 1001, 'first_reply'))?.stoppedAt).toBeNull();
});

test('"deadlines are read in the viewer’s time zone, and shown as failed at once"', async () => {
  const people = storyOffice().people.map((one) =>
    one.email.startsWith('ana') ? { ...one, zone: 'Pacific/Honolulu' } : one,
  );
  const story = await openStory(data.database, { office: { people } });
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('May I buy a drone?');
  expect(ana.last()).toContain('by Mon, Jun 1, 8:00 AM HST');
  expect(lee.last()).toContain('Mon, Jun 1, 2:00 PM EDT');
  expect(lee.last()).not.toContain('Late');
  expect((await clockOf(story, 1001, 'first_reply'))?.dueAt?.toISOString()).toBe('2026-06-01T18:00:00.000Z');
});

test('"a new policy makes good what was broken, or leaves requests escalating by the old one"', async () => {
  const story = await openStory(data.database);
  const [ana, sam] = [story.person('ana'), story.person('sam')];
  await ana.says('May I buy a drone?');
  await story.at('2026-06-01T15:00');
  await sam.says('promises');
  await sam.presses('Change Normal', { first: '2 business days', next: '4 hours', resolution: '10 business days' });
  await sam.presses('Publish, open ones too');
  await story.sweep();
  await story.settle();
  const reply = await clockOf(story, 1001, 'first_reply');
  expect(reply?.dueAt?.toISOString()).toBe('2026-06-01T18:00:00.000Z');
  expect(reply?.breachedAt).not.toBeNull();
  const finish = await clockOf(story, 1001, 'first_resolution');
  expect(finish?.dueAt?.toISOString()).toBe('2026-06-15T14:00:00.000Z');
});

test('"the pause is lost when the priority or the promises change"', async () => {
  const story = await openStory(data.database);
  const [ana, lee, sam] = [story.person('ana'), story.person('lee'), story.person('sam')];
  await ana.says('May I buy a drone?');
  await lee.presses('Ask the agency', { text: 'Which one?' });
  expect((await clockOf(story, 1001, 'first_resolution'))?.dueAt).toBeNull();
  await sam.says('R-1001');
  await sam.presses('Change priority', { priority: 'urgent', reason: 'Storm' });
  await sam.says('promises');
  await sam.presses('Change Urgent', { first: '1 hour', next: '1 hour', resolution: '2 business days' });
  await sam.presses('Publish, open ones too');
  await story.sweep();
  expect((await clockOf(story, 1001, 'first_resolution'))?.dueAt).toBeNull();
  await story.at('2026-06-03T10:00');
  await ana.says('The small one.');
  // Two business days from when it was made urgent, at once, and two that were paused.
  expect((await clockOf(story, 1001, 'first_resolution'))?.dueAt?.toISOString()).toBe('2026-06-05T14:00:00.000Z');
});

const { policy } = storyOffice();

test('"reopening leaves the deadline that has passed, or begins the time again"', async () => {
  const story = await openStory(data.database);
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('May I buy a drone?');
  await lee.presses('Resolve', { outcome: 'answered', text: 'You may.' });
  await story.at('2026-06-04T10:00');
  await ana.presses('I still need help', { text: 'Which one?' });
  expect(ana.sees()[0]).toContain('You will have a reply by Thu, Jun 4, 2:00 PM EDT');
  const total = await clockOf(story, 1001, 'total_resolution');
  // The three business days for which it was resolved do not count, and what went before does.
  expect(total).toMatchObject({ stoppedAt: null, startedAt: new Date('2026-06-01T14:00:00Z') });
  expect(total?.dueAt?.toISOString()).toBe('2026-06-11T14:00:00.000Z');
  expect(await clockOf(story, 1001, 'first_resolution')).toMatchObject({ met: true });
});

test('"it warns at midnight and on weekends"', async () => {
  const story = await openStory(data.database, { at: '2026-06-05T16:00' });
  const [ana, lee, devon, sam] = ['ana', 'lee', 'devon', 'sam'].map((name) => story.person(name));
  await ana?.says('May I buy a drone?');
  const rung = () => [lee, devon, sam].map((seat) => seat?.sees().length);
  const before = rung();
  for (let hour = 17; hour <= 24 + 24 + 24 + 8; hour += 3) {
    const [day, oclock] = [5 + Math.floor(hour / 24), hour % 24];
    await story.at(`2026-06-0${day}T${String(oclock).padStart(2, '0')}:30`);
    if (day < 8) expect(rung()).toEqual(before);
  }
  await story.at('2026-06-08T13:00');
  expect(rung()).not.toEqual(before);
});

test('"whoever should answer is silent, and nobody else hears of it"', async () => {
  const story = await openStory(data.database);
  await story.person('ana').says('May I buy a drone?');
  await story.at('2026-06-01T13:30');
  expect(story.person('devon').sees().join()).toContain('R-1001');
  await story.at('2026-06-01T14:05');
  expect(story.person('sam').sees().join()).toContain('Late: R-1001');
});

test('"it is not said when an answer comes, nor that the office is closed now"', async () => {
  const story = await openStory(data.database, { at: '2026-06-06T10:00' });
  const ana = story.person('ana');
  await ana.says('May I buy a drone?');
  expect(ana.last()).toMatch(/Lee Park.*by Mon, Jun 8, 1:00 PM EDT/su);
  expect(ana.last()).toContain('The office is closed until Mon, Jun 8, 9:00 AM EDT.');
  // While it is open there is nothing of the kind to say.
  await story.at('2026-06-08T10:00');
  await ana.asks('May I buy a boat?');
  expect(ana.last()).toContain('by Mon, Jun 8, 2:00 PM EDT');
  expect(ana.last()).not.toContain('closed until');
});

test('"the time for news overrules that of the first reply"', async () => {
  const targets = { ...policy.targets, normal: { ...policy.targets.normal, update: 60 } };
  const story = await openStory(data.database, { office: { policy: { ...policy, targets } } });
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('May I buy a drone?');
  expect(ana.last()).toContain('by Mon, Jun 1, 2:00 PM EDT');
  await lee.presses('Reply', { text: 'We look.' });
  await story.at('2026-06-01T10:30');
  await ana.says('And a second one?');
  expect(ana.sees()[0]).toContain('You will have a reply by Mon, Jun 1, 2:30 PM EDT');
});

test('"every request has a deadline, wanted or not, and warns for ever"', async () => {
  const none = [{ name: 'In our own time', for: { agencies: ['DOT'] }, targets: null }];
  const story = await openStory(data.database, { office: { policy: { ...policy, agreements: none } } });
  await story.person('ana').says('May I buy a drone?');
  await story.at('2026-06-30T10:00');
  expect(story.person('sam').sees().join()).not.toContain('Late');
  expect(await clockOf(story, 1001, 'first_reply')).toMatchObject({ dueAt: null, breachedAt: null });
});

test('"what the bot says counts as the first reply, and what is said in another way does not"', async () => {
  const story = await openStory(data.database);
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('May I buy a drone?');
  expect(ana.last()).toContain('R-1001');
  expect((await clockOf(story, 1001, 'first_reply'))?.stoppedAt).toBeNull();
  await lee.presses('Resolve', { outcome: 'answered', text: 'You may.' });
  expect((await clockOf(story, 1001, 'first_reply'))?.met).toBe(true);
});

test('"the wait is measured from when the desk heard of it"', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T11:00' });
  const ana = story.person('ana');
  await ana.says('May I buy a drone?', { at: new Date('2026-06-01T14:00:00Z') });
  expect(ana.last()).toContain('by Mon, Jun 1, 2:00 PM EDT');
});
