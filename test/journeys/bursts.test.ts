import { expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { openStory } from '../support/story.ts';

const data = useDatabase();

/** Two are open, so nobody knows where further words belong. */
async function open() {
  const story = await openStory(data.database);
  const [ana, lee] = [story.person('ana'), story.person('lee')];
  await ana.asks('Do I need three quotes?');
  await ana.asks('Who signs a contract?');
  await story.at('2026-06-01T10:10');
  return { story, ana, lee, asked: ana.sees().length, rang: lee.sees().length };
}

test('several lines are asked about once, and find their place together', async () => {
  const { ana, lee, asked, rang } = await open();
  for (const line of ['It is about tires', 'winter tires', 'forty of them']) await ana.says(line);
  expect(ana.sees()).toHaveLength(asked + 1);
  expect(ana.last()).toMatch(/belong to a question[\s\S]*tires\nwinter tires\nforty of them/u);
  expect(await ana.presses('Add to R-1001')).toBe('Added to R-1001.');
  expect(lee.sees()).toHaveLength(rang + 1);
  expect(lee.last()).toContain('Ana Ruiz: It is about tires\nwinter tires\nforty of them');
  expect(ana.sees().join('\n')).not.toContain('New question');
});

test('a new question is made of all lines, and its title of the one that says most', async () => {
  const { ana, lee, rang } = await open();
  await ana.says('Hi again');
  await ana.says('Where do I buy salt?');
  expect(await ana.presses('New question')).toContain('R-1003');
  expect(lee.sees()).toHaveLength(rang + 1);
  expect(lee.last()).toContain('R-1003 · Transportation: Where do I buy salt?');
});

test('nobody decided: they are reminded once, then all lines go together, and move together', async () => {
  const { story, ana, lee, asked, rang } = await open();
  await ana.says('Where do I buy salt');
  await ana.says('and sand?');
  await story.at('2026-06-01T10:26');
  expect(ana.sees()).toHaveLength(asked + 2);
  expect(ana.sees()[asked]).toMatch(/^You: Where do I buy salt\nand sand\?\nI asked again below\.$/u);
  expect(ana.last()).toContain(
    'Where does this belong? If you choose nothing, I’ll add it to R-1002 in 15 minutes: you wrote about that last.',
  );
  expect(lee.sees()).toHaveLength(rang);
  await story.at('2026-06-01T10:36');
  expect(ana.sees()).toHaveLength(asked + 2);
  await story.at('2026-06-01T10:45');
  expect(ana.sees().join('\n')).toMatch(/salt\nand sand\?\nI added this to R-1002; Lee Park has it/u);
  expect(lee.sees()).toHaveLength(rang + 1);
  await ana.presses('No, it is a new question');
  expect(lee.sees().join('\n')).toMatch(/R-1003 · Transportation: Where do I buy salt[\s\S]*Ana Ruiz: and sand\?/u);
  expect(ana.sees().filter((text) => text.includes('sand')).length).toBeGreaterThan(0);
  expect(ana.sees()).not.toHaveLength(asked);
  // One word to the liaison for all lines, beside the new card; nobody deleted anything.
  expect(lee.sees()).toHaveLength(rang + 3);
  expect(lee.sees().join('\n')).toContain('R-1002·2 to R-1002·3 are a new question, now R-1003.');
  expect(lee.sees().join('\n')).toContain('Ana Ruiz (now R-1003): Where do I buy salt\nand sand?');
  expect(lee.sees().join('\n')).not.toContain('deleted by its sender');
  await ana.says('R-1002');
  expect(ana.last()).toContain('R-1002·2 Ana Ruiz (now R-1003)');
  expect(ana.last()).not.toContain('deleted by its sender');
  const events = await story.store.transaction((tx) => tx.records.of({ kind: 'request', id: 1002 }));
  expect(events.filter(({ kind }) => kind === 'moved')).toMatchObject([
    { data: { number: 2, to: 1003 } },
    { data: { number: 3, to: 1003 } },
  ]);
  expect(events.map(({ kind }) => kind)).not.toContain('deleted');
});

test('a reminder has the same buttons, and no other question follows once it was pressed', async () => {
  const { story, ana, lee, asked, rang } = await open();
  await ana.says('It is about tires');
  await story.at('2026-06-01T10:26');
  expect(await ana.presses('Add to R-1001')).toBe('Added to R-1001.');
  expect(lee.sees()).toHaveLength(rang + 1);
  await story.at('2026-06-01T11:00');
  expect(ana.sees().slice(asked).join('\n')).not.toContain('Choose: Add');
  expect(lee.sees()).toHaveLength(rang + 1);
});
