import { expect, test } from 'vitest';
import { priorityPress } from '../../src/requests/presses.ts';
import { useDatabase } from '../support/database.ts';
import { openStory } from '../support/story.ts';

const data = useDatabase();

test('late since is the first promise that was broken, whatever was promised since, until it is kept', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, lee, sam] = [story.person('ana'), story.person('lee'), story.person('sam')];
  const card = (): string => lee.sees().find((text) => text.includes('R-1001 · Transportation:')) ?? '';
  await ana.says('Do I need three quotes?');
  await lee.presses('Reply', { text: 'I look it up.' });
  const finish = /Finish by \(promised\): (?<due>[^,]+, [^,]+, [^,]+)/u.exec(card())?.groups?.due ?? '';
  expect(finish).toContain('Jun 8');
  await story.at('2026-06-09T09:00');
  await story.at('2026-06-09T10:00');
  expect(card()).toContain(`Late since ${finish}. Your turn: Ana has your reply.`);
  await ana.says('R-1001: we need it by Friday');
  // The reply that is owed now is in time, and the time to finish is broken all the same.
  expect(card()).toContain(`Late since ${finish}. Your turn: Ana is waiting for your reply.`);
  expect(card()).toContain('Reply by (promised): Tue, Jun 9, 2:00');
  expect(ana.sees()[0]).toContain(`We expected to finish by ${finish}`);
  expect(ana.sees()[0]).toContain('You will have a reply by Tue, Jun 9, 2:00');
  await lee.says('my queue');
  expect(lee.last()).toContain('late since yesterday 10:00');
  await story.at('2026-06-09T15:00');
  await sam.says('all open');
  expect(sam.last(), 'not since the reply was due').toContain('late since yesterday 10:00');
  await sam.says('late');
  expect(sam.last()).toContain('R-1001');
});

test('another priority gives a broken promise no later time', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, lee, sam] = [story.person('ana'), story.person('lee'), story.person('sam')];
  await ana.says('Do I need three quotes?');
  await ana.presses('Mark urgent', { reason: 'The contract ends today' });
  await story.at('2026-06-01T12:00');
  await lee.says('my queue');
  const since = /late since [^·\n]+/u.exec(lee.last())?.[0] ?? 'not late';
  expect(since).toContain('late since 11:00');
  await story.chat.hand('sam@state.example', {
    ...{ kind: 'submit', press: priorityPress.to({ request: 1001 }) },
    values: { priority: 'normal', reason: 'It ends tomorrow' },
  });
  await story.settle();
  await lee.says('my queue');
  expect(lee.last()).toContain(since);
  await sam.says('late');
  expect(sam.last()).toContain('R-1001');
  expect(ana.sees()[0]).toContain('You were promised a reply by Mon, Jun 1, 11:00');
});

test('marked urgent when it is late, or nearly due: nobody reads that a time has changed', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, ben] = [story.person('ana'), story.person('ben')];
  await ana.says('Do I need three quotes?');
  await story.at('2026-06-01T13:30');
  await ana.presses('Mark urgent', { reason: 'The contract ends today' });
  expect(ana.last()).toContain(
    'R-1001: you made it urgent: The contract ends today. The time stays as it was. You will have a reply by Mon, Jun 1, 2:00 PM EDT',
  );
  await ben.says('Where do I buy seed?');
  await story.at('2026-06-02T10:00');
  await ben.presses('Mark urgent', { reason: 'Frost' });
  expect(ben.last()).toContain(
    'R-1002: you made it urgent: Frost. You were promised a reply by Tue, Jun 2, 9:30 AM EDT. We are late, and we are sorry.',
  );
  for (const { last } of [ana, ben]) expect(last()).not.toContain('has changed');
});

test('a warning of what became urgent on its way names the time, and no length that nobody promised', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, lee, sam] = [story.person('ana'), story.person('lee'), story.person('sam')];
  await ana.says('Do I need three quotes?');
  await story.at('2026-06-01T11:01');
  await ana.presses('Mark urgent', { reason: 'The contract ends today' });
  await story.at('2026-06-01T13:00');
  for (const seen of [lee.sees(), sam.sees()]) {
    expect(seen.join('\n')).toContain('first reply to Ana Ruiz is late: it was due by Mon, Jun 1, 12:01 PM EDT.');
    expect(seen.join('\n')).not.toContain('1 minute');
  }
});
