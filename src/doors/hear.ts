import type { Inbound, KeptEvent } from '../chat/inbound.ts';
import type { Message } from '../chat/message.ts';
import type { Doing } from '../feature/deed.ts';
import { features, findPhrase, findTyped, home } from '../features.ts';
import { namedBy } from '../people/identity.ts';
import { type Actor, officesAs, requesterships } from '../people/person.ts';
import { type Addition, add } from '../requests/add.ts';
import { ask } from '../requests/ask.ts';
import { attach } from '../requests/attach.ts';
import { BURST_MS } from '../requests/burst.ts';
import { edit, react, remove } from '../requests/change.ts';
import type { RequestFacts } from '../requests/facts.ts';
import { mayAsk } from '../requests/find.ts';
import { orQuestion } from '../requests/findWords.ts';
import { authorise, loadFacts } from '../requests/load.ts';
import { lookMessage } from '../requests/look.ts';
import { findPress, notePress, replyPress, smallTalkPress } from '../requests/presses.ts';
import { type AgencyRequest, isLive, namedRequest, readRequestRef, waitingFirst } from '../requests/request.ts';
import { rootFor } from '../requests/standing.ts';
import { isThanks, wantsNoAnswer } from '../requests/thanks.ts';
import { joined, linesWith } from '../requests/undecided.ts';
import { addOrNew, nothingSent, saying } from '../requests/words/place.ts';
import { findZone } from '../sla/zone.ts';
import type { Tx } from '../store.ts';
import { pressed, sent } from './deeds.ts';

/** Where something came from: one name for all platforms, unique. */
export const sourceOf = ({ from, key }: Inbound): string => `${from.platform} ${from.workspace} ${key}`;

/** Somebody the desk has never met, before they have asked anything. */
export const stranger = ({ from }: Pick<Inbound, 'from'>): Actor => ({
  person: { id: 0, name: from.name ?? 'you', email: from.email ?? null, zone: null, active: true },
  memberships: [],
});

type Written = KeptEvent & { kind: 'message' };

/** Words of which nobody says where they belong go to the request last written about after this. */
const DECIDE_WITHIN_MS = 15 * 60_000;
/** Takes an event from the inbox: who is it, and which case is it? */
export async function hear(tx: Tx, inbound: Inbound, now: Date): Promise<void> {
  if (inbound.kind === 'message') {
    await hearMessage(tx, inbound, now);
    await hearChanges(tx, inbound, now);
    return;
  }
  const source = sourceOf(inbound);
  if (inbound.kind === 'left') {
    // Not met in person: where they are written to stays as it was.
    const left = await tx.people.known(inbound.from);
    if (left === undefined) return;
    const how = inbound.back ? 'back' : inbound.removed ? 'removed' : 'closed';
    for (const feature of features) await feature.accountLeft?.(tx, left, how, { source, at: inbound.at });
    return;
  }
  const { accountId, actor } = await tx.people.identify(inbound.from);
  if (!actor) return;
  const change = { by: actor.person.name, actorId: actor.person.id, at: inbound.at, source };
  if (await isOutdone(tx, inbound)) return;
  if (inbound.kind === 'edit')
    return edit(tx, sourceOf({ ...inbound, key: inbound.of }), inbound.text.trim(), change, now);
  if (inbound.kind === 'delete')
    return remove(tx, sourceOf({ ...inbound, key: inbound.of }), inbound.undone ?? false, change, now);
  if (inbound.kind === 'reaction') return react(tx, accountId, inbound.sentId, inbound.emoji, change, now);
}

/** Platforms promise no order: the author may have edited or deleted it before it came in, as they may at any time. */
async function hearChanges(tx: Tx, message: Written, now: Date): Promise<void> {
  for (const change of await tx.inbox.changesOf(message)) await hear(tx, change, now);
}

/** Its author edited the message again since, or deleted it or brought it back, and that came in first: it stays so. */
async function isOutdone(tx: Tx, change: Inbound): Promise<boolean> {
  if (change.kind !== 'edit' && change.kind !== 'delete') return false;
  return (await tx.inbox.changesOf({ ...change, key: change.of })).some(
    ({ kind, from, at }) => kind === change.kind && from.userId === change.from.userId && at > change.at,
  );
}

