import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { dumpAll, whereIs } from '../support/dump.ts';
import { listeningPeople, openListening, pressed, seats, sends, toTheVote } from '../support/listening.ts';

const data = useDatabase();

test('an agency votes once, its last word stands, and nobody sees a count before the vote is closed', async () => {
  const story = await openListening(data.database);
  const { ana, ben, fay, sam } = seats(story);
  await toTheVote(story, { choices: '1', shows: 'words' });
  expect(ana.last()).toContain('- Road salt, statewide, asked for twice, by 2 agencies');
  expect(await ana.presses('Vote', { needs: '1,2' })).toBe('needs: Choose one at most.');
  await ana.presses('Vote', { needs: '2' });
  expect(await ana.presses('Change the vote', { needs: '1' })).toContain('Transportation has changed its vote');
  expect(ana.last()).toContain('Ana Ruiz has voted for Transportation');
  await ben.presses('Vote', { needs: '1' });
  expect(await pressed(story, 'sam', 'listening vote', 'v2 round=1 agency=1')).toMatchObject({
    text: ['There is no such request among yours.'],
  });
  expect(await pressed(story, 'fay', 'listening vote', 'v2 round=1 agency=1'), 'another agency’s').toMatchObject({
    text: ['There is no such request among yours.'],
  });
  const said = await ben.presses('Show the answers');
  expect(said).toContain('What others answered\n- Road salt for the whole winter\n- Drones');
  expect(said).not.toContain('Transportation: ');
  await sam.says('listening');
  const shown = await sam.presses('Show it');
  expect(shown).toContain('2 of 3 agencies have voted.');
  expect(shown).not.toMatch(/\d votes?\b/u);
  expect(await pressed(story, 'sam', 'decide need', 'v2 need=1')).toMatchObject({
    text: [expect.stringContaining('The vote is still open.')],
  });
  // What was chosen stands with the ballot and in what they sent, and in nothing that anybody reads.
  const events = await story.store.transaction((tx) => tx.records.of({ kind: 'office', id: 1 }));
  expect(events.filter(({ kind }) => kind === 'vote cast').map(({ data: of }) => of)).toEqual([
    { round: 1, agency: 1 },
    { round: 1, agency: 1 },
    { round: 1, agency: 2 },
  ]);
  const needs = await story.store.transaction((tx) => tx.listening.needs({ officeId: 1, roundId: 1 }));
  expect(needs.map(({ result }) => result)).toEqual([null, null]);
  const rung = [ana.sees().length, fay.sees().length];
  await story.at('2026-06-18T09:00');
  expect(fay.last()).toContain('Finance has not voted yet');
  expect([ana.sees().length, fay.sees().length]).toEqual([rung[0], (rung[1] ?? 0) + 1]);
  await story.at('2026-06-20T12:00');
  expect(await pressed(story, 'fay', 'listening vote', 'v2 round=1 agency=3')).toMatchObject({
    text: [expect.stringContaining('The vote is over.')],
  });
  await story.at('2026-06-22T09:00');
  expect(sam.sees().some((text) => text.startsWith('The vote is over: Which contracts do you need?'))).toBe(true);
  expect(await sam.presses('See the result')).toContain('1. Road salt, statewide · 2 votes of 2 agencies');
  for (const seat of [ana, fay]) {
    expect(seat.sees().join('\n'), 'nothing calls for a vote any more').not.toMatch(/Choose: .*[Vv]ote/u);
    expect(seat.sees().join('\n')).toContain('The vote is closed.');
  }
  expect(ana.sees().join('\n')).toContain('Ana Ruiz has voted for Transportation.');
  expect(fay.sees().join('\n')).toContain('Nobody has voted for Finance.');
  await data.database.db.execute(sql`update listening_rounds set ends_at = '2026-06-22T13:00Z'`);
  await story.at('2026-06-22T09:05');
  const closed = await story.store.transaction((tx) => tx.records.of({ kind: 'office', id: 1 }));
  expect(
    closed.filter(({ kind }) => kind === 'vote closed'),
    'closing twice changes nothing',
  ).toHaveLength(1);
  expect(closed.find(({ kind }) => kind === 'vote closed')?.data).toMatchObject({
    ballots: [
      { agency: 1, weight: 1, needs: [1] },
      { agency: 2, weight: 1, needs: [1] },
    ],
  });
});

