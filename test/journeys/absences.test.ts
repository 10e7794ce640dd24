import { expect, test } from 'vitest';
import { doubtLines } from '../../src/offices/differenceWords.ts';
import { applyImport, planImport } from '../../src/offices/importOffice.ts';
import type { OfficeSetup } from '../../src/offices/setup.ts';
import { importDuties } from '../../src/requests/importDuties.ts';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();
const absence = (from: string, until: string | null, cover: string | null = null) => ({
  person: 'lee@state.example',
  from,
  until,
  cover: cover && `${cover}@state.example`,
});

/** Imports the story's office with these absences; answers with what is said of what does not count. */
async function imports(story: Story, absences: OfficeSetup['absences']): Promise<string[]> {
  const setup = storyOffice({ absences });
  return story.store.transaction(async (tx) => {
    const plan = await planImport(tx, setup, story.now());
    await applyImport(tx, plan, {}, story.now(), importDuties(story.now));
    return doubtLines(plan);
  });
}

test('planned absences are listed, changed, joined and canceled, each said as what it is', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const lee = story.person('lee');
  await lee.says('my absences');
  expect(lee.last()).toContain('You have no absence planned.');
  expect(await lee.presses("I'm away", { from: '2026-06-08', until: '2026-06-12' })).toBe(
    'You will be out from Monday, June 8 through Friday, June 12.',
  );
  expect(await lee.home()).not.toContain("I'm back");
  // Over the weekend nobody works: it is one absence.
  expect(await lee.presses("I'm away", { from: '2026-06-15', until: '2026-06-16' })).toBe(
    'You will be out from Monday, June 8 through Tuesday, June 16. It was joined with the one you had planned from Monday, June 8 through Friday, June 12.',
  );
  expect(await lee.presses("I'm away", { from: '2026-12-04', until: '2026-12-04' })).toBe(
    'You will be out on Friday, December 4.',
  );
  await lee.says("I'm away");
  expect(lee.last()).toContain('You will be out from Monday, June 8 through Tuesday, June 16.');
  expect(lee.last()).toContain('You will be out on Friday, December 4.');
  expect(await lee.presses('Change Jun 8', { from: '2026-06-09', until: '2026-06-10' })).toBe(
    'You will be out from Tuesday, June 9 through Wednesday, June 10.',
  );
  expect(await lee.presses('Cancel Dec 4')).toBe('Canceled: you will not be out on Friday, December 4.');
  expect(await lee.presses('Cancel Dec 4')).toContain('over or was canceled');
  await lee.says('absences');
  expect(lee.last()).toContain('from Tuesday, June 9 through Wednesday, June 10');
  expect(lee.last()).not.toContain('December');
  expect(lee.last()).not.toContain("I'm back");
  await story.at('2026-06-09T10:00');
  await lee.says('absences');
  expect(lee.last()).toContain('You are out through Wednesday, June 10.');
  expect(await lee.presses("I'm back")).toBe('Welcome back, Lee. New questions of your agencies come to you again.');
  expect(await lee.home()).not.toContain("I'm back");
});

test('what cannot be is said in clear words', async () => {
  const office = storyOffice();
  const assignments = office.assignments.map((each) => ({ ...each, backup: null }));
  const story = await openStory(data.database, { at: '2026-06-01T10:00', office: { assignments } });
  const lee = story.person('lee');
  await lee.says('away');
  const away = (values: Record<string, string>) => lee.presses("I'm away", values);
  expect(await away({ from: '2026-06-08', until: '2026-06-05' })).toBe('until: The last day is before the first.');
  expect(await away({ from: '2026-05-08', until: '2026-06-05' })).toContain('That day has passed');
  expect(await away({ from: '2026-06-31' })).toContain('There is no such day');
  expect(await away({ from: '2026-06-08', until: '2028-06-05' })).toContain('more than a year');
  expect(await away({ from: '2028-06-08' })).toContain('more than a year ahead');
  expect(await away({ from: '2026-06-08' })).toBe(
    'cover: Nobody else answers for Transportation then: there is no backup who is in. Please choose a colleague, or let a supervisor decide.',
  );
  const maria = await idOf(story, 'Maria Lopez');
  await story.person('maria').says('away');
  await story.person('maria').presses("I'm away", { from: '2026-06-08', until: '2026-06-09' });
  expect(await away({ from: '2026-06-08', cover: maria })).toContain('Maria Lopez is out through Tuesday, June 9, too');
  expect(await away({ from: '2026-06-08', cover: 'nobody' })).toContain('You will be out from Monday, June 8 until');
});

