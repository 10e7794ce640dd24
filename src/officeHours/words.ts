import {
  type Block,
  type Button,
  capitalised,
  type Form,
  type Message,
  sayDay,
  sayMoment,
  type Text,
} from '../chat/message.ts';
import { type LiaisonHours, sayLiaisonHours } from '../offices/liaisonHours.ts';
import { sayOpeningHours } from '../offices/openingHours.ts';
import type { Agency } from '../people/person.ts';
import { schedulePress, takeSlotPress } from '../requests/presses.ts';
import type { CalendarSpec } from '../sla/calendar.ts';
import { type FreeSlot, LONGEST_ABOUT, type Slot } from './hours.ts';
import { callOffSlotPress } from './presses.ts';

/** What those who take slots read, and what both sides do: see, take, call off. */

type When = Pick<FreeSlot, 'at' | 'minutes' | 'place'>;

/** "Tue, Jun 9, 10:00 AM EDT, 15 minutes, Room 4". */
export const sayWhen = ({ at, minutes, place }: When, zone: string): Text => [
  { when: at, zone },
  `, ${minutes} minutes${place === null ? '' : `, ${place}`}`,
];

/** "Tuesdays, 10 AM–noon, 15 minutes each, Room 4". */
export const sayHours = (
  hours: Pick<LiaisonHours, 'weekday' | 'fromMinute' | 'untilMinute' | 'slotMinutes' | 'place'>,
): string =>
  `${sayLiaisonHours(hours)}, ${hours.slotMinutes} minutes each${hours.place === null ? '' : `, ${hours.place}`}`;

/** Days on which a liaison is out, and who answers; never why. */
export function sayOut(
  { from, until, answers }: { from: string; until: string | null; answers: readonly string[] },
  today: string,
): string {
  const days =
    until === null
      ? `from ${sayDay(from, today)} on`
      : from === until
        ? sayDay(from, today)
        : `${sayDay(from, today)} through ${sayDay(until, today)}`;
  const who =
    answers.length === 0
      ? 'a supervisor sees to your questions'
      : answers.length === 1
        ? `${answers[0]} answers`
        : `${answers.join(' or ')} answers`;
  return `${capitalised(days)}; ${who}`;
}

export type ScheduleView = {
  officeId: number;
  office: string;
  calendar: Pick<CalendarSpec, 'hours' | 'zone' | 'seasons'>;
  liaison: { id: number; name: string };
  today: string;
  /** Of the reader. */
  zone: string;
  hours: readonly LiaisonHours[];
  free: readonly FreeSlot[];
  out: readonly { from: string; until: string | null; answers: readonly string[] }[];
  /** Those that the reader has taken. */
  own: readonly Slot[];
  /** Whether the reader may take one. */
  takes: boolean;
};

/** So many free slots are named; the form has all. */
const NAMED = 5;
/** No list of a form is longer than a chat can show. */
const MOST_OPTIONS = 60;

/** When a liaison is there. `first`: what the reader has to know before. */
export function schedule(view: ScheduleView, first?: string): Message {
  const { liaison, office, calendar, today, out } = view;
  return {
    blocks: [
      { kind: 'heading', text: `When ${liaison.name} is there` },
      ...(first === undefined ? [] : [{ kind: 'text' as const, text: [first] }]),
      { kind: 'text', text: [{ strong: office }, ` is open ${sayOpeningHours(calendar)}.`] },
      ...(out.length === 0
        ? [{ kind: 'text' as const, text: [`${liaison.name} is not out in the coming four weeks.`] }]
        : [
            { kind: 'text' as const, text: [{ strong: 'Out in the coming four weeks' }] },
            { kind: 'list' as const, items: out.map((each): Text => [sayOut(each, today)]) },
          ]),
      ...officeHoursOf(view),
      ...view.own.map(
        (slot): Block => ({
          kind: 'row',
          text: ['Yours: ', ...sayWhen(slot, view.zone)],
          buttons: [callOffButton(slot)],
        }),
      ),
      ...(view.takes && view.free.length > 0 ? [{ kind: 'buttons' as const, buttons: [takeButton(view)] }] : []),
    ],
  };
}

