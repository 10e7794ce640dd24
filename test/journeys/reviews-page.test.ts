import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { linkOf, openPage } from '../support/page.ts';
import { finish, yearly } from '../support/reviews.ts';

const data = useDatabase();

test('each sees on the page what is theirs of reviews: open ones, results, and one beside those before it', async () => {
  // Whoever heads an agency has a page.
  const heads: Record<string, string> = { 'Ana Ruiz': 'DOT', 'Ben Osei': 'AGR' };
  const people = storyOffice().people.map((each) => {
    const agency = heads[each.name];
    return agency ? { ...each, roles: [...each.roles, { role: 'agency head' as const, agency }] } : each;
  });
  const { story, browser, failures } = await openPage(data.database, {
    story: { office: { reviews: [yearly], people } },
  });
  await story.sweep();
  await story.at('2026-06-02T09:00');
  const as = async (who: string) => {
    const visit = browser();
    await visit(await linkOf(story, who), {});
    return visit;
  };
  const [lee, ana, ben, maria] = [await as('lee'), await as('ana'), await as('ben'), await as('maria')];
  const own = await lee('/desk/reviews');
  for (const said of ['Begin a review', 'Yearly review: Transportation', 'June 30', 'To come'])
    expect(own.text).toContain(said);
  const open = (await lee('/desk/reviews/1')).text;
  expect(open).toContain('not answered yet');
  // Of the page as such, and as its heading.
  expect(open.split('Yearly review: Transportation')).toHaveLength(3);
  for (const other of [ana, ben, maria]) {
    expect((await other('/desk/reviews/1')).status).toBe(404);
    expect((await other('/desk/reviews')).text).not.toContain('Yearly review: Transportation');
  }
  await finish(story);
  const whole = (await lee('/desk/reviews/1')).text;
  for (const said of ['Side by side', 'Share fine', '60%', 'major finding', 'Two are missing.', 'Said by', 'Lee Park'])
    expect(whole, said).toContain(said);
  const theirs = (await ana('/desk/reviews/1')).text;
  for (const said of ['Side by side', 'Two are missing.', 'Comment on this', 'Done'])
    expect(theirs, said).toContain(said);
  for (const office of ['Said by', 'Accept', 'Change</button>']) expect(theirs, office).not.toContain(office);
  for (const other of [ben, maria]) expect((await other('/desk/reviews/1')).status).toBe(404);
  expect((await lee('/desk/reviews/9x')).status).toBe(404);
  const file = await lee('/desk/reviews/1?table=history&file=csv');
  expect(file.text).toContain('Three quotes are in the file.');
  expect(failures).toEqual([]);
});
