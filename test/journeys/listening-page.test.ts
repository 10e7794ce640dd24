import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { listeningPeople } from '../support/listening.ts';
import { linkOf, openPage } from '../support/page.ts';

const data = useDatabase();

test('the office sorts answers on the page; an agency reads there its own, and nobody what was chosen', async () => {
  const { story, browser, failures } = await openPage(data.database, {
    story: { office: { people: listeningPeople } },
  });
  const [sam, ana, ben] = [story.person('sam'), story.person('ana'), story.person('ben')];
  const as = async (who: string) => {
    const visit = browser();
    await visit(await linkOf(story, who), {});
    return visit;
  };
  await sam.says('listening');
  const asked = {
    ...{ question: 'Which contracts do you need?', why: 'We plan by it.', shows: 'needs' },
    ...{ answerUntil: '2026-06-12', voteUntil: '2026-06-19', agencies: 'DOT, AGR' },
  };
  await sam.presses('Ask the agencies', asked);
  await sam.presses('Ask them');
  await ana.presses('Answer', { text: 'Road salt' });
  await ben.presses('Answer', { text: 'Drones' });
  const lees = await as('lee');
  let [sams, bens] = [await as('sam'), await as('ben')];
  const list = await sams('/desk/listening');
  for (const said of [
    'Which contracts do you need?',
    'answers until Friday, June 12',
    'Changes that agencies recommend',
  ])
    expect(list.text).toContain(said);
  const one = await sams('/desk/listening/1');
  for (const said of ['Road salt', 'Drones', 'Ana Ruiz', 'Merge', 'No answers are merged into needs yet.'])
    expect(one.text).toContain(said);
  const colleague = await lees('/desk/listening/1');
  expect(colleague.text).toContain('Road salt');
  expect(colleague.text).not.toContain('Call it off');
  // Whoever heads an agency has a page.
  const own = await bens('/desk/listening/1');
  expect(own.text).toContain('Drones');
  expect(own.text).not.toContain('Road salt');
  expect((await bens('/desk/listening')).text).toContain('Which contracts do you need?');
  await story.at('2026-06-15T09:00');
  await sam.presses('Merge answers', { answers: '1', name: 'Road salt, statewide' });
  await sam.presses('Merge answers', { answers: '2', name: 'Drones for inspections' });
  await sam.presses('Go on');
  await sam.presses('Open the vote', { until: '2026-06-19' });
  await ana.presses('Vote', { needs: '1' });
  // A session ends in the night.
  [sams, bens] = [await as('sam'), await as('ben')];
  const voting = await sams('/desk/listening/1');
  expect(voting.text).toContain('1 of 2 agencies have voted');
  expect(voting.text).not.toContain('Votes');
  expect((await sams('/desk/listening/1?file=csv')).text).not.toContain('Votes');
  expect((await bens('/desk/listening/1')).text, 'as everybody was told').not.toContain('Road salt</');
  await story.at('2026-06-22T09:00');
  [sams, bens] = [await as('sam'), await as('ben')];
  const counted = (await sams('/desk/listening/1')).text;
  expect(counted).toContain('Votes');
  expect((await bens('/desk/listening/1')).text, 'the office decides first').not.toContain('1 vote');
  expect((await bens('/desk/listening/x')).status).toBe(404);
  expect(failures).toEqual([]);
});
