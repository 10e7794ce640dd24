import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { openStory } from '../support/story.ts';

const data = useDatabase();

test('nobody answers for Finance: the supervisor names somebody in the digest, and questions go there', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T16:00' });
  const [sam, lee, fay, ada] = [story.person('sam'), story.person('lee'), story.person('fay'), story.person('ada')];
  await story.at('2026-06-02T09:00');
  expect(sam.last()).toContain('Finance: nobody answers from today on.');
  expect(await sam.presses('Name who answers for Finance', { liaison: '0' })).toContain('Please choose who answers.');
  const { id } = await story.store.transaction(async (tx) => {
    const [found] = (await tx.people.withRole(1, 'liaison')).filter(({ name }) => name === 'Lee Park');
    if (!found) throw new Error('Lee answers here');
    return found;
  });
  const named = { liaison: String(id) };
  expect(await sam.presses('Name who answers for Finance', { ...named, until: '2026-05-01' })).toContain(
    'That day is over.',
  );
  expect(await sam.presses('Name who answers for Finance', named)).toBe(
    'Lee Park answers for Finance from today on. Put it into the roster too: the next import goes by that.',
  );
  expect(lee.last()).toBe('Sam Reed asks you to answer the questions of Finance from today on.');
  expect(await sam.presses('Name who answers for Finance', named), 'a second press').toBe(
    'Somebody answers for Finance then already.',
  );
  await fay.says('May I buy a drone?');
  expect(fay.last()).toContain('Lee Park has your question.');
  await story.at('2026-06-03T09:00');
  expect(sam.last()).not.toContain('nobody answers');
  const press = { name: 'name liaison', about: 'v2 office=1 agency=3 from=2026-06-02' };
  for (const who of ['lee', 'ana'])
    expect(JSON.stringify(await story.chat.hand(`${who}@state.example`, { kind: 'press', press }))).toContain(
      'There is no such',
    );
  expect(ada.sees()).toEqual([]);
  const events = await story.store.transaction((tx) => tx.records.of({ kind: 'office', id: 1 }));
  expect(events.filter(({ kind }) => kind === 'liaison named')).toHaveLength(1);
});

test('while both who would answer are out, it is for those days; on other days the roster holds', async () => {
  const absence = (person: string) => ({
    ...{ person: `${person}@state.example`, from: '2026-06-04', until: '2026-06-05', cover: null },
  });
  const story = await openStory(data.database, {
    ...{ at: '2026-06-01T16:00', office: { absences: [absence('lee'), absence('devon')] } },
  });
  const [sam, ana] = [story.person('sam'), story.person('ana')];
  await story.at('2026-06-02T09:00');
  expect(sam.last()).toContain('Transportation: nobody answers from Thursday, June 4 through Friday, June 5.');
  const opened = await sam.answer('Name who answers for Transportation');
  expect(opened).toMatchObject({ kind: 'form', form: { fields: [{}, { name: 'until', initial: '2026-06-05' }] } });
  const maria = await story.store.transaction(async (tx) =>
    (await tx.people.withRole(1, 'liaison')).find(({ name }) => name === 'Maria Lopez'),
  );
  await sam.presses('Name who answers for Transportation', { liaison: String(maria?.id), until: '2026-06-05' });
  await story.at('2026-06-04T10:00');
  await ana.asks('May I buy a drone?');
  expect(ana.last()).toContain('Maria Lopez has your question.');
  await story.at('2026-06-08T10:00');
  await ana.asks('May I buy a tractor?');
  expect(ana.last()).toContain('Lee Park has your question.');
});

test('where a digest names the first, all days on which nobody answers are shown, each with its button', async () => {
  const more = Array.from({ length: 22 }, (_, nth) => ({ code: `N${nth}`, name: `New agency ${nth + 1}` }));
  const office = { agencies: [...storyOffice().agencies, ...more] };
  const story = await openStory(data.database, { at: '2026-06-01T10:00', office });
  const [sam, lee] = [story.person('sam'), story.person('lee')];
  await story.at('2026-06-02T09:01');
  expect(sam.last()).toContain('- … and 18 more without anybody to answer.');
  const shown = await sam.presses('Show where nobody answers');
  expect(shown.match(/: from today on$/gmu)).toHaveLength(20);
  expect(shown).toContain('… and 3 more: they stand here once these have somebody.');
  expect(await sam.presses('Name who answers for New agency 21')).toBe('form: Who answers?');
  expect(
    await story.chat.hand('lee@state.example', { kind: 'press', press: { name: 'gaps', about: 'v2 office=1' } }),
  ).toMatchObject({ text: ['There is no such request among yours.'] });
  expect(lee.sees()).toEqual([]);
});
