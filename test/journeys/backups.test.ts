import { expect, test } from 'vitest';
import { sinceEver } from '../../src/offices/setup.ts';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { openStory } from '../support/story.ts';

const data = useDatabase();

const assigned = (agency: string, liaison: string, backup: string | null, line: string | null = null) => ({
  ...{ agency, line, liaison: `${liaison}@state.example`, backup: backup && `${backup}@state.example` },
  ...{ from: sinceEver, until: null },
});
const out = (name: string, until: string, from = '2026-06-01') => ({
  ...{ person: `${name}@state.example`, from, until, cover: null },
});
/** Lee is backed by Devon, Devon by Maria, Maria by Lee. */
const circle = [assigned('DOT', 'lee', 'devon'), assigned('AGR', 'devon', 'maria'), assigned('FIN', 'maria', 'lee')];

test('a chain of backups leads to whoever is in, and whoever asks after their liaison reads the same', async () => {
  const absences = [out('lee', '2026-06-03'), out('devon', '2026-06-02')];
  const story = await openStory(data.database, { at: '2026-06-01T10:00', office: { assignments: circle, absences } });
  const [ana, maria] = [story.person('ana'), story.person('maria')];
  await ana.says('Do I need three quotes?');
  expect(ana.last()).toContain(
    'Lee Park is out through Wednesday, June 3; Devon Clark is out through Tuesday, June 2; Maria Lopez has your question',
  );
  expect(maria.last()).toContain('Do I need three quotes?');
  await ana.says('my liaison');
  expect(ana.last()).toContain('Purchasing: Lee Park, out through Wednesday, June 3; Maria Lopez answers');
});

test('a chain that leads back to its beginning ends at the supervisor, and the receipt names all who are out', async () => {
  const absences = [out('lee', '2026-06-03'), out('devon', '2026-06-02'), out('maria', '2026-06-04')];
  const story = await openStory(data.database, { at: '2026-06-01T10:00', office: { assignments: circle, absences } });
  const [ana, sam] = [story.person('ana'), story.person('sam')];
  await ana.says('Do I need three quotes?');
  expect(ana.last()).toContain(
    'Lee Park is out through Wednesday, June 3; Devon Clark is out through Tuesday, June 2; Maria Lopez is out through Thursday, June 4; a supervisor of Procurement Office will name who answers',
  );
  expect(sam.last()).toContain('Do I need three quotes?');
  await ana.says('my liaison');
  expect(ana.last()).toContain('Lee Park, out through Wednesday, June 3; a supervisor sees to your questions');
});

test('the digest says a week ahead which agency has nobody on which day', async () => {
  const { assignments } = storyOffice();
  const absences = [out('lee', '2026-06-08', '2026-06-08'), out('devon', '2026-06-09', '2026-06-05')];
  const story = await openStory(data.database, { at: '2026-05-29T10:00', office: { assignments, absences } });
  const sam = story.person('sam');
  await story.at('2026-06-01T09:00');
  const digest = sam.sees().find((text) => text.startsWith('Weekly digest')) ?? '';
  // The backup is out, too; the other lines of Agriculture have Maria.
  expect(digest).toContain('Transportation: nobody answers on Monday, June 8.');
  expect(digest).not.toContain('Agriculture');
  expect(digest).toContain('Finance: nobody answers from today on.');
});

test('of several who could stand in, whoever has fewer open requests does, and many are shared out', async () => {
  const assignments = [
    assigned('DOT', 'lee', 'lee'),
    assigned('AGR', 'lee', 'devon'),
    assigned('FIN', 'lee', 'maria'),
    assigned('FIN', 'devon', null, 'contracts'),
  ];
  const story = await openStory(data.database, { at: '2026-06-01T10:00', office: { assignments } });
  const [ana, fay, lee, maria, devon] = ['ana', 'fay', 'lee', 'maria', 'devon'].map((name) => story.person(name));
  if (!ana || !fay || !lee || !maria || !devon) throw new Error('five people');
  await fay.asks('Is this contract up for renewal?');
  for (const n of [1, 2, 3]) await ana.asks(`May I buy ${n} drones?`);
  await lee.says('away');
  await lee.presses("I'm away", { from: '2026-06-01', until: '2026-06-02' });
  // Devon has one already: Maria gets the first, Devon and she one each of the others.
  expect(lee.last()).toContain('hand them to Maria Lopez and Devon Clark, one by one, or keep them?');
  await story.at('2026-06-01T13:00');
  expect(maria.sees().join('\n')).toContain('May I buy 1 drones?');
  expect(devon.sees().join('\n')).toContain('May I buy 2 drones?');
  expect(maria.sees().join('\n')).toContain('May I buy 3 drones?');
  await ana.asks('May I buy four drones?');
  expect(ana.last()).toContain('Lee Park is out through Tuesday, June 2; Devon Clark');
});
