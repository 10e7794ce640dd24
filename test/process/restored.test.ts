import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { type Database, openPglite, openPostgres } from '../../db/engine/client.ts';
import { createStore } from '../../db/store.ts';
import type { Chat } from '../../src/chat/capabilities.ts';
import { ChatError } from '../../src/chat/errors.ts';
import { type Desk, startDesk } from '../../src/desk.ts';
import { importOffice } from '../../src/offices/importOffice.ts';
import { createClock } from '../../src/run/clock.ts';
import type { Config } from '../../src/settings/settings.ts';
import { openDataFolder } from '../support/data-folder.ts';
import { hastenWaiting } from '../support/desk-record.ts';
import { fakeChat } from '../support/fake-chat.ts';
import { storyOffice } from '../support/office.ts';
import { startPostgres } from '../support/postgres-server.ts';

const email = (name: string): string => `${name}@state.example`;
const ASKERS = ['ana', 'ben'].map(email);
const EVERYBODY = [...ASKERS, ...['lee', 'devon', 'maria', 'sam', 'ada'].map(email)];
const now = () => new Date();

/** A database as an office has one: backed up by its own means, and brought back over what came after. */
type Kept = { config(): Config['database']; open(): Promise<Database>; backUp(): void; restore(): Promise<void> };

async function onPostgres(): Promise<Kept> {
  const server = await startPostgres();
  onTestFinished(() => server.remove());
  const dump = join(mkdtempSync(join(tmpdir(), 'desk-dump-')), 'desk.dump');
  let name = 'postgres';
  const run = (program: string, ...args: string[]) => execFileSync(join(server.bin, program), args);
  return {
    config: () => ({ kind: 'postgres', url: server.url(name) }),
    open: () => openPostgres(server.address(name)),
    backUp: () => void run('pg_dump', '--format', 'custom', '--file', dump, server.url(name)),
    async restore() {
      const admin = await openPostgres(server.address('postgres'));
      await admin.db.execute(sql.raw('create database restored template template0'));
      await admin.close();
      name = 'restored';
      run('pg_restore', '--no-owner', '--dbname', server.url(name), dump);
    },
  };
}

async function onPglite(): Promise<Kept> {
  const { path: folder, remove } = openDataFolder();
  const backup = mkdtempSync(join(tmpdir(), 'desk-backup-'));
  onTestFinished(() => {
    remove();
    rmSync(backup, { recursive: true, force: true });
  });
  return {
    config: () => ({ kind: 'pglite', folder }),
    open: () => openPglite(folder),
    backUp: () => cpSync(folder, backup, { recursive: true }),
    async restore() {
      rmSync(folder, { recursive: true });
      cpSync(backup, folder, { recursive: true });
    },
  };
}

test.each([
  ['pg_dump and pg_restore', onPostgres],
  ['a copied data folder', onPglite],
])('%s repeat nothing of what waited in the backup, and find what was written since', async (_, open) => {
  const kept = await open();
  const filled = await kept.open();
  await filled.migrate();
  await createStore(filled).transaction((tx) =>
    importOffice(tx, storyOffice(), new Date(now().getTime() - 86_400_000)),
  );
  await filled.close();
  const chat = fakeChat({ now, emails: EVERYBODY });
  let isAway = true;
  const port: Chat = {
    ...chat,
    outbound: {
      ...chat.outbound,
      async send(outgoing) {
        if (isAway) throw new ChatError('retry', 'the chat is away');
        return chat.outbound.send(outgoing);
      },
    },
  };
  const warnings: string[] = [];
  const log = { info() {}, warn: (message: string) => void warnings.push(message), failure() {} };
  const start = (): Promise<Desk> =>
    startDesk(
      { database: kept.config(), host: '127.0.0.1', port: 0, logLevel: 'silent', officeFile: undefined, tryIt: false },
      log,
      createClock(),
      { ports: [port] },
    );
  /** Looks into the database of a desk that is stopped. */
  const look = async <T>(work: (database: Database) => Promise<T>): Promise<T> => {
    const database = await kept.open();
    return work(database).finally(() => database.close());
  };
  const told = () => EVERYBODY.map((address) => [address, chat.seen(address).map(({ deliveryId }) => deliveryId)]);

  // A backup with words in it that could not be said yet.
  const first = await start();
  for (const asker of ASKERS) await chat.write(asker, `Do I need three quotes? asks ${asker}`);
  await expect.poll(() => chatWasTried(first, 4), { timeout: 60_000 }).toBe(true);
  await first.stop();
  kept.backUp();
  expect(await look(hastenWaiting)).toBeGreaterThanOrEqual(4);

  // They were said after it.
  isAway = false;
  const said = async () => {
    const desk = await start();
    await expect.poll(() => ASKERS.every((asker) => chat.seen(asker).length > 0), { timeout: 60_000 }).toBe(true);
    await desk.stop();
    return look(hastenWaiting);
  };
  while ((await said()) > 0);
  const before = told();
  expect(warnings.filter((each) => each.includes('brought back'))).toEqual([]);

  // And somebody wrote whom the restored desk has not heard.
  await kept.restore();
  chat.writeUnheard(email('fay'), 'And for $90k?', now());
  const third = await start();
  await expect.poll(() => chat.seen(email('fay')).length, { timeout: 60_000 }).toBeGreaterThan(0);
  await third.stop();
  while ((await said()) > 0);
  expect(warnings.filter((each) => each.includes('brought back'))).toHaveLength(1);
  const after = told();
  for (const [index, [address, ids]] of before.entries())
    expect(after[index]?.[1]?.slice(0, ids?.length), String(address)).toEqual(ids);
  for (const asker of ASKERS) expect(chat.seen(asker)).toHaveLength(1);

  // Once noticed, it is the desk's own database like any other.
  const fourth = await start();
  await fourth.stop();
  expect(warnings.filter((each) => each.includes('brought back'))).toHaveLength(1);

  /** As the figures of a desk have it: the embedded database cannot be looked into meanwhile. */
  async function chatWasTried(desk: Desk, times: number): Promise<boolean> {
    const text = await (await fetch(`${desk.address}/metrics`)).text();
    const tries = [...text.matchAll(/^desk_deliveries_total\{.*outcome="pending"\} (\d+)/gmu)];
    return tries.reduce((sum, [, count]) => sum + Number(count), 0) >= times;
  }
});
