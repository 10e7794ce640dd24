import { expect, test } from 'vitest';
import { createDeskSide } from '../../src/doors/deskSide.ts';
import { createPageSide } from '../../src/doors/pageSide.ts';
import { defaultSurveyRules } from '../../src/offices/surveyRules.ts';
import { useDatabase } from '../support/database.ts';
import { fakeChat } from '../support/fake-chat.ts';
import { storyOffice } from '../support/office.ts';
import { openStory, type Story } from '../support/story.ts';

/** What people wrote is tagged with themes by those who read it, and counted. */

const data = useDatabase();

async function ratedBadly(): Promise<Story> {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  await story.person('ana').asks('May I buy a drone?');
  await story.person('lee').presses('Resolve', { outcome: 'answered', text: 'Yes.' });
  await story.at('2026-06-02T10:01');
  await story.person('ana').presses('2 – Dissatisfied', { comment: 'It took a week.' });
  return story;
}

test('a supervisor says what the words are about, and may take it back', async () => {
  const story = await ratedBadly();
  const sam = story.person('sam');
  expect(await sam.presses('Themes', { themes: 'time,rules' })).toBe('Noted: How long it took · Rules and policies.');
  expect(sam.last()).toContain('Themes: How long it took · Rules and policies');
  expect(await sam.presses('Themes', { themes: 'time,rules' })).toBe('It stays as it is.');
  expect(await sam.presses('Themes', { themes: 'rules' })).toBe('Noted: Rules and policies.');
  expect(sam.last()).toContain('Themes: Rules and policies');
  expect(await sam.presses('Themes', { themes: '' })).toBe('It counts under no theme now.');
  expect(sam.last()).not.toContain('Themes:');
  const events = await story.store.transaction((tx) => tx.records.of({ kind: 'request', id: 1001 }));
  expect(events.filter(({ kind }) => kind === 'themes tagged').map(({ data: said }) => said)).toEqual([
    { survey: 1, themes: ['How long it took', 'Rules and policies'] },
    { survey: 1, themes: ['Rules and policies'] },
    { survey: 1, themes: [] },
  ]);
  await sam.presses('It is settled', { text: 'We send the list first.' });
  expect(await sam.presses('Themes', { themes: 'news' }), 'afterwards too').toContain('Hearing how things stand');
});

test('whoever sees to the bad rating may tag it, without reading the words; nobody else may', async () => {
  const story = await ratedBadly();
  const lee = story.person('lee');
  const press = { name: 'themes', about: 'v2 request=1001 survey=1' };
  const tries = (who: string) => story.chat.hand(`${who}@state.example`, { kind: 'press', press });
  for (const who of ['lee', 'devon', 'ana', 'ada'])
    expect(await tries(who), who).toMatchObject({ kind: 'notice', text: [expect.stringContaining('no such request')] });
  await lee.presses('I have this');
  const form = await tries('lee');
  expect(JSON.stringify(form)).toContain('How long it took');
  expect(JSON.stringify(form)).not.toContain('It took a week.');
  expect(JSON.stringify(await tries('sam'))).toContain('It took a week.');
  await lee.presses('Themes', { themes: 'time' });
  expect(story.person('sam').last()).toContain('Themes: How long it took');
});

test('an office has themes of its own', async () => {
  const surveys = { ...defaultSurveyRules(480), themes: [{ code: 'bids', name: 'Bids and awards' }] };
  const story = await openStory(data.database, { at: '2026-06-01T10:00', office: { surveys } });
  await story.person('ana').asks('May I buy a drone?');
  await story.person('lee').presses('Resolve', { outcome: 'answered', text: 'Yes.' });
  await story.at('2026-06-02T10:01');
  await story.person('ana').presses('2 – Dissatisfied', { comment: 'It took a week.' });
  expect(await story.person('sam').presses('Themes', { themes: 'bids,time' })).toBe('Noted: Bids and awards.');
});

/** Five of Transportation write how the office is doing, one of them with a name. */
async function fiveWrote(): Promise<Story> {
  const { people: staff } = storyOffice();
  const more = ['kim', 'zoe', 'tim', 'max'].map((name) => ({
    ...{ email: `${name}@state.example`, name, zone: null },
    roles: [{ role: 'requester' as const, agency: 'DOT' }],
  }));
  const people = [...staff, ...more];
  const surveys = { ...defaultSurveyRules(480), relationshipOn: ['06-15'] };
  const story = await openStory(data.database, {
    at: '2026-06-12T10:00',
    office: { surveys, people },
    chats: (now) => [fakeChat({ now, emails: people.map(({ email }) => email) })],
  });
  await story.at('2026-06-15T09:01');
  const sam = story.person('sam');
  for (const who of ['ben', 'kim', 'zoe', 'tim', 'max', 'ana']) {
    const person = story.person(who);
    if (who !== 'ana') await person.answer('Answer without my name');
    await story.settle();
    await person.presses('2 – Dissatisfied', { comment: `Words of ${who}.` });
    await sam.presses('Themes', { themes: who === 'max' ? 'news' : 'time' });
  }
  return story;
}

test('the month counts themes: without a name five at a time', async () => {
  const story = await fiveWrote();
  const sam = story.person('sam');
  const june = { from: new Date('2026-06-01T04:00Z'), to: new Date('2026-07-01T04:00Z') };
  const counts = () => story.store.transaction((tx) => tx.themes.counts(1, [june]));
  // Four without a name wait for a fifth; the one with a name counts by itself.
  expect((await counts()).map(({ theme, counts: of }) => [theme, of])).toEqual([
    ['time', [1]],
    ['news', [0]],
  ]);
  const lines = sam.sees().filter((text) => text.includes('Without a name: Words of max.'));
  expect(lines).toHaveLength(1);
  const voice = await story.store.transaction(async (tx) =>
    (await tx.themes.words(1, 30)).find(({ text }) => text === 'Words of max.'),
  );
  if (!voice || !('voice' in voice)) throw new Error('it is an exchange');
  const press = { name: 'voice themes', about: `v2 voice=${voice.voice}` };
  await story.chat.hand('sam@state.example', { kind: 'submit', press, values: { themes: 'time,news' } });
  await story.settle();
  expect((await counts()).map(({ counts: of }) => of)).toContainEqual([6]);
  expect(sam.sees().join()).toContain('Themes: How long it took · Hearing how things stand');
  await story.at('2026-07-01T09:01');
  expect(sam.sees().join('\n')).toContain('What people wrote about: How long it took 6');
});

test('the page of satisfaction has the words for supervisors, and the counts', async () => {
  const story = await fiveWrote();
  const { store, now } = story;
  const side = createPageSide({ store, now, deskSide: createDeskSide({ store, now }) });
  const opened = async (who: string) => {
    const visitor = {
      ...{ platform: 'fake', workspace: 'fake', userId: `${who}@state.example`, address: `${who}@state.example` },
      ...{ email: `${who}@state.example`, vouched: 'office' as const },
    };
    return JSON.stringify((await side.open(visitor, 'satisfaction', { query: new Map() }))?.view ?? null);
  };
  const seen = await opened('sam');
  expect(seen).toContain('Words of ana.');
  expect(seen).toContain('Ana Ruiz (Transportation)');
  expect(seen).toContain('Words of kim.');
  expect(seen, 'whose words, and how they rated').not.toMatch(/"kim/u);
  expect(seen).toContain('Procurement Office: what people wrote about');
  expect(seen).toContain('fewer than 5');
  const ofAda = await opened('ada');
  expect(ofAda).toContain('what people wrote about');
  expect(ofAda).not.toContain('Words of');
});
