import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openPglite, openPostgres } from '../../db/engine/client.ts';
import { createStore } from '../../db/store.ts';
import { importOffice } from '../../src/offices/importOffice.ts';
import type { Config } from '../../src/settings/settings.ts';
import type { DeskChildOptions } from '../process/desk-child.ts';
import { type Child, startChild } from './child.ts';
import { openDataFolder } from './data-folder.ts';
import { loadOffice } from './desk-load.ts';
import { startPostgres } from './postgres-server.ts';

/** Where desks in other processes keep their record: a folder, or a PostgreSQL of its own that commits to the disk. */
export type Place = {
  readonly database: Config['database'];
  /** File for the desks' logs. */
  readonly log: string;
  /** Looks into the database. A folder has to be free for that. */
  look<T>(work: (database: Database) => Promise<T>): Promise<T>;
  /** What the desks logged as failures. */
  failures(): string[];
  /** Takes the PostgreSQL away, as a crash would, and brings it back. */
  crash(): Promise<void>;
  recover(): Promise<void>;
  remove(): Promise<void>;
};

/** A place with the office of the load in it, entered a week before `openedAt`. */
export async function openPlace(kind: 'pglite' | 'postgres', openedAt: Date): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'desk-place-'));
  const server = kind === 'postgres' ? await startPostgres({ durable: true }) : undefined;
  const data = openDataFolder();
  const open = () => (server ? openPostgres(server.address('postgres')) : openPglite(data.path));
  const place: Place = {
    database: server ? { kind: 'postgres', url: server.url('postgres') } : { kind: 'pglite', folder: data.path },
    log: join(folder, 'log'),
    async look(work) {
      const database = await open();
      try {
        return await work(database);
      } finally {
        await database.close();
      }
    },
    failures: () =>
      readFileSync(place.log, { encoding: 'utf8', flag: 'a+' })
        .split('\n')
        .filter((line) => line.includes('"level":"error"')),
    crash: async () => server?.stop('immediate'),
    recover: async () => server?.start(),
    async remove() {
      await server?.remove();
      data.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await place.look(async (database) => {
    await database.migrate();
    await createStore(database).transaction((tx) =>
      importOffice(tx, loadOffice(), new Date(openedAt.getTime() - 7 * 86_400_000)),
    );
  });
  return place;
}

/** A desk in a process of its own. `address` is there once it is ready. */
export type DeskProcess = Child & { address: string | undefined; begin(): Promise<string> };

export type DeskTimes = Pick<DeskChildOptions, 'aheadMs' | 'settleMs' | 'leaseMs'>;

/** Starts the process; it opens its database when `begin` is called, which resolves when it is ready. */
export function startDeskProcess(place: Place, chat: DeskChildOptions['chat'], times: DeskTimes): DeskProcess {
  const options: DeskChildOptions = { database: place.database, chat, log: place.log, ...times };
  const child = startChild(join(import.meta.dirname, '..', 'process', 'desk-child.ts'), JSON.stringify(options));
  const loaded = child.line();
  const desk: DeskProcess = {
    ...child,
    address: undefined,
    async begin() {
      if (await loaded) child.send('begin');
      const address = await child.line();
      if (!address) throw new Error(`the desk ended before it was ready; its log is ${place.log}`);
      desk.address = address;
      return address;
    },
  };
  void child.exit.then(() => {
    desk.address = undefined;
  });
  return desk;
}
