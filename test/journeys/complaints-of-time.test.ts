import { expect, test } from 'vitest';
import { runHolidays } from '../../src/cli/holidays.ts';
import { applyImport, planImport } from '../../src/offices/importOffice.ts';
import type { OfficeSetup } from '../../src/offices/setup.ts';
import { importDuties } from '../../src/requests/importDuties.ts';
import type { ClockKind } from '../../src/sla/clockKinds.ts';
import { parseHours } from '../../src/sla/hoursText.ts';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { linkOf, openPage, press } from '../support/page.ts';
import { openStory, type Story } from '../support/story.ts';

/** More of what users of other desks complain about when time is counted, each named after what went wrong there. */

const data = useDatabase();
const { policy, calendar } = storyOffice();

const clockOf = async (story: Story, id: number, kind: ClockKind) =>
  (await story.store.transaction((tx) => tx.clocks.of([id]))).find((clock) => clock.kind === kind);
const dueOf = async (story: Story, id: number, kind: ClockKind) =>
  (await clockOf(story, id, kind))?.dueAt?.toISOString();

/** The office's files are imported again, with this changed; open requests follow. */
async function imports(story: Story, change: Partial<OfficeSetup>): Promise<void> {
  await story.store.transaction(async (tx) => {
    const plan = await planImport(tx, storyOffice(change), story.now());
    await applyImport(tx, plan, { openToo: true }, story.now(), importDuties(story.now));
  });
  await story.sweep();
  await story.sweep();
}

test('"the time that was told, that of the warning and that of the report are three times"', async () => {
  const story = await openStory(data.database);
  const [ana, lee, sam] = [story.person('ana'), story.person('lee'), story.person('sam')];
  await ana.says('May I buy a drone?');
  expect(ana.last()).toContain('You will have a reply by Mon, Jun 1, 2:00 PM EDT');
  expect(lee.last()).toContain('Reply by (promised): Mon, Jun 1, 2:00 PM EDT');
  expect(await dueOf(story, 1001, 'first_reply')).toBe('2026-06-01T18:00:00.000Z');
  await story.at('2026-06-01T14:02');
  expect(sam.last()).toContain('it was due by Mon, Jun 1, 2:00 PM EDT');
  await lee.presses('Reply', { text: 'You may.' });
  await sam.says('R-1001');
  const counted = await sam.presses('How was this counted?');
  expect(counted).toContain('It was due by Mon, Jun 1, 2:00 PM EDT.');
  expect(counted).toContain('In all 4 h 2 min: the promise was not kept');
  await story.at('2026-06-02T10:00');
  await sam.says('how are we doing?');
  expect(sam.last()).toContain('First replies on time: 0% (0 of 1)');
});

test('"after the hours change the old ones are still used"', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T16:00' });
  const ana = story.person('ana');
  await ana.says('May I buy a drone?');
  expect(ana.last()).toContain('by Tue, Jun 2, 12:00 PM EDT');
  await imports(story, { calendar: { ...calendar, hours: parseHours('Mon-Fri 09:00-19:00') } });
  expect(ana.last()).toContain('You will now have a reply by Tue, Jun 2, 10:00 AM EDT');
  expect(await dueOf(story, 1001, 'first_reply')).toBe('2026-06-02T14:00:00.000Z');
});

test('"a promise that was given up goes on escalating"', async () => {
  const story = await openStory(data.database);
  await story.person('ana').says('May I buy a drone?');
  const none = [{ name: 'In our own time', for: {}, targets: null }];
  await imports(story, { policy: { ...policy, agreements: none } });
  for (const time of ['01T12:02', '01T14:02', '02T09:02', '09T09:02']) await story.at(`2026-06-${time}`);
  for (const who of ['lee', 'devon', 'sam']) expect(story.person(who).sees().join()).not.toMatch(/Late: |Due soon: /u);
  expect(await clockOf(story, 1001, 'first_reply')).toMatchObject({ dueAt: null, breachedAt: null });
});

test('"a feed of holidays closes days that nobody expected"', async () => {
  const story = await openStory(data.database, { at: '2027-12-30T10:00-05:00' });
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  const io = { out: say, err: say, now: story.now, progress() {} };
  await runHolidays(['draft', 'offices/sample/holidays-2028.ics'], {
    ...io,
    withStore: (work) => work(story.store),
    ask: undefined,
  });
  await story.at('2028-01-18T10:00-05:00');
  await story.person('ana').says('May I buy a drone?');
  expect(story.person('ana').last(), 'a draft counts for nothing').toContain('We cannot promise a time yet');
  expect(story.person('ada').sees().join()).toContain('This is a draft, from the file holidays-2028.ics');
  expect(await story.person('ada').presses('Confirm 2028')).toContain('are confirmed');
});

