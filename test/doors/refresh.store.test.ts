import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { recordWhile } from '../../bench/recording.ts';
import { plainText } from '../../src/chat/message.ts';
import { useDatabase } from '../support/database.ts';
import { openStory } from '../support/story.ts';

const data = useDatabase();

test('a message with buttons about ten requests is brought up to date in a handful of statements', async () => {
  const story = await openStory(data.database, { at: '2026-06-01T10:00' });
  const [ana, ben] = [story.person('ana'), story.person('ben')];
  const [lee, sam] = [story.person('lee'), story.person('sam')];
  for (let n = 0; n < 12; n++) {
    await (n % 2 ? ben : ana).asks(`Do I need quote number ${n}?`);
  }
  await sam.says('all open');
  const list = story.chat.seen('sam@state.example').at(-1);
  expect(list?.text).toContain('Open requests by due time (10 of 12)');
  expect(await sam.presses('Show 10 more')).toMatch(
    /^Open requests by due time \(2 more of 12\)\n- R-1011 (?:.*\n)*- R-1012 /u,
  );
  const refresh = () => story.chat.view('sam@state.example', { kind: 'refresh', deliveryId: list?.deliveryId ?? '' });
  const sent = await recordWhile(data.database, refresh);
  expect(sent.flat().length).toBeLessThanOrEqual(6);

  await lee.presses('Resolve', { outcome: 'answered', text: 'No.' });
  const answer = await refresh();
  expect(answer.kind === 'show' && plainText(answer.message), 'one may always look').toBe(list?.text);
  // Who is no supervisor any more may not.
  await data.database.db.execute(sql`delete from memberships where role = 'supervisor'`);
  const gone = await refresh();
  expect(gone.kind === 'show' && plainText(gone.message)).toMatch(
    /\nChoose: Show 10 more\nChoose: Late, Due today, Waiting, Urgent, Mine, By agency\nWhat is not offered here anymore has been done, or somebody else sees to it now\.$/u,
  );
});
