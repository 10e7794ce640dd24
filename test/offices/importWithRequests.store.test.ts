import { describe, expect, it } from 'vitest';
import { changesNothing, movesLines, noteLines, obstacleLines } from '../../src/offices/differenceWords.ts';
import { applyImport, type ImportChoices, planImport } from '../../src/offices/importOffice.ts';
import type { OfficeSetup } from '../../src/offices/setup.ts';
import { followCalendars } from '../../src/requests/follow.ts';
import { importDuties } from '../../src/requests/importDuties.ts';
import { withSpecialDays } from '../../src/sla/calendar.ts';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { openStory, type Story } from '../support/story.ts';

const own = useDatabase();

/** What an import would say, and what it does when it is let. */
async function importing(story: Story, setup: OfficeSetup, choices: ImportChoices = {}) {
  const plan = await story.store.transaction((tx) => planImport(tx, setup, story.now()));
  return {
    plan,
    obstacles: obstacleLines(plan, choices),
    moves: movesLines(plan, choices),
    notes: noteLines(plan, choices),
    async apply() {
      await story.store.transaction(async (tx) =>
        applyImport(tx, await planImport(tx, setup, story.now()), choices, story.now(), importDuties(story.now)),
      );
      await story.sweep();
    },
  };
}

const read = (story: Story, id: number) => story.store.transaction((tx) => tx.requests.read(id));

function withoutLee(): OfficeSetup {
  const office = storyOffice();
  const [transport, ...others] = office.assignments;
  if (!transport) throw new Error('the story has an assignment');
  return {
    ...office,
    people: office.people.filter(({ email }) => email !== 'lee@state.example'),
    assignments: [
      { ...transport, liaison: 'devon@state.example', backup: null },
      ...others.map((each) => ({ ...each, backup: null })),
    ],
  };
}

describe('a liaison who is dropped while holding open requests', () => {
  it('is an error that lists them', async () => {
    const story = await openStory(own.database);
    const ana = story.person('ana');
    await ana.says('Do I need three quotes for $40k?');
    const dropped = await importing(story, withoutLee());
    expect(dropped.obstacles).toEqual([
      'Lee Park <lee@state.example> is no longer a liaison and holds 1 open request; say who takes them with --hand-over-to EMAIL:',
      '  R-1001 Do I need three quotes for $40k?',
    ]);
    await expect(dropped.apply()).rejects.toThrow('Somebody who holds open requests cannot go.');
    expect((await importing(story, storyOffice())).obstacles).toEqual([]);
  });

  it('is one too when they stay as a requester', async () => {
    const story = await openStory(own.database);
    await story.person('ana').says('Do I need three quotes?');
    const setup = withoutLee();
    const roles = [{ role: 'requester' as const, agency: 'FIN' }];
    setup.people.push({ email: 'lee@state.example', name: 'Lee Park', zone: null, roles });
    expect((await importing(story, setup)).obstacles[1]).toBe('  R-1001 Do I need three quotes?');
  });

  it('hands them over in the same breath when somebody is named, and the agency is told', async () => {
    const story = await openStory(own.database);
    const [ana, devon] = [story.person('ana'), story.person('devon')];
    await ana.says('Do I need three quotes?');
    const handing = await importing(story, withoutLee(), { handOverTo: 'devon@state.example' });
    expect(handing.obstacles).toEqual([]);
    expect(handing.notes).toEqual(['devon@state.example takes over 1 open request: R-1001.']);
    await handing.apply();
    expect(ana.last()).toContain('Devon Clark has your question');
    expect(devon.sees().join()).toContain('Do I need three quotes?');
    const events = await story.store.transaction((tx) => tx.records.of({ kind: 'request', id: 1001 }));
    expect(events.filter(({ kind }) => kind === 'handed over')).toMatchObject([{ data: { reason: 'roster change' } }]);
    expect(changesNothing((await importing(story, withoutLee())).plan)).toBe(true);
  });

  it('says in one message who has it and what the new calendar makes of its time', async () => {
    const story = await openStory(own.database, { at: '2026-06-01T16:00' });
    const ana = story.person('ana');
    await ana.says('Do I need three quotes?');
    const before = ana.sees().length;
    const setup = withoutLee();
    const calendar = withSpecialDays(setup.calendar, [{ date: '2026-06-02', name: 'storm', windows: [] }]);
    await (await importing(story, { ...setup, calendar }, { handOverTo: 'devon@state.example' })).apply();
    await followCalendars(story.store, story.now());
    await story.settle();
    const told = ana.sees().slice(before);
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('Devon Clark has your question. The time you were promised has changed.');
    expect(told[0]).toContain('Wed, Jun 3');
    expect(told[0]).not.toContain('has not changed');
  });

  it('hands nothing to somebody who may not answer', async () => {
    const story = await openStory(own.database);
    await story.person('ana').says('Do I need three quotes?');
    const handing = await importing(story, withoutLee(), { handOverTo: 'ada@state.example' });
    expect(handing.obstacles).toEqual([
      "--hand-over-to ada@state.example: this is neither a liaison nor a supervisor in the office's file",
    ]);
    await expect(handing.apply()).rejects.toThrow('neither liaison nor supervisor');
  });
});