test('an absence of the file that was changed or canceled in chat stays so after the next import, which says it', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const lee = story.person('lee');
  const filed = [absence('2026-06-08', '2026-06-12'), absence('2026-07-06', '2026-07-10', 'maria')];
  await imports(story, filed);
  await lee.says('my absences');
  expect(lee.last()).toContain('It is in the office’s list.');
  await lee.presses('Change Jun 8', { until: '2026-06-09' });
  await lee.presses('Cancel Jul 6');
  expect(await imports(story, filed)).toEqual([
    'Lee Park 2026-06-08 to 2026-06-12: ended or changed in chat since, and left as it is there',
    'Lee Park 2026-07-06 to 2026-07-10, covered by Maria Lopez: ended or changed in chat since, and left as it is there',
  ]);
  await lee.says('my absences');
  expect(lee.last()).toContain('from Monday, June 8 through Tuesday, June 9');
  expect(lee.last()).not.toContain('July');
  // A new line is taken, and what was said in chat stays although the file has nothing of it any more.
  expect(await imports(story, [absence('2026-08-03', '2026-08-07')])).toEqual([]);
  await lee.says('my absences');
  expect(lee.last()).toContain('from Monday, June 8 through Tuesday, June 9');
  expect(lee.last()).toContain('from Monday, August 3 through Friday, August 7');
  expect(lee.last()).not.toContain('July');
});

const idOf = async (story: Story, name: string): Promise<string> => {
  const all = await story.store.transaction((tx) => tx.people.everybody(100));
  return String(all.find(({ person }) => person.name === name)?.person.id);
};

/** What somebody is told from now on. */
const since = (seat: { sees(): string[] }): (() => string[]) => {
  const before = seat.sees().length;
  return () => seat.sees().slice(before);
};

test('before and on the first morning: what becomes of open requests, in one message for each', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T15:30' });
  const [ana, lee, devon] = [story.person('ana'), story.person('lee'), story.person('devon')];
  await ana.says('Do I need three quotes?');
  await lee.says('my absences');
  const told = since(lee);
  expect(await lee.presses("I'm away", { from: '2026-06-02', until: '2026-06-03' })).toContain(
    'You hold 1 open request; we ask you about it next.',
  );
  expect(told()).toEqual([expect.stringContaining('You hold 1 open request: hand it to Devon Clark, or keep it?')]);
  expect(told()[0]).toContain('Without an answer by Tue, Jun 2, 9:00 AM EDT, it goes to Devon Clark.');
  expect(told()[0]).toContain('Choose: Hand it to Devon, Keep it');
  const [anaTold, devonTold, leeTold] = [since(ana), since(devon), since(lee)];
  await story.at('2026-06-02T08:59');
  expect(devonTold()).toEqual([]);
  await story.at('2026-06-02T09:00');
  expect(devonTold(), 'an ordinary card').toEqual([
    expect.stringContaining('Lee Park is out through Wednesday, June 3.'),
  ]);
  expect(devonTold()[0]).toContain('Choose: Reply');
  expect(anaTold()).toEqual([
    expect.stringContaining('R-1001: Lee Park is out through Wednesday, June 3; Devon Clark has your question.'),
  ]);
  expect(leeTold()).toEqual([expect.stringContaining('Devon Clark has your open request meanwhile.')]);
  expect(lee.sees().join('\n')).not.toContain('Hand it to Devon');
  await story.at('2026-06-02T12:00');
  expect([...anaTold(), ...devonTold(), ...leeTold()].filter((text) => text.includes('is out'))).toHaveLength(2);
  await story.at('2026-06-04T08:00');
  const back = since(lee);
  await story.at('2026-06-04T09:00');
  expect(back()).toEqual([
    expect.stringContaining('Welcome back. Devon Clark still has a request of yours. Take it back?'),
  ]);
  const [anaBack, devonBack] = [since(ana), since(devon)];
  expect(await lee.presses('Take it back')).toBe('You have R-1001 again.');
  expect(anaBack()).toEqual([expect.stringContaining('R-1001: Lee Park is back and has your question again.')]);
  expect(devonBack()).toEqual([expect.stringContaining('Lee Park is back and has this one again.')]);
  expect(lee.sees().join('\n'), 'asked once').not.toContain('Leave it');
  await story.at('2026-06-05T09:00');
  expect(lee.sees().filter((text) => text.includes('Take it back?'))).toEqual([]);
});

