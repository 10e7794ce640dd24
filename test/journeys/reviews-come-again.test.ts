import { expect, test } from 'vitest';
import { applyImport, planImport } from '../../src/offices/importOffice.ts';
import type { ReviewRule } from '../../src/offices/reviewRules.ts';
import { importDuties } from '../../src/requests/importDuties.ts';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { fillPart, finish, personId, yearly } from '../support/reviews.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();

const people = storyOffice().people.map((each) =>
  each.name === 'Ana Ruiz'
    ? { ...each, roles: [...each.roles, { role: 'agency head' as const, agency: 'DOT' }] }
    : each,
);
const monthly = {
  ...{ code: 'monthly', name: 'Monthly meeting', with: 'agencies' as const, agencies: ['DOT'], place: 'Room 4' },
  ...{ rhythm: { nth: 'fourth' as const, weekday: 'tue' as const, every: 'month' as const }, minute: 600, minutes: 30 },
};
async function begun(reviews: ReviewRule[] = [yearly], at = '2026-06-02T09:00'): Promise<Story> {
  const story = await openStory(data.database, { office: { reviews, people, meetings: [monthly] } });
  await story.sweep();
  await story.at(at);
  return story;
}
async function imports(story: Story, reviews: ReviewRule[]): Promise<void> {
  await story.store.transaction(async (tx) => {
    const plan = await planImport(tx, storyOffice({ reviews, people, meetings: [monthly] }), story.now());
    await applyImport(tx, plan, {}, story.now(), importDuties(story.now));
  });
  await story.sweep();
}
const seen = (story: Story, who: string) => story.person(who).sees().join('\n---\n');

test('the next one comes months later, by the checklist that there is then; the first is kept as it was asked', async () => {
  const often = { ...yearly, months: 2 };
  const story = await begun([often]);
  const [first, second] = yearly.sections;
  if (!first || !second) throw new Error('they are there');
  const other: ReviewRule = {
    ...often,
    sections: [{ ...first, items: [{ code: 'limit', words: 'All is below the limit.', of: 'agency' }] }, second],
  };
  await imports(story, [other]);
  expect(seen(story, 'lee'), 'it was begun by the other one').toContain('Answered: nothing yet, of 2 items');
  await finish(story);
  await story.sweep();
  await story.at('2026-08-03T09:00');
  const cards = story
    .person('lee')
    .sees()
    .filter((text) => text.startsWith('Yearly review'));
  expect(cards.at(-1)).toContain('Due: Sunday, August 30');
  const press = { name: 'fill review', about: 'v2 review=2 part=s0' };
  const form = await story.chat.hand('lee@state.example', { kind: 'press', press });
  expect(JSON.stringify(form)).toContain('All is below the limit.');
  const listed = await story.store.transaction((tx) =>
    tx.reviews.before({ officeId: 1, agencyId: 1, code: 'yearly' }, 9),
  );
  expect(listed[0]?.checklist.sections[0]?.items).toHaveLength(2);
});

test('an import that says another day has it begin then, and one that names no checklist ends them', async () => {
  const story = await begun([{ ...yearly, firstDue: '2026-12-31' }]);
  await imports(story, [{ ...yearly, firstDue: '2026-07-15', weeksAhead: 2, months: 1 }]);
  await story.at('2026-07-01T09:00');
  expect(seen(story, 'lee')).toContain('Yearly review: Transportation\nDue: Wednesday, July 15');
  await story.person('lee').presses('Call it off', { reason: 'The agency moves house.' });
  await imports(story, []);
  await story.at('2026-08-03T09:00');
  const begunOnes = story
    .person('lee')
    .sees()
    .filter((text) => text.includes('Answered: nothing yet'));
  expect(begunOnes).toEqual([]);
});