async function hearMessage(tx: Tx, inbound: Written, now: Date): Promise<void> {
  const text = wordsOf(inbound);
  if (!text) return;
  const { accountId, actor: known } = await tx.people.identify(inbound.from);
  const plain = inbound.quoted === undefined && inbound.chosen === undefined && !inbound.files?.length;
  const listed = plain ? findPhrase(text) : undefined;
  const thanks = plain && isThanks(text);
  let actor = known ?? (listed || thanks ? stranger(inbound) : await enter(tx, inbound, accountId));
  const doing: Doing = { actor, accountId, at: inbound.at, source: sourceOf(inbound), now };
  if (!actor.person.active)
    return answer(tx, doing, saying('This account has been closed. Please ask a colleague or call the office.'));
  const list = await listed?.press(tx, doing, '');
  if (list?.kind === 'show') return answer(tx, doing, list.message);
  if (plain && known && inbound.thread === undefined && (await showTyped(tx, doing, text))) return;
  if (listed && !known) {
    // Of somebody nobody knows, words that show nothing are a question like any other.
    actor = await enter(tx, inbound, accountId);
    doing.actor = actor;
  }
  const ref = plain ? readRequestRef(text) : undefined;
  if (ref !== undefined) {
    const seen = await lookMessage(tx, doing, ref);
    return answer(tx, doing, seen ?? saying('There is no such request among yours.'));
  }
  const said = { text, at: doing.at, source: doing.source, attached: { accountId, files: inbound.files ?? [] } };
  if (await inThread(tx, inbound, doing, said)) return;
  if (thanks && !(await awaited(tx, actor)))
    return wantsNoAnswer(text) ? undefined : answer(tx, doing, saying('You are welcome.'));
  // Asked by a form or about somebody's words: that is a question of its own, whatever else is open.
  const { line, urgent } = inbound.chosen ?? {};
  const asked = inbound.quoted !== undefined || inbound.chosen !== undefined;
  if (asked && requesterships(actor).length + (actor.memberships.length === 0 ? 1 : 0) > 0)
    return void (await ask(tx, actor, { ...said, ...(line && { line }), ...(urgent && { urgent }) }, now));
  // Nothing that somebody of an office types goes anywhere by itself, also when they are a customer of another.
  if (works(actor)) return fromOffice(tx, doing, said);
  return fromAgency(tx, doing, said, inbound.bursts ?? false);
}

/** A list narrowed, or something to be found. What was looked for may have been a question after all: it is kept. */
async function showTyped(tx: Tx, doing: Doing, text: string): Promise<boolean> {
  const typed = await findTyped(tx, doing.actor, text);
  const shown = typed && (await pressed(tx, typed.name, doing, typed.about));
  if (shown?.kind !== 'show') return false;
  const { blocks } = shown.message;
  const mayMeanMore = typed?.name === findPress.name || typed?.name === smallTalkPress.name;
  if (!mayMeanMore || !mayAsk(doing.actor)) await answer(tx, doing, { blocks });
  else {
    const held = await hold(tx, doing, { text, at: doing.at, source: doing.source }, null);
    await answer(tx, doing, { blocks: [...blocks, orQuestion(held)] });
  }
  return true;
}

/** Whether somebody has a role in an office, and not only questions for one. */
const works = (actor: Actor): boolean => actor.memberships.some(({ role }) => role !== 'requester');

/** What was said, with what it is about. Files alone are named, so that there is something to read. */
function wordsOf({ text, quoted, files }: Written): string {
  const named = files?.length
    ? `Sent ${files.length === 1 ? 'a file' : `${files.length} files`}: ${files.map(({ name }) => name).join(', ')}`
    : '';
  const about = quoted ? `About what ${quoted.by} wrote: “${quoted.text}”${quoted.link ? ` ${quoted.link}` : ''}` : '';
  return [text.trim() || (quoted ? '' : named), about].filter(Boolean).join('\n\n');
}

/** Somebody nobody knows is taken at their word, and their question is taken too. */
async function enter(tx: Tx, inbound: Written, accountId: number): Promise<Actor> {
  const { name, zone } = inbound.from;
  const email = namedBy(inbound.from);
  return tx.people.enter(accountId, {
    name: name?.trim() || email || 'Somebody new',
    email: email ?? null,
    zone: zone !== undefined && findZone(zone) ? zone : null,
  });
}