describe('an agency that is gone with open requests', () => {
  it('is an error that lists them', async () => {
    const story = await openStory(own.database);
    await story.person('fay').says('Who signs this?');
    const office = storyOffice();
    const gone = await importing(story, {
      ...office,
      agencies: office.agencies.filter(({ code }) => code !== 'FIN'),
      people: office.people.filter(({ email }) => email !== 'fay@state.example'),
    });
    expect(gone.obstacles).toEqual([
      'FIN Finance is gone from the agencies and has 1 open request; resolve them first, or put it back:',
      '  R-1001 Who signs this?',
    ]);
    await expect(gone.apply()).rejects.toThrow('An agency with open requests cannot go.');
  });
});

describe('another calendar', () => {
  const office = storyOffice();
  const snow = {
    ...office,
    calendar: withSpecialDays(office.calendar, [{ date: '2026-06-02', name: 'Snow', windows: [] }]),
  };

  it('says what it does to open requests, moves them, and tells whose promise moved', async () => {
    const story = await openStory(own.database, { at: '2026-06-01T15:00' });
    const ana = story.person('ana');
    await ana.says('Do I need three quotes?');
    expect(ana.last()).toContain('Tue, Jun 2, 11:00 AM');
    const closing = await importing(story, snow);
    expect(closing.moves).toEqual([
      'By this calendar 1 open request moves later.',
      'They move with it, and whoever was promised a time is told. To leave them as promised, add --keep-promises.',
    ]);
    await closing.apply();
    expect(ana.last()).toContain('Wed, Jun 3, 11:00 AM');
    expect(ana.last()).toContain('closed on 2026-06-02 (Snow)');
    const [now] = await story.store.transaction((tx) => tx.offices.all());
    expect((await read(story, 1001))?.calendarId).toBe(now?.calendarId);
    expect((await importing(story, snow)).moves).toEqual([]);
  });

  it('leaves them as promised when told to', async () => {
    const story = await openStory(own.database, { at: '2026-06-01T15:00' });
    const ana = story.person('ana');
    await ana.says('Do I need three quotes?');
    const before = await read(story, 1001);
    const closing = await importing(story, snow, { keepPromises: true });
    expect(closing.moves[1]).toBe('They keep the calendar they were promised by.');
    await closing.apply();
    expect((await read(story, 1001))?.calendarId).toBe(before?.calendarId);
    expect(ana.last()).toContain('Tue, Jun 2, 11:00 AM');
    await story.person('ben').says('Where do I buy seed?');
    expect(story.person('ben').last()).toContain('Wed, Jun 3, 11:00 AM');
  });

  it('is refused when it ends before an open request is due', async () => {
    const story = await openStory(own.database, { at: '2026-12-31T15:00' });
    await story.person('ana').says('Do I need three quotes?');
    const ending = { ...office, calendar: { ...office.calendar, confirmedYears: [2026] } };
    const refused = await importing(story, ending);
    expect(refused.obstacles).toEqual([
      'The calendar ends before 1 open request is due (R-1001); confirm the year after it, or add --keep-promises',
    ]);
    await expect(refused.apply()).rejects.toThrow('does not reach as far');
    const kept = await importing(story, ending, { keepPromises: true });
    expect(kept.obstacles).toEqual([]);
    await kept.apply();
  });
});
