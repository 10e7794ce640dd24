import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { rows } from '../../db/engine/client.ts';
import { changesNothing, differenceLines, doubtLines, noteLines } from '../../src/offices/differenceWords.ts';
import { applyImport, planImport } from '../../src/offices/importOffice.ts';
import type { OfficeSetup } from '../../src/offices/setup.ts';
import { importDuties } from '../../src/requests/importDuties.ts';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { openStory, type Story } from '../support/story.ts';

const own = useDatabase();

const plan = (story: Story, setup: OfficeSetup) => story.store.transaction((tx) => planImport(tx, setup, story.now()));
const enter = async (story: Story, setup: OfficeSetup) => {
  await story.store.transaction(async (tx) =>
    applyImport(tx, await planImport(tx, setup, story.now()), {}, story.now(), importDuties(story.now)),
  );
  await story.settle();
};

/** The story's office with another address for some, in every list. */
function moved(
  addresses: Record<string, string>,
  change: (person: OfficeSetup['people'][number]) => object = () => ({}),
) {
  const office = storyOffice();
  const now = (email: string): string => addresses[email] ?? email;
  return {
    ...office,
    people: office.people.map((each) => ({
      ...each,
      email: now(each.email),
      ...(addresses[each.email] && change(each)),
    })),
    assignments: office.assignments.map((each) => ({
      ...each,
      liaison: now(each.liaison),
      backup: each.backup && now(each.backup),
    })),
  };
}

