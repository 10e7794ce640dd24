import { expect, test } from 'vitest';
import type { KeptEvent } from '../../src/chat/inbound.ts';
import { runParked } from '../../src/cli/parked.ts';
import { useDatabase } from '../support/database.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();

async function run(story: Story, ...args: string[]) {
  const said: string[] = [];
  const code = await runParked(args, { out: (line) => void said.push(line), withStore: (work) => work(story.store) });
  return { code, said: said.join('\n') };
}

test('names what was put aside, whose and why without its words, and has it handled again', async () => {
  const story = await openStory(data.database);
  expect(await run(story)).toEqual({ code: 0, said: 'Everything that came in could be handled.' });
  const from = { platform: 'fake', workspace: 'test', userId: 'ana@state.example', address: 'ana@state.example' };
  const message = (key: string, text: string): KeptEvent => ({
    ...{ kind: 'message', key, from: { ...from, name: 'Ana Ruiz', email: from.userId }, at: story.now() },
    ...{ address: from.address, text },
  });
  await story.store.keep(message('one', 'Do I need three quotes?'));
  await story.store.keep(message('two', 'And by when?'));
  await story.store.transaction(async (tx) => {
    await tx.inbox.park(1, 'TypeError');
    await tx.inbox.park(2, 'PostgresError 22P05');
  });

  const listed = await run(story);
  expect(listed.code).toBe(1);
  expect(listed.said).toMatch(
    / {5}1 {2}a message of Ana Ruiz <ana@state\.example>, fake test, written 2026-06-01 14:00 UTC\n +put aside .* UTC: TypeError\n/u,
  );
  expect(listed.said).toContain('PostgresError 22P05');
  expect(listed.said).not.toMatch(/quotes|by when/u);

  const one = await run(story, '--retry', '2');
  expect(one.code).toBe(1);
  expect(one.said).toMatch(/^1 event will be handled again.*\nStill put aside:\n {5}1 /u);
  expect((await run(story, '--retry')).code).toBe(0);
  await story.settle();
  expect(story.person('ana').sees().join('\n')).toContain('R-1001: Do I need three quotes?');
  expect(await run(story)).toMatchObject({ code: 0 });
});

test('a wrong command line is told, and changes nothing', async () => {
  const story = await openStory(data.database);
  await expect(run(story, '--all')).rejects.toThrow("Unknown option '--all'");
  await expect(run(story, '--retry', 'everything')).rejects.toThrow('"everything" is no number of the list');
  await expect(run(story, '3')).rejects.toThrow('a number is for --retry');
});
