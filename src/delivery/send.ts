import type { Chat } from '../chat/capabilities.ts';
import { ChatError } from '../chat/errors.ts';
import { forThreads } from '../chat/message.ts';
import type { Outgoing, Sent } from '../chat/outgoing.ts';
import type { Store, Tx } from '../store.ts';
import type { AccountRow } from './chatStore.ts';
import {
  afterDoubt,
  afterError,
  afterSilence,
  backOff,
  type Delivery,
  type DeliveryOutcome,
  SETTLE_MS,
} from './delivery.ts';

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
  observe(delivery: Delivery, outcome: DeliveryOutcome): void;
  settleMs?: number;
  leaseMs?: number;
  chance?: () => number;
};

/** Sends one claimed delivery, or finds out what became of it, and writes that down. */
export async function sendOne(options: SendingOptions, delivery: Delivery): Promise<DeliveryOutcome> {
  const outcome = await attempt(options, delivery);
  await options.store.transaction(async (tx) => {
    // Whoever claimed it after our lease ran out decides.
    if (!(await tx.outbox.settle(delivery, outcome))) return;
    if (outcome.state === 'sent') await options.consequences.sent(tx, delivery, outcome.sent.at);
    if (outcome.state === 'failed') await options.consequences.failed(tx, delivery, outcome.reason);
  });
  options.observe(delivery, outcome);
  return outcome;
}

async function attempt(options: SendingOptions, delivery: Delivery): Promise<DeliveryOutcome> {
  const chance = (options.chance ?? Math.random)();
  const tried: string[] = [];
  for (;;) {
    const target = await findTarget(options, delivery, tried, chance);
    if ('state' in target) return target;
    const { port, account, outgoing } = target;
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
      await noteTrouble(options.store, account, known);
      if (known.outcome === 'gone') {
        // Their other account, if there is one: a blocked bot is no silence.
        tried.push(known.message);
        if (delivery.personId !== null && delivery.replaces === null && tried.length < 4) continue;
        return { state: 'failed', reason: tried.join('; ') };
      }
      const facts = { findable: port.lookup !== undefined, chance, settleMs: options.settleMs ?? SETTLE_MS };
      return afterError(
        delivery,
        { outcome: known.outcome, reason: known.message, retryAfterMs: known.retryAfterMs },
        facts,
      );
    }
  }
}

const asChatError = (error: unknown): ChatError =>
  error instanceof ChatError ? error : new ChatError('ambiguous', 'the adapter failed');

/** What an error says about more than this one delivery. */
async function noteTrouble(store: Store, { id, account }: AccountRow, { outcome, message }: ChatError): Promise<void> {
  if (outcome === 'gone') await store.transaction((tx) => tx.people.markUnreachable(id, message));
  if (outcome === 'unauthorised') await store.transaction((tx) => tx.lanes.pause(account, message));
}

/** A turn that comes soon is waited for; the others come again. */
const WAIT_MS = 2_000;

async function takeTurn({ store }: SendingOptions, delivery: Delivery, { port, account, outgoing }: Target) {
  const rates = port.outbound.rates(outgoing);
  const turn = await store.transaction(async (tx) => {
    const entered = await tx.lanes.enter(account.account, rates, WAIT_MS);
    if (entered.go) await tx.outbox.goesTo(delivery, account.id);
    return entered;
  });
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
    await noteTrouble(store, account, known);
    const wait = Math.max(backOff(delivery.attempts, chance), known.retryAfterMs ?? 0);
    return afterSilence(delivery, known, { wait, doubtMs: Date.now() - delivery.begunAt.getTime() });
  }
  if (found) return { state: 'sent', sent: found, accountId: account.id };
  return { state: 'pending', delayMs: 0, reason: 'it had not been sent' };
}

type Target = { port: Chat; account: AccountRow; outgoing: Outgoing };

