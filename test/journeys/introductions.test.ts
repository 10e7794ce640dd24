import { expect, test } from 'vitest';
import { announcementsPage } from '../../src/announcements/page.ts';
import { applyImport, planImport } from '../../src/offices/importOffice.ts';
import { sinceEver } from '../../src/offices/setup.ts';
import { createLately } from '../../src/page/lately.ts';
import { importDuties } from '../../src/requests/importDuties.ts';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();

const assigned = (agency: string, liaison: string, from: string, until: string | null = null) => ({
  ...{ agency, line: null, liaison: `${liaison}@state.example`, backup: 'devon@state.example', from, until },
});
/** Maria takes Transportation over from Lee on Tuesday. */
const handingOver = [
  assigned('DOT', 'lee', sinceEver, '2026-06-01'),
  assigned('DOT', 'maria', '2026-06-02'),
  assigned('AGR', 'maria', sinceEver),
];
async function begin(office: Parameters<typeof storyOffice>[0] = { assignments: handingOver }): Promise<Story> {
  const story = await openStory(data.database, { at: '2026-06-01T10:00', office });
  // The desk gets to know who is whose liaison: nobody is new.
  await story.sweep();
  return story;
}

/** What somebody reads on the desk's page of the first announcement. */
async function onPage(story: Story, name: string): Promise<string> {
  return story.store.transaction(async (tx) => {
    const { actor } = await tx.people.identify({
      ...account,
      userId: `${name}@state.example`,
      email: `${name}@state.example`,
    });
    const asked = { rest: '1', query: new Map<string, string>(), whole: false };
    const view =
      actor && (await announcementsPage.open(tx, asked, { actor, now: story.now(), lately: createLately() }));
    return JSON.stringify(view?.sections);
  });
}
const account = { platform: 'fake', workspace: 'test', address: '', vouched: 'office' as const };

test('whoever becomes a liaison is introduced to those who ask there, the morning after, in words of their own', async () => {
  const story = await begin();
  const [ana, ben, lee, maria] = [story.person('ana'), story.person('ben'), story.person('lee'), story.person('maria')];
  await ana.asks('Do we need three quotes?');
  await story.at('2026-06-01T16:00');
  expect(maria.sees()).toEqual([]);
  await story.at('2026-06-02T09:00');
  expect(maria.last()).toBe(
    [
      'Maria Lopez is your liaison now',
      'You are their liaison now, and this introduces you. It goes out Wed, Jun 3, 9:00 AM EDT.',
      'Choose: Change, Withdraw',
    ].join('\n'),
  );
  const own = { text: 'I know roads and bridges. Ask me anything.' };
  // What a form of before had in it asks nobody to have read it.
  const preview = await maria.presses('Change', { ...own, readBy: '2026-06-05', audience: 'everybody' });
  expect(preview).toContain('It goes to 1 person at 1 agency, Wed, Jun 3, 9:00 AM EDT.');
  expect(preview, 'as it will be read').toContain('Hours: Mon–Fri, 9 AM–5 PM Eastern');
  expect(preview).not.toContain('Please read by');
  await maria.presses('Plan it');
  const before = { ana: ana.sees().length, ben: ben.sees().length, lee: lee.sees().length };
  await story.at('2026-06-03T09:00');
  expect(ana.last()).toBe(
    [
      'Maria Lopez is your liaison now',
      'Maria Lopez, Procurement Office: I know roads and bridges. Ask me anything.',
      'Hours: Mon–Fri, 9 AM–5 PM Eastern',
    ].join('\n'),
  );
  expect(ben.sees(), 'who works elsewhere').toHaveLength(before.ben);
  await story.at('2026-06-03T09:30');
  expect(maria.sees().join('\n')).toContain('It reached 1 of 1 person.');
  expect(await onPage(story, 'maria')).toContain('It reached 1 of 1 person.');
  expect(await onPage(story, 'maria'), 'nobody was asked whether they have read it').not.toContain('read it');
  await story.at('2026-06-08T09:00');
  expect(ana.sees().filter((text) => text.includes('is your liaison now'))).toHaveLength(1);
});

