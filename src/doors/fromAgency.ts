import type { Message } from '../chat/message.ts';
import type { Doing } from '../feature/deed.ts';
import { type Addition, add } from '../requests/add.ts';
import { isForAnotherOffice, justEnded, LOOKED_AT, maybeMeant, mayStillReopen } from '../requests/afterEnd.ts';
import { ask } from '../requests/ask.ts';
import { BURST_MS } from '../requests/burst.ts';
import { goByWords } from '../requests/deeds/moving.ts';
import type { RequestFacts } from '../requests/facts.ts';
import { loadFacts } from '../requests/load.ts';
import { type AgencyRequest, isLive, namedRequest, waitingFirst } from '../requests/request.ts';
import { isShortAnswer, isThanks } from '../requests/thanks.ts';
import { DECIDE_WITHIN_MS, joined, linesWith, promptKey } from '../requests/undecided.ts';
import { addOrNew, reopenOrNew } from '../requests/words/place.ts';
import type { Tx } from '../store.ts';
import { hold, put } from './wroteBack.ts';

/** What somebody of an agency types: to which request it belongs, and what is asked where that is not sure. */
export async function fromAgency(tx: Tx, doing: Doing, said: Addition, bursts: boolean): Promise<void> {
  const { actor, now } = doing;
  const latest = await tx.requests.latestOf(actor.person.id, LOOKED_AT);
  const live = latest.filter(isLive);
  const named = namedRequest(said.text);
  const meant = named === undefined ? undefined : live.find(({ id }) => id === named);
  const facts = meant && (await lockLive(tx, meant.id));
  if (facts) return add(tx, facts, said, now);
  const over = named === undefined || meant ? undefined : await endedOf(tx, doing, named);
  if (over) return writtenAfter(tx, doing, said, over);
  if (live.length === 0) return nothingOpen(tx, doing, said, latest);
  // The office has asked something, and there is nothing else it could belong to: nothing is open, or it only answers.
  const [asked, another] = live.filter(({ state }) => state === 'waiting');
  if (asked && !another && (live.length === 1 || isThanks(said.text) || isShortAnswer(said.text))) {
    const waiting = await lockLive(tx, asked.id);
    // Whoever held the lock may have ended the wait, or the request.
    if (waiting?.request.state !== 'waiting') return fromAgency(tx, doing, said, bursts);
    return add(tx, waiting, said, now);
  }
  const burst = bursts && (await goesOnFrom(tx, live, doing));
  if (burst) {
    await add(tx, burst, { ...said, goesOn: true }, now);
    return goByWords(tx, burst, said, now);
  }
  const ended = await maybeMeant(tx, latest, now);
  const [only, more] = live;
  if (only && !more) {
    const alone = await lockLive(tx, only.id);
    if (!alone) return fromAgency(tx, doing, said, bursts);
    // There is one that it can belong to: there it goes, and its author may say that it does not. Where the other has
    // ended since anything was said about that one, either may be meant.
    const meansIt = !ended || alone.messages.some(({ at }) => at >= ended.at);
    if (meansIt) return addAlone(tx, doing, said, alone);
  }
  return askWhere(tx, doing, said, (held, text) =>
    addOrNew(held, text, waitingFirst(live), { ended: ended?.facts.request }),
  );
}

async function addAlone(tx: Tx, doing: Doing, said: Addition, alone: RequestFacts): Promise<void> {
  const held = await hold(tx, doing, said, null);
  await add(tx, alone, { ...said, held }, doing.now);
  await tx.inbox.decided(held, doing.now, alone.request.id);
}

/** Whatever has just ended may be meant, unless they said that it answered them. */
async function nothingOpen(tx: Tx, doing: Doing, said: Addition, latest: readonly AgencyRequest[]): Promise<void> {
  const ended = await justEnded(tx, latest, doing.now);
  if (ended && (await isForAnotherOffice(tx, doing.actor, ended.facts, said.text)))
    return void (await ask(tx, doing.actor, said, doing.now));
  if (ended && !ended.accepted) return offerReopening(tx, doing, said, ended.facts.request);
  const follows = ended && { continues: ended.facts.request.id, anew: true };
  await ask(tx, doing.actor, { ...said, ...follows }, doing.now);
}

/** Words under a request that has ended, or that name it. Late ones become a new question that is linked. */
export async function writtenAfter(tx: Tx, doing: Doing, said: Addition, request: AgencyRequest): Promise<void> {
  const goesOn = request.duplicateOf === null ? undefined : await lockLive(tx, request.duplicateOf);
  if (goesOn?.request.requesterId === doing.actor.person.id) return add(tx, goesOn, said, doing.now);
  const facts = await loadFacts(tx, request.id, 'to read');
  if (facts && (await mayStillReopen(tx, facts, doing.now))) return offerReopening(tx, doing, said, request);
  await ask(tx, doing.actor, { ...said, continues: request.id }, doing.now);
}

const offerReopening = (tx: Tx, doing: Doing, said: Addition, request: AgencyRequest): Promise<void> =>
  askWhere(tx, doing, said, (held, text) => reopenOrNew(held, text, request), request.id);

async function endedOf(tx: Tx, { actor }: Doing, id: number): Promise<AgencyRequest | undefined> {
  const request = await tx.requests.read(id);
  return request?.requesterId === actor.person.id && !isLive(request) ? request : undefined;
}

/** One question for a text in several lines. Its words are kept meanwhile. */
async function askWhere(
  tx: Tx,
  doing: Doing,
  said: Addition,
  question: (held: number, text: string) => Message,
  follows?: number,
): Promise<void> {
  const decideBy = new Date(doing.now.getTime() + DECIDE_WITHIN_MS);
  const heldId = await hold(tx, doing, said, decideBy, follows);
  const held = await tx.inbox.held(heldId, doing.actor.person.id);
  const lines = held ? await linesWith(tx, held) : [];
  const head = lines[0]?.id ?? heldId;
  const message = question(head, lines.length > 0 ? joined(lines) : said.text);
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
