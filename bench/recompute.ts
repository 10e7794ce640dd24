/**
 * A closure among 100,000 open promises: how long until all their times are right, how fast whoever is concerned is told
 * afterwards, and how long somebody waits who asks the same desk something meanwhile.
 */
import { createStore } from '../db/store.ts';
import { createDeskSide } from '../src/doors/deskSide.ts';
import { followCalendars } from '../src/requests/follow.ts';
import { tellMoves } from '../src/requests/tellMoves.ts';
import { listenOnce } from '../src/run/listen.ts';
import { createLog } from '../src/run/log.ts';
import { withSpecialDays } from '../src/sla/calendar.ts';
import type { Store } from '../src/store.ts';
import { accountOf, askMany, fillMany, NOW, requests } from './manyRequests.ts';
import { type BenchRow, median, rowsOf } from './row.ts';

/** So many open requests have about 100,000 promises: a first reply, a first and a total resolution. */
const OPEN = 42_000;
/** Of these requests so many are told: the others take as long. */
const TOLD = 5_000;
/** The next question comes so long after the answer to the one before. */
const BETWEEN_MS = 20;

export const benchRecompute = (): Promise<BenchRow[]> =>
  askMany(
    async ({ open, raw }) => {
      const database = await open();
      const store = createStore(database);
      await close(store);
      const [due] = await raw<{ n: number }[]>`select count(*)::int as n from clocks where due_at is not null`;
      const row = rowsOf('recompute');
      const follow = await whileAsked(store, () => followCalendars(store, NOW));
      const tell = await whileAsked(store, () => tellMoves(store, NOW, { page: TOLD, batch: 25 }));
      await database.close();
      const { tried } = follow.result;
      if (follow.result.failure || tell.result.failure || tell.result.tried !== TOLD)
        throw new Error('not all followed, or were told', { cause: follow.result.failure ?? tell.result.failure });
      return [
        row(`${sayNumber(due?.n)} promises of ${sayNumber(tried)} requests move`, follow.took / 1_000, 's'),
        row('a question asked meanwhile, median', median(follow.waits), 'ms'),
        row('a question asked meanwhile, longest', Math.max(...follow.waits), 'ms'),
        row('told of them', (TOLD / tell.took) * 1_000, '1/s'),
        row('a question asked meanwhile, median', median(tell.waits), 'ms'),
        row('a question asked meanwhile, longest', Math.max(...tell.waits), 'ms'),
      ];
    },
    (database) => fillMany(database, requests(OPEN)),
  );

const sayNumber = (n = 0): string => n.toLocaleString('en-US');

async function close(store: Store): Promise<void> {
  await store.transaction(async (tx) => {
    const [office] = await tx.offices.all();
    if (!office) throw new Error('there is an office');
    const { calendar } = await tx.offices.rules(office);
    const closed = withSpecialDays(calendar.spec, [{ date: '2026-06-02', name: 'Snow', windows: [] }]);
    const calendarId = await tx.roster.addCalendar(office.id, closed);
    await tx.calendarMoves.begin({ officeId: office.id, calendarId, reason: 'closed on 2026-06-02 (Snow)' }, NOW);
  });
}

/** Beside the work, one question after the other: milliseconds from its coming in until its receipt is written. */
async function whileAsked<T>(
  store: Store,
  work: () => Promise<T>,
): Promise<{ result: T; took: number; waits: number[] }> {
  const waits: number[] = [];
  const log = createLog('silent');
  const { keep } = createDeskSide({ store, now: () => NOW });
  let isOver = false;
  const asking = (async () => {
    for (let n = 0; !isOver; n++) {
      const began = performance.now();
      const name = `asker.${n % 200}`;
      const from = accountOf(name);
      const text = 'Do we need three quotes?';
      await keep({ kind: 'message', key: `asked ${began}`, from, at: NOW, address: name, text, chosen: {} });
      if (!(await listenOnce(store, () => NOW, log))) throw new Error('the question was not there to be handled');
      waits.push(performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS));
    }
  })();
  const began = performance.now();
  try {
    const result = await work();
    return { result, took: performance.now() - began, waits };
  } finally {
    // What ended the work is what is said, and not that the database is gone when the next question comes.
    isOver = true;
    await asking;
  }
}
