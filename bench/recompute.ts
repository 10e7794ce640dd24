/** A new calendar among 100,000 open requests: how fast they follow it, and how long one step keeps a request locked. */
import { createStore } from '../db/store.ts';
import { followCalendars } from '../src/requests/recalculate.ts';
import { withSpecialDays } from '../src/sla/calendar.ts';
import { askMany, NOW } from './manyRequests.ts';
import type { BenchRow } from './row.ts';

/** Of the 100,000; the page is found among all of them. */
const FOLLOW = 5_000;

export const benchRecompute = (): Promise<BenchRow[]> =>
  askMany(async ({ database }) => {
    const store = createStore(database);
    await store.transaction(async (tx) => {
      const [office] = await tx.offices.all();
      if (!office) throw new Error('there is an office');
      const { calendar } = await tx.offices.rules(office);
      const closed = withSpecialDays(calendar.spec, [{ date: '2026-06-02', name: 'Snow', windows: [] }]);
      const calendarId = await tx.roster.addCalendar(office.id, closed);
      await tx.calendarMoves.begin({ officeId: office.id, calendarId, reason: 'closed on 2026-06-02 (Snow)' }, NOW);
    });
    let longest = 0;
    let last = performance.now();
    const began = last;
    const { tried, failure } = await followCalendars(store, NOW, { page: FOLLOW, batch: 25 }, () => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
    });
    const took = performance.now() - began;
    if (failure !== undefined || tried !== FOLLOW) throw new Error('not all followed', { cause: failure });
    const row = (name: string, ours: number, unit: string): BenchRow => ({
      ...{ bench: 'recompute', case: name, ours, unit },
      ...{ peer: null, ratio: null },
    });
    return [
      row('open requests that follow a new calendar', (FOLLOW / took) * 1_000, '1/s'),
      row('longest batch of 25', longest, 'ms'),
    ];
  });
