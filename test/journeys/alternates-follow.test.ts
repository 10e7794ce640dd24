import { expect, test } from 'vitest';
import { applyImport, planImport } from '../../src/offices/importOffice.ts';
import { importDuties } from '../../src/requests/importDuties.ts';
import { alternateRules, application } from '../support/alternates.ts';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();

async function begin(): Promise<Story> {
  const story = await openStory(data.database, { office: { alternates: alternateRules } });
  const ana = story.person('ana');
  await ana.says('alternate process');
  await ana.presses('Ask for one', application);
  return story;
}

async function close(story: Story, said: string): Promise<void> {
  await story.person('sam').says(said);
  await story.person('sam').presses('Close the office');
  await story.sweep();
}

const standing = (story: Story, who: string): string =>
  story
    .person(who)
    .sees()
    .find((text) => text.startsWith('Alternate process 1: Own quotes\n')) ?? '';

test('a closure moves the time of a decision: its messages say the new one, and whoever asked hears it once, with why', async () => {
  const story = await begin();
  const ana = story.person('ana');
  expect(standing(story, 'ana')).toContain('decides by Mon, Jun 8, 10:00 AM EDT');
  await close(story, 'office closed tomorrow: storm');
  expect(ana.last()).toMatch(
    /^Alternate process 1: Own quotes, Transportation: the time you were promised has changed\. Sam Reed decides by Tue, Jun 9, 10:00 AM EDT\. Reason: .*storm.*\.$/iu,
  );
  expect(standing(story, 'ana')).toContain('decides by Tue, Jun 9, 10:00 AM EDT');
  expect(standing(story, 'lee')).toContain('Tue, Jun 9');
  const rung = ana.sees().length;
  await story.at('2026-06-03T10:00');
  await story.at('2026-06-08T11:00');
  expect(ana.sees(), 'it is not late by then').toHaveLength(rung);
  await story.at('2026-06-09T11:00');
  expect(standing(story, 'ana')).toContain('was to decide by Tue, Jun 9, 10:00 AM EDT, and has been reminded');
  await close(story, 'office closed tomorrow: flood');
  expect(standing(story, 'ana'), 'what is over stays as it was promised').toContain('Tue, Jun 9');
});

test('a report that is awaited gets the days on top on which the office is closed', async () => {
  const story = await begin();
  const [ana, sam] = [story.person('ana'), story.person('sam')];
  await story.at('2026-06-03T14:00');
  await sam.presses('Grant', { until: '2026-08-31', reports: 'purchases' });
  await story.at('2026-07-10T10:00');
  expect(ana.last()).toContain('due July 17');
  await close(story, 'office closed July 14: storm');
  expect(ana.sees().find((text) => text.includes('A report is due'))).toContain('due July 20');
  await story.at('2026-07-16T10:00');
  expect(ana.sees().join('\n'), 'the reminder moves, too').not.toContain('A reminder');
  await story.at('2026-07-17T09:00');
  expect(ana.last()).toContain('A reminder');
});

test('an import that keeps what was promised leaves the time as it is', async () => {
  const story = await begin();
  const { calendar } = storyOffice();
  const storm = { date: '2026-06-02', name: 'Storm', windows: [] };
  const setup = storyOffice({
    ...{ alternates: alternateRules, calendar: { ...calendar, specialDays: [...calendar.specialDays, storm] } },
  });
  await story.store.transaction(async (tx) => {
    const plan = await planImport(tx, setup, story.now());
    await applyImport(tx, plan, { keepPromises: true }, story.now(), importDuties(story.now));
  });
  const rung = story.person('ana').sees().length;
  await story.sweep();
  expect(standing(story, 'ana')).toContain('decides by Mon, Jun 8, 10:00 AM EDT');
  expect(story.person('ana').sees()).toHaveLength(rung);
});

test('who answers the agency by the next morning has it, whoever had it before', async () => {
  const story = await begin();
  const { people, assignments } = storyOffice();
  const setup = storyOffice({
    alternates: alternateRules,
    people: people.filter(({ name }) => name !== 'Lee Park'),
    assignments: assignments
      .filter(({ backup }) => backup !== 'lee@state.example')
      .map((each) =>
        each.liaison === 'lee@state.example' ? { ...each, liaison: 'devon@state.example', backup: null } : each,
      ),
  });
  await story.store.transaction(async (tx) => {
    const plan = await planImport(tx, setup, story.now());
    const choices = { handOverTo: 'devon@state.example' };
    await applyImport(tx, plan, choices, story.now(), importDuties(story.now));
  });
  await story.at('2026-06-02T09:00');
  expect(standing(story, 'devon')).toContain('Choose: Say what I think');
  expect(standing(story, 'ana')).toContain('Devon Clark first says what they think of it.');
  const rung = story.person('devon').sees().length;
  await story.at('2026-06-03T09:00');
  expect(story.person('devon').sees(), 'once').toHaveLength(rung);
});

test('what is ended before it began is said so', async () => {
  const story = await begin();
  const [ana, sam] = [story.person('ana'), story.person('sam')];
  await story.at('2026-06-03T14:00');
  await sam.presses('Grant', { from: '2026-07-01', until: '2026-08-31', reports: 'purchases' });
  await sam.presses('End it', { because: 'The budget is spent.' });
  expect(ana.last()).toBe(
    'Alternate process 1: Own quotes. Sam Reed has ended it.\nSam Reed: The budget is spent.\nIt had not begun, so the usual way goes on.',
  );
});
