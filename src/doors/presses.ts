import type { Message } from '../chat/message.ts';
import type { Answer } from '../chat/port.ts';
import { away, back, openAway } from '../coverage/away.ts';
import { chooseAgency, confirmPerson, openAgencies } from '../coverage/introduce.ts';
import { type Action, may } from '../people/permissions.ts';
import { officesAs } from '../people/person.ts';
import { aboutIds, type Deed, hidden, notice, type Submission } from '../requests/deed.ts';
import { home, myLiaison } from '../requests/home.ts';
import { isPossible } from '../requests/lifecycle.ts';
import { coverIds } from '../requests/load.ts';
import { allOpen, atRisk, look, myQueue, myRequests, triage } from '../requests/look.ts';
import { place } from '../requests/place.ts';
import { changeTopic, handOver, openHandingOver, takeOver } from '../requests/reassign.ts';
import { accept, openReopening, reopen } from '../requests/reopen.ts';
import { openWriting, write } from '../requests/reply.ts';
import { guard } from '../requests/request.ts';
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
    ['home', 'my requests', 'my liaison', 'queue', 'triage', 'at risk', 'all open'].map((name): [string, Case] => [
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

/** The lists that buttons and plain words ask for; undefined when it is none of this person's. */
export async function showList(
  tx: Tx,
  name: string,
  { actor, now }: Pick<Deed, 'actor' | 'now'>,
): Promise<Message | undefined> {
  switch (name) {
    case 'home':
      return home(tx, actor, now);
    case 'my requests':
      return myRequests(tx, actor, now);
    case 'my liaison':
      return myLiaison(tx, actor, now);
    case 'queue':
      return officesAs(actor, 'liaison').length + officesAs(actor, 'supervisor').length > 0
        ? myQueue(tx, actor, now)
        : undefined;
    case 'triage':
      return officesAs(actor, 'supervisor').length > 0 ? triage(tx, actor, now) : undefined;
    case 'at risk':
      return officesAs(actor, 'supervisor').length > 0 ? atRisk(tx, actor, now) : undefined;
    case 'all open':
      return officesAs(actor, 'supervisor').length > 0 ? allOpen(tx, actor, now) : undefined;
    default:
      return undefined;
  }
}

const unknown = notice('This button is not in use any more. Write “help” to see what there is.');

export const handlePress = (tx: Tx, name: string, deed: Deed): Promise<Answer> =>
  lookUp(name)?.press?.(tx, deed) ?? Promise.resolve(unknown);

export const handleSubmission = (tx: Tx, name: string, deed: Submission): Promise<Answer> =>
  lookUp(name)?.submit?.(tx, deed) ?? Promise.resolve(unknown);

/** Would this button still do something for this person? Of those that are about no request, always. */
export async function leadsOn(tx: Tx, name: string, deed: Pick<Deed, 'actor' | 'about' | 'now'>): Promise<boolean> {
  const needs = lookUp(name)?.needs;
  if (needs === undefined) return true;
  const [id] = aboutIds(deed);
  const request = Number.isNaN(id) ? undefined : await tx.requests.read(id);
  if (!request) return false;
  return (
    may(deed.actor, needs, guard(request, await coverIds(tx, request, deed.now))) && isPossible(needs, request.state)
  );
}

/** Names come from outside: only the table's own count. */
const lookUp = (name: string): Case | undefined => (Object.hasOwn(cases, name) ? cases[name] : undefined);
