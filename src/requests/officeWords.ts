import type { Block, Button, Form, Message, Text } from '../chat/message.ts';
import { firstName, type Person } from '../people/person.ts';
import { addMinutes, type Unknown } from '../sla/calendar.ts';
import { isReply } from '../sla/clockKinds.ts';
import { goalOf, sayTarget } from '../sla/policy.ts';
import { isLive, messageRef, requestRef } from './request.ts';
import { agencyName, lineName, promiseOf, type RequestView, zoneOf } from './view.ts';

/** Every sentence about a request that the office is told. Notes appear here and nowhere else. */

const press = (name: string, view: RequestView) => ({ name, about: String(view.request.id) });

/** The live card of whoever holds a request: all that is needed, changed in place. */
export function card(view: RequestView, viewer: Person | null): Message {
  const { request, requester } = view;
  const blocks: Block[] = [
    { kind: 'heading', text: `${requestRef(request.id)} · ${agencyName(view)}: ${request.subject}` },
    { kind: 'quote', by: requester.name, text: view.question },
    { kind: 'facts', facts: cardFacts(view, viewer) },
  ];
  if (isLive(request)) blocks.push({ kind: 'buttons', buttons: cardButtons(view) });
  return { blocks, inThread: whoReads(view) };
}

/** Before anybody types. */
function whoReads(view: RequestView): Text {
  if (!view.office.typingReplies) return ['What you type in the thread under this is a note. It stays in the office.'];
  const { requester } = view;
  return ['What you type in the thread under this goes to ', { strong: requester.name }, ` at ${agencyName(view)}.`];
}

function cardFacts(view: RequestView, viewer: Person | null): { label: string; value: Text }[] {
  const { request, requester } = view;
  const facts: { label: string; value: Text }[] = [
    { label: 'From', value: [`${requester.name}, ${agencyName(view)}`] },
    { label: 'Topic', value: [lineName(view)] },
    { label: 'State', value: [sayState(view)] },
  ];
  if (request.priority === 'urgent') facts.push({ label: 'Urgent', value: [request.urgentReason ?? 'yes'] });
  const promise = promiseOf(view);
  if (promise?.dueAt) {
    const zone = zoneOf(viewer, view);
    const goal = goalTime(view);
    const what = isReply(promise) ? 'Reply' : 'Settle';
    if (goal) facts.push({ label: `${what} by (goal)`, value: [{ when: goal, zone }] });
    facts.push({
      label: `${what} by (promised)`,
      value: [
        { when: promise.dueAt, zone },
        `, within ${sayTarget(promise.target, view.rules.policy.businessDayMinutes)}`,
      ],
    });
  }
  if (request.continues !== null) facts.push({ label: 'Goes on from', value: [requestRef(request.continues)] });
  return facts;
}

/** The inner target: liaisons aim at it, requesters are told the promise. Only while no pause moves it. */
function goalTime(view: RequestView): Date | Unknown {
  const promise = promiseOf(view);
  if (!promise || view.rules.policy.goalPercent >= 100 || view.request.state === 'waiting') return undefined;
  if (!isReply(promise)) return undefined;
  return addMinutes(view.rules.calendar, promise.startedAt, goalOf(view.rules.policy, promise.target));
}

export function sayState({ request, holder }: Pick<RequestView, 'request' | 'holder'>): string {
  switch (request.state) {
    case 'open':
      return holder ? `open, with ${holder.name}` : 'open, waits in triage';
    case 'waiting':
      return 'waiting for the agency';
    case 'resolved':
      return `resolved (${request.outcome ?? 'answered'})`;
    case 'withdrawn':
      return 'withdrawn';
  }
}

function cardButtons(view: RequestView): Button[] {
  const buttons: Button[] = [
    { label: 'Reply', press: press('reply', view), style: 'primary' },
    { label: 'Ask the agency', press: press('ask agency', view) },
    { label: 'Note', press: press('note', view) },
    { label: 'Hand over', press: press('hand over', view) },
    { label: 'Resolve', press: press('resolve', view) },
  ];
  return view.holder
    ? buttons
    : buttons.toSpliced(3, 1, { label: 'Hand over', press: press('hand over', view), style: 'primary' });
}

/** A further message of the requester, for whoever holds the request. */
export function relay(view: RequestView, text: string, number: number): Message {
  return {
    blocks: [
      {
        kind: 'text',
        text: [{ strong: `${requestRef(view.request.id)}` }, ` · ${agencyName(view)} · ${view.request.subject}`],
      },
      { kind: 'quote', by: view.requester.name, text },
      { kind: 'small', text: [messageRef(view.request.id, number)] },
      {
        kind: 'buttons',
        buttons: [
          { label: 'Reply', press: press('reply', view), style: 'primary' },
          { label: 'Resolve', press: press('resolve', view) },
          { label: 'Show all', press: press('look', view) },
        ],
      },
    ],
  };
}

/** Something about a request the holder or a supervisor should know, in one sentence. */
export function about(view: RequestView, text: Text, buttons: Button[] = []): Message {
  const blocks: Block[] = [
    { kind: 'text', text: [{ strong: requestRef(view.request.id) }, ` (${agencyName(view)}): `, ...text] },
  ];
  if (buttons.length > 0) blocks.push({ kind: 'buttons', buttons });
  return { blocks };
}

export const handOverButton = (view: RequestView): Button => ({
  label: 'Hand over',
  press: press('hand over', view),
  style: 'primary',
});
export const lookButton = (view: RequestView): Button => ({ label: 'Show all', press: press('look', view) });

