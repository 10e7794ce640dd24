import { type Button, buttonsOf, type Message, type Press } from '../chat/message.ts';
import type { DeliveryKind } from '../delivery/delivery.ts';
import { type Action, may } from '../people/permissions.ts';
import type { Actor, Membership } from '../people/person.ts';
import { contestable, extendable } from './agreedTimes.ts';
import type { RequestFacts } from './facts.ts';
import { isOffered } from './lifecycle.ts';
import { agencyPress, longerPress, tooLatePress } from './presses.ts';
import { type AgencyRequest, guard } from './request.ts';
import { isRunning } from './requestClocks.ts';
import { isOfSeveral } from './words/agency.ts';
import { withoutOffers } from './words/ended.ts';

/**
 * A message in a chat that offers something about a request: whatever has buttons, and no later wording without them.
 * When the request changes, buttons that lead nowhere any more are taken from it, for everybody who has one.
 */
export type Standing = {
  /** Of the delivery that brought it. */
  key: string;
  kind: DeliveryKind;
  personId: number;
  /** What its reader is, in whichever office. */
  memberships: Membership[];
  /** In its newest wording. */
  message: Message;
  /** All requests that it offers something about, where they are several. */
  offersAbout: number[] | null;
};

/** What one must be allowed to do for each button about a request: as its deed says, and a test holds the two together. */
export const actionOf: Readonly<Record<string, Action>> = {
  reply: 'reply',
  'ask agency': 'ask agency',
  note: 'note',
  resolve: 'resolve',
  accept: 'accept',
  reopen: 'reopen',
  withdraw: 'withdraw',
  'hand over': 'hand over',
  'take over': 'take over',
  'have this': 'have this',
  topic: 'change topic',
  'move office': 'change topic',
  urgent: 'mark urgent',
  priority: 'change priority',
  longer: 'say longer',
  'too late': 'say too late',
  look: 'see',
  counted: 'see',
  agency: 'add',
  confirm: 'confirm person',
  decline: 'confirm person',
  rate: 'rate',
  comment: 'rate',
  'without name': 'rate',
  'stop surveys': 'rate',
  'own recovery': 'see rating',
  'end recovery': 'see rating',
  themes: 'see rating',
  'use answer': 'reply',
  'answer helped': 'say answered',
  'keep answer': 'keep answer',
  join: 'join',
  'join now': 'join',
};

export const offers = (message: Message, name: string): boolean =>
  buttonsOf(message).some(({ press }) => press.name === name);

/** The requests that the buttons of a message are about, as they are written now. */
export const offeredIn = (message: Message): number[] => [
  ...new Set(buttonsOf(message).flatMap(({ press }) => Number(/(?:^| )request=(\d+)/u.exec(press.about)?.[1]) || [])),
];

/** Cards that a feature of their own words anew; of these, only what their reader has done themselves is taken. */
const wordedElsewhere: readonly DeliveryKind[] = ['escalation'];

/**
 * The message as it is now; undefined when it reads as before. `answered`: the buttons that this very change has
 * answered, such as *That answered it*, with what a line of a digest says instead.
 */
export function reworded(
  standing: Standing,
  before: RequestFacts,
  after: RequestFacts,
  answered: ReadonlyMap<string, string | undefined>,
): Message | undefined {
  const over = isOver(standing.key, before, after);
  const inDigest = standing.kind === 'digest' ? settledInDigest(before, after) : none;
  const leads = ({ press }: Button): boolean => {
    if (!isAbout(press, after.request.id)) return true;
    if (wordedElsewhere.includes(standing.kind) && press.name !== 'take over') return true;
    return !over && !answered.has(press.name) && !inDigest.has(press.name) && leadsOn(press, standing, before, after);
  };
  if (buttonsOf(standing.message).every(leads)) return undefined;
  return withoutOffers(
    standing.message,
    leads,
    answered.size > 0 && standing.kind !== 'digest'
      ? undefined
      : {
          ...{ facts: after, readerId: standing.personId, answered: inDigest.has('have this') },
          says: [...answered.values()].find((words) => words !== undefined),
        },
  );
}

const none: ReadonlySet<string> = new Set();

/** Lines of a digest ask for one decision each: once it is made, its button could still be pressed. */
function settledInDigest(before: RequestFacts, after: RequestFacts): ReadonlySet<string> {
  const isKept = before.clocks.some(
    (clock) => isRunning(clock) && after.clocks.some((now) => now.id === clock.id && !isRunning(now)),
  );
  const isMoved = before.request.holderId !== after.request.holderId;
  return new Set([...(isKept ? ['reply', 'have this'] : []), ...(isMoved ? ['hand over', 'reply'] : [])]);
}

/** The message without what this reader may not do: whoever sees to it in a supervisor's place may do less. */
export function allowedTo(reader: Actor, message: Message, request: AgencyRequest): Message {
  const guarded = guard(request, []);
  const allowed = ({ press }: Button): boolean => {
    const action = isAbout(press, request.id) ? actionOf[press.name] : undefined;
    return action === undefined || may(reader, action, guarded);
  };
  return withoutOffers(message, allowed, undefined);
}

/** A question that has its answer, though its buttons could still be pressed: who is to have it, and which office. */
function isOver(key: string, before: RequestFacts, after: RequestFacts): boolean {
  const { request } = after;
  if (key.startsWith('triage ')) return request.holderId !== null || request.agencyId !== before.request.agencyId;
  return key.startsWith('which office ') && request.serviceLineId !== before.request.serviceLineId;
}

const isAbout = ({ name, about }: Press, requestId: number): boolean =>
  name in actionOf && (about.split(' ').includes(`request=${requestId}`) || /^\d+$/u.test(about.split(' ')[0] ?? ''));

/**
 * What is possible follows from the request. What is allowed may rest on who covers for whom today, which is not in
 * hand: so a button goes when it was its reader's before this change and is theirs no more.
 */
function leadsOn({ name }: Press, { personId, memberships }: Standing, before: RequestFacts, after: RequestFacts) {
  const action = actionOf[name];
  if (!action || !isOffered(action, after.request, personId)) return false;
  if (name === tooLatePress.name && !contestable(after.clocks)) return false;
  if (name === longerPress.name && !extendable(after.clocks)) return false;
  if (name === agencyPress.name && after.request.agencyId !== null && !isOfSeveral(after)) return false;
  const reader = { person: { id: personId, name: '', email: null, zone: null, active: true }, memberships };
  const mayIn = ({ request }: RequestFacts): boolean => may(reader, action, guard(request, []));
  return mayIn(after) || !mayIn(before);
}