test('"the time does not stand still while the office waits for whoever asked"', async () => {
  const story = await openStory(data.database);
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('May I buy a drone?');
  expect(await dueOf(story, 1001, 'first_resolution')).toBe('2026-06-08T14:00:00.000Z');
  await lee.presses('Ask the agency', { text: 'Which one?' });
  for (const day of ['02', '03', '04', '05', '08', '09']) await story.at(`2026-06-${day}T10:00`);
  expect(story.person('sam').sees().join()).not.toContain('Late: R-1001');
  await ana.says('The small one.');
  expect(await dueOf(story, 1001, 'first_resolution')).toBe('2026-06-16T14:00:00.000Z');
});

test('"only the first reply has a time"', async () => {
  const story = await openStory(data.database);
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('May I buy a drone?');
  await lee.presses('Reply', { text: 'You may.' });
  await story.at('2026-06-02T10:00');
  await ana.says('And where do I get one?');
  await story.at('2026-06-02T11:00');
  await ana.says('Is there a list of shops?');
  // The oldest question that is not answered counts, not the last one.
  expect(await dueOf(story, 1001, 'next_reply')).toBe('2026-06-02T18:00:00.000Z');
  await story.at('2026-06-02T14:02');
  expect(story.person('sam').sees().join()).toContain('Late: R-1001');
});

test('"what has no topic yet keeps the usual times for ever"', async () => {
  const agreements = [
    { name: 'Contracts', for: { lines: ['contracts'] }, targets: { firstReply: 120, nextReply: 60, resolution: 960 } },
  ];
  const story = await openStory(data.database, { office: { policy: { ...policy, agreements } } });
  const ana = story.person('ana');
  await ana.says('Good morning, I need some help with a paper.');
  expect(await dueOf(story, 1001, 'first_reply')).toBe('2026-06-01T18:00:00.000Z');
  await ana.presses('Change topic to Contracts');
  expect(await dueOf(story, 1001, 'first_reply')).toBe('2026-06-01T16:00:00.000Z');
});

test('"handing it over begins the time again"', async () => {
  const story = await openStory(data.database);
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('May I buy a drone?');
  await story.at('2026-06-01T13:00');
  const before = await story.store.transaction((tx) => tx.clocks.of([1001]));
  const { id } = await story.store.transaction(async (tx) => {
    const [devon] = (await tx.people.withRole(1, 'liaison')).filter(({ name }) => name === 'Devon Clark');
    if (!devon) throw new Error('Devon is there');
    return devon;
  });
  await lee.presses('Hand over', { person: String(id), reason: 'You know drones.' });
  const after = await story.store.transaction((tx) => tx.clocks.of([1001]));
  const times = (all: typeof before) => all.map(({ startedAt, dueAt, target }) => [startedAt, dueAt, target]);
  expect(times(after)).toEqual(times(before));
  expect(story.person('devon').sees().join()).toContain('Mon, Jun 1, 2:00 PM EDT');
});

test('"what is opened again after weeks makes the figures worse"', async () => {
  const story = await openStory(data.database);
  const [ana, lee, sam] = [story.person('ana'), story.person('lee'), story.person('sam')];
  await ana.says('May I buy a drone?');
  await lee.presses('Resolve', { outcome: 'answered', text: 'You may.' });
  const before = await story.store.transaction((tx) => tx.clocks.of([1001]));
  await story.at('2026-06-26T10:00');
  await ana.presses('I still need help', { text: 'The drone broke.' });
  expect(ana.last()).toContain('R-1002');
  expect(await story.store.transaction((tx) => tx.clocks.of([1001]))).toEqual(before);
  await sam.says('how are we doing?');
  expect(sam.last()).toContain('First replies on time: 100% (1 of 1)');
});

test('"a reply that is written in the browser does not count"', async () => {
  const { story, browser } = await openPage(data.database);
  await story.person('ana').says('May I buy a drone?');
  const lee = browser();
  await lee(await linkOf(story, 'lee'), {});
  const form = await press(lee, await lee('/desk/requests/R-1001'), 'Reply');
  await press(lee, form, 'Send reply', { text: 'You may.' });
  await story.settle();
  expect(story.person('ana').sees().join()).toContain('You may.');
  expect(await clockOf(story, 1001, 'first_reply')).toMatchObject({ met: true });
});

test('"the share that was kept cannot be had by agency or by liaison, nor as a file"', async () => {
  const { story, browser } = await openPage(data.database);
  await story.person('ana').says('May I buy a drone?');
  await story.person('ben').says('Where do I buy seed?');
  await story.person('lee').presses('Reply', { text: 'You may.' });
  await story.at('2026-06-02T10:00');
  const sam = browser();
  await sam(await linkOf(story, 'sam'), {});
  const file = async (by: string) => (await sam(`/desk/figures?month=2026-06&by=${by}&table=by-${by}&file=csv`)).text;
  const byAgency = await file('agency');
  expect(byAgency).toMatch(/Transportation,1,1,1,100%/u);
  expect(byAgency).toMatch(/Agriculture,1,1,0,0%/u);
  const byLiaison = await file('liaison');
  expect(byLiaison).toMatch(/Lee Park,1,1,1,100%/u);
  expect(byLiaison).toMatch(/Maria Lopez,1,1,0,0%/u);
});
