import type { Block, Button, Form, Message, Text } from '../chat/message.ts';
import type { Choice } from '../people/coverage.ts';
import { firstName, type Person } from '../people/person.ts';
import { isReply } from '../sla/clockKinds.ts';
import { sayTarget } from '../sla/policy.ts';
import { isLive, messageRef, requestRef } from './request.ts';
import { lineName, promiseOf, type RequestView, zoneOf } from './view.ts';

/** Every sentence about a request that its requester is told. */

const press = (name: string, view: RequestView) => ({ name, about: String(view.request.id) });

/** "You will have a reply by Tue, Jun 9, 10:30 AM EDT, within 4 business hours." Or the truth that no time can be told. */
function sayPromise(view: RequestView, tense: 'will' | 'will now' = 'will'): Text {
  const promise = promiseOf(view);
  if (!promise?.dueAt) return ['No time can be promised before the office has confirmed its calendar.'];
  if (promise.breachedAt)
    return [
      isReply(promise) ? 'You were promised a reply by ' : 'It was to be settled by ',
      { when: promise.dueAt, zone: zoneOf(view.requester, view) },
      '. It is late; the supervisor knows and sees to it.',
    ];
  const by: Text = [...sayDue(view, promise.dueAt), '.'];
  if (isReply(promise)) return [`You ${tense} have a reply by `, ...by];
  return [tense === 'will' ? 'It is to be settled by ' : 'It is now to be settled by ', ...by];
}

function sayDue(view: RequestView, dueAt: Date): Text {
  const target = promiseOf(view)?.target ?? 0;
  const within = sayTarget(target, view.rules.policy.businessDayMinutes);
  return [{ when: dueAt, zone: zoneOf(view.requester, view) }, `, within ${within}`];
}

/** What a person gave as a reason, as a sentence's end. */
const asSentence = (text: string): string => (/[.!?…]$/u.test(text) ? text : `${text}.`);

/** Who has it and why, truthfully: "Maria Lopez is out until Tuesday, June 9; Devon Clark has it." */
export function sayHolder(view: RequestView, choice: Choice | undefined, people: Map<number, Person>): Text {
  const away = (choice?.away ?? []).flatMap(({ personId, until }) => {
    const person = people.get(personId);
    return person ? [`${person.name} is out${until ? ` through ${sayDay(until)}` : ''}; `] : [];
  });
  if (view.holder)
    return away.length > 0
      ? [...away, { strong: view.holder.name }, ' has it']
      : [{ strong: view.holder.name }, ' has your question'];
  if (view.request.agencyId === null) return ['Your question is in and its clock runs'];
  return [...away, 'a supervisor of ', view.office.name, ' will name who answers'];
}

/** The promise: who answers, and by when. It is changed in place as long as the request lives. */
export function receipt(view: RequestView, who: Text): Message {
  const { request } = view;
  const ref = requestRef(request.id);
  const blocks: Block[] = [{ kind: 'heading', text: `${ref}: ${request.subject}` }];
  if (isLive(request)) {
    if (request.state === 'waiting') blocks.push({ kind: 'text', text: ['Your answer is awaited; write it here.'] });
    else blocks.push({ kind: 'text', text: [...who, '. ', ...sayPromise(view)] });
    if (request.agencyId === null) blocks.push(...chooseAgencyBlocks(view));
  } else blocks.push({ kind: 'text', text: [sayEnd(view)] });
  blocks.push({ kind: 'small', text: smallPrint(view) });
  const buttons = receiptButtons(view);
  if (buttons.length > 0) blocks.push({ kind: 'buttons', buttons });
  return { blocks };
}

function smallPrint(view: RequestView): Text {
  const urgent = view.request.priority === 'urgent' ? ' · urgent' : '';
  return [`${requestRef(view.request.id)} · ${lineName(view)}${urgent} · ${view.office.name}`];
}

function sayEnd({ request }: RequestView): string {
  if (request.state === 'withdrawn') return 'You withdrew this question.';
  return 'This is resolved.';
}