test('the head votes where there is one, and a choice may count as much as the agency has people', async () => {
  const more = [1, 2].map((n) => ({
    ...{ email: `asker${n}@state.example`, name: `Asker ${n}`, zone: null },
    roles: [{ role: 'requester' as const, agency: 'AGR' }],
  }));
  const story = await openListening(data.database, { people: [...listeningPeople, ...more] });
  const { ana, ben, fay, sam } = seats(story);
  await toTheVote(story, { rule: 'people', choices: '1' });
  expect(ben.last()).toContain('A choice counts as many times as the agency has people at the desk.');
  expect(await pressed(story, 'asker1', 'listening vote', 'v2 round=1 agency=2'), 'Ben heads it').toMatchObject({
    text: ['There is no such request among yours.'],
  });
  await ana.presses('Vote', { needs: '1' });
  await ben.presses('Vote', { needs: '2' });
  await fay.presses('Vote', { needs: '1' });
  await story.at('2026-06-22T09:00');
  const list = await sam.presses('See the result');
  expect(list).toContain('1. Drones for inspections · 3 votes of 1 agency');
  expect(list).toContain('2. Road salt, statewide · 2 votes of 2 agencies');
});

test('what is decided is told to everybody who answered, and what is done to those who asked for it', async () => {
  const story = await openListening(data.database);
  const { ana, ben, fay, sam, lee } = seats(story);
  await toTheVote(story);
  for (const each of [ana, ben, fay]) await each.presses('Vote', { needs: '1,2' });
  await story.at('2026-06-22T09:00');
  const no = { choice: 'no', effort: 'small' };
  expect(await sends(story, 'sam', 'decide need', 'v2 need=2', no)).toMatchObject({
    errors: { because: 'Say why not.', instead: expect.stringContaining('a plain no helps nobody') },
  });
  const reasons = { because: 'The law forbids it.', instead: 'Rent them with a pilot.' };
  await sends(story, 'sam', 'decide need', 'v2 need=2', { ...no, ...reasons });
  expect(await pressed(story, 'sam', 'tell listening results', 'v2 round=1')).toMatchObject({
    text: ['One need has no decision yet. Decide first, then tell.'],
  });
  const owner = (await story.store.transaction((tx) => tx.people.withRole(1, 'liaison'))).find(
    ({ name }) => name === 'Lee Park',
  );
  const now = { choice: 'now', effort: 'large', owner: String(owner?.id), due: '2026-07-10' };
  await sends(story, 'sam', 'decide need', 'v2 need=1', now);
  expect(ana.last(), 'nobody is told piece by piece').not.toContain('July 10');
  await sam.presses('See the result');
  expect(await sam.presses('Tell everybody who answered')).toContain('the 3 people who answered or voted');
  expect(fay.last()).toContain(
    'What you asked for\n- 2. Drones for inspections · 3 votes of 3 agencies (tied, ordered by how many asked for it): No, because: The law forbids it. Instead: Rent them with a pilot.\nWhat others asked for\n- 1. Road salt',
  );
  expect(await pressed(story, 'sam', 'tell listening results', 'v2 round=1')).toMatchObject({
    text: ['Everybody who answered has been told.'],
  });
  await story.sweep();
  expect(lee.last()).toContain('You have taken this on:\n- Road salt, statewide, by Friday, July 10');
  await lee.presses('Done', { result: 'Signed by the deputy, at last.' });
  await story.sweep();
  expect(ana.last(), 'what somebody notes goes nowhere by itself').not.toContain('You said, we did');
  expect(lee.last()).toContain('May we tell those who asked for it?');
  await lee.presses('It is done', { text: 'Three suppliers deliver from October on.' });
  for (const each of [ana, ben])
    expect(each.last()).toBe(
      'You said, we did\nYou asked for this: Road salt, statewide\nProcurement Office: Three suppliers deliver from October on.',
    );
  expect(fay.last()).not.toContain('You said, we did');
  expect(whereIs(await dumpAll(data.database), ['at last']).some((line) => line.startsWith('deliveries:'))).toBe(false);
  expect(await pressed(story, 'lee', 'finish need', 'v2 need=1')).toMatchObject({ text: ['This is done already.'] });
});
