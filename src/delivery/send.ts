import type { Chat } from '../chat/capabilities.ts';
import { ChatError } from '../chat/errors.ts';
import type { Sent } from '../chat/outgoing.ts';
import { withYears } from '../chat/years.ts';
import type { Store, Tx } from '../store.ts';
import type { AccountRow, Claimed } from './chatStore.ts';
import {
  afterDoubt,
  afterError,
  afterSilence,
  backOff,
  type Delivery,
  type DeliveryOutcome,
  isChange,
  SETTLE_MS,
} from './delivery.ts';
import { findTarget, type Target, type Tried } from './target.ts';

/** What follows from a delivery, in the same transaction in which it is marked. */
export type Consequences = {
  sent(tx: Tx, delivery: Delivery, at: Date): Promise<void>;
  failed(tx: Tx, delivery: Delivery, reason: string): Promise<void>;
};

export type SendingOptions = {
  store: Store;
  ports: readonly Chat[];
  consequences: Consequences;
  /** A delivery's fate, for metrics and the log. */
  observe(delivery: Pick<Delivery, 'kind'>, outcome: DeliveryOutcome | { state: 'superseded' }): void;
  /** In which year readers are. */
  now(): Date;
  settleMs?: number;
  leaseMs?: number;
  chance?: () => number;
};

/** Sends one claimed delivery, or finds out what became of it, and writes that down. */
export async function sendOne(options: SendingOptions, delivery: Claimed): Promise<DeliveryOutcome> {
  const outcome = await attempt(options, delivery);
  await options.store.transaction(async (tx) => {
    // Whoever claimed it after our lease ran out decides.
    if (!(await tx.outbox.settle(delivery, outcome))) return;
    if (outcome.state === 'sent')
      await options.consequences.sent(tx, { ...delivery, sentTo: outcome.accountId }, outcome.sent.at);
    if (outcome.state === 'failed') await options.consequences.failed(tx, delivery, outcome.reason);
  });
  options.observe(delivery, outcome);
  return outcome;
}

async function attempt(options: SendingOptions, delivery: Claimed): Promise<DeliveryOutcome> {
  const chance = (options.chance ?? Math.random)();
  const tried: Tried[] = [];
  for (;;) {
    const found = await findTarget(options, delivery, tried, chance);
    if ('state' in found) return found;
    const { port, account } = found;
    const outgoing = { ...found.outgoing, message: withYears(found.outgoing.message, options.now()) };
    const target = { port, account, outgoing };
    try {
      if (!delivery.doubtful) {
        const turn = await takeTurn(options, delivery, target);
        if (!turn.go) return { state: 'pending', delayMs: turn.waitMs, reason: turn.reason };
        const sent = await port.outbound.send(outgoing);
        if (turn.paused) await options.store.transaction((tx) => tx.lanes.resume(account.account));
        return { state: 'sent', sent, accountId: account.id };
      }
      return await reconcile(options, target, delivery, chance);
    } catch (error) {
      const known = asChatError(error);
      await noteTrouble(options.store, delivery, account, known);
      if (known.outcome === 'gone') {
        // Their other account, if there is one: a blocked bot is no silence.
        tried.push({ accountId: account.id, reason: known.message });
        if (delivery.personId !== null && delivery.replaces === null && tried.length < 4) continue;
        return { state: 'failed', reason: tried.map(({ reason }) => reason).join('; ') };
      }
      const facts = { findable: port.lookup !== undefined, chance, settleMs: options.settleMs ?? SETTLE_MS };
      const { outcome, message: reason, retryAfterMs, code } = known;
      const after = afterError(delivery, { outcome, reason, retryAfterMs }, facts);
      return after.state === 'failed' && code !== undefined ? { ...after, code } : after;
    }
  }
}

const asChatError = (error: unknown): ChatError =>
  error instanceof ChatError ? error : new ChatError('ambiguous', 'the adapter failed');

/**
 * What an error says about more than this one delivery. That somebody is not reached any more is left to the next message
 * to find which is no secret: marked now, it would tell whom a sealed one was for.
 */
async function noteTrouble(
  store: Store,
  { sealed }: Pick<Delivery, 'sealed'>,
  { id, account }: AccountRow,
  { outcome, message }: ChatError,
): Promise<void> {
  if (outcome === 'gone' && !sealed) await store.transaction((tx) => tx.people.markUnreachable(id, message));
  if (outcome === 'unauthorised') await store.transaction((tx) => tx.lanes.pause(account, message));
}

/** A turn that comes soon is waited for; the others come again. Changes of messages never take words' next turn. */
const WAIT_MS = { word: 2_000, change: 0 };

async function takeTurn({ store }: SendingOptions, delivery: Delivery, { port, account, outgoing }: Target) {
  const rates = port.outbound.rates(outgoing);
  const within = isChange(delivery) ? WAIT_MS.change : WAIT_MS.word;
  const going = { delivery, accountId: account.id };
  const turn = await store.transaction((tx) => tx.lanes.enter(account.account, rates, within, going));
  if (turn.go && turn.waitMs > 0) await new Promise((resolve) => setTimeout(resolve, turn.waitMs));
  return turn;
}

/** Asks whether it arrived. An answer that will never come is not waited for: then it counts as a platform that has none. */
async function reconcile(
  { store }: SendingOptions,
  { port, account, outgoing }: Target,
  delivery: Delivery,
  chance: number,
): Promise<DeliveryOutcome> {
  if (!port.lookup) return afterDoubt(delivery, { delayMs: 0, reason: 'it was unknown whether it was sent' });
  let found: Sent | undefined;
  try {
    found = await port.lookup.find(outgoing);
  } catch (error) {
    const known = asChatError(error);
    await noteTrouble(store, delivery, account, known);
    const wait = Math.max(backOff(delivery.attempts, chance), known.retryAfterMs ?? 0);
    return afterSilence(delivery, known, { wait, doubtMs: delivery.begunMs });
  }
  if (found) return { state: 'sent', sent: found, accountId: account.id };
  return { state: 'pending', delayMs: 0, reason: 'it had not been sent' };
}
