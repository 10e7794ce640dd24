import type { Account } from '../chat/account.ts';
import type { Census, Chat, History } from '../chat/capabilities.ts';
import { cleanAct } from '../chat/clean.ts';
import { ChatError } from '../chat/errors.ts';
import type { KeptEvent } from '../chat/inbound.ts';
import { CLOSED } from '../people/unreached.ts';
import type { Store } from '../store.ts';
import type { Clock } from './clock.ts';
import type { Logger } from './log.ts';

/**
 * What a platform can be asked by one desk for all: what was written while nobody listened, and whose account is closed.
 * Both only hand in what would have come in by itself, under the same keys.
 */
export type Asking = {
  store: Store;
  ports: readonly Chat[];
  clock: Clock;
  log: Logger;
  /** Platforms that this desk has asked for first words since it began to listen. */
  heardStrangers: Set<string>;
  /** How many messages had been missed. */
  observe?(recovered: number): void;
};

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** One round a minute; a platform lets its histories be read some fifty times a minute. */
const ROUND_MS = 50_000;
const ACCOUNTS_A_ROUND = 40;
/** What is on its way just now comes in by itself; and clocks differ. */
const OVERLAP_MS = 5 * 60_000;

/** Makes rounds until nothing is left for now, or it is told to stop. `since`: when this desk began to listen. */
export async function askPlatforms(asking: Asking, since: Date, stopped: () => boolean): Promise<void> {
  for (const { platform, history, census } of asking.ports) {
    if (history) await catchUp(asking, { platform, history }, since, stopped);
    if (census && !stopped()) await takeCensus(asking, { platform, census });
  }
}

/** A platform with a history. */
type WithHistory = { platform: string; history: History };

/** Looks once an hour, and once after each start, whether everything that people wrote has come in. */
async function catchUp(asking: Asking, chat: WithHistory, since: Date, stopped: () => boolean): Promise<void> {
  const { store, clock, log, observe } = asking;
  const { platform } = chat;
  if (!(await store.transaction((tx) => tx.chores.begin(`catch up ${platform}`, ROUND_MS)))) return;
  const before = new Date(Math.max(since.getTime(), clock.now().getTime() - HOUR_MS));
  const round = createRound({ store, clock }, chat.history, stopped);
  await hearStrangers(asking, chat, round, stopped);
  const behind = await store.transaction((tx) => tx.chores.behind(platform, before, ACCOUNTS_A_ROUND));
  for (const { id, account, since: known } of behind) {
    const asked = clock.now();
    if (await round.look(account, new Date(known.getTime() - OVERLAP_MS)))
      await store.transaction((tx) => tx.chores.caughtUp(id, asked));
  }
  const { recovered, problem } = round.result();
  if (problem !== undefined)
    log.warn('what was written while the desk was away could not all be read; it is tried again', {
      platform,
      reason: problem,
    });
  if (recovered === 0) return;
  observe?.(recovered);
  log.warn('messages that nobody had heard were found and entered, with the time at which they were written', {
    platform,
    messages: recovered,
  });
}

/** So many failures one after another, and the platform is away; a single conversation keeps no other from being read. */
const MOST_FAILURES = 3;

function createRound({ store, clock }: Pick<Asking, 'store' | 'clock'>, history: History, stopped: () => boolean) {
  const refusing = new Set<string>();
  let failures = 0;
  let recovered = 0;
  let problem: string | undefined;
  return {
    /** Enters what the person wrote since then; false when that could not be found out. */
    async look(account: Account, since: Date): Promise<boolean> {
      if (stopped() || failures >= MOST_FAILURES || refusing.has(account.workspace)) return false;
      try {
        recovered += await enter(store, await history.missed(account, since), clock.now());
        failures = 0;
        return true;
      } catch (error) {
        if (!(error instanceof ChatError)) throw error;
        // A conversation that is gone holds nothing; that a workspace lets the desk read nothing is told elsewhere.
        if (error.outcome === 'gone') return true;
        if (error.outcome === 'unauthorised') refusing.add(account.workspace);
        else {
          failures += 1;
          problem = error.message;
        }
        return false;
      }
    },
    result: () => ({ recovered, problem }),
  };
}

/**
 * Some opened a conversation and may have written their first words while nobody listened: looked at after each start,
 * however short a while ago somebody looked, and then once an hour.
 */
async function hearStrangers(
  { store, clock, log, heardStrangers }: Asking,
  { platform, history }: WithHistory,
  round: ReturnType<typeof createRound>,
  stopped: () => boolean,
): Promise<void> {
  const chore = `contacts ${platform}`;
  const everyMs = heardStrangers.has(platform) ? HOUR_MS : 0;
  const begun = await store.transaction((tx) => tx.chores.begin(chore, everyMs));
  if (!begun) return;
  const since = new Date((begun.last ?? new Date(clock.now().getTime() - DAY_MS)).getTime() - OVERLAP_MS);
  try {
    const all = await history.contacts();
    const known = await store.transaction((tx) => tx.chores.accountsOn(platform));
    const names = new Set(known.map(({ account }) => nameOf(account)));
    for (const account of all.filter((each) => !names.has(nameOf(each)))) await round.look(account, since);
    // Who was not asked before the desk stopped has to be found by the next one.
    if (round.result().problem === undefined && !stopped()) {
      heardStrangers.add(platform);
      return;
    }
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    if (error.outcome === 'unauthorised') return;
    log.warn('a platform did not say who talks with the desk; it is asked again', {
      platform,
      reason: error.message,
    });
  }
  await store.transaction((tx) => tx.chores.giveUp(chore, begun.last));
}

const nameOf = ({ workspace, userId }: Pick<Account, 'workspace' | 'userId'>): string => `${workspace} ${userId}`;

async function enter(store: Store, missed: readonly KeptEvent[], now: Date): Promise<number> {
  let entered = 0;
  for (const inbound of missed)
    if (await store.transaction((tx) => tx.inbox.add(cleanAct(inbound, now), false)))
      entered += inbound.kind === 'message' ? 1 : 0;
  return entered;
}

/** Accounts that were closed, or opened again, while nobody listened: once a day. */
async function takeCensus(
  { store, clock, log }: Asking,
  { platform, census }: { platform: string; census: Census },
): Promise<void> {
  const chore = `census ${platform}`;
  const begun = await store.transaction((tx) => tx.chores.begin(chore, DAY_MS));
  if (!begun) return;
  try {
    const closed = new Map((await census.accounts()).map((each) => [nameOf(each), each.closed]));
    const at = clock.now();
    for (const { account, unreachable } of await store.transaction((tx) => tx.chores.accountsOn(platform))) {
      const now = closed.get(nameOf(account));
      const noted = unreachable === CLOSED;
      if (now === undefined || now === noted || (now && unreachable !== null)) continue;
      await store.transaction((tx) => tx.inbox.add(leaving(account, at, !now), false));
    }
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    // Where the desk may ask nothing, that is told elsewhere, and another minute changes nothing.
    if (error.outcome === 'unauthorised') return;
    await store.transaction((tx) => tx.chores.giveUp(chore, begun.last));
    log.warn('a platform did not say whose accounts are closed; it is asked again', {
      platform,
      reason: error.message,
    });
  }
}

const leaving = (from: Account, at: Date, back: boolean): KeptEvent => ({
  kind: 'left',
  key: `census ${from.userId} ${back ? 'back' : 'left'} ${at.toISOString()}`,
  from,
  at,
  ...(back && { back }),
});