describe('a new e-mail in the file', () => {
  it('keeps the person, with requests, assignments and accounts', async () => {
    const story = await openStory(own.database);
    const [ana, lee] = [story.person('ana'), story.person('lee')];
    await ana.says('Do I need three quotes?');
    const married = moved(
      { 'ana@state.example': 'ana.lopez@state.example', 'lee@state.example': 'lee.park@state.example' },
      ({ email, name }) => (name === 'Ana Ruiz' ? { name: 'Ana Lopez', formerly: email } : {}),
    );
    const planned = await plan(story, married);
    expect(differenceLines(planned)).toEqual([
      'People',
      '  ~ Ana Lopez: ana@state.example is now ana.lopez@state.example',
      '  ~ Lee Park: lee@state.example is now lee.park@state.example',
      '  ~ Ana Lopez <ana.lopez@state.example>: "Ana Ruiz" → "Ana Lopez"',
    ]);
    expect([planned.stranded, planned.leaving, doubtLines(planned)]).toEqual([[], [], []]);
    await enter(story, married);
    expect(changesNothing(await plan(story, married))).toBe(true);
    expect(doubtLines(await plan(story, married))).toEqual([]);
    const people = sql`select name, email from people where active and (name like 'Ana%' or name like 'Lee%') order by 1`;
    expect(await rows(own.database.db, people)).toEqual([
      { name: 'Ana Lopez', email: 'ana.lopez@state.example' },
      { name: 'Lee Park', email: 'lee.park@state.example' },
    ]);
    await lee.presses('Reply', { text: 'Three, yes.' });
    expect(ana.last()).toContain('Three, yes.');
    await ana.says('my requests');
    expect(ana.last()).toMatch(/R-1001 Do I need three quotes\?\n {2}Lee Park has it/u);
  });

  it('brings back somebody who was closed, when the file says who they were', async () => {
    const story = await openStory(own.database);
    await story.person('ana').says('Do I need three quotes?');
    const office = storyOffice();
    const gone = { ...office, people: office.people.filter(({ email }) => email !== 'ana@state.example') };
    await enter(story, gone);
    await story.person('ana').says('Hello?');
    expect(story.person('ana').last()).toContain('This account has been closed');
    await enter(
      story,
      moved({ 'ana@state.example': 'ana.lopez@state.example' }, ({ email }) => ({ formerly: email })),
    );
    await story.person('ana').says('my requests');
    expect(story.person('ana').last()).toContain('R-1001 Do I need three quotes?');
  });

  it('may go from one person to the next', async () => {
    const story = await openStory(own.database);
    const people = storyOffice().people.map((each) => {
      if (each.email === 'ana@state.example')
        return { ...each, email: 'ben@state.example', formerly: 'ana@state.example' };
      if (each.email === 'ben@state.example')
        return { ...each, email: 'ana@state.example', formerly: 'ben@state.example' };
      return each;
    });
    await enter(story, storyOffice({ people }));
    expect(await rows(own.database.db, sql`select name, email from people where id in (1, 2) order by 1`)).toEqual([
      { name: 'Ana Ruiz', email: 'ben@state.example' },
      { name: 'Ben Osei', email: 'ana@state.example' },
    ]);
  });

  it('is not guessed where two could be meant', async () => {
    const story = await openStory(own.database);
    const office = storyOffice();
    const [ana] = office.people;
    if (!ana) throw new Error('the story has Ana');
    const two = ['one', 'two'].map((name) => ({ ...ana, email: `${name}@state.example` }));
    const unclear = { ...office, people: [...two, ...office.people.slice(1)] };
    const planned = await plan(story, unclear);
    expect(doubtLines(planned)).toEqual([
      'Ana Ruiz <one@state.example> may have been ana@state.example, or not: others fit as well. Taken for somebody new; if not, write the old e-mail in the column formerly',
      'Ana Ruiz <two@state.example> may have been ana@state.example, or not: others fit as well. Taken for somebody new; if not, write the old e-mail in the column formerly',
    ]);
    expect(differenceLines(planned)).toEqual([
      'People',
      '  + Ana Ruiz <one@state.example>, requester of DOT',
      '  + Ana Ruiz <two@state.example>, requester of DOT',
      '  - Ana Ruiz <ana@state.example>',
    ]);
  });

  it('holds for another office that lists them too, and that office is told of', async () => {
    const story = await openStory(own.database);
    const hr = { ...storyOffice(), code: 'hr', name: 'Human Resources' };
    await enter(story, hr);
    const renamed = { ...moved({ 'ana@state.example': 'a@state.example' }), code: 'hr', name: 'Human Resources' };
    expect(doubtLines(await plan(story, renamed))).toEqual([
      'Ana Ruiz <a@state.example> may have been ana@state.example, whom another office still lists. Taken for somebody new; if not, write that e-mail in the column formerly',
    ]);
    const said = {
      ...renamed,
      people: renamed.people.map((each) =>
        each.email === 'a@state.example' ? { ...each, formerly: 'ana@state.example' } : each,
      ),
    };
    expect(differenceLines(await plan(story, said))).toEqual([
      'People',
      '  ~ Ana Ruiz: ana@state.example is now a@state.example, for Procurement Office too: write it in that file as well',
    ]);
    await enter(story, said);
    expect(changesNothing(await plan(story, moved({ 'ana@state.example': 'a@state.example' })))).toBe(true);
  });
});

describe('a requester who leaves', () => {
  it('is named with the requests that stay open, of whichever office, and who has them', async () => {
    const story = await openStory(own.database);
    await story.person('ana').says('Do I need three quotes?');
    await story.person('fay').says('Who signs this?');
    const office = storyOffice();
    const gone = new Set(['ana@state.example', 'fay@state.example', 'ben@state.example']);
    const left = { ...office, people: office.people.filter(({ email }) => !gone.has(email)) };
    expect(noteLines(await plan(story, left), {})).toEqual([
      'Ana Ruiz <ana@state.example> leaves with 1 open request. It stays open with whoever has it, who resolves it:',
      '  R-1001 Do I need three quotes? (Lee Park)',
      'Fay Lund <fay@state.example> leaves with 1 open request. It stays open with whoever has it, who resolves it:',
      '  R-1002 Who signs this? (in triage)',
    ]);
    await enter(story, { ...storyOffice(), code: 'hr', name: 'Human Resources' });
    expect(noteLines(await plan(story, left), {})).toEqual([]);
  });
});
