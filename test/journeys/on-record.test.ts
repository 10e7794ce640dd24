import { expect, test } from 'vitest';
import { applyImport, planImport } from '../../src/offices/importOffice.ts';
import { importDuties } from '../../src/requests/importDuties.ts';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { openStory } from '../support/story.ts';

const data = useDatabase();

test('imports, versions of rules, assignments and absences stand on the record of their office or person', async () => {
  const story = await openStory(data.database);
  const office = storyOffice();
  const [first, ...others] = office.assignments;
  const setup = {
    ...office,
    policy: { ...office.policy, goalPercent: 60 },
    assignments: first ? [{ ...first, liaison: 'maria@state.example' }, ...others] : others,
    absences: [{ person: 'devon@state.example', from: '2026-07-01', until: '2026-07-03', cover: null }],
  };
  await story.store.transaction(async (tx) =>
    applyImport(tx, await planImport(tx, setup, story.now()), {}, story.now(), importDuties(story.now)),
  );
  await story.person('lee').says('help');
  await story.person('lee').presses("I'm away", { from: '2026-06-01', until: '2026-06-02', open: 'keep' });
  await story.person('lee').says('my absences');
  await story.person('lee').presses("I'm back");
  const { ofOffice, ofLee } = await story.store.transaction(async (tx) => {
    const lee = (await tx.people.everybody(100)).find(({ person }) => person.name === 'Lee Park')?.person.id ?? 0;
    return {
      ofOffice: await tx.records.of({ kind: 'office', id: 1 }),
      ofLee: await tx.records.of({ kind: 'person', id: lee }),
    };
  });
  const kinds = ofOffice.map(({ kind }) => kind);
  for (const kind of [
    'imported',
    'calendar published',
    'policy published',
    'assignment added',
    'assignment ended',
    'absence entered',
  ])
    expect(kinds).toContain(kind);
  expect(ofOffice).toContainEqual(
    expect.objectContaining({
      kind: 'assignment ended',
      data: { agency: 'DOT', line: null, liaison: 'lee@state.example' },
    }),
  );
  expect(ofLee.map(({ kind }) => kind)).toEqual(['absence planned', 'absence ended']);
});
