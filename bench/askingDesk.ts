/** A desk on an empty database that is asked by one person after another, and the office that it works for. */
import type { Database } from '../db/engine/client.ts';
import { createStore } from '../db/store.ts';
import { createDeskSide } from '../src/doors/deskSide.ts';
import { importOffice } from '../src/offices/importOffice.ts';
import { readOffice } from '../src/offices/officeFile.ts';
import { listenOnce } from '../src/run/listen.ts';
import { createLog } from '../src/run/log.ts';
import { packageFile } from '../src/run/packageFile.ts';

/** A Monday morning in the sample office. */
const OPENED = new Date('2026-06-01T16:00:00Z');
const log = createLog('silent');

/** Migrates and fills a database: the sample office, and so many people of one agency with an account each. */
export async function fill(database: Database, people: number): Promise<void> {
  await database.migrate();
  const { office } = await readOffice(packageFile('offices/sample/office.yaml'));
  const agency = office?.agencies[0]?.code;
  if (!office || !agency) throw new Error('the sample office cannot be read');
  const askers = Array.from({ length: people }, (_, n) => ({
    email: emailOf(n),
    name: `Asker ${n}`,
    zone: null,
    roles: [{ role: 'requester' as const, agency }],
  }));
  const store = createStore(database);
  const before = new Date(OPENED.getTime() - 86_400_000);
  await store.transaction((tx) => importOffice(tx, { ...office, people: [...office.people, ...askers] }, before));
  for (let n = 0; n < people; n++) await store.transaction((tx) => tx.people.identify(accountOf(n)));
}

export const emailOf = (n: number): string => `asker.${n}@agency.example`;
const accountOf = (n: number) => ({
  platform: 'bench',
  workspace: 'bench',
  userId: `u${n}`,
  address: `u${n}`,
  email: emailOf(n),
  vouched: 'office' as const,
});

/** Answers what hands in the question of person `n` and handles it: committed, with a receipt and a card to be sent. */
export function askingDesk(database: Database): (n: number) => Promise<void> {
  const store = createStore(database);
  const now = () => OPENED;
  const { keep } = createDeskSide({ store, now });
  return async (n) => {
    const text = `Do we need three quotes for an order of $${40_000 + n}, or is the price list enough?`;
    await keep({ kind: 'message', key: `k${n}`, from: accountOf(n), at: OPENED, address: `u${n}`, text });
    if (!(await listenOnce(store, now, log))) throw new Error('the question was not there to be handled');
  };
}