function receiptButtons(view: RequestView): Button[] {
  const { request, office } = view;
  if (!isLive(request)) return [];
  const buttons: Button[] = [];
  if (request.priority === 'normal') buttons.push({ label: 'Mark urgent', press: press('urgent', view) });
  for (const line of office.lines.filter((each) => each.id !== request.serviceLineId).slice(0, 3))
    buttons.push({ label: `It is about ${line.name}`, press: { name: 'topic', about: `${request.id} ${line.id}` } });
  buttons.push({ label: 'Withdraw', press: press('withdraw', view) });
  return buttons;
}

function chooseAgencyBlocks(view: RequestView): Block[] {
  return [
    { kind: 'text', text: ['Which agency do you work for? Your liaison gets the question as soon as the desk knows.'] },
    { kind: 'buttons', buttons: [{ label: 'Choose your agency', press: press('agency', view), style: 'primary' }] },
  ];
}

/** A message that was added to an open request. */
export function added(view: RequestView, number: number): Message {
  const to = view.holder ? `${view.holder.name} has it` : 'it waits with your question';
  return {
    blocks: [
      { kind: 'text', text: [`Added to ${requestRef(view.request.id)}; ${to}. `, ...sayPromise(view)] },
      { kind: 'small', text: [messageRef(view.request.id, number)] },
    ],
  };
}

/** Words of the office for the requester. */
export function reply(view: RequestView, author: Person, text: string, number: number, asks: boolean): Message {
  const blocks: Block[] = [{ kind: 'quote', by: `${author.name}, ${view.office.name}`, text }];
  if (asks)
    blocks.push({
      kind: 'text',
      text: [`${firstName(author.name)} needs your answer to go on. Write it here; until then the clock stands still.`],
    });
  blocks.push({ kind: 'small', text: [`${messageRef(view.request.id, number)} · ${view.request.subject}`] });
  return { blocks };
}

const outcomeWords = {
  answered: 'answered',
  'another way': 'done another way',
  'not possible': 'not possible as asked',
  duplicate: 'part of another request',
} as const;

export function resolution(
  view: RequestView,
  author: Person,
  text: string,
  goesOnWith: 'them' | 'somebody else',
): Message {
  const { request } = view;
  const ref = requestRef(request.id);
  const outcome = request.outcome ?? 'answered';
  const blocks: Block[] = [{ kind: 'heading', text: `${ref} is resolved: ${outcomeWords[outcome]}` }];
  if (text) blocks.push({ kind: 'quote', by: `${author.name}, ${view.office.name}`, text });
  if (request.alternative)
    blocks.push({ kind: 'facts', facts: [{ label: 'What we can do instead', value: [request.alternative] }] });
  const answeredHere = outcome !== 'duplicate' || goesOnWith === 'somebody else';
  if (request.duplicateOf !== null)
    blocks.push({
      kind: 'text',
      text: [
        answeredHere
          ? 'A colleague of yours has asked the same, and the office works on it with them.'
          : `It goes on as ${requestRef(request.duplicateOf)}, where you are answered.`,
      ],
    });
  blocks.push({ kind: 'small', text: [`${request.subject} · ${lineName(view)}`] });
  if (answeredHere)
    blocks.push({
      kind: 'buttons',
      buttons: [
        { label: 'That answered it', press: press('accept', view), style: 'primary' },
        { label: 'I still need help', press: press('reopen', view) },
      ],
    });
  return { blocks };
}

/** Somebody else has it now. The promise stays. */
export function handedOver(view: RequestView, who: Text, reason: string): Message {
  const promise = promiseOf(view);
  const stays: Text = promise?.dueAt
    ? [' What was promised stays: ', { when: promise.dueAt, zone: zoneOf(view.requester, view) }, '.']
    : [];
  return {
    blocks: [
      {
        kind: 'text',
        text: [
          `${requestRef(view.request.id)}: `,
          ...who,
          '.',
          ...(reason ? [` Reason: ${asSentence(reason)}`] : []),
          ...stays,
        ],
      },
      { kind: 'small', text: smallPrint(view) },
    ],
  };
}

