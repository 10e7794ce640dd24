import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { trainingMonth } from '../../src/training/digest.ts';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { linkOf, openPage } from '../support/page.ts';
import { formOf, idOf, learners, openTraining, plan, rfp, rfq, signsUp } from '../support/training.ts';

const data = useDatabase();

test('on the page each sees what is theirs: sessions, who comes, and who of theirs is trained', async () => {
  // Ben heads Agriculture, and has a page.
  const people = storyOffice().people.map((each) =>
    each.name === 'Ben Osei' ? { ...each, roles: [{ role: 'agency head' as const, agency: 'AGR' }] } : each,
  );
  const certificates = [
    { person: 'ana@state.example', course: 'rfq', day: '2026-03-06' },
    { person: 'ben@state.example', course: 'rfq', day: '2026-03-06' },
    { person: 'fay@state.example', course: 'rfq', day: '2020-03-06' },
  ];
  const office = { courses: [rfq, rfp], people, certificates };
  const { story, browser, failures } = await openPage(data.database, { story: { office } });
  const { ana, lee } = learners(story);
  await plan(data.database, lee, { seats: '9' });
  await signsUp(ana);
  const as = async (who: string) => {
    const visit = browser();
    await visit(await linkOf(story, who), {});
    return visit;
  };
  const [lees, bens, sams, marias] = [await as('lee'), await as('ben'), await as('sam'), await as('maria')];
  const own = await lees('/desk/training');
  for (const said of ['Plan a session', 'Next sessions', 'Requests for quotes', 'Room 4', 'may buy up to $50,000'])
    expect(own.text).toContain(said);
  expect(own.text, 'what comes before a course has its name').not.toMatch(/\nrfq\n/u);
  expect(own.text, 'Lee answers Transportation and Agriculture').toContain('March 6, 2028');
  expect((await sams('/desk/training')).text).toContain('Ana Ruiz');
  expect((await sams('/desk/training')).text, 'it has ended').not.toContain('Fay Lund');
  expect((await lees('/desk/training/1')).text).toContain('Ana Ruiz, Transportation');
  const heads = await bens('/desk/training');
  expect(heads.text).toContain('Ben Osei');
  for (const others of ['Ana Ruiz', 'Plan a session']) expect(heads.text).not.toContain(others);
  expect((await bens('/desk/training/1')).text).not.toContain('Ana Ruiz');
  expect((await bens('/desk/training/1')).text).toContain('Sign up');
  expect((await marias('/desk/training')).text).not.toContain('Ana Ruiz');
  expect((await marias('/desk/training/1')).status).toBe(404);
  expect((await marias('/desk/training/9x')).status).toBe(404);
  expect(failures).toEqual([]);
});

test('digests say where few have signed up, what is unsaid, and who leads today; the month, who was trained', async () => {
  const story = await openTraining(data.database);
  const { ana, ben, lee } = learners(story);
  const sam = story.person('sam');
  await plan(data.database, lee, { seats: '9' });
  await signsUp(ana);
  await signsUp(ben);
  const digest = async (who: typeof sam) => {
    await who.says('digests');
    const shown = await who.presses('Show me one now');
    return `${shown}\n${who.last()}`;
  };
  await story.at('2026-06-09T09:00');
  expect(await digest(sam)).toContain(
    'Few have signed up: Requests for quotes, Wed, Jun 17, 10:00 AM EDT, 2 of 9 seats',
  );
  await story.at('2026-06-17T09:00');
  expect(await digest(lee)).toContain('You lead Requests for quotes today, Wed, Jun 17, 10:00 AM EDT, 2 people come');
  await story.at('2026-06-17T12:00');
  await story.at('2026-06-18T09:00');
  expect(await digest(sam)).toContain('Nobody has said who was there: Requests for quotes');
  const there = { there1: [await idOf(data.database, 'ana'), await idOf(data.database, 'ben')].join(',') };
  await formOf(story, 'lee', { name: 'training attendance', about: 'v2 session=1' }, there);
  expect(await digest(sam)).not.toContain('Nobody has said who was there');
  const june = {
    ...{ officeId: 1, month: '2026-06', zone: 'America/New_York' },
    ...{ from: new Date('2026-06-01T04:00:00Z'), to: new Date('2026-07-01T04:00:00Z') },
  };
  const month = (agencyIds: number[] | null) =>
    story.store.transaction((tx) => trainingMonth(tx, { ...june, agencyIds }));
  expect(await month(null)).toEqual([{ label: 'Trained', value: '2 people, at one session' }]);
  expect(await month([1])).toEqual([{ label: 'Trained', value: 'one person, at one session' }]);
  // How useful it was is said from five answers on.
  await data.database.db.execute(sql`insert into training_sign_ups (session_id, person_id, nr, state, at, attended)
    select 1, id, 100 + id, 'walked in', now(), true from people where id not in (select person_id from training_sign_ups)`);
  await data.database.db.execute(sql`insert into training_answers (session_id, person_id, useful, at)
    select 1, id, 4, now() from (select id from people order by id limit 4) p`);
  expect(await month(null)).toHaveLength(1);
  await data.database.db.execute(sql`insert into training_answers (session_id, person_id, useful, at)
    select 1, id, 1, now() from (select id from people order by id limit 1 offset 4) p`);
  expect((await month(null))[1]?.value).toBe('80% (4 of 5)');
});
