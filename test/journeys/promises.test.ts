import { expect, test } from 'vitest';
import { policyLines } from '../../src/offices/differenceWords.ts';
import { applyImport, planImport } from '../../src/offices/importOffice.ts';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { openStory, type Seat, type Story } from '../support/story.ts';

const data = useDatabase();

const open = async (at = '2026-06-01T10:00') => {
  const story = await openStory(data.database, { at });
  const [ana, ben, sam, ada] = ['ana', 'ben', 'sam', 'ada'].map((name) => story.person(name)) as [
    Seat,
    Seat,
    Seat,
    Seat,
  ];
  return { story, ana, ben, sam, ada };
};
const dueOf = async (story: Story, id: number) =>
  (await story.store.transaction((tx) => tx.clocks.of([id]))).map(({ dueAt }) => dueAt?.toISOString());
const oneDay = { first: '1 business day', next: '4 hours', resolution: '5 business days' };

test('other promises are looked at before they are published, and open requests keep theirs', async () => {
  const { story, ana, ben, sam, ada } = await open();
  await ana.says('May I buy a drone?');
  await ada.says('hi');
  const before = await dueOf(story, 1001);
  await sam.says('promises');
  expect(sam.last()).toContain('Normal: first reply 4 business hours, next reply 4 business hours');
  const wrong = async (first: string) => sam.presses('Change Normal', { ...oneDay, first });
  expect(await wrong('99999 hours')).toContain('first: Please keep it to 366 business days at most.');
  expect(await wrong('0 hours')).toContain('first: Please give at least a minute.');
  expect(await wrong('4')).toContain('first: Write a time with its unit');
  const seen = await sam.presses('Change Normal', oneDay);
  expect(seen).toContain('would promise from now on');
  expect(seen).toContain('normal, first reply: 4 business hours → 1 business day (8 business hours)');
  expect(seen).toContain('If open requests follow too: 1 open request would move later.');
  expect(await dueOf(story, 1001)).toEqual(before);
  expect(await sam.presses('Publish for new requests')).toContain('Published. Open requests keep the times');
  expect(await sam.presses('Publish for new requests')).toBe('You have published other promises already.');
  await story.sweep();
  await story.settle();
  expect(ada.last()).toContain('Published by Sam Reed. Open requests keep the times they were promised.');
  expect(await dueOf(story, 1001)).toEqual(before);
  await ben.says('Where do I buy seed?');
  expect(ben.last()).toContain('You will have a reply by Tue, Jun 2, 10:00 AM EDT, within 1 business day.');
  await sam.says('R-1002');
  expect(await sam.presses('How was this counted?')).toContain('version 2 of the promises');
});

test('published for open requests too, they move and are told; going back gives the same times again', async () => {
  const { story, ana, sam } = await open();
  await ana.says('May I buy a drone?');
  const before = await dueOf(story, 1001);
  await sam.says('promises');
  await sam.presses('Change Normal', oneDay);
  await sam.presses('Publish, open ones too');
  await story.sweep();
  await story.settle();
  expect(ana.last()).toContain('You will now have a reply by Tue, Jun 2, 10:00 AM EDT, within 1 business day.');
  expect(ana.last()).toContain('Reason: Sam Reed changed what the office promises.');
  await sam.says('promises');
  expect(await sam.presses('Earlier versions')).toContain('Version 1');
  expect(await sam.presses('Go back to 1')).toContain('1 open request would move earlier');
  await sam.presses('Publish, open ones too');
  await story.sweep();
  await story.settle();
  expect(await dueOf(story, 1001)).toEqual(before);
  const events = await story.store.transaction((tx) => tx.records.of({ kind: 'office', id: 1 }));
  expect(events.filter(({ kind }) => kind === 'policy published').map(({ data: of }) => of)).toMatchObject([
    {},
    { openToo: true },
    { openToo: true, asVersion: 1 },
  ]);
  await sam.says('R-1001');
  const how = await sam.presses('How was this counted?');
  expect(how).toContain(
    'the promises changed: the first reply 4 business hours → 1 business day (8 business hours) (Sam Reed changed what the office',
  );
  expect(how, 'and back').toContain('the first reply 1 business day (8 business hours) → 4 business hours (');
});

test('promises that are others only for what is urgent: the receipt says that no time of this one changed', async () => {
  const { story, ana, ben, sam } = await open();
  await ana.says('May I buy a drone?');
  await ben.says('Where do I buy seed?');
  await ben.presses('Mark urgent', { reason: 'Frost' });
  await sam.says('promises');
  await sam.presses('Change Urgent', { first: '30 minutes', next: '1 hour', resolution: '1 business day' });
  await sam.presses('Publish, open ones too');
  await story.sweep();
  await sam.says('R-1001');
  expect(await sam.presses('How was this counted?')).toContain(
    'the promises changed, but no time of this request (Sam Reed',
  );
});

