import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { finish, yearly } from '../support/reviews.ts';
import { openStory } from '../support/story.ts';

const data = useDatabase();

const monthly = {
  ...{ code: 'monthly', name: 'Monthly meeting', with: 'agencies' as const, agencies: ['DOT'] },
  ...{ rhythm: { nth: 'second' as const, weekday: 'tue' as const, every: 'month' as const } },
  ...{ minute: 600, minutes: 30, place: 'Room 4' },
};
const of = (email: string, name: string, role: 'requester' | 'agency head') => ({
  ...{ email: `${email}@state.example`, name, zone: null },
  roles: [{ role, agency: 'DOT' }],
});
const { people: listed } = storyOffice();

test('what a review has found is on the agenda of those who read its result, and of nobody else of the agency', async () => {
  const people = [...listed.filter(({ name }) => name !== 'Fay Lund'), of('fay', 'Fay Lund', 'requester')];
  const story = await openStory(data.database, { office: { reviews: [yearly], meetings: [monthly], people } });
  const [ana, fay, lee] = [story.person('ana'), story.person('fay'), story.person('lee')];
  await fay.asks('May I buy a drone?');
  await ana.asks('May I buy salt?');
  await story.sweep();
  await story.at('2026-06-02T09:00');
  await finish(story);
  await story.at('2026-06-05T09:00');
  const agendaOf = (who: typeof ana): string => who.sees().find((text) => text.startsWith('Monthly meeting')) ?? '';
  expect(agendaOf(lee)).toContain('To do\n- ');
  expect(agendaOf(ana), 'she answers it').toContain('To do\n- ');
  expect(agendaOf(fay)).toContain('Monthly meeting: Transportation');
  expect(agendaOf(fay)).not.toContain('To do');
  await fay.says('meetings');
  expect(await fay.presses('Agenda')).not.toContain('To do');
});
