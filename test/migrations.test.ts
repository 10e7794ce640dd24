import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api';
import { expect, it } from 'vitest';
import { findMigrations } from '../db/engine/migrate.ts';
import * as schema from '../db/schema.ts';

type Journal = { entries: { idx: number; when: number; tag: string }[] };
type Snapshot = Parameters<typeof generateMigration>[0];

const meta = join(findMigrations(), 'meta');
const read = <T>(name: string): T => JSON.parse(readFileSync(join(meta, name), 'utf8')) as T;
const { entries } = read<Journal>('_journal.json');

it('every migration is later than the one before it: an earlier one would be passed over without a word', () => {
  const times = entries.map(({ when }) => when);
  expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
});

it('the migrations make the tables of the schema: after a change run `npm run migration -- what-changed`', async () => {
  const last = read<Snapshot>(`${String(entries.at(-1)?.idx).padStart(4, '0')}_snapshot.json`);
  expect(await generateMigration(last, generateDrizzleJson(schema, last.id))).toEqual([]);
});