test('what was broken stays broken, and the last 90 days are told by the new promises', async () => {
  const { story, ana, ben, sam } = await open();
  await ana.says('May I buy a drone?');
  await story.at('2026-06-01T15:00');
  await ben.says('Where do I buy seed?');
  await story.person('lee').presses('Reply', { text: 'You may.' });
  await story.at('2026-06-03T10:00');
  await sam.says('promises');
  const seen = await sam.presses('Change Normal', oneDay);
  expect(seen).toContain('First replies of the last 90 days: 0% kept (0 of 2) → 50% kept (1 of 2)');
  expect(seen).toContain('No open request would move.');
  await sam.presses('Publish for new requests');
  const [reply] = await story.store.transaction((tx) => tx.clocks.of([1001]));
  expect(reply?.met).toBe(false);
});

test('promises hold from the day that was chosen, to the minute, whenever anybody looked', async () => {
  const { story, ana, ben, sam } = await open();
  await sam.says('promises');
  await sam.presses('Change Normal', { ...oneDay, from: '2026-06-03' });
  await sam.presses('Publish for new requests');
  await story.at('2026-06-02T10:00');
  await ana.says('May I buy a drone?');
  expect(ana.last()).toContain('within 4 business hours');
  await story.at('2026-06-03T10:00');
  await ben.says('Where do I buy seed?');
  expect(ben.last()).toContain('within 1 business day');
  await story.sweep();
  await sam.says('promises');
  expect(sam.last()).toContain('Normal: first reply 1 business day');
  expect(sam.last()).toContain('Version 2');
});

test('two who publish at once: the second looks again; what does not hold yet can be taken back', async () => {
  const { story, sam, ada } = await open();
  for (const seat of [sam, ada]) {
    await seat.says('promises');
    await seat.presses('Change Urgent', { first: '30 minutes', next: '1 hour', resolution: '1 business day' });
  }
  expect(await sam.presses('Publish for new requests')).toContain('Published');
  expect(await ada.presses('Publish for new requests')).toContain('Somebody has published other promises meanwhile');
  await ada.says('promises');
  await ada.presses('Change Normal', { ...oneDay, from: '2026-06-08' });
  await ada.presses('Publish for new requests');
  await ada.says('promises');
  expect(ada.last()).toContain(
    'Version 3 holds from Mon, Jun 8, 12:00 AM EDT: normal, first reply: 4 business hours → ',
  );
  const toSam = () =>
    sam
      .sees()
      .filter((text) => text.includes('from Mon, Jun 8, 12:00 AM EDT on'))
      .join('\n');
  expect(toSam()).toContain('Procurement Office promises other times');
  expect(await ada.presses('Take back')).toContain('Version 3 will not hold.');
  // Nobody goes on reading that it will.
  expect(toSam()).not.toContain('promises other times');
  expect(sam.last()).toContain('was taken back by Ada Wong');
  expect(ada.sees().join('\n')).not.toContain('promises other times from Mon, Jun 8');
  await story.at('2026-06-08T10:00');
  await ada.says('promises');
  expect(ada.last()).toContain('Normal: first reply 4 business hours');
  const lee = story.person('lee');
  await lee.says('promises');
  expect(lee.last()).not.toContain('Normal:');
});

test('what was published in chat stays at an import, until the file itself says something else', async () => {
  const { story, ana, sam } = await open();
  await ana.says('May I buy a drone?');
  await sam.says('promises');
  await sam.presses('Change Normal', oneDay);
  await sam.presses('Publish for new requests');
  const { now } = story;
  const same = await story.store.transaction((tx) => planImport(tx, storyOffice(), now()));
  expect(same.difference.policy).toBe(false);
  const { policy } = storyOffice();
  const normal = { firstReply: 120, nextReply: 120, resolution: 2400 };
  const other = storyOffice({ policy: { ...policy, targets: { ...policy.targets, normal } } });
  const handOver = () => Promise.resolve();
  await story.store.transaction(async (tx) => {
    const plan = await planImport(tx, other, now());
    expect(policyLines(plan, {})[0]).toBe('By these promises: 1 open request would move earlier.');
    expect(policyLines(plan, {})[1]).toContain('add --open-too');
    await applyImport(tx, plan, { openToo: true }, now(), { handOver, confirmed: handOver });
  });
  await story.sweep();
  await story.settle();
  expect(ana.last()).toContain('You will now have a reply by Mon, Jun 1, 12:00 PM EDT, within 2 business hours.');
});