function officeHoursOf({ liaison, hours, free, zone }: ScheduleView): Block[] {
  const open = hours.filter(({ pausedAt }) => !pausedAt);
  if (open.length === 0) {
    const says =
      hours.length > 0 ? `${liaison.name}’s office hours pause at present.` : `${liaison.name} holds no office hours.`;
    return [{ kind: 'text', text: [`${says} Write your question here at any time.`] }];
  }
  return [
    { kind: 'text', text: [{ strong: 'Office hours' }] },
    { kind: 'list', items: open.map((each): Text => [sayHours(each)]) },
    ...(free.length === 0
      ? [
          {
            kind: 'text' as const,
            text: ['No slot is free in the coming four weeks. Write your question here at any time.'],
          },
        ]
      : [
          { kind: 'text' as const, text: [{ strong: 'Free slots' }] },
          { kind: 'list' as const, items: free.slice(0, NAMED).map((each) => sayWhen(each, zone)) },
          ...(free.length > NAMED
            ? [{ kind: 'small' as const, text: [`… and ${free.length - NAMED} more in the coming four weeks.`] }]
            : []),
        ]),
  ];
}

const takeButton = ({ officeId, liaison }: Pick<ScheduleView, 'officeId' | 'liaison'>): Button =>
  takeSlotPress.button('Take a slot', { office: officeId, person: liaison.id }, 'primary');
export const callOffButton = ({ id }: Pick<Slot, 'id'>): Button => callOffSlotPress.button('Call it off', { slot: id });

/** How a form names a slot. */
export const slotValue = ({ at }: Pick<FreeSlot, 'at'>): string => at.toISOString();

/** `agencies`: those for which somebody may come; of one alone nobody is asked. */
export function takeForm(
  { officeId, office, liaison, free, zone }: Pick<ScheduleView, 'officeId' | 'office' | 'liaison' | 'free' | 'zone'>,
  agencies: readonly Agency[],
): Form {
  const options = free.slice(0, MOST_OPTIONS).map((slot) => ({
    value: slotValue(slot),
    label: `${sayMoment({ when: slot.at, zone })}, ${slot.minutes} minutes`,
  }));
  const places = new Set(free.flatMap(({ place }) => place ?? []));
  const [place] = places;
  return {
    title: 'Take a slot',
    submit: 'Take it',
    press: takeSlotPress.to({ office: officeId, person: liaison.id }),
    intro: [
      {
        kind: 'text',
        text: [
          { strong: liaison.name },
          `, ${office}${place !== undefined && places.size === 1 ? `, ${place}` : ''}. Until it begins you may call it off.`,
        ],
      },
    ],
    fields: [
      { kind: 'choice', name: 'slot', label: 'When?', required: true, options },
      ...(agencies.length > 1
        ? [
            {
              ...{ kind: 'choice' as const, name: 'agency', label: 'For which agency?', required: true },
              options: agencies.map(({ id, name }) => ({ value: String(id), label: name })),
            },
          ]
        : []),
      {
        ...{ kind: 'paragraph', name: 'about', label: 'What is it about?', required: true, longest: LONGEST_ABOUT },
        hint: `${liaison.name} reads it beforehand, up to ${LONGEST_ABOUT} characters.`,
      },
    ],
  };
}

/** Ways to the schedules of liaisons, below the hours of their offices. */
export const schedulesOf = (liaisons: readonly { officeId: number; id: number; name: string }[]): Block[] =>
  liaisons.map(
    ({ officeId, id, name }): Block => ({
      kind: 'row',
      text: ['When ', { strong: name }, ' is there'],
      buttons: [schedulePress.button('Schedule', { office: officeId, person: id })],
    }),
  );
