import type { Inbound } from '../chat/inbound.ts';
import type { Doing } from '../feature/deed.ts';
import { features, findPhrase, findTyped } from '../features.ts';
import { namedBy } from '../people/identity.ts';
import { type Actor, isStaffRole, requesterships } from '../people/person.ts';
import { ask } from '../requests/ask.ts';
import { greetsInSpanish } from '../requests/burst.ts';
import { edit, react, remove } from '../requests/change.ts';
import { mayAsk } from '../requests/find.ts';
import { orQuestion } from '../requests/findWords.ts';
import { readIntent } from '../requests/intents.ts';
import { lookMessage } from '../requests/look.ts';
import { findPress, homePress, smallTalkPress } from '../requests/presses.ts';
import { readRequestRef } from '../requests/request.ts';
import { isThanks, wantsNoAnswer } from '../requests/thanks.ts';
import { inSpanish, saying } from '../requests/words/place.ts';
import { findZone } from '../sla/zone.ts';
import type { Tx } from '../store.ts';
import { pressed } from './deeds.ts';
import { fromAgency } from './fromAgency.ts';
import { fromOffice } from './fromOffice.ts';
import { inThread, type Written } from './inThread.ts';
import { sourceOf, stranger } from './source.ts';
import { answer, hold } from './wroteBack.ts';

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
  // "Any update?" of somebody nobody knows is no question either.
  const talk = plain && !known && inbound.thread === undefined ? readIntent(text) : undefined;
  let actor = known ?? (listed || thanks || talk ? stranger(inbound) : await enter(tx, inbound, accountId));
  const doing: Doing = { actor, accountId, at: inbound.at, source: sourceOf(inbound), now };
  if (!actor.person.active)
    return answer(tx, doing, saying('This account has been closed. Please ask a colleague or call the office.'));
  const list = await listed?.press(tx, doing, '');
  if (list?.kind === 'show') {
    const greeted = listed?.name === homePress.name && greetsInSpanish(text);
    return answer(tx, doing, greeted ? inSpanish(list.message) : list.message);
  }
  if (plain && known && inbound.thread === undefined && (await showTyped(tx, doing, text))) return;
  const told = talk && (await pressed(tx, smallTalkPress.name, doing, smallTalkPress.to({ what: talk }).about));
  if (told?.kind === 'show') return answer(tx, doing, told.message);
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
  if (known && !asksAnew(inbound) && (await takeFiles(tx, doing, inbound, text))) return;
  if (thanks && !(await awaited(tx, actor)))
    return wantsNoAnswer(text) ? undefined : answer(tx, doing, saying('You are welcome.'));
  const { line, urgent } = inbound.chosen ?? {};
  if (asksAnew(inbound) && requesterships(actor).length + (actor.memberships.length === 0 ? 1 : 0) > 0)
    return void (await ask(tx, actor, { ...said, ...(line && { line }), ...(urgent && { urgent }) }, now));
  // Nothing that somebody of an office types goes anywhere by itself, also when they are a customer of another.
  if (works(actor)) return fromOffice(tx, doing, said);
  return fromAgency(tx, doing, said, inbound.bursts ?? false);
}

/** Asked by a form or about somebody's words: that is a question of its own, whatever else is open. */
const asksAnew = ({ quoted, chosen }: Written): boolean => quoted !== undefined || chosen !== undefined;

/** Files that something awaits, such as a report. */
async function takeFiles(tx: Tx, doing: Doing, { files = [], thread }: Written, text: string): Promise<boolean> {
  if (files.length === 0) return false;
  for (const feature of features) {
    const taken = await feature.takesFiles?.(tx, doing, { text, files, thread });
    if (!taken) continue;
    await answer(tx, doing, taken);
    return true;
  }
  return false;
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
const works = (actor: Actor): boolean => actor.memberships.some(({ role }) => isStaffRole(role));

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

/** "Ok" is a courtesy, unless the office waits for an answer: then it may be one. */
const awaited = async (tx: Tx, { person }: Actor): Promise<boolean> =>
  (await tx.requests.liveOfRequester(person.id)).some(({ state }) => state === 'waiting');
