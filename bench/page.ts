/** The desk's own page among a million requests: each page by itself, and what fifty supervisors wait who open pages at once. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type SQL, sql } from 'drizzle-orm';
import { deskPage } from '../adapters/pages/index.ts';
import type { Database } from '../db/engine/client.ts';
import { createStore } from '../db/store.ts';
import type { Http } from '../src/chat/capabilities.ts';
import { createDeskSide } from '../src/doors/deskSide.ts';
import { createPageSide } from '../src/doors/pageSide.ts';
import { offerLink } from '../src/sessions/sessions.ts';
import type { Store } from '../src/store.ts';
import { accountOf, askMany, fillMany, liaison, NOW, supervisor } from './manyRequests.ts';
import { measure } from './measure.ts';
import { type BenchRow, median, rowsOf } from './row.ts';
import { yearsOfRequests } from './yearsOfRequests.ts';

const MANY = 1_000_000;
/** So many look at once, each at so many pages. */
const LOOKERS = 50;
const LOOKS = 8;

const pages: Record<string, readonly string[]> = {
  [supervisor]: [
    ...['', 'requests?list=at+risk', 'requests?list=escalated', 'requests?list=triage', 'requests?list=all+open'],
    ...['requests?list=resolved', 'requests?list=all+open&only=late', 'requests?list=all+open&agency=1'],
    ...[`requests/R-${MANY - 4}`, 'requests/R-1017', 'search?words=buy', 'search?words=777777', 'search?words=nowhere'],
    ...['liaisons', 'coverage', 'figures', 'figures?month=2025-11', 'satisfaction'],
  ],
  [liaison]: ['', 'requests?list=queue', 'requests?list=resolved', 'search?words=buy', 'figures'],
};

export const benchPage = (): Promise<BenchRow[]> =>
  askMany(
    async (asked) => {
      const rows: BenchRow[] = [];
      const alone = openPages(createStore(asked.database));
      for (const [who, paths] of Object.entries(pages)) {
        const look = await alone.signedIn(who);
        for (const path of paths)
          rows.push(...(await measure(asked, 'page', `/${path} of a ${roleOf(who)}`, () => look(path))));
      }
      const database = await asked.open();
      rows.push(...(await atOnce(database)));
      await database.close();
      return rows;
    },
    (database) => fillMany(database, [...yearsOfRequests(MANY), ...wordsOfYears, ...surveysOfYears]),
  );

const roleOf = (who: string): string => (who === supervisor ? 'supervisor' : 'liaison');

/** The page as a server has it, and people who are signed in there. */
function openPages(store: Store) {
  const now = () => NOW;
  const side = createPageSide({ store, deskSide: createDeskSide({ store, now }), now });
  const page: Http = deskPage({
    ...{ side, secure: false },
    report(error) {
      throw error;
    },
  });
  return {
    async signedIn(who: string): Promise<(path: string) => Promise<void>> {
      const token = await store.transaction(async (tx) => {
        const { accountId } = await tx.people.identify(accountOf(who));
        return offerLink(tx, accountId, NOW);
      });
      const session = await side.signIn(token, 'a bench');
      return async (path) => {
        const request = new Request(`http://127.0.0.1/desk/${path}`, { headers: { cookie: `desk=${session}` } });
        const answer = await page.handle(request);
        const text = await answer?.text();
        if (answer?.status !== 200 || !text?.includes('<h1>')) throw new Error(`/${path}: ${answer?.status}`);
      };
    },
  };
}

/** Everybody goes from page to page, each beginning at another one. */
async function atOnce(database: Database): Promise<BenchRow[]> {
  const { signedIn } = openPages(createStore(database));
  const paths = pages[supervisor] ?? [];
  const lookers = await Promise.all(Array.from({ length: LOOKERS }, () => signedIn(supervisor)));
  await lookers[0]?.(''); // code is loaded
  const times: number[] = [];
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  const began = performance.now();
  await Promise.all(
    lookers.map(async (look, nth) => {
      for (let n = 0; n < LOOKS; n++) {
        const asked = performance.now();
        await look(paths[(nth + n) % paths.length] ?? '');
        times.push(performance.now() - asked);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1_000;
  loop.disable();
  const row = (name: string, ours: number, unit: string) =>
    rowsOf('page')(`${LOOKERS} supervisors at once: ${name}`, ours, unit);
  return [
    row('a page, at the median', median(times), 'ms'),
    row('the slowest', Math.max(...times), 'ms'),
    row('pages a second', times.length / seconds, '1/s'),
    row('loop blocked, at most', Math.max(0, loop.max / 1e6 - 1), 'ms'),
    row('loop blocked, 99 of 100', Math.max(0, loop.percentile(99) / 1e6 - 1), 'ms'),
  ];
}

/** One in four resolutions was asked about, one in three of these answered. */
const surveysOfYears: SQL[] = [
  sql`insert into surveys (office_id, request_id, person_id, liaison_id, resolved_at, ask_at, asked_at, closes_at,
        closed_at, rating, rated_at)
      select office_id, id, requester_id, holder_id, resolved_at, resolved_at, resolved_at, resolved_at + interval '9 days',
        case when id % 12 <> 0 then resolved_at + interval '9 days' end,
        case when id % 12 = 0 then 1 + id % 5 end, case when id % 12 = 0 then resolved_at + interval '1 day' end
      from requests where state = 'resolved' and id % 4 = 0`,
  sql`vacuum analyze surveys`,
];

/** As the triggers keep them, which looked away while the years were filled. */
const wordsOfYears: SQL[] = [
  sql`insert into request_words (request_id, office_id, said, noted)
      select id, office_id, to_tsvector('english', subject), to_tsvector('english', subject) from requests`,
  sql`vacuum analyze request_words`,
];