test('who says nothing is introduced with their hours, and with who it was', async () => {
  const story = await begin();
  const ana = story.person('ana');
  await ana.asks('Do we need three quotes?');
  await story.at('2026-06-02T09:00');
  await story.at('2026-06-03T09:00');
  expect(ana.last()).toContain(
    'I answer your questions to Procurement Office from now on. Until now it was Lee Park. Write here at any time.\nHours: Mon–Fri, 9 AM–5 PM Eastern',
  );
  await ana.says('announcements');
  expect(ana.last()).toContain('Maria Lopez is your liaison now');
  expect(ana.last()).not.toContain('not read yet');
});

test('who holds office hours is introduced with them, and a slot is taken from there', async () => {
  const story = await begin();
  const [ana, maria] = [story.person('ana'), story.person('maria')];
  await maria.says('my office hours');
  await maria.presses('Add office hours', { weekday: 'thu', from: '10 AM', until: '11 AM', minutes: '30' });
  await ana.asks('Do we need three quotes?');
  await story.at('2026-06-02T09:00');
  await story.at('2026-06-03T09:00');
  expect(ana.last()).toContain('Office hours: Thursdays, 10 AM–11 AM\nChoose: Take a slot');
  const slot = { slot: '2026-06-04T14:00:00.000Z', about: 'Road salt' };
  expect(await ana.presses('Take a slot', slot)).toContain('It is yours');
  await maria.says('my office hours');
  await maria.presses('Pause');
  await ana.says('announcements');
  await ana.presses('Show it');
  expect(ana.last()).not.toContain('Take a slot');
});

test('nobody is introduced where nobody asks', async () => {
  const story = await begin();
  await story.at('2026-06-02T09:00');
  expect(story.person('maria').sees()).toEqual([]);
});

test('who withdraws it is not introduced, nor the day after', async () => {
  const story = await begin();
  const [ana, maria] = [story.person('ana'), story.person('maria')];
  await ana.asks('Do we need three quotes?');
  await story.at('2026-06-02T09:00');
  expect(await maria.presses('Withdraw')).toBe('Withdrawn. Nobody was told.');
  for (const day of ['03', '04']) await story.at(`2026-06-${day}T09:00`);
  expect(ana.sees().join('\n')).not.toContain('is your liaison now');
  expect(maria.sees().filter((text) => text.includes('your liaison now'))).toHaveLength(1);
});

test('who falls ill on the morning on which they would be introduced is introduced when they are back', async () => {
  const story = await begin();
  const [ana, maria] = [story.person('ana'), story.person('maria')];
  await ana.asks('Do we need three quotes?');
  await story.at('2026-06-02T09:00');
  await story.at('2026-06-03T08:00');
  await maria.says('menu');
  await maria.presses("I'm away", { from: '2026-06-03', until: '2026-06-04' });
  for (const day of ['03', '04']) {
    await story.at(`2026-06-${day}T09:00`);
    expect(ana.sees().join('\n'), day).not.toContain('is your liaison now');
  }
  expect(maria.sees().join('\n'), 'where it was planned').toContain('It goes out Fri, Jun 5, 9:00 AM EDT.');
  await story.at('2026-06-05T09:00');
  expect(ana.last()).toContain('Maria Lopez is your liaison now');
});

test('who is out is introduced when they are back, and not if somebody else has it by then', async () => {
  const away = { person: 'maria@state.example', from: '2026-06-02', until: '2026-06-03', cover: null };
  const story = await begin({ assignments: handingOver, absences: [away] });
  const [ana, maria] = [story.person('ana'), story.person('maria')];
  await ana.asks('Do we need three quotes?');
  await story.at('2026-06-02T09:00');
  await story.at('2026-06-03T09:00');
  expect(maria.sees().join('\n')).not.toContain('your liaison now');
  await story.at('2026-06-04T09:00');
  expect(maria.last()).toContain('It goes out Fri, Jun 5, 9:00 AM EDT.');
  // An import gives it to Devon before anybody was told.
  const setup = storyOffice({
    assignments: [assigned('DOT', 'devon', sinceEver), assigned('AGR', 'maria', sinceEver)],
  });
  await story.store.transaction(async (tx) => {
    const plan = await planImport(tx, setup, story.now());
    await applyImport(tx, plan, { handOverTo: 'devon@state.example' }, story.now(), importDuties(story.now));
  });
  await story.at('2026-06-04T10:00');
  expect(maria.sees().join('\n')).toContain('Nobody was told.');
  await story.at('2026-06-05T09:00');
  expect(ana.sees().join('\n')).toContain('Devon Clark is your liaison now');
  expect(ana.sees().join('\n')).not.toContain('Maria Lopez is your liaison now');
});
