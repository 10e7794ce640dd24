import type { Doing } from '../feature/deed.ts';
import { type Addition, add } from '../requests/add.ts';
import { ask } from '../requests/ask.ts';
import { BURST_MS } from '../requests/burst.ts';
import type { RequestFacts } from '../requests/facts.ts';
import { loadFacts } from '../requests/load.ts';
import { type AgencyRequest, isLive, namedRequest, waitingFirst } from '../requests/request.ts';
import { isThanks } from '../requests/thanks.ts';
import { DECIDE_WITHIN_MS, joined, linesWith, promptKey } from '../requests/undecided.ts';
import { addOrNew } from '../requests/words/place.ts';
import type { Tx } from '../store.ts';
import { hold, put } from './wroteBack.ts';

/** What somebody of an agency types: to which request it belongs, and what is asked where that is not sure. */
export async function fromAgency(tx: Tx, doing: Doing, said: Addition, bursts: boolean): Promise<void> {
  const { actor, now } = doing;
  const live = await tx.requests.liveOfRequester(actor.person.id);
  const named = namedRequest(said.text);
  const meant = named === undefined ? undefined : live.find(({ id }) => id === named);
  const facts = meant && (await lockLive(tx, meant.id));
  if (facts) return add(tx, facts, said, now);
  if (live.length === 0) return void (await ask(tx, actor, said, now));
  // The office has asked something and there is nothing else it could belong to.
  const [asked, another] = live.filter(({ state }) => state === 'waiting');
  if (asked && !another && (live.length === 1 || isThanks(said.text))) {
    const waiting = await lockLive(tx, asked.id);
    // Whoever held the lock may have ended the wait, or the request.
    if (waiting?.request.state !== 'waiting') return fromAgency(tx, doing, said, bursts);
    return add(tx, waiting, said, now);
  }
  const burst = bursts && (await goesOnFrom(tx, live, doing));
  if (burst) return add(tx, burst, { ...said, goesOn: true }, now);
  // There is one that it can belong to: there it goes, and its author may say that it does not.
  const [only, more] = live;
  if (only && !more) {
    const alone = await lockLive(tx, only.id);
    if (!alone) return fromAgency(tx, doing, said, bursts);
    const held = await hold(tx, doing, said, null);
    await add(tx, alone, { ...said, held }, now);
    return tx.inbox.decided(held, now, alone.request.id);
  }
  const decideBy = new Date(now.getTime() + DECIDE_WITHIN_MS);
  const heldId = await hold(tx, doing, said, decideBy);
  // One question for a text in several lines.
  const held = await tx.inbox.held(heldId, actor.person.id);
  const lines = held ? await linesWith(tx, held) : [];
  const head = lines[0]?.id ?? heldId;
  const message = addOrNew(head, lines.length > 0 ? joined(lines) : said.text, waitingFirst(live));
  if (head === heldId) return put(tx, `place ${heldId}`, doing, message);
  await put(tx, `place ${head} with ${heldId}`, doing, message, {
    replaces: await promptKey(tx, { id: head, decideBy }),
  });
}

async function lockLive(tx: Tx, requestId: number): Promise<RequestFacts | undefined> {
  const facts = await loadFacts(tx, requestId, 'locked');
  return facts && isLive(facts.request) ? facts : undefined;
}

/** The newest request, while its last words are this person's own and just written. */
async function goesOnFrom(tx: Tx, live: AgencyRequest[], { actor, at }: Doing): Promise<RequestFacts | undefined> {
  const newest = live.at(-1);
  const facts = newest && (await lockLive(tx, newest.id));
  const last = facts?.messages.at(-1);
  if (!last || last.authorId !== actor.person.id || at.getTime() - last.at.getTime() > BURST_MS) return undefined;
  return facts;
}
