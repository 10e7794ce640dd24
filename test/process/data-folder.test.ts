import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { openPglite } from '../../db/engine/client.ts';
import { isTrouble } from '../../db/engine/errors.ts';
import { lockFolder } from '../../db/engine/folder-lock.ts';
import { startChild } from '../support/child.ts';

const folder = mkdtempSync(join(tmpdir(), 'desk-folder-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const child = (name: string) => join(import.meta.dirname, name);

describe('the folder of an embedded database', () => {
  it('is refused to a second process, with the process that has it; and is free again once that one ended', async () => {
    const data = join(folder, 'data');
    const first = startChild(child('folder-child.ts'), data);
    expect(await first.line()).toBe(JSON.stringify([{ pid: first.pid }]));

    const second = startChild(child('folder-child.ts'), data);
    const refusal = await second.line();
    expect(refusal).toMatch(/^FolderInUse: /);
    expect(refusal).toContain(`${data}/pg18 is in use by process ${first.pid} on ${hostname()}`);
    await second.end();

    expect(await first.end()).toBe(0);
    const third = startChild(child('folder-child.ts'), data);
    expect(await third.line()).toBe(JSON.stringify([{ pid: first.pid }, { pid: third.pid }]));

    await third.kill('SIGKILL');
    const fourth = startChild(child('folder-child.ts'), data);
    expect(await fourth.line()).toBe(JSON.stringify([{ pid: first.pid }, { pid: third.pid }, { pid: fourth.pid }]));
    await fourth.end();
  });

  it('of another PostgreSQL is refused with both versions, and left unlocked', async () => {
    const other = join(folder, 'of another');
    mkdirSync(join(other, 'pg18'), { recursive: true });
    writeFileSync(join(other, 'pg18', 'PG_VERSION'), '19\n');
    await expect(openPglite(other)).rejects.toThrow(/written by PostgreSQL 19, .* brings PostgreSQL 18/);
    lockFolder(join(other, 'pg18'))();
  });

  it('is not begun anew beside one of an older PostgreSQL', async () => {
    const older = join(folder, 'older');
    mkdirSync(join(older, 'pg17'), { recursive: true });
    writeFileSync(join(older, 'pg17', 'PG_VERSION'), '17\n');
    await expect(openPglite(older)).rejects.toThrow(/holds a database of PostgreSQL 17 \(pg17\)/);
  });

  it('is refused while it holds files of others, or a database without its PG_VERSION, and nothing is changed', async () => {
    for (const name of ['notes.txt', 'base']) {
      const strange = join(folder, `strange ${name}`);
      mkdirSync(join(strange, 'pg18'), { recursive: true });
      writeFileSync(join(strange, 'pg18', name), 'mine');
      await expect(openPglite(strange)).rejects.toThrow(/is not empty and holds no whole database/u);
      expect(readdirSync(join(strange, 'pg18'))).toEqual([name]);
    }
  });

  it.each(['18\n', '', 'PG\n'])('that is damaged is said in words (PG_VERSION is %j)', async (version) => {
    const damaged = mkdtempSync(join(folder, 'damaged '));
    mkdirSync(join(damaged, 'pg18'), { recursive: true });
    writeFileSync(join(damaged, 'pg18', 'PG_VERSION'), version);
    await expect(openPglite(damaged)).rejects.toThrow(/files are damaged or not complete/u);
  });

  it('on a full disk takes nothing until there is room, and is not begun', async () => {
    const path = join(folder, 'full');
    let free = 1_000;
    await expect(openPglite(path, undefined, () => free)).rejects.toThrow(/is full: 0 MB are free/u);
    free = 1_000_000_000;
    const database = await openPglite(path, undefined, () => free);
    free = 1_000;
    await vi.waitFor(() => expect(database.db.execute(sql`select 1`)).rejects.toThrow(), { timeout: 5_000 });
    const refused: unknown = await database.transaction((tx) => tx.execute(sql`select 1`)).catch((e: unknown) => e);
    expect(isTrouble(refused)).toBe(true);
    free = 1_000_000_000;
    await vi.waitFor(() => database.db.execute(sql`select 1`), { timeout: 5_000 });
    await database.close();
  });
});

describe('the lock of a folder', () => {
  it('goes to exactly one of many processes, be it free, left by a dead process or by one whose id lives on', async () => {
    const racers = Array.from({ length: 6 }, () => startChild(child('lock-child.ts')));
    const lines = (): Promise<(string | undefined)[]> => Promise.all(racers.map((racer) => racer.line()));
    expect(await lines()).toEqual(racers.map(() => 'ready'));
    const dead = startChild(child('lock-child.ts'));
    await dead.kill('SIGKILL');

    const leftBehind = [
      undefined,
      { pid: dead.pid, host: hostname(), started: '1' },
      { pid: process.pid, host: hostname(), started: '1' },
    ];
    for (let round = 0; round < 12; round++) {
      const contested = join(folder, `contested ${round}`);
      const left = leftBehind[round % leftBehind.length];
      if (left) writeFileSync(`${contested}.lock`, JSON.stringify(left));
      for (const racer of racers) racer.send(contested);
      const outcomes = await lines();
      expect(outcomes.filter((outcome) => outcome === 'locked')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'in use')).toHaveLength(racers.length - 1);
      const winner = racers[outcomes.indexOf('locked')];
      expect(JSON.parse(readFileSync(`${contested}.lock`, 'utf8'))).toMatchObject({ pid: winner?.pid });
      for (const racer of racers) racer.send('release');
      await lines();
    }
    await Promise.all(racers.map((racer) => racer.end()));
  });

  it('of another machine is never taken over: its processes cannot be seen from here', () => {
    const remote = join(folder, 'remote');
    writeFileSync(`${remote}.lock`, JSON.stringify({ pid: 1, host: `not-${hostname()}`, started: '' }));
    expect(() => lockFolder(remote)).toThrow(`in use by process 1 on not-${hostname()}`);
  });
});