test('more than three come as one list, and each requester hears of all of theirs at once', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, lee, devon] = [story.person('ana'), story.person('lee'), story.person('devon')];
  await ana.says('Question 1?');
  for (const n of [2, 3, 4, 5]) {
    await ana.asks(`Question ${n}?`);
  }
  await lee.says('my absences');
  await lee.presses("I'm away", { from: '2026-06-01', until: '2026-06-05' });
  expect(lee.last()).toContain('You hold 5 open requests: hand them to Devon Clark, one by one, or keep them?');
  expect(lee.last()).toContain('Mon, Jun 1, 11:00 AM EDT');
  const [anaTold, devonTold] = [since(ana), since(devon)];
  expect(await lee.presses('Hand all to Devon')).toBe('Devon Clark has R-1001, R-1002, R-1003, R-1004, R-1005 now.');
  expect(devonTold()).toHaveLength(1);
  expect(devonTold()[0]).toContain('5 requests come to you:');
  expect(devonTold()[0]).toContain('Open R-1005');
  expect(anaTold()).toHaveLength(1);
  expect(anaTold()[0]).toContain('Devon Clark has your requests meanwhile. The times we promised have not changed:');
  // The first thing that happens to one of them brings its card.
  await ana.presses('Mark urgent', { reason: 'The contract ends today.' });
  expect(devon.sees().filter((text) => text.includes('The contract ends today.')).length).toBeGreaterThan(0);
  await devon.says('my queue');
  expect(devon.last()).toContain('(5)');
});

test('one by one: some go to whoever covers, one to a colleague, one stays, and is asked about on the first morning', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T15:30' });
  const [ana, lee, devon, maria] = ['ana', 'lee', 'devon', 'maria'].map((name) => story.person(name));
  if (!ana || !lee || !devon || !maria) throw new Error('four people');
  await ana.says('Question 1?');
  for (const n of [2, 3]) {
    await ana.asks(`Question ${n}?`);
  }
  await lee.says('my absences');
  await lee.presses("I'm away", { from: '2026-06-02', until: '2026-06-03' });
  expect(await lee.presses('One by one', { r1001: 'keep', r1002: await idOf(story, 'Maria Lopez') })).toBe(
    'On Tuesday, June 2, what is still open of the other 2 goes to those you chose. 1 open request stays with you.',
  );
  const told = since(lee);
  await story.at('2026-06-02T09:00');
  expect(told()).toHaveLength(1);
  expect(told()[0]).toContain('You keep 1 open request though you are out. Hand it to Devon Clark after all?');
  expect(maria.sees().join('\n')).toContain('Question 2?');
  expect(devon.sees().join('\n')).toContain('Question 3?');
  expect(devon.sees().join('\n')).not.toContain('Question 1?');
  expect(await lee.presses('Hand it to Devon')).toBe('Devon Clark has R-1001 now.');
  await lee.says('my absences');
  expect(await lee.presses("I'm back")).toContain('Welcome back, Lee.');
  expect(lee.last()).toContain('Take them back?');
  expect(await lee.presses('Choose', { r1002: 'leave' })).toBe(
    'You have R-1001, R-1003 again. One stays with whoever has it.',
  );
});

test('whoever gets them is in: the backup of the backup, a supervisor, and no circle turns', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, lee, devon, maria, sam] = ['ana', 'lee', 'devon', 'maria', 'sam'].map((name) => story.person(name));
  if (!ana || !lee || !devon || !maria || !sam) throw new Error('five people');
  await ana.says('Do I need three quotes?');
  await devon.says('away');
  await devon.presses("I'm away", { from: '2026-06-01', until: '2026-06-03', cover: await idOf(story, 'Lee Park') });
  await lee.says('away');
  // Lee's backup is Devon, whose cover is Lee: nobody of the agency is in, so a colleague has to be named or nobody.
  expect(await lee.presses("I'm away", { from: '2026-06-01', until: '2026-06-02' })).toContain('Nobody else answers');
  await lee.presses("I'm away", { from: '2026-06-01', until: '2026-06-02', cover: 'nobody' });
  expect(lee.last()).toContain('hand it to Sam Reed, or keep it?');
  await story.at('2026-06-01T11:00');
  expect(sam.sees().join('\n')).toContain('Do I need three quotes?');
  await sam.says('R-1001');
  expect(sam.last()).toContain('with Sam Reed');
});

test('cards and lists of one who keeps a request say until when they are out, and who is named on My liaison is in', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, ben, lee, maria, sam] = ['ana', 'ben', 'lee', 'maria', 'sam'].map((name) => story.person(name));
  if (!ana || !ben || !lee || !maria || !sam) throw new Error('five people');
  await ana.says('Do I need three quotes?');
  await lee.says('away');
  await lee.presses("I'm away", { from: '2026-06-01', until: '2026-06-02' });
  await lee.presses('Keep it');
  await sam.says('R-1001');
  expect(sam.last()).toContain('open, with Lee Park (out through June 2)');
  await maria.says('away');
  await maria.presses("I'm away", { from: '2026-06-01', until: '2026-06-02' });
  await ben.says('my liaison');
  // Lee, the backup, is out too: Devon serves the agency otherwise.
  expect(ben.last()).toContain('Maria Lopez, out through Tuesday, June 2; Devon Clark answers');
  await story.at('2026-06-02T09:00');
  expect(sam.sees().join('\n')).toContain(' · Lee Park (out through June 2) · ');
});
