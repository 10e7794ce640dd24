import type { Chat } from '../chat/capabilities.ts';
import { forThreads } from '../chat/message.ts';
import type { Outgoing } from '../chat/outgoing.ts';
import type { Store, Tx } from '../store.ts';
import type { AccountRow, Claimed } from './chatStore.ts';
import { backOff, type Delivery, type DeliveryOutcome, fileOfText } from './delivery.ts';

/** Where a delivery goes, through which chat, and as what. */
export type Target = { port: Chat; account: AccountRow; outgoing: Outgoing };

/** An account through which it could not be delivered just now, and why. */
export type Tried = { accountId: number; reason: string };

const UNANSWERED = 'no chat could say how to reach this person';

/**
 * Where a claimed delivery goes. The claim has found the account; it is looked for again when there was none,
 * when that one could not be reached (`tried`, with the reasons), or when its platform is not connected.
 */
export async function findTarget(
  { store, ports }: { store: Store; ports: readonly Chat[] },
  delivery: Claimed,
  tried: readonly Tried[],
  chance: number,
): Promise<Target | DeliveryOutcome> {
  // What was in doubt stays in doubt until its platform has been asked.
  const later = (when: { delayMs: number; reason: string }): DeliveryOutcome => ({
    state: delivery.doubtful ? 'doubtful' : 'pending',
    ...when,
  });
  const { replaced, root } = delivery.found;
  const bound = replaced !== undefined || delivery.doubtful || delivery.accountId !== null;
  const unfit = tried.length > 0 || !delivery.found.account || !isConnected(delivery.found.account, ports);
  const again = unfit && !replaced;
  let account = again ? await store.transaction((tx) => reachable(tx, delivery, ports, tried)) : delivery.found.account;
  // What is to be changed never arrived: then there is nothing to change, and what is new in it was said elsewhere.
  if (delivery.replaces !== null && !replaced)
    return { state: 'failed', reason: 'the message it changes was never delivered' };
  if (replaced && !account) {
    const vouched = await nowVouchedFor(store, ports, delivery, replaced.accountId);
    if (vouched === 'unanswered') return later({ delayMs: backOff(delivery.attempts, chance), reason: UNANSWERED });
    if (!vouched) return { state: 'failed', reason: 'the account that it went to is not theirs anymore' };
    account = vouched;
  }
  const usable = account !== undefined && (bound || isConnected(account, ports));
  const introduced = usable ? undefined : await introduce(store, ports, delivery);
  // An account that cannot be used just now is better than none.
  const found = typeof introduced === 'object' ? introduced : (account ?? introduced);
  if (found === 'unanswered') return later({ delayMs: backOff(delivery.attempts, chance), reason: UNANSWERED });
  if (!found) return { state: 'failed', reason: await whyNone(store, delivery, tried) };
  const port = ports.find((each) => each.platform === found.account.platform);
  if (!port) return later({ delayMs: 60_000, reason: `the platform ${found.account.platform} is not connected` });
  const { fileId } = delivery;
  const file =
    fileId === null ? fileOfText(delivery.attached) : await store.transaction((tx) => tx.files.content(fileId));
  const { uuid: deliveryId, message, createdAt: since } = delivery;
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

/** What was tried now, or is known from before, and that there is nothing else. */
async function whyNone(store: Store, { personId }: Delivery, tried: readonly Tried[]): Promise<string> {
  const known = personId === null ? [] : await store.transaction((tx) => tx.people.accountsOf(personId));
  const reasons =
    tried.length > 0 ? tried.map(({ reason }) => reason) : known.flatMap(({ unreachable }) => unreachable ?? []);
  const none = reasons.length > 0 ? 'no other chat account is known' : 'no chat account is known for this person';
  return [...reasons, none].join('; ');
}

async function reachable(
  tx: Tx,
  { accountId, personId, requestId, doubtful, sentTo }: Delivery,
  ports: readonly Chat[],
  tried: readonly Tried[],
): Promise<AccountRow | undefined> {
  // Only there it can be asked whether it arrived, wherever the person was heard of since.
  if (doubtful && sentTo !== null) return tx.people.account(sentTo);
  if (accountId !== null) return tx.people.account(accountId);
  if (personId === null) return undefined;
  const open = (await tx.people.accountsOf(personId, requestId)).filter(
    ({ id, unreachable }) => unreachable === null && tried.every(({ accountId: before }) => before !== id),
  );
  return open.find((account) => isConnected(account, ports)) ?? open[0];
}

/** An account from before anybody was asked who vouches: its platform is asked now, and may say that it is theirs. */
async function nowVouchedFor(
  store: Store,
  ports: readonly Chat[],
  delivery: Delivery,
  accountId: number,
): Promise<AccountRow | 'unanswered' | undefined> {
  const known = await store.transaction((tx) => tx.people.account(accountId));
  if (!known || known.account.vouched !== undefined) return undefined;
  const there = ports.filter(({ platform }) => platform === known.account.platform);
  const found = await introduce(store, there, delivery);
  return typeof found !== 'object' || found.id === accountId ? found : undefined;
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
