import { expect, test } from 'vitest';
import { applyImport, planImport } from '../../src/offices/importOffice.ts';
import type { OfficeSetup } from '../../src/offices/setup.ts';
import { importDuties } from '../../src/requests/importDuties.ts';
import { useDatabase } from '../support/database.ts';
import { fakeChat } from '../support/fake-chat.ts';
import { type Counted, counts, noises, rung } from '../support/noise.ts';
import { storyOffice } from '../support/office.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();

const { note, rowsStand } = noises();

const begin = () => openStory(data.database, { at: '2026-06-01T09:00' });

test('a question that is answered at once', async () => {
  const story = await begin();
  await story.person('ana').says('May I buy a drone?');
  await story.person('lee').presses('Reply', { text: 'Yes.' });
  note('answered at once', story);
});

test('answered, resolved, confirmed', async () => {
  const story = await begin();
  await story.person('ana').says('May I buy a drone?');
  await story.person('lee').presses('Resolve', { outcome: 'answered', text: 'Yes.' });
  await story.person('ana').presses('That answered it');
  note('resolved and confirmed', story);
});

test('made urgent', async () => {
  const story = await begin();
  await story.person('ana').says('May I buy a drone?');
  await story.person('ana').presses('Mark urgent', { reason: 'snow' });
  note('made urgent', story);
});

test('never answered in five business days', async () => {
  const story = await begin();
  await story.person('ana').says('May I buy a drone?');
  for (const day of ['01', '02', '03', '04', '05'])
    for (const hour of ['11', '12', '13', '15', '16']) await story.at(`2026-06-${day}T${hour}:10`);
  note('never answered in five days', story);
});

const { people: known } = storyOffice();
const askers = Array.from({ length: 20 }, (_, n) => ({
  ...{ email: `asker${n}@state.example`, name: `Asker ${n}`, zone: null },
  roles: [{ role: 'requester' as const, agency: 'DOT' }],
}));
const beginWithAskers = (at: string, more: Partial<OfficeSetup> = {}) =>
  openStory(data.database, {
    at,
    office: { people: [...known, ...askers], ...more },
    chats: (now) => [fakeChat({ now, emails: [...known, ...askers].map(({ email }) => email) })],
  });

test('20 requests that fall due in one hour', { timeout: 180_000 }, async () => {
  const story = await beginWithAskers('2026-06-01T09:00');
  for (let n = 0; n < 20; n += 1) await ask(story, n);
  for (const time of ['11:02', '12:15', '13:05']) await story.at(`2026-06-01T${time}`);
  const { devon, sam } = counts(story);
  // One card with its changes, and what rings under it.
  expect(devon).toBeLessThanOrEqual(5);
  expect(sam).toBeLessThanOrEqual(3);
  expect(story.person('sam').sees().join()).toContain('Procurement Office: 20 late');
  expect(story.person('devon').sees().join()).toContain('Procurement Office: 20 late');
  note('20 due in one hour', story);

  // What is answered leaves the list, without another word.
  await story.person('lee').says('R-1020');
  const before = story.person('sam').sees().length;
  await story.person('lee').presses('Reply', { text: 'Yes.' });
  await story.sweep();
  expect(story.person('sam').sees()).toHaveLength(before);
  expect(story.person('sam').sees().join()).toContain('Procurement Office: 19 late');

  // The list of an earlier day is rewritten too, without a sound.
  await story.at('2026-06-03T08:00');
  const ofMonday = () =>
    story
      .person('sam')
      .sees()
      .find((text) => text.startsWith('Procurement Office: '));
  const rung = story.person('sam').sees().length;
  expect(ofMonday()).toContain('19 late');
  await story.person('lee').says('R-1019');
  await story.person('lee').presses('Reply', { text: 'Yes.' });
  await story.sweep();
  expect(ofMonday()).toContain('18 late');
  expect(story.person('sam').sees()).toHaveLength(rung);
});

test('20 requests, and nobody looks for two days', { timeout: 180_000 }, async () => {
  const story = await beginWithAskers('2026-06-01T09:00');
  for (let n = 0; n < 20; n += 1) await ask(story, n);
  for (const time of ['03T09:05', '03T09:20', '03T12:15', '04T09:05', '05T09:05']) await story.at(`2026-06-${time}`);
  note('20, and nobody looks for two days', story);
  for (const who of rung) expect(counts(story)[who]).toBeLessThan(who === 'lee' ? 30 : 10);
});

const counted = (who: keyof Counted, story: Story, from: Counted): number => (counts(story)[who] ?? 0) - from[who];

test('an absence hands over twelve requests at once', { timeout: 180_000 }, async () => {
  const story = await beginWithAskers('2026-06-01T16:30', {
    absences: [{ person: 'lee@state.example', from: '2026-06-02', until: '2026-06-05', cover: null }],
  });
  for (let n = 0; n < 12; n += 1) await ask(story, n);
  await story.at('2026-06-02T09:00');
  await story.at('2026-06-02T10:00');
  // Each morning has its digest besides.
  const came = story
    .person('devon')
    .sees()
    .filter((text) => !text.startsWith('Your day: '));
  expect(came).toHaveLength(1);
  expect(came[0]).toContain('12 requests come to you:');
  note('12 handed over by an absence', story);
});

