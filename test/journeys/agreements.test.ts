import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { openStory } from '../support/story.ts';

const data = useDatabase();

const { policy } = storyOffice();
const agreed = {
  policy: {
    ...policy,
    agreements: [
      {
        name: 'Transportation contracts',
        for: { agencies: ['DOT'], lines: ['contracts'] },
        targets: { firstReply: 120, nextReply: 60, resolution: 960 },
      },
      { name: 'Finance asks in its own time', for: { agencies: ['FIN'] }, targets: null },
    ],
  },
};

test('the first agreement that matches agency, topic and priority is promised; all others get what all get', async () => {
  const story = await openStory(data.database, { office: agreed });
  const [ana, ben] = [story.person('ana'), story.person('ben')];
  await ana.says('May we sign this contract renewal?');
  expect(ana.last()).toContain('You will have a reply by Mon, Jun 1, 12:00 PM EDT, within 2 business hours.');
  await ben.says('May we sign this contract renewal?');
  expect(ben.last()).toContain('You will have a reply by Mon, Jun 1, 2:00 PM EDT, within 4 business hours.');
});

test('targets computed only at creation: another topic has its own from the first moment on', async () => {
  const story = await openStory(data.database, { office: agreed });
  const ana = story.person('ana');
  await ana.says('May I buy a drone?');
  expect(ana.last()).toContain('by Mon, Jun 1, 2:00 PM EDT, within 4 business hours');
  await story.at('2026-06-01T11:00');
  await ana.presses('Change topic to Contracts');
  expect(ana.last()).toContain('You will now have a reply by Mon, Jun 1, 12:00 PM EDT, within 2 business hours.');
});

test('where no time is promised none is told, nobody is warned, no verdict is given, and the waits are known', async () => {
  const story = await openStory(data.database, { office: agreed });
  const [fay, sam] = [story.person('fay'), story.person('sam')];
  await fay.says('Which form is it?');
  expect(fay.last()).toContain('No time is promised for this. We answer as soon as we can.');
  expect(story.person('ada').sees().join()).not.toContain('calendar');
  await story.at('2026-06-15T10:00');
  expect(sam.sees().join()).not.toContain('Late: R-1001');
  await sam.says('R-1001');
  await sam.presses('Take over');
  await sam.presses('Reply', { text: 'Form 7.' });
  expect(fay.last()).toContain('Form 7.');
  const [reply] = await story.store.transaction((tx) => tx.clocks.of([1001]));
  expect(reply).toMatchObject({ kind: 'first_reply', target: null, dueAt: null, met: null, breachedAt: null });
  expect(reply?.stoppedAt).not.toBeNull();
  await sam.says('R-1001');
  expect(await sam.presses('How was this counted?')).toMatch(
    /The first reply: no time is promised\..*where “Finance asks in its own time” holds/su,
  );
});
