import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { TEN, takes, tuesdays } from '../support/office-hours.ts';
import { linkOf, openPage } from '../support/page.ts';

const data = useDatabase();

test('liaisons see their schedule on the page, supervisors all, and heads those of their liaisons without others’ slots', async () => {
  const people = storyOffice().people.map((each) =>
    each.name === 'Ben Osei' ? { ...each, roles: [{ role: 'agency head' as const, agency: 'DOT' }] } : each,
  );
  const { story, browser, failures } = await openPage(data.database, { story: { office: { people } } });
  const lee = story.person('lee');
  await lee.says('my office hours');
  await lee.presses('Add office hours', tuesdays);
  expect(await takes(story.person('ana'), TEN, 'Road <salt>')).toContain('It is yours');
  const see = async (who: string) => {
    const visit = browser();
    await visit(await linkOf(story, who), {});
    return visit('/desk/schedule');
  };
  const own = await see('lee');
  for (const said of [
    'Lee Park',
    'Tuesdays, 10 AM–11 AM',
    'Ana Ruiz, Transportation',
    'Road &lt;salt&gt;',
    'Call it off',
  ])
    expect(own.text).toContain(said);
  expect(own.text).not.toContain('Maria Lopez');
  const all = await see('sam');
  for (const said of ['Lee Park', 'Maria Lopez', 'Road &lt;salt&gt;']) expect(all.text).toContain(said);
  const other = await see('maria');
  expect(other.text).toContain('Maria Lopez');
  for (const theirs of ['Lee Park', 'Road']) expect(other.text).not.toContain(theirs);
  const head = await see('ben');
  for (const said of ['Lee Park', 'Tuesdays, 10 AM–11 AM', 'No slot is taken.']) expect(head.text).toContain(said);
  for (const hidden of ['Road', 'Ana Ruiz', 'Maria Lopez', 'My office hours']) expect(head.text).not.toContain(hidden);
  expect(failures).toEqual([]);
});
