import { expect, test } from 'vitest';
import { plainText } from '../../src/chat/message.ts';
import { importOffice } from '../../src/offices/importOffice.ts';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { openStory } from '../support/story.ts';

const data = useDatabase();

test('past the last confirmed year no time is told, and all the rest goes on', async () => {
  // Only 2026 and 2027 are confirmed.
  const story = await openStory(data.database, { at: '2027-12-31T15:00-05:00' });
  const [ana, ben, lee, sam] = [story.person('ana'), story.person('ben'), story.person('lee'), story.person('sam')];
  await ana.says('May I buy a drone?');
  expect(ana.last()).toContain(
    'We cannot promise a time yet: the office has not confirmed its calendar that far ahead.',
  );
  await ana.presses('Mark urgent', { reason: 'Tonight' });
  expect(ana.last()).toContain('You will have a reply by Fri, Dec 31, 4:00 PM EST');
  await story.at('2027-12-31T16:30-05:00');
  expect(sam.sees().join()).toContain('Late: R-1001');
  await story.at('2027-12-31T17:30-05:00');
  await ana.says('my liaison');
  expect(ana.last()).toContain('Purchasing: Lee Park');
  await story.at('2028-01-03T10:00-05:00');
  await ben.says('Where do I buy seed?');
  await lee.presses('Reply', { text: 'You may.' });
  expect(ana.last()).toContain('You may.');
  expect(await lee.presses('Resolve', { outcome: 'answered' })).toContain('R-1001 is resolved');
  await story.at('2028-01-04T10:00-05:00');
  const clocks = await story.store.transaction((tx) => tx.clocks.of([1001]));
  expect(clocks.map(({ stoppedAt, met }) => [stoppedAt !== null, met])).toEqual([
    [true, null],
    [true, null],
    [true, null],
  ]);
});

test('what could not be judged is judged once the year is confirmed, also when it is long resolved', async () => {
  const story = await openStory(data.database, { at: '2028-01-03T10:00-05:00' });
  await story.person('ben').says('Where do I buy seed?');
  await story.at('2028-01-03T11:00-05:00');
  await story.person('maria').presses('Reply', { text: 'In the yard.' });
  await story.person('maria').presses('Resolve', { outcome: 'answered' });
  const verdicts = () => story.store.transaction(async (tx) => (await tx.clocks.of([1001])).map(({ met }) => met));
  await story.at('2028-01-05T10:00-05:00');
  expect(await verdicts()).toEqual([null, null, null]);
  const said = story.person('ben').sees();
  const { calendar } = storyOffice();
  const confirmed = storyOffice({ calendar: { ...calendar, confirmedYears: [2026, 2027, 2028] } });
  await story.store.transaction((tx) => importOffice(tx, confirmed, story.now()));
  await story.at('2028-01-05T10:01-05:00');
  expect(await verdicts()).toEqual([true, true, true]);
  // A verdict is for the record and the figures; it is no news to whoever asked.
  expect(story.person('ben').sees()).toEqual(said);
});

test('a supervisor sees in time that nobody knows the days to come, and is not told that they are covered', async () => {
  const story = await openStory(data.database, { at: '2027-12-01T10:00-05:00' });
  const page = async () => {
    const answer = await story.chat.view('sam@state.example', { kind: 'home', whole: true });
    return answer.kind === 'show' ? plainText(answer.message) : '';
  };
  expect(await page()).not.toContain('is not confirmed');
  await story.at('2027-12-20T10:00-05:00');
  expect(await page()).toContain('The calendar of Procurement Office is not confirmed for 2028. Type “holidays”');
  await story.at('2028-01-10T10:00-05:00');
  expect(await page()).toContain('The calendar of Procurement Office is not confirmed for 2028. Type “holidays”');
  expect(await page()).not.toContain('Everybody is covered');
});
