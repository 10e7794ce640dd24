import { expect, test } from 'vitest';
import { importOffice } from '../../src/offices/importOffice.ts';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { fillPart, finish, yearly } from '../support/reviews.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();

const begin = async (change: Parameters<typeof openStory>[1] = {}) => {
  const story = await openStory(data.database, { office: { reviews: [yearly], ...change.office } });
  await story.sweep();
  await story.at('2026-06-02T09:00');
  return story;
};
const week = (story: Story, who: string): string =>
  story
    .person(who)
    .sees()
    .filter((text) => text.startsWith('Your '))
    .at(-1) ?? '';

test('an agency without any file to look at is reviewed all the same, with the reason', async () => {
  const story = await begin();
  const lee = story.person('lee');
  expect(await lee.presses('Name the files', { files: ' ' })).toContain('or say below why there is none');
  const shown = await lee.presses('Name the files', { files: '', fewer: 'Nothing was bought.' });
  expect(shown).toContain('No files are looked at: Nothing was bought.');
  expect(shown).not.toContain('Name the 2 files');
  expect(shown).toContain('Change the files');
  await story.person('ana').says('May I buy a drone?');
  await fillPart(story, 'lee', 's0', { rest: 'fine' });
  const press = { name: 'finish review', about: 'v2 review=1' };
  expect(await story.chat.hand('lee@state.example', { kind: 'press', press })).toMatchObject({
    kind: 'form',
    form: { title: 'Finish this review' },
  });
});

test('in the weeks before its day whoever is to finish it reads how far it is; while they are out, their cover', async () => {
  const absences = [{ person: 'lee@state.example', from: '2026-06-22', until: '2026-06-23', cover: null }];
  const story = await begin({ office: { absences } });
  await story.at('2026-06-15T09:00');
  expect(week(story, 'lee')).not.toContain('Yearly review');
  await story.at('2026-06-22T09:00');
  expect(week(story, 'lee')).not.toContain('Yearly review');
  expect(week(story, 'devon')).toContain(
    'Yearly review: Transportation, due June 30 · nothing yet, of 2 items\n  Choose: Show the review',
  );
  await story.at('2026-06-29T09:00');
  expect(week(story, 'lee')).toContain('Yearly review: Transportation, due June 30');
});

test('a finding that is opened again says so, and the office is asked who answers it once its owner has left', async () => {
  const story = await begin();
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.says('May I buy a drone?');
  await finish(story);
  await story.settle();
  await ana.presses('Done', { result: 'It was one order.' });
  await story.sweep();
  await lee.presses('Open again', { reason: 'The invoices say two.', due: '2026-06-18' });
  expect(lee.last()).toContain('This finding is open again: Yearly review: Transportation.');
  expect(lee.last()).not.toContain('Somebody');
  const people = storyOffice().people.filter(({ name }) => name !== 'Ana Ruiz');
  await story.store.transaction((tx) => importOffice(tx, storyOffice({ people, reviews: [yearly] }), story.now()));
  await story.at('2026-06-17T09:00');
  expect(lee.sees().join('\n')).toContain('Ana Ruiz has left and had this to do. Who does it now?\n- Put right: ');
  expect(lee.sees().join('\n')).toContain('Yearly review: Transportation\n  Choose: Reviews');
});