/**
 * Under a message of the desk, or in answer to an earlier word of one's own, it is clear what is meant: the agency adds,
 * the office notes, or replies if it says so.
 */
async function inThread(tx: Tx, inbound: Written, doing: Doing, said: Addition): Promise<boolean> {
  const { thread, answers } = inbound;
  const about =
    (thread !== undefined && (await tx.outbox.relayed(doing.accountId, thread))) ||
    (answers !== undefined && (await tx.requests.bySource(sourceOf({ ...inbound, key: answers }))));
  if (!about) return false;
  const own = await authorise(tx, doing.actor, 'add', about.requestId, doing.now);
  if (!('refused' in own)) {
    if (isThanks(said.text) && own.facts.request.state !== 'waiting') return false;
    await add(tx, own.facts, said, doing.now);
    return true;
  }
  const staff = await authorise(tx, doing.actor, 'note', about.requestId, doing.now);
  if ('refused' in staff) return false;
  const { request, office } = staff.facts;
  const press = (office.typingReplies ? replyPress : notePress).to({ request: request.id });
  const noted = await sent(tx, press.name, doing, press.about, { text: said.text });
  const message = await tx.requests.bySource(doing.source);
  if (message) await attach(tx, request, message.id, said.attached, doing.now);
  if (noted.kind === 'notice')
    await put(
      tx,
      `answer ${doing.source}`,
      doing,
      { blocks: [{ kind: 'text', text: noted.text }] },
      { under: rootFor(request, doing.actor.person.id) },
    );
  return true;
}

/** "Ok" is a courtesy, unless the office waits for an answer: then it may be one. */
const awaited = async (tx: Tx, { person }: Actor): Promise<boolean> =>
  (await tx.requests.liveOfRequester(person.id)).some(({ state }) => state === 'waiting');

async function fromAgency(tx: Tx, doing: Doing, said: Addition, bursts: boolean): Promise<void> {
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
  await put(tx, `place ${head} with ${heldId}`, doing, message, { replaces: `place ${head}` });
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

/** Nothing leaves the office by typing: a button says where it goes, and the form shows who reads it. */
async function fromOffice(tx: Tx, doing: Doing, said: Addition): Promise<void> {
  const { actor, now } = doing;
  const answers = officesAs(actor, 'liaison').length + officesAs(actor, 'supervisor').length > 0;
  const mayAsk = requesterships(actor).length > 0;
  if (!answers && !mayAsk) return answer(tx, doing, await home(tx, actor, now));
  const requests = await tx.requests.heldBy(actor.person.id);
  const people = await tx.people.named(requests.map((request) => request.requesterId));
  const heldId = await hold(tx, doing, said, null);
  const named = requests.map(({ id, subject, requesterId }) => ({
    id,
    subject,
    requester: people.get(requesterId)?.name ?? 'them',
  }));
  const asks = mayAsk ? { own: waitingFirst(await tx.requests.liveOfRequester(actor.person.id)) } : undefined;
  await put(tx, `typed ${heldId}`, doing, nothingSent(heldId, said.text, named.reverse(), asks));
}

const hold = (tx: Tx, { actor, accountId }: Doing, said: Addition, decideBy: Date | null): Promise<number> => {
  const { text, at, source, attached } = said;
  return tx.inbox.hold({
    personId: actor.person.id,
    accountId,
    text,
    at,
    source,
    decideBy,
    files: attached?.files ?? [],
  });
};

/**
 * To the person where they are known, so that it keeps its place among all that they are sent. Whose roles do not count
 * where they write is answered there.
 */
const put = (
  tx: Tx,
  key: string,
  { actor, accountId }: Pick<Doing, 'actor' | 'accountId'>,
  message: Message,
  more: { under?: string | undefined; replaces?: string } = {},
): Promise<void> =>
  tx.outbox.put([
    {
      key,
      kind: 'notice',
      to: actor.person.id > 0 && !actor.fromElsewhere ? { personId: actor.person.id } : { accountId },
      message,
      ...(more.under !== undefined && { under: more.under }),
      ...(more.replaces !== undefined && { replaces: more.replaces }),
    },
  ]);

const answer = (tx: Tx, doing: Doing, message: Message): Promise<void> =>
  put(tx, `answer ${doing.source}`, doing, message);
