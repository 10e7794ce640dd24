/** Draws digests as a desk does that sends them to a chat which shows no SVG, and says how much memory that took at most. */
import { openPostgres } from '../db/engine/client.ts';
import { createStore } from '../db/store.ts';
import { loadPictures, pngOf } from '../src/chat/charts/png.ts';
import { digest } from './digest.ts';

/** As many supervisors and heads as read theirs at one opening. */
const READERS = 20;

const megabytes = (): number => process.memoryUsage().rss / 2 ** 20;
const database = await openPostgres(process.env.DATABASE_URL ?? '');
const store = createStore(database);
const started = megabytes();
let most = started;
await loadPictures();
for (let reader = 0; reader < READERS; reader++)
  for (const [kind, role] of [
    ['daily', 'supervisor'],
    ['weekly', 'supervisor'],
    ['monthly', 'supervisor'],
    ['monthly', 'agency head'],
  ] as const)
    for (const chart of await digest(store, kind, role)) {
      pngOf(chart(reader));
      most = Math.max(most, megabytes());
    }
await database.close();
console.log(JSON.stringify({ started, most }));