test('one is begun by hand once, takes the place of the next, and is called off with a word', async () => {
  const story = await begun([{ ...yearly, firstDue: '2026-12-31' }]);
  const [lee, sam] = [story.person('lee'), story.person('sam')];
  await sam.says('reviews');
  expect(sam.last()).toContain('To come\n- Yearly review: Transportation, due December 31');
  expect(await sam.presses('Begin a review', { agency: 'FIN' })).toBe(
    'agency: Finance is not reviewed by this checklist.',
  );
  expect(await sam.presses('Begin a review', { agency: 'Transport' })).toContain('agency: “Transport” is none of your');
  expect(await sam.presses('Begin a review', { agency: 'DOT' })).toContain('Due: Thursday, December 31');
  expect(lee.last(), 'whoever answers the agency is told').toContain('Yearly review: Transportation');
  await lee.says('reviews');
  expect(await lee.presses('Begin a review', { agency: 'DOT' })).toContain('This one is open already.');
  expect(await lee.presses('Call it off', { reason: '' })).toBe('reason: Say in a few words why.');
  expect(await lee.presses('Call it off', { reason: 'Too early.' })).toBe(
    'Called off. The next one comes all the same.',
  );
  expect(seen(story, 'lee')).toContain('Yearly review: Transportation was called off: Too early.');
  await story.sweep();
  await sam.says('reviews');
  expect(sam.last()).toContain('To come\n- Yearly review: Transportation, due December 31, 2027');
});

test('what is overdue stands in digests, on agendas what is due, and the head reads the result of the month', async () => {
  const story = await begun();
  const digest = (who: string) =>
    story
      .person(who)
      .sees()
      .filter((text) => /(?:Daily|Weekly) digest|^Your /u.test(text))
      .at(-1) ?? '';
  await story.at('2026-06-19T09:00');
  expect(story.person('ana').last()).toContain('Reviews due\n- Yearly review, due Tuesday, June 30');
  await story.at('2026-06-30T09:00');
  expect(digest('sam')).not.toContain('Overdue');
  await story.at('2026-07-01T09:00');
  expect(digest('sam')).toContain(
    '- Overdue: Yearly review: Transportation, was due June 30\n  Choose: Show the review',
  );
  await story.at('2026-07-06T09:00');
  expect(digest('lee')).toContain('Overdue: Yearly review: Transportation');
  expect(digest('maria')).not.toContain('Overdue');
  await finish(story);
  await story.at('2026-07-07T09:00');
  expect(digest('sam')).not.toContain('Overdue');
  await story.at('2026-07-13T09:00');
  expect(digest('sam')).toContain(
    '- Not answered: Put right: Two are missing (PO 1), Ana Ruiz, was due July 10 · Yearly',
  );
  await story.person('ana').presses('Done', { result: 'They are there.' });
  await story.at('2026-07-14T09:00');
  expect(digest('sam'), 'Lee has it since this morning').not.toContain('Ana Ruiz has answered');
  await story.at('2026-07-15T09:00');
  expect(digest('sam')).toContain(
    '- Ana Ruiz has answered “Put right: Two are missing (PO 1)”: They are there. · Yearly',
  );
  await story.at('2026-08-03T09:00');
  const [month] = story
    .person('ana')
    .sees()
    .filter((text) => text.startsWith('July'));
  expect(month).toContain('Yearly review: July 6 · 3 fine, 2 findings (1 major, 1 minor), 1 not applicable · 2 of 2');
  expect(story.person('sam').sees().join('\n')).toContain('Reviews finished: 1, with 2 findings');
});

test('somebody else answers a finding after all: they are told, and read the result', async () => {
  const story = await begun();
  await finish(story);
  const press = { name: 'change finding', about: 'v2 finding=1' };
  const form = await story.chat.hand('lee@state.example', { kind: 'press', press });
  if (form.kind !== 'form') throw new Error('it opens');
  const asked = { what: 'Order once a month', owner: await personId(story, 'Ana Ruiz'), due: '2026-08-14' };
  expect(await story.chat.submit('lee@state.example', form.form, { ...asked, due: '2020-01-01' })).toMatchObject({
    kind: 'errors',
  });
  await story.chat.submit('lee@state.example', form.form, asked);
  await story.sweep();
  expect(story.person('ana').last()).toContain('This is yours to do:\n- Order once a month, by Friday, August 14');
  const result = story
    .person('ana')
    .sees()
    .find((text) => text.startsWith('Yearly review'));
  expect(result).toContain('To do: Order once a month, Ana Ruiz, by Friday, August 14');
  await fillPart(story, 'lee', 's0', {}).catch(() => undefined);
  const late = await story.chat.hand('lee@state.example', {
    kind: 'press',
    press: { name: 'fill review', about: 'v2 review=1 part=s0' },
  });
  expect(late).toMatchObject({ text: ['This review is finished.'] });
});