/** Lee is no liaison any more by the next file, and Devon takes what Lee had. */
async function importWithoutLee(story: Story, also: Partial<OfficeSetup> = {}): Promise<void> {
  const { people: listed, assignments } = storyOffice();
  const setup = storyOffice({
    people: [...listed.filter(({ name }) => name !== 'Lee Park'), ...askers],
    assignments: assignments
      .filter(({ backup }) => backup !== 'lee@state.example')
      .map((each) =>
        each.liaison === 'lee@state.example' ? { ...each, liaison: 'devon@state.example', backup: null } : each,
      ),
    ...also,
  });
  await story.store.transaction(async (tx) => {
    const plan = await planImport(tx, setup, story.now());
    await applyImport(tx, plan, { handOverTo: 'devon@state.example' }, story.now(), importDuties(story.now));
  });
  await story.sweep();
}

test('an import hands over twelve requests at once', { timeout: 180_000 }, async () => {
  const story = await beginWithAskers('2026-06-01T09:00');
  for (let n = 0; n < 10; n += 1) await ask(story, n);
  await story.person('ana').asks('May I buy a drone?');
  await story.person('ana').asks('May I buy a boat?');
  const before = counts(story);
  await importWithoutLee(story);
  expect(counted('devon', story, before), 'one list').toBe(1);
  expect(story.person('devon').last()).toContain('The office’s roster has changed. 12 requests come to you:');
  expect(counted('ana', story, before), 'one message about both').toBe(1);
  expect(story.person('ana').last()).toContain('Devon Clark has your requests now.');
  note('12 handed over by an import', story);
});

test('an import that hands over and moves the calendar says each once to each', { timeout: 180_000 }, async () => {
  const story = await beginWithAskers('2026-06-01T16:00');
  for (let n = 0; n < 10; n += 1) await ask(story, n);
  await story.person('ana').asks('May I buy a drone?');
  await story.person('ana').asks('May I buy a boat?');
  const before = counts(story);
  const { calendar } = storyOffice();
  const storm = { date: '2026-06-02', name: 'Storm', windows: [] };
  await importWithoutLee(story, { calendar: { ...calendar, specialDays: [...calendar.specialDays, storm] } });
  expect(counted('devon', story, before), 'the list, and that its times move').toBe(2);
  expect(counted('ana', story, before), 'who has both, and when both are answered').toBe(2);
  expect(story.person('ana').sees().at(-2)).toContain('Devon Clark has your requests now.');
  expect(story.person('ana').last()).toContain('The times you were promised for 2 requests have changed.');
  note('12 handed over by an import that moves them', story);
});

test('a closure moves several promises of one person at once', { timeout: 180_000 }, async () => {
  const story = await beginWithAskers('2026-06-01T16:00');
  for (const what of ['drone', 'boat', 'tent', 'rope']) await story.person('ana').asks(`May I buy a ${what}?`);
  await story.person('ben').says('Where do I buy seed?');
  const before = counts(story);
  await story.person('sam').says('office closed tomorrow: storm');
  await story.person('sam').presses('Close the office');
  await story.sweep();
  expect(counted('ana', story, before), 'one message').toBe(1);
  expect(story.person('ana').last()).toContain('The times you were promised for 4 requests have changed.');
  expect(story.person('ana').last()).toMatch(/R-1001 May I buy a drone\?: You will now have a reply by Wed, Jun 3/u);
  expect(story.person('ben').last()).toContain('R-1005: the time you were promised has changed.');
  note('a closure moves four of one person', story);
});

/** Ten as they really are: most are answered at once, some after a warning, one is late, one is handed over. */
test('ten typical requests', { timeout: 180_000 }, async () => {
  const story = await beginWithAskers('2026-06-01T09:00');
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('May I buy a drone?');
  await lee.presses('Ask the agency', { text: 'Which drone?' });
  await ana.says('R-1001: a small one');
  await lee.presses('Resolve', { outcome: 'answered', text: 'Yes.' });
  await ana.presses('That answered it');
  for (let n = 0; n < 9; n += 1) {
    await ask(story, n);
    // Two of them wait: one until after a warning, one until it is late.
    if (n < 7) await lee.presses('Resolve', { outcome: 'answered', text: 'Yes.' });
  }
  await story.at('2026-06-01T11:05');
  await lee.says('R-1009');
  await lee.presses('Reply', { text: 'Yes.' });
  await story.at('2026-06-01T13:05');
  await lee.says('R-1010');
  await lee.presses('Resolve', { outcome: 'answered', text: 'Yes.' });
  for (const time of ['01T16:00', '02T09:05', '03T09:05']) await story.at(`2026-06-${time}`);
  note('ten typical requests', story);
});

test('a month that is over, for a requester who heads the agency', async () => {
  const heads = known.map((each) =>
    each.name === 'Ana Ruiz'
      ? { ...each, roles: [...each.roles, { role: 'agency head' as const, agency: 'DOT' }] }
      : each,
  );
  const story = await openStory(data.database, { at: '2026-06-30T10:00', office: { people: heads } });
  await story.person('ana').says('May I buy a drone?');
  await story.person('lee').presses('Reply', { text: 'Yes.' });
  await story.at('2026-07-01T09:05');
  note('a month is over, the requester heads the agency', story);
});

/** Each by somebody of their own, so that none is asked where it belongs. */
async function ask(story: Story, n: number): Promise<void> {
  await story.chat.write(`asker${n}@state.example`, `May I buy drone number ${n}?`);
  await story.settle();
}

test('the figures stand in CONTRIBUTING, and only fall', () => rowsStand());