/** Somebody new wrote; only their liaison can say whether they work there. */
export function newcomer(view: RequestView): Message {
  return about(
    view,
    [`${view.requester.name} is new here and says they work for ${agencyName(view)}. Do you know them?`],
    [
      { label: `Yes, they work for ${agencyName(view)}`.slice(0, 70), press: press('confirm', view), style: 'primary' },
      { label: 'No, not from there', press: press('decline', view), style: 'danger' },
    ],
  );
}

const readers = (view: RequestView): Block[] => [
  { kind: 'text', text: ['This goes to ', { strong: view.requester.name }, ` at ${agencyName(view)}, in their chat.`] },
];

export const replyForm = (view: RequestView, initial: string): Form => ({
  title: `Reply to ${view.requester.name}`,
  intro: readers(view),
  submit: 'Send reply',
  press: press('reply', view),
  fields: [{ kind: 'paragraph', name: 'text', label: 'Your reply', required: true, ...(initial && { initial }) }],
});

export const askAgencyForm = (view: RequestView): Form => ({
  title: `Ask ${view.requester.name}`,
  intro: [
    ...readers(view),
    { kind: 'text', text: ['Once it is delivered, the clock of the resolution waits for the answer.'] },
  ],
  submit: 'Send question',
  press: press('ask agency', view),
  fields: [{ kind: 'paragraph', name: 'text', label: 'What do you need to know?', required: true }],
});

export const noteForm = (view: RequestView, initial: string): Form => ({
  title: `Note on ${requestRef(view.request.id)}`,
  intro: [{ kind: 'text', text: ['Stays in the office. ', `${firstName(view.requester.name)} never sees it.`] }],
  submit: 'Save note',
  press: press('note', view),
  fields: [{ kind: 'paragraph', name: 'text', label: 'Note', required: true, ...(initial && { initial }) }],
});

/** `unanswered`: a reply is owed, so an answer must go with the resolution. `seen` is the newest message the form knows. */
export function resolveForm(view: RequestView, unanswered: boolean): Form {
  const { request } = view;
  return {
    title: `Resolve ${requestRef(request.id)}`,
    intro: readers(view),
    submit: 'Resolve',
    press: { name: 'resolve', about: `${request.id} ${request.lastNumber}` },
    fields: [
      {
        kind: 'choice',
        name: 'outcome',
        label: 'How did it end?',
        required: true,
        initial: 'answered',
        options: [
          { value: 'answered', label: 'Answered' },
          { value: 'another way', label: 'Done another way' },
          { value: 'not possible', label: 'Not possible' },
          { value: 'duplicate', label: 'Duplicate of another request' },
        ],
      },
      {
        kind: 'paragraph',
        name: 'text',
        label: 'What the agency is told',
        hint: `The answer, what was done, or why it is not possible.${unanswered ? '' : ' May stay empty when you have already answered.'}`,
        required: false,
      },
      {
        kind: 'paragraph',
        name: 'alternative',
        label: 'What is possible instead',
        hint: 'When it is not possible: the way that works. Without one it counts as a plain no.',
        required: false,
      },
      {
        kind: 'line',
        name: 'duplicate',
        label: 'Duplicate of',
        hint: 'An open request, such as R-1042.',
        required: false,
      },
    ],
  };
}

export const handOverForm = (view: RequestView, members: { person: Person; absent: boolean }[]): Form => ({
  title: `Hand over ${requestRef(view.request.id)}`,
  intro: [{ kind: 'text', text: [`${view.requester.name} is told who has it now. What was promised stays.`] }],
  submit: 'Hand over',
  press: press('hand over', view),
  fields: [
    {
      kind: 'choice',
      name: 'person',
      label: 'To whom?',
      required: true,
      options: members.map(({ person, absent }) => ({
        value: String(person.id),
        label: absent ? `${person.name} (out today)` : person.name,
      })),
    },
    { kind: 'line', name: 'reason', label: 'Reason', hint: 'The agency reads this.', required: true },
  ],
});

export const priorityForm = (view: RequestView): Form => ({
  title: `Priority of ${requestRef(view.request.id)}`,
  submit: 'Change',
  press: press('priority', view),
  fields: [
    {
      kind: 'choice',
      name: 'priority',
      label: 'Priority',
      required: true,
      initial: view.request.priority,
      options: [
        { value: 'normal', label: 'Normal' },
        { value: 'urgent', label: 'Urgent' },
      ],
    },
    { kind: 'line', name: 'reason', label: 'Reason', hint: 'The agency reads this.', required: true },
  ],
});

/** What an office person typed in a personal chat: nothing leaves by itself. */
export function nothingSent(
  heldId: number,
  text: string,
  requests: { id: number; subject: string; requester: string }[],
): Message {
  const listed = requests.slice(0, 3);
  const buttons: Button[] = listed.flatMap(({ id, requester }) => [
    {
      label: `Reply to ${firstName(requester)} (${requestRef(id)})`,
      press: { name: 'reply', about: `${id} ${heldId}` },
    },
    { label: `Note on ${requestRef(id)}`, press: { name: 'note', about: `${id} ${heldId}` } },
  ]);
  return {
    blocks: [
      { kind: 'text', text: ['Nothing was sent. Where does this belong?'] },
      { kind: 'quote', by: 'You', text },
      { kind: 'buttons', buttons: [...buttons, { label: 'My queue', press: { name: 'queue', about: '' } }] },
      ...(listed.length > 0
        ? [
            {
              kind: 'small' as const,
              text: [listed.map(({ id, subject }) => `${requestRef(id)} ${subject}`).join(' · ')],
            },
          ]
        : []),
    ],
  };
}
