import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect } from 'vitest';
import type { Story } from './story.ts';

/** What each person has in their chat, changes in place not counted: what rang. */
export const rung = ['ana', 'lee', 'devon', 'sam', 'ada'] as const;
export type Counted = Record<(typeof rung)[number], number>;
export const counts = (story: Story) =>
  Object.fromEntries(rung.map((name) => [name, story.person(name).sees().length])) as Counted;

/** Counts what rang in stories, and holds it to the table in CONTRIBUTING. */
export function noises() {
  const cases: { name: string; counted: Counted }[] = [];
  return {
    note: (name: string, story: Story): void => void cases.push({ name, counted: counts(story) }),
    rowsStand(): void {
      const written = readFileSync(join(resolve(import.meta.dirname, '../..'), 'CONTRIBUTING.md'), 'utf8');
      const rows = cases.map(({ name, counted }) => `| ${name} | ${rung.map((who) => counted[who]).join(' | ')} |`);
      process.stdout.write(`${rows.join('\n')}\n`);
      for (const row of rows) expect(written).toContain(row);
    },
  };
}
