import type { Message, Press } from '../chat/message.ts';
import type { Answer } from '../chat/port.ts';
import { away, back, openAway } from '../coverage/away.ts';
import { chooseAgency, confirmPerson, openAgencies } from '../coverage/introduce.ts';
import { type Action, may } from '../people/permissions.ts';
import type { Actor } from '../people/person.ts';
import { aboutIds, type Deed, hidden, notice, type Submission } from '../requests/deed.ts';
import type { GuardedRequest } from '../requests/guards.ts';
import { home, myLiaison } from '../requests/home.ts';
import { isPossible } from '../requests/lifecycle.ts';
import { isListName, listNames, showPage } from '../requests/lists.ts';
import { look } from '../requests/look.ts';
import { place } from '../requests/place.ts';
import { changeTopic, handOver, openHandingOver, takeOver } from '../requests/reassign.ts';
import { accept, openReopening, reopen } from '../requests/reopen.ts';
import { openWriting, write } from '../requests/reply.ts';
import { openResolving, resolve } from '../requests/resolve.ts';
import {
  changePriority,
  markUrgent,
  openPriority,
  openUrgent,
  openWithdrawing,
  withdraw,
} from '../requests/urgency.ts';
import type { Tx } from '../store.ts';
import { comment, rate } from '../surveys/rate.ts';

/** Which case a button or a form belongs to. Every name that a `Press` may carry stands here, and nothing else does. */
type Case = {
  /** What one must be allowed to do to the request that the button is about; absent where it is about none. */
  needs?: Action;
  press?: (tx: Tx, deed: Deed) => Promise<Answer>;
  submit?: (tx: Tx, deed: Submission) => Promise<Answer>;
};

const cases: Record<string, Case> = {
  reply: {
    needs: 'reply',
    press: (tx, deed) => openWriting(tx, deed, 'reply'),
    submit: (tx, deed) => write(tx, deed, 'reply'),
  },
  'ask agency': {
    needs: 'ask agency',
    press: (tx, deed) => openWriting(tx, deed, 'ask agency'),
    submit: (tx, deed) => write(tx, deed, 'ask agency'),
  },
  note: {
    needs: 'note',
    press: (tx, deed) => openWriting(tx, deed, 'note'),
    submit: (tx, deed) => write(tx, deed, 'note'),
  },
  resolve: { needs: 'resolve', press: openResolving, submit: resolve },
  accept: { needs: 'accept', press: accept },
  reopen: { needs: 'reopen', press: openReopening, submit: reopen },
  'hand over': { needs: 'hand over', press: openHandingOver, submit: handOver },
  'take over': { needs: 'take over', press: takeOver },
  topic: { needs: 'change topic', press: changeTopic },
  urgent: { needs: 'mark urgent', press: openUrgent, submit: markUrgent },
  priority: { needs: 'change priority', press: openPriority, submit: changePriority },
  withdraw: { needs: 'withdraw', press: openWithdrawing, submit: withdraw },
  agency: { press: openAgencies, submit: chooseAgency },
  confirm: { press: (tx, deed) => confirmPerson(tx, deed, true) },
  decline: { press: (tx, deed) => confirmPerson(tx, deed, false) },
  add: { press: (tx, deed) => place(tx, deed, 'add') },
  new: { press: (tx, deed) => place(tx, deed, 'new') },
  rate: { needs: 'rate', press: rate },
  comment: { submit: comment },
  away: { press: openAway, submit: away },
  back: { press: back },
  look: { needs: 'see', press: look },
  ...Object.fromEntries(
    ['home', 'my liaison', ...listNames].map((name): [string, Case] => [
      name,
      {
        press: async (tx, deed) => {
          const message = await showList(tx, name, deed);
          return message ? { kind: 'show', message } : hidden;
        },
      },
    ]),
  ),
};

/** What buttons and plain words ask to see; undefined when it is none of this person's. */
export async function showList(
  tx: Tx,
  name: string,
  deed: Pick<Deed, 'actor' | 'about' | 'now'>,
): Promise<Message | undefined> {
  if (isListName(name)) return showPage(tx, name, deed);
  if (name === 'my liaison') return myLiaison(tx, deed.actor, deed.now);
  return name === 'home' ? home(tx, deed.actor, deed.now) : undefined;
}

const unknown = notice('This button is not in use any more. Write “help” to see what there is.');

export const handlePress = (tx: Tx, name: string, deed: Deed): Promise<Answer> =>
  lookUp(name)?.press?.(tx, deed) ?? Promise.resolve(unknown);

export const handleSubmission = (tx: Tx, name: string, deed: Submission): Promise<Answer> =>
  lookUp(name)?.submit?.(tx, deed) ?? Promise.resolve(unknown);

/** The id of the request that a button is about; undefined when it is about none. */
export function requestOf({ name, about }: Press): number | undefined {
  if (lookUp(name)?.needs === undefined) return undefined;
  const [id] = aboutIds({ about });
  return Number.isNaN(id) ? undefined : id;
}

/** Would this button still do something for this person? Of those that are about no request, always. */
export function leadsOn(press: Press, actor: Actor, requests: ReadonlyMap<number, GuardedRequest>): boolean {
  const needs = lookUp(press.name)?.needs;
  if (needs === undefined) return true;
  const about = requests.get(requestOf(press) ?? 0);
  return about !== undefined && may(actor, needs, about.guarded) && isPossible(needs, about.request.state);
}

/** Names come from outside: only the table's own count. */
const lookUp = (name: string): Case | undefined => (Object.hasOwn(cases, name) ? cases[name] : undefined);
