import { expect, test } from 'vitest';
import { importOffice } from '../../src/offices/importOffice.ts';
import { beside, rosterPerson } from '../support/beside.ts';
import { useDatabase } from '../support/database.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();

const receipt = async (story: Story): Promise<string> => {
  const ana = story.person('ana');
  await ana.says('R-1001');
  return ana.presses('How was this counted?');
};

const clock = async (story: Story, kind: string) =>
  story.store.transaction(async (tx) => (await tx.clocks.of([1001])).find((each) => each.kind === kind));

test('"the office was closed that day after all, so nothing was late": what was broken before stays broken', async () => {
  const story = await openStory(data.database, { at: '2026-06-02T09:00' });
  const [ana, lee, sam] = [story.person('ana'), story.person('lee'), story.person('sam')];
  await ana.says('May I buy a drone?');
  await story.at('2026-06-02T13:05');
  expect(ana.last()).toContain('we promised you a reply by Tue, Jun 2, 1:00 PM EDT, and you do not have it yet');

  await story.at('2026-06-02T14:00');
  await sam.says('Office closed today: snow');
  await sam.presses('Close the office');
  await story.sweep();
  const open = await receipt(story);
  expect(open).toContain('Until Tue, Jun 2, 1:05 PM EDT, when it was late, it was counted by the calendar as it was');
  expect(open).toContain('- Tue, Jun 2, 9:00 AM EDT – Tue, Jun 2, 1:05 PM EDT · 4 h 5 min');
  expect(open).toContain('So far 4 h 5 min: it is late.');

  await story.at('2026-06-02T15:00');
  await lee.presses('Reply', { text: 'Yes.' });
  await story.sweep();
  expect(sam.sees().join('\n')).not.toContain('within its time after all');
  expect(sam.sees().join('\n')).toContain('the first reply to Ana Ruiz was given late, Tue, Jun 2, 3:00 PM EDT');
  expect(await clock(story, 'first_reply')).toMatchObject({ met: false, elapsed: 245 });
  expect(await receipt(story)).toContain('In all 4 h 5 min: the promise was not kept.');
});

test('"the figures of last week change": a receipt says of what was judged what was judged, whatever calendar came later', async () => {
  const story = await openStory(data.database, { at: '2026-06-02T09:00' });
  const [ana, lee, sam] = [story.person('ana'), story.person('lee'), story.person('sam')];
  await ana.says('May I buy a drone?');
  await story.at('2026-06-02T11:00');
  await lee.presses('Reply', { text: 'Yes.' });
  await story.at('2026-06-02T12:00');
  await sam.says('Office closed today: snow');
  await sam.presses('Close the office');
  await story.sweep();
  const said = await receipt(story);
  expect(said).toContain('- Tue, Jun 2, 9:00 AM EDT – Tue, Jun 2, 11:00 AM EDT · 2 h');
  expect(said).toContain('It was counted by the calendar as it was then. Nothing that changed later touches it.');
  expect(said).toContain('In all 2 h: the promise was kept.');
  // What is owed still goes by the closure.
  expect(said).toContain('not counted: the office is closed (snow)');
});

test('what one office has answered is counted by its hours, wherever the request goes', async () => {
  const story = await openStory(data.database, { at: '2026-06-02T09:00' });
  const hr = beside('hr', 'Human Resources', 'America/Los_Angeles', 'benefits', [
    rosterPerson('kim', 'Kim Bell', 'liaison'),
  ]);
  await story.store.transaction((tx) => importOffice(tx, hr, story.now()));
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('Which quotes do I need to buy a drone?');
  await story.at('2026-06-02T11:00');
  await lee.presses('Reply', { text: 'Three.' });
  const [office] = await story.store.transaction((tx) => tx.offices.all());
  const other = await story.store.transaction(async (tx) =>
    (await tx.offices.all()).find(({ id }) => id !== office?.id),
  );
  await ana.presses('Another office', { line: String(other?.lines[0]?.id), reason: 'It is about staff' });
  await story.sweep();
  const said = await receipt(story);
  expect(said).toContain('Time counts while Human Resources is open: Mon–Fri, 9 AM–5 PM Pacific.');
  expect(said).toContain('It was counted by the calendar as it was then (Mon–Fri, 9 AM–5 PM Eastern).');
  expect(said).toContain('- Tue, Jun 2, 6:00 AM PDT – Tue, Jun 2, 8:00 AM PDT · 2 h');
  expect(said).toContain('In all 2 h: the promise was kept.');
});

test('"reopening promises a day on which the office is closed": it goes by what was declared meanwhile', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T09:00' });
  const [ana, lee, sam] = [story.person('ana'), story.person('lee'), story.person('sam')];
  await ana.says('May I buy a drone?');
  await lee.presses('Resolve', { outcome: 'answered', text: 'Yes.' });
  await story.at('2026-06-01T11:00');
  await sam.says('Office closed tomorrow: snow');
  await sam.presses('Close the office');
  await story.at('2026-06-01T16:00');
  await ana.presses('I still need help', { text: 'But which one?' });
  await story.sweep();
  expect(ana.last()).toContain(
    'R-1001 is open again; Lee Park has it. You will have a reply by Wed, Jun 3, 12:00 PM EDT',
  );
  const warned = lee.sees().length;
  await story.at('2026-06-02T14:30');
  expect(lee.sees()).toHaveLength(warned);
});
