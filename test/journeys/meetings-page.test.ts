import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { linkOf, openPage } from '../support/page.ts';

const data = useDatabase();

test('each sees their own meetings on the page, with the agenda that is theirs, and nobody another’s', async () => {
  const meetings = [
    {
      ...{ code: 'monthly', name: 'Monthly meeting', with: 'agencies' as const, agencies: ['DOT'], place: 'Room 4' },
      ...{ rhythm: { nth: 'second' as const, weekday: 'tue' as const, every: 'month' as const } },
      ...{ minute: 600, minutes: 30 },
    },
  ];
  // Whoever heads an agency comes to its meetings, and has a page.
  const people = storyOffice().people.map((each) =>
    each.name === 'Ana Ruiz'
      ? { ...each, roles: [...each.roles, { role: 'agency head' as const, agency: 'DOT' }] }
      : each,
  );
  const { story, browser, failures } = await openPage(data.database, { story: { office: { meetings, people } } });
  await story.sweep();
  await story.person('ana').says('May I buy a drone?');
  const as = async (who: string) => {
    const visit = browser();
    await visit(await linkOf(story, who), {});
    return visit;
  };
  const [lee, ana, maria] = [await as('lee'), await as('ana'), await as('maria')];
  const own = await lee('/desk/meetings');
  for (const said of ['Next meetings', 'Monthly meeting: Transportation', 'Room 4', 'Still to do', 'New meetings'])
    expect(own.text).toContain(said);
  const led = (await lee('/desk/meetings/1')).text;
  expect(led).toContain('May I buy a drone?');
  // Of the page as such, and as its heading.
  expect(led.split('Monthly meeting: Transportation')).toHaveLength(3);
  const theirs = await ana('/desk/meetings/1');
  expect(theirs.text).toContain('Add a topic');
  expect(theirs.text).not.toContain('May I buy a drone?');
  expect(theirs.text).not.toContain('Call it off');
  expect((await maria('/desk/meetings')).text).not.toContain('Transportation');
  expect((await maria('/desk/meetings/1')).status).toBe(404);
  expect((await maria('/desk/meetings/9x')).status).toBe(404);
  expect(failures).toEqual([]);
});
