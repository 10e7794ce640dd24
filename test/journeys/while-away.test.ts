import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { createDeskSide } from '../../src/doors/deskSide.ts';
import { askPlatforms } from '../../src/run/catchUp.ts';
import { useDatabase } from '../support/database.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();
const ana = 'ana@state.example';

/** A desk that starts now and looks what it missed; with what its log says. */
async function startAgain(story: Story, stopped = () => false): Promise<string[]> {
  const said: string[] = [];
  const note = (message: string, facts?: object) => said.push(`${message} ${JSON.stringify(facts ?? {})}`);
  const log = { info() {}, warn: note, failure: (message: string, error: unknown) => note(`${message} ${error}`) };
  const heardStrangers = new Set<string>();
  const asking = { store: story.store, ports: [story.chat], clock: story.clock, log, heardStrangers };
  await askPlatforms(asking, story.now(), stopped);
  await story.settle();
  return said;
}
const lastLookedAt = (at: string) =>
  data.database.db.execute(sql`update accounts set caught_up_at = ${at}::timestamptz`);
/** Rounds are a minute apart, and a day between two looks at whose accounts are closed. */
const later = () => data.database.db.execute(sql`delete from chores`);

test('what was written while the desk was away is found once, with its own time, and the operator is told', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T09:00' });
  const seat = story.person('ana');
  await seat.says('Do I need three quotes?');
  await story.person('lee').presses('Resolve', { outcome: 'answered', text: 'Yes.' });
  await seat.presses('That answered it');
  await lastLookedAt('2026-06-01T13:05:00Z');
  story.chat.writeUnheard(ana, 'Where is the vendor list?', new Date('2026-06-01T10:00:00-04:00'));
  await story.at('2026-06-01T15:00');
  expect(await startAgain(story)).toEqual([expect.stringContaining('"messages":1')]);
  expect(seat.last()).toContain('R-1002: Where is the vendor list?');
  expect(seat.last(), 'four business hours after it was written').toContain('Mon, Jun 1, 2:00 PM EDT');
  const stands = seat.sees().length;
  await later();
  await lastLookedAt('2026-06-01T13:05:00Z');
  expect(await startAgain(story)).toEqual([]);
  expect(seat.sees()).toHaveLength(stands);
});

test('the first words of somebody who is new are found, too', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T15:00' });
  story.chat.writeUnheard(
    'kim@elsewhere.example',
    'Hello? Who helps with contracts?',
    new Date('2026-06-01T18:00:00Z'),
  );
  await startAgain(story);
  expect(story.person('kim@elsewhere.example').last()).toContain('R-1001: Hello? Who helps with contracts?');
});

test('the first words of somebody who is new are found at every start, however soon it comes after another', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T15:00' });
  await startAgain(story);
  // What was looked at last is noted in the database's time.
  story.chat.writeUnheard('kim@elsewhere.example', 'Who helps with contracts?', new Date());
  // A round is begun a minute later at the soonest; when somebody last asked for strangers stays noted.
  await data.database.db.execute(sql`delete from chores where name like 'catch up %'`);
  await startAgain(story);
  expect(story.person('kim@elsewhere.example').last()).toContain('R-1001: Who helps with contracts?');
});

test('a desk that is stopped while it looks leaves what it has not read to the next', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T15:00' });
  await startAgain(story);
  // Longer ago than what is looked at again in any case. What was looked at last is noted in the database's time.
  story.chat.writeUnheard('kim@elsewhere.example', 'Who helps with contracts?', new Date(Date.now() - 600_000));
  await data.database.db.execute(sql`update chores set begun_at = begun_at - interval '1 hour'`);
  await startAgain(story, () => true);
  await data.database.db.execute(sql`delete from chores where name like 'catch up %'`);
  await startAgain(story);
  expect(story.person('kim@elsewhere.example').last()).toContain('R-1001: Who helps with contracts?');
});

test('two desks that look at the same time share the work', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T15:00' });
  await story.person('ana').says('Do I need three quotes?');
  await lastLookedAt('2026-06-01T13:05:00Z');
  story.chat.writeUnheard(ana, 'Where is the vendor list?', new Date('2026-06-01T10:00:00-04:00'));
  const said = (await Promise.all([startAgain(story), startAgain(story)])).flat();
  expect(said).toHaveLength(1);
});

