import type { Answer } from '../chat/answer.ts';
import type { Message, Press } from '../chat/message.ts';
import { hidden, show } from '../feature/answer.ts';
import { type Doings, deed } from '../feature/deed.ts';
import { type Actor, isStaffRole, type Person, requesterships } from '../people/person.ts';
import { localDate } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import type { RequestFacts } from './facts.ts';
import { type Intent, readIntentAbout } from './intents.ts';
import { showPage } from './lists.ts';
import { loadFacts } from './load.ts';
import { lookMessage } from './look.ts';
import { smallTalkPress } from './presses.ts';
import { supervisorsOn } from './readers.ts';
import { isLive } from './request.ts';
import {
  newsAsked,
  newsTold,
  nothingOpen,
  offerUrgent,
  offerWithdrawal,
  talkAsked,
  whoIsThere,
} from './words/smallTalk.ts';

/**
 * What somebody of an agency wants who types only "any update?" or "cancel". Undefined where it may be more: they work
 * for an office, or an office waits for their answer, which it may be. It may name the request that it is about.
 */
export async function readSmallTalk(tx: Tx, actor: Actor, text: string): Promise<Press | undefined> {
  const read = readIntentAbout(text);
  if (!read || actor.memberships.some(({ role }) => isStaffRole(role))) return undefined;
  const live = await tx.requests.liveOfRequester(actor.person.id);
  if (read.request !== undefined)
    return live.some(({ id }) => id === read.request) ? smallTalkPress.to(read) : undefined;
  // "Cancel" and "the supervisor" may be what the office wants to know; nobody is asked whether there is news.
  const mayAnswer = read.what !== 'news' && live.some(({ state }) => state === 'waiting');
  return mayAnswer ? undefined : smallTalkPress.to(read);
}

export const smallTalk = deed(smallTalkPress, {
  async shows(given) {
    const { tx, actor, about } = given;
    const live: RequestFacts[] = [];
    for (const { id } of await tx.requests.liveOfRequester(actor.person.id)) {
      if (about.request !== undefined && about.request !== id) continue;
      const facts = await loadFacts(tx, id, 'to read');
      if (facts && isLive(facts.request)) live.push(facts);
    }
    if (live.length === 0 && about.what !== 'person') return show(nothingOpen);
    switch (about.what as Intent) {
      case 'news':
        return orHidden(await askForNews(given, live, about.request));
      case 'cancel':
        return show(offerWithdrawal(live.map(({ request }) => request)));
      case 'urgent':
        return show(offerUrgent(live.map(({ request }) => request).filter(({ priority }) => priority === 'normal')));
      case 'person':
        return show(whoIsThere(await peopleFor(given, live)));
      default:
        return hidden;
    }
  },
});

const orHidden = (message: Message | undefined): Answer => (message ? show(message) : hidden);

/** They see how things stand, and whoever has it sees that they asked: once a day. */
async function askForNews({ tx, actor, at, now }: Doings<object>, live: readonly RequestFacts[], one?: number) {
  for (const { request } of live)
    await tx.records.add({ kind: 'request', id: request.id }, request.officeId, [
      { kind: 'news asked', at, actorId: actor.person.id, data: {} },
    ]);
  await tellHolders(tx, actor.person, live, 'news', newsAsked, now);
  const viewer = { actor, now };
  const page = one === undefined ? await showPage(tx, 'my requests', viewer) : await lookMessage(tx, viewer, one);
  return page && newsTold(page, holdersOf(live));
}

/** Each who has something of theirs, once a day. */
async function tellHolders(
  tx: Tx,
  { id: askerId }: Person,
  live: readonly RequestFacts[],
  what: 'news' | 'talk',
  word: (first: RequestFacts, all: readonly RequestFacts[]) => Message,
  now: Date,
): Promise<void> {
  for (const { id: holderId } of holdersOf(live)) {
    const all = live.filter(({ holder }) => holder?.id === holderId);
    const [first] = all;
    if (!first) continue;
    const { id, officeId } = first.request;
    const key = `${what} for ${askerId} on ${localDate(first.rules.calendar, now)} to ${holderId}`;
    const common = { kind: 'notice', to: { personId: holderId }, officeId, requestId: id } as const;
    await tx.outbox.put([{ ...common, key, message: word(first, all) }]);
  }
}

/** Who has something of theirs, each once. */
const holdersOf = (live: readonly RequestFacts[]): Person[] => [
  ...new Map(live.flatMap(({ holder }) => (holder ? [[holder.id, holder] as const] : []))).values(),
];

/**
 * Who answers them, and who supervises there, by name; without anything open, of the offices that serve them. Whoever has
 * their question sees that they want to talk: only they can call.
 */
async function peopleFor({ tx, actor, now }: Doings<object>, live: readonly RequestFacts[]) {
  await tellHolders(tx, actor.person, live, 'talk', talkAsked, now);
  const agencies = requesterships(actor).map(({ agencyId }) => agencyId);
  const offices =
    live.length > 0
      ? [...new Map(live.map(({ office }) => [office.id, office])).values()]
      : await tx.offices.serving(agencies);
  const supervisors: { office: string; people: Person[] }[] = [];
  for (const office of offices) supervisors.push({ office: office.name, people: await supervisorsOn(tx, office, now) });
  return { holders: holdersOf(live), supervisors, mayTell: agencies.length > 0 };
}
