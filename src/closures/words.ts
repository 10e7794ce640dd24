import type { Block, Form, Message } from '../chat/message.ts';
import type { About } from '../feature/press.ts';
import type { Office } from '../offices/office.ts';
import { sayClock } from '../offices/openingHours.ts';
import type { PromiseMoves } from '../offices/promiseMoves.ts';
import type { Person } from '../people/person.ts';
import { ALL_DAY, type Closure } from '../sla/closures.ts';
import { sayTime } from '../sla/hours.ts';
import { type DeclaredClosure, type Opened, sayMinute, sayOpened, sayWhen } from './closure.ts';
import { closeOfficePress, confirmClosurePress, previewClosurePress, withdrawClosurePress } from './presses.ts';

type Named = Pick<Office, 'id' | 'name'>;

/** What is known of a closure that is not declared yet. */
type Known = About<typeof closeOfficePress.shape>;

/** `known`: what was typed already, or is changed. */
export function closeForm(offices: readonly Named[], today: string, known: Known): Form {
  const [first] = offices;
  return {
    title: 'Close the office',
    intro: [{ kind: 'text', text: ['You see what it does to open promises before anybody is told.'] }],
    submit: 'See what it does',
    press: closeOfficePress.to({}),
    fields: [
      ...(offices.length > 1
        ? [
            {
              kind: 'choice' as const,
              name: 'office',
              label: 'Which office?',
              required: true,
              initial: String(known.office ?? first?.id),
              options: offices.map(({ id, name }) => ({ value: String(id), label: name })),
            },
          ]
        : []),
      { kind: 'date', name: 'day', label: 'On which day?', required: true, initial: known.day ?? today },
      {
        kind: 'line',
        name: 'from',
        label: 'Closed from',
        hint: 'Such as noon or 2:30 PM. Empty: from the morning on.',
        required: false,
        ...(known.from && { initial: sayClock(sayTime(known.from)) }),
      },
      {
        kind: 'line',
        name: 'until',
        label: 'Closed until',
        hint: 'Such as 10 AM. Empty: for the rest of the day.',
        required: false,
        ...(known.to !== undefined && known.to < ALL_DAY.to && { initial: sayClock(sayTime(known.to)) }),
      },
      {
        kind: 'line',
        name: 'reason',
        label: 'Reason',
        hint: 'The agencies read this: snow, a power cut.',
        required: true,
        ...(known.reason && { initial: known.reason }),
      },
    ],
  };
}

/** Hours that are closed by it although they have passed. `isAll`: none of them are still to come. */
export type Passed = Pick<Closure, 'from' | 'to'> & { isAll: boolean };
export type Seen = { moves: PromiseMoves; passed: Passed | undefined };

/** Before anybody is told. */
export function preview(office: Named, closure: Closure, today: string, { moves, passed }: Seen): Message {
  const about = { office: office.id, day: closure.day, from: closure.from, to: closure.to, reason: closure.reason };
  return {
    blocks: [
      { kind: 'heading', text: `Close ${office.name}?` },
      { kind: 'text', text: ['Closed ', { strong: sayWhen(closure, today) }, `: ${closure.reason}`] },
      { kind: 'text', text: [sayMoves(moves)] },
      ...(passed ? [{ kind: 'text' as const, text: [sayPassed(passed)] }] : []),
      {
        kind: 'buttons',
        buttons: [
          confirmClosurePress.button('Close the office', about, 'primary'),
          closeOfficePress.button('Change', about),
        ],
      },
    ],
  };
}

/** Nobody takes time out that was counted already without knowing it. */
const sayPassed = ({ from, to, isAll }: Passed): string =>
  isAll
    ? `The hours of that day are over: they have counted until now, and will count no more. What was answered or late by then stays so. If you mean another day, press Change.`
    : `The time from ${sayMinute(from)} to ${sayMinute(to)} has counted until now, and will count no more. What was answered or late by then stays so.`;

function sayMoves({ later, unknown }: PromiseMoves): string {
  if (later.length + unknown.length === 0) return 'No promise moves.';
  const moved =
    later.length === 0 ? [] : [`${promises(later.length)} later; whoever asked is told once, with the reason.`];
  const lost =
    unknown.length === 0
      ? []
      : [
          `${unknown.length === 1 ? '1 promise has' : `${unknown.length} promises have`} no time anymore, because the calendar is not confirmed that far ahead.`,
        ];
  return [...moved, ...lost].join(' ');
}

const promises = (count: number): string => (count === 1 ? '1 promise moves' : `${count} promises move`);

/** Of several offices one is meant. */
export const whichOffice = (offices: readonly Named[], closure: Closure): Message => ({
  blocks: [
    { kind: 'text', text: ['Which office is closed?'] },
    {
      kind: 'buttons',
      buttons: offices.map(({ id, name }) =>
        previewClosurePress.button(name, {
          office: id,
          day: closure.day,
          from: closure.from,
          to: closure.to,
          reason: closure.reason,
        }),
      ),
    },
  ],
});

/** Somebody typed that the office is closed, and not why or not clearly when. */
export const askMore = (what: string, known: Known): Message => ({
  blocks: [
    { kind: 'text', text: [what] },
    { kind: 'buttons', buttons: [closeOfficePress.button('Close the office', known, 'primary')] },
  ],
});

/** For everybody who answers for the office. */
export function declared(
  office: Named,
  closure: DeclaredClosure,
  by: Person,
  today: string,
  mayWithdraw: boolean,
): Message {
  const more: Block[] = mayWithdraw
    ? [
        {
          kind: 'buttons',
          buttons: [withdrawClosurePress.button('Withdraw closure', { closure: closure.id })],
        },
      ]
    : [];
  return {
    blocks: [
      {
        kind: 'text',
        text: [{ strong: `${office.name} is closed ${sayWhen(closure, today)}` }, `: ${closure.reason}.`],
      },
      {
        kind: 'small',
        text: [
          `Announced by ${by.name}. Promised times move with it: your cards show them, and everybody who asked is told.`,
        ],
      },
      ...more,
    ],
  };
}

/** In the place of the message above. */
export const withdrawn = (office: Named, opened: Opened, by: Person, today: string): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [{ strong: `${office.name} ${sayOpened(opened, today)}` }, '.'],
    },
    { kind: 'small', text: [`Announced by ${by.name}. Promised times move with it, and everybody who asked is told.`] },
  ],
});

/** What is declared for today and later. */
export function list(rows: readonly { office: Named; closure: DeclaredClosure }[], today: string): Message {
  const declare = closeOfficePress.button('Close the office', {});
  if (rows.length === 0)
    return {
      blocks: [
        { kind: 'text', text: ['No closure is declared. Holidays are in the office file.'] },
        { kind: 'buttons', buttons: [declare] },
      ],
    };
  return {
    blocks: [
      { kind: 'heading', text: 'Closures' },
      ...rows.map(
        ({ office, closure }): Block => ({
          kind: 'row',
          text: [{ strong: office.name }, ` is closed ${sayWhen(closure, today)}: ${closure.reason}`],
          buttons: [withdrawClosurePress.button('Withdraw', { closure: closure.id })],
        }),
      ),
      { kind: 'buttons', buttons: [declare] },
    ],
  };
}

/** On the menu of those who may close it. */
export const menuLine = (office: Named, closure: Closure, today: string): Block => ({
  kind: 'text',
  text: [{ strong: `${office.name} is closed ${sayWhen(closure, today)}` }, `: ${closure.reason}`],
});