async function findTarget(
  { store, ports }: SendingOptions,
  delivery: Delivery,
  tried: string[],
  chance: number,
): Promise<Target | DeliveryOutcome> {
  // What was in doubt stays in doubt until its platform has been asked.
  const later = (when: { delayMs: number; reason: string }): DeliveryOutcome => ({
    state: delivery.doubtful ? 'doubtful' : 'pending',
    ...when,
  });
  const { account, replaced, root, file } = await store.transaction(async (tx) => {
    const previous = delivery.replaces === null ? undefined : await tx.outbox.sent(delivery.replaces);
    const row = previous ? await stillTheirs(tx, delivery, previous.accountId) : await reachable(tx, delivery, ports);
    const file = delivery.fileId === null ? undefined : await tx.files.content(delivery.fileId);
    const root = delivery.under === null ? undefined : await tx.outbox.sent(delivery.under);
    return { account: row, replaced: previous, root, file };
  });
  // What is to be changed never arrived: then there is nothing to change, and what is new in it was said elsewhere.
  if (delivery.replaces !== null && !replaced)
    return { state: 'failed', reason: 'the message it changes was never delivered' };
  if (replaced && !account) return { state: 'failed', reason: 'the account that it went to is not theirs any more' };
  const bound = replaced !== undefined || delivery.doubtful || delivery.accountId !== null;
  const usable = account !== undefined && (bound || isConnected(account, ports));
  const introduced = usable ? undefined : await introduce(store, ports, delivery);
  // An account that cannot be used just now is better than none.
  const found = typeof introduced === 'object' ? introduced : (account ?? introduced);
  if (found === 'unanswered')
    return later({ delayMs: backOff(delivery.attempts, chance), reason: 'no chat could say how to reach this person' });
  const none = tried.length > 0 ? 'no other chat account is known' : 'no chat account is known for this person';
  if (!found) return { state: 'failed', reason: [...tried, none].join('; ') };
  const port = ports.find((each) => each.platform === found.account.platform);
  if (!port) return later({ delayMs: 60_000, reason: `the platform ${found.account.platform} is not connected` });
  const { uuid: deliveryId, message, begunAt: since } = delivery;
  const { workspace, address } = found.account;
  return {
    port,
    account: found,
    outgoing: {
      deliveryId,
      workspace,
      address,
      message: forThreads(message, port.threads ?? false),
      since,
      ...(replaced && { replaces: replaced.sentId }),
      ...(port.threads && root?.accountId === found.id && { thread: root.sentId }),
      ...(file && { file }),
    },
  };
}

async function reachable(
  tx: Tx,
  { accountId, personId, requestId, doubtful, sentTo }: Delivery,
  ports: readonly Chat[],
): Promise<AccountRow | undefined> {
  // Only there it can be asked whether it arrived, wherever the person was heard of since.
  if (doubtful && sentTo !== null) return tx.people.account(sentTo);
  if (accountId !== null) return tx.people.account(accountId);
  if (personId === null) return undefined;
  const open = (await tx.people.accountsOf(personId, requestId)).filter(({ unreachable }) => unreachable === null);
  return open.find((account) => isConnected(account, ports)) ?? open[0];
}

/** Where the message went that is to be changed, unless that account turned out to be somebody else's. */
async function stillTheirs(
  tx: Tx,
  { personId, requestId }: Delivery,
  accountId: number,
): Promise<AccountRow | undefined> {
  if (personId === null) return tx.people.account(accountId);
  return (await tx.people.accountsOf(personId, requestId)).find(({ id }) => id === accountId);
}

const isConnected = ({ account }: AccountRow, ports: readonly Chat[]): boolean =>
  ports.some(({ platform }) => platform === account.platform);

/**
 * Somebody of the roster who has never written: a platform may know them by their e-mail. `unanswered`: none does, but
 * one of the platforms could not be asked just now.
 */
async function introduce(
  store: Store,
  ports: readonly Chat[],
  { personId, requestId }: Delivery,
): Promise<AccountRow | 'unanswered' | undefined> {
  if (personId === null) return undefined;
  const { person, unreachable } = await store.transaction(async (tx) => ({
    person: (await tx.people.named([personId])).get(personId),
    unreachable: await tx.people.accountsOf(personId, requestId),
  }));
  if (!person?.email || !person.active) return undefined;
  let unanswered = false;
  for (const port of ports) {
    const account = await port.directory?.reach(person.email).catch((): undefined => {
      unanswered = true;
    });
    const known =
      account &&
      unreachable.some(
        ({ account: tried }) =>
          tried.platform === account.platform &&
          tried.workspace === account.workspace &&
          tried.userId === account.userId &&
          tried.address === account.address,
      );
    const added =
      account && !known
        ? await store.transaction(async (tx) => {
            const row = await tx.people.addAccount(account, personId);
            return row && (await tx.people.accountsOf(personId, requestId)).find(({ id }) => id === row.id);
          })
        : undefined;
    if (added) return added;
  }
  return unanswered ? 'unanswered' : undefined;
}
