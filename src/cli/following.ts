import { followCalendars } from '../requests/follow.ts';
import { tellMoves } from '../requests/tellMoves.ts';
import type { Store } from '../store.ts';

/** Shows how far something long has come, `share` of 1; `isLast`: this is how it ended. */
export type Progress = (line: string, share: number, isLast: boolean) => void;

type Io = { now: () => Date; err: (line: string) => void; progress: Progress };

/** Open requests that are still to follow the calendar of their office. */
export const countToFollow = (store: Store): Promise<number> =>
  store.transaction(async (tx) => {
    let left = 0;
    for (const move of await tx.calendarMoves.open()) left += await tx.calendarMoves.countLeft(move);
    return left;
  });

/**
 * Lets all of them follow it, has everybody told whose promise moves, and says how far it is. When this is broken off, the
 * running desk or the next import goes on.
 */
export async function follow(store: Store, io: Io): Promise<void> {
  const total = await countToFollow(store);
  if (total > 0) await followAll(store, total, io);
  const untold = await store.transaction((tx) => tx.calendarMoves.countUntold());
  if (untold > 0) await tellAll(store, untold, io);
}

async function followAll(store: Store, total: number, { now, err, progress }: Io): Promise<void> {
  let [tried, moved] = [0, 0];
  const say = (more: { tried: number; moved: number }, isLast = false): void => {
    // Some may have been opened while this goes on.
    const all = Math.max(total, tried + more.tried);
    const share = (tried + more.tried) / all;
    progress(
      `${figure(tried + more.tried)} of ${figure(all)} open requests checked, ${promises(moved + more.moved)} moved`,
      share,
      isLast,
    );
  };
  for (let more = true; more; ) {
    const page = await followCalendars(store, now(), undefined, say);
    tried += page.tried;
    moved += page.moved;
    more = page.tried > 0;
  }
  say({ tried: 0, moved: 0 }, true);
  const left = await countToFollow(store);
  if (left > 0)
    err(
      `${figure(left)} of them could not follow the new calendar. The running desk tries again, and so does the next import.`,
    );
}

async function tellAll(store: Store, total: number, { now, err, progress }: Io): Promise<void> {
  let tried = 0;
  const say = (more: number, isLast = false): void => {
    // The running desk tells of some meanwhile.
    const all = Math.max(total, tried + more);
    progress(
      `new times of ${figure(tried + more)} of ${figure(all)} requests are on their way`,
      (tried + more) / all,
      isLast,
    );
  };
  for (let more = true; more; ) {
    const page = await tellMoves(store, now(), undefined, (done) => say(done.tried));
    tried += page.tried;
    more = page.tried > 0 && page.told > 0;
  }
  say(0, true);
  const left = await store.transaction((tx) => tx.calendarMoves.countUntold());
  if (left > 0)
    err(
      `Of ${figure(left)} of them nobody was told yet: some may have night, and some could not be told. The running desk tries again, and so does the next import.`,
    );
}

/**
 * On a terminal one line that is written over; elsewhere, as in the log of a nightly job, a line for each tenth.
 */
export function showProgress({
  write,
  isTTY = false,
}: {
  write: (text: string) => void;
  isTTY?: boolean | undefined;
}): Progress {
  let tenths = 0;
  return (line, share, isLast) => {
    if (isTTY) write(`\r${line}\x1b[K${isLast ? '\n' : ''}`);
    else if (isLast || Math.floor(share * 10) > tenths) {
      const isSaid = !isLast && share === 1;
      tenths = Math.floor(share * 10);
      if (!isSaid) write(`${line}\n`);
    }
    if (isLast) tenths = 0;
  };
}

const figure = (number: number): string => number.toLocaleString('en-US');
const promises = (number: number): string => (number === 1 ? '1 promise' : `${figure(number)} promises`);