/** The due time that was told has moved; people hear of it and why. */
export function promiseMoved(view: RequestView, reason: string, now: Date): Message {
  return {
    blocks: [
      {
        kind: 'text',
        text: [
          `${requestRef(view.request.id)}: the time you were promised has changed. `,
          ...sayMoved(view, now),
          ` Reason: ${asSentence(reason)}`,
        ],
      },
      { kind: 'small', text: smallPrint(view) },
    ],
  };
}

/** Counted from the first moment on, a shorter time may have passed already: that is said, not promised. */
function sayMoved(view: RequestView, now: Date): Text {
  if (view.request.state === 'waiting') return ['It runs on once your answer is here.'];
  const dueAt = promiseOf(view)?.dueAt;
  if (dueAt && dueAt < now) return ['By the new one it was due by ', ...sayDue(view, dueAt), ', so it is late now.'];
  return sayPromise(view, 'will now');
}

export const urgentForm = (view: RequestView): Form => ({
  title: `Mark ${requestRef(view.request.id)} urgent`,
  submit: 'Mark urgent',
  press: press('urgent', view),
  fields: [
    { kind: 'paragraph', name: 'reason', label: 'Why is it urgent?', hint: 'Your liaison reads this.', required: true },
  ],
});

export const withdrawForm = (view: RequestView): Form => ({
  title: `Withdraw ${requestRef(view.request.id)}`,
  intro: [{ kind: 'text', text: [`“${view.request.subject}” will be closed and nobody works on it any more.`] }],
  submit: 'Withdraw',
  press: press('withdraw', view),
  fields: [{ kind: 'line', name: 'reason', label: 'Reason (if you like)', required: false }],
});

export const reopenForm = (view: RequestView, late: boolean): Form => ({
  title: late ? `Ask again, after ${requestRef(view.request.id)}` : `Reopen ${requestRef(view.request.id)}`,
  ...(late && {
    intro: [
      { kind: 'text', text: ['This was resolved a while ago, so it becomes a new request that is linked to it.'] },
    ] as Block[],
  }),
  submit: late ? 'Ask' : 'Reopen',
  press: press('reopen', view),
  fields: [{ kind: 'paragraph', name: 'text', label: 'What do you still need?', required: true }],
});

/** Two buttons when it is not clear where a message belongs. The text is kept meanwhile. */
export function addOrNew(heldId: number, text: string, open: { id: number; subject: string }[]): Message {
  return {
    blocks: [
      { kind: 'text', text: ['Does this belong to a question that is open, or is it a new one?'] },
      { kind: 'quote', by: 'You', text },
      {
        kind: 'buttons',
        buttons: [
          ...open.slice(0, 4).map(
            ({ id }): Button => ({
              label: `Add to ${requestRef(id)}`,
              press: { name: 'add', about: `${heldId} ${id}` },
            }),
          ),
          { label: 'New question', press: { name: 'new', about: String(heldId) } },
        ],
      },
      {
        kind: 'small',
        text: [
          `Open: ${open
            .slice(0, 4)
            .map(({ id, subject }) => `${requestRef(id)} ${subject}`)
            .join(' · ')}`,
        ],
      },
    ],
  };
}

/** What became of a kept text. */
export const decided = (text: string): Message => ({ blocks: [{ kind: 'text', text: [text] }] });

export const agencyForm = (view: RequestView, agencies: { id: number; name: string }[]): Form => ({
  title: 'Your agency',
  submit: 'Save',
  press: press('agency', view),
  fields: [
    {
      kind: 'choice',
      name: 'agency',
      label: 'Which agency do you work for?',
      required: true,
      options: agencies.map(({ id, name }) => ({ value: String(id), label: name })),
    },
  ],
});

export const sayDay = (day: string): string =>
  new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', weekday: 'long', month: 'long', day: 'numeric' }).format(
    new Date(`${day}T12:00:00Z`),
  );