test('a platform that cannot be asked is asked again, and nobody’s place is lost', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T15:00' });
  await story.person('ana').says('Do I need three quotes?');
  await lastLookedAt('2026-06-01T13:05:00Z');
  story.chat.writeUnheard(ana, 'Where is the vendor list?', new Date('2026-06-01T10:00:00-04:00'));
  story.chat.unreadable.add(ana);
  expect(await startAgain(story)).toEqual([expect.stringContaining('it is tried again')]);
  expect(story.person('ana').sees().join()).not.toMatch(/vendor|Added to/u);
  await later();
  story.chat.unreadable.clear();
  await startAgain(story);
  expect(story.person('ana').sees().join()).toMatch(/vendor|Added to/u);
});

test('a conversation that cannot be read hides no other, known or new', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T15:00' });
  for (const who of ['ana', 'ben', 'fay']) await story.person(who).says('Do I need three quotes?');
  await lastLookedAt('2026-06-01T13:05:00Z');
  const at = new Date('2026-06-01T10:00:00-04:00');
  for (const who of [ana, 'ben@state.example', 'kim@elsewhere.example', 'lou@elsewhere.example'])
    story.chat.writeUnheard(who, 'Where is the vendor list?', at);
  for (const who of ['ben@state.example', 'kim@elsewhere.example']) story.chat.unreadable.add(who);
  expect(await startAgain(story)).toEqual([
    expect.stringContaining('not all be read'),
    expect.stringContaining('"messages":2'),
  ]);
  expect(story.person('ana').sees().join()).toMatch(/vendor|Added to/u);
  expect(story.person('lou@elsewhere.example').sees().join()).toMatch(/vendor|Added to/u);
  expect(story.person('ben').sees().join()).not.toMatch(/vendor|Added to/u);
  await later();
  story.chat.unreadable.clear();
  await startAgain(story);
  for (const who of ['ben', 'kim@elsewhere.example'])
    expect(story.person(who).sees().join()).toMatch(/vendor|Added to/u);
});

test('a workspace that lets the desk read nothing is asked once a round, and all of it is there when it does again', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T15:00' });
  for (const who of ['ana', 'ben', 'fay']) await story.person(who).says('Do I need three quotes?');
  await lastLookedAt('2026-06-01T13:05:00Z');
  story.chat.writeUnheard(ana, 'Where is the vendor list?', new Date('2026-06-01T10:00:00-04:00'));
  story.chat.history.contacts = async () => [];
  story.chat.failAsking(1, 'unauthorised');
  expect(await startAgain(story)).toEqual([]);
  expect(story.person('ana').sees().join(), 'nobody was asked for after the first').not.toMatch(/vendor|Added to/u);
  await later();
  await startAgain(story);
  expect(story.person('ana').sees().join()).toMatch(/vendor|Added to/u);
});

test('an account that was closed while nobody listened is noticed, and when it is open again', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T15:00' });
  await story.person('ana').says('Do I need three quotes?');
  story.chat.closed.add(ana);
  await startAgain(story);
  expect(story.person('lee').last()).toContain('Ana Ruiz');
  expect(story.person('lee').last()).toContain('closed');
  const heard = story.person('lee').sees().length;
  await later();
  await startAgain(story);
  expect(story.person('lee').sees(), 'once').toHaveLength(heard);
  await later();
  story.chat.closed.delete(ana);
  await startAgain(story);
  await story.person('lee').presses('Reply', { text: 'Welcome back.' });
  expect(story.person('ana').last()).toContain('Welcome back.');
});

test('an account that was closed and opened again is written to where it always was', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T15:00' });
  await story.person('ana').says('Do I need three quotes?');
  const from = { platform: 'fake', workspace: 'test', userId: ana, address: 'no conversation' };
  const { keep } = createDeskSide(story);
  for (const back of [false, true]) {
    await keep({ kind: 'left', key: `left ${back}`, from, at: story.now(), back });
    await story.settle();
  }
  await story.person('lee').presses('Reply', { text: 'Welcome back.' });
  expect(story.person('ana').last()).toContain('Welcome back.');
});
