import type { Block, Button, Form, Message, Text } from '../chat/message.ts';
import type { Choice } from '../people/coverage.ts';
import { firstName, type Person } from '../people/person.ts';
import { sayTarget } from '../sla/policy.ts';
import { isLive, messageRef, requestRef } from './request.ts';
import type { ClockRow } from './requestClocks.ts';
import { lineName, promiseOf, type RequestView, zoneOf } from './view.ts';

/** Every sentence about a request that its requester is told. */

const press = (name: string, view: RequestView) => ({ name, about: String(view.request.id) });

/** "Tue, Jun 9, 10:30 AM EDT (4 business hours)", or the truth that there is no due time yet. */
function sayPromise(view: RequestView, clock: ClockRow | undefined): Text {
  if (!clock?.dueAt) return ['as soon as the office has confirmed its calendar'];
  const target = sayTarget(clock.target, view.rules.policy.businessDayMinutes);
  return [{ when: clock.dueAt, zone: zoneOf(view.requester, view) }, ` (within ${target})`];
}

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
    const promise = promiseOf(view);
    const reply = promise?.kind === 'first_reply' || promise?.kind === 'next_reply';
    if (request.state === 'waiting') blocks.push({ kind: 'text', text: ['Your answer is awaited; write it here.'] });
    else if (reply)
      blocks.push({
        kind: 'text',
        text: [...who, '. You will have a reply by ', ...sayPromise(view, promise), '.'],
      });
    else blocks.push({ kind: 'text', text: [...who, '. It is to be settled by ', ...sayPromise(view, promise), '.'] });
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
  const promise = promiseOf(view);
  const to = view.holder ? `${view.holder.name} has it` : 'it waits with your question';
  return {
    blocks: [
      {
        kind: 'text',
        text: [
          `Added to ${requestRef(view.request.id)}; ${to}. `,
          ...(promise?.dueAt ? ['A reply is due by ', ...sayPromise(view, promise), '.'] : []),
        ],
      },
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

export function resolution(view: RequestView, author: Person, text: string): Message {
  const { request } = view;
  const ref = requestRef(request.id);
  const outcome = request.outcome ?? 'answered';
  const blocks: Block[] = [{ kind: 'heading', text: `${ref} is resolved: ${outcomeWords[outcome]}` }];
  if (text) blocks.push({ kind: 'quote', by: `${author.name}, ${view.office.name}`, text });
  if (request.alternative)
    blocks.push({ kind: 'facts', facts: [{ label: 'What we can do instead', value: [request.alternative] }] });
  if (request.duplicateOf !== null)
    blocks.push({ kind: 'text', text: [`It goes on as ${requestRef(request.duplicateOf)}, where you are answered.`] });
  blocks.push({ kind: 'small', text: [`${request.subject} · ${lineName(view)}`] });
  if (outcome !== 'duplicate')
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
        text: [`${requestRef(view.request.id)}: `, ...who, '.', ...(reason ? [` Reason: ${reason}`] : []), ...stays],
      },
      { kind: 'small', text: smallPrint(view) },
    ],
  };
}

/** The due time that was told has moved; people hear of it and why. */
export function promiseMoved(view: RequestView, reason: string): Message {
  return {
    blocks: [
      {
        kind: 'text',
        text: [
          `${requestRef(view.request.id)}: the time you were promised has changed. You will now have a reply by `,
          ...sayPromise(view, promiseOf(view)),
          `. Reason: ${reason}`,
        ],
      },
      { kind: 'small', text: smallPrint(view) },
    ],
  };
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
