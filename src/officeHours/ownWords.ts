import type { Block, Form, Message, Text } from '../chat/message.ts';
import type { LiaisonHours } from '../offices/liaisonHours.ts';
import type { Office } from '../offices/office.ts';
import { sayClock } from '../offices/openingHours.ts';
import { dayNames, sayTime, type Weekday } from '../sla/hours.ts';
import { LONGEST_PLACE, slotLengths } from './hours.ts';
import { callOffSlotPress, endHoursPress, pauseHoursPress, resumeHoursPress, setHoursPress } from './presses.ts';
import type { SlotView } from './slotWords.ts';
import { sayHours, sayWhen } from './words.ts';

/** What liaisons read and fill in about their own office hours. */

/** `office` is named where there are several. */
export type OwnHours = { hours: LiaisonHours; office: string | undefined };

const row = ({ hours, office }: OwnHours): Block => ({
  kind: 'row',
  text: [
    { strong: sayHours(hours) },
    ...(office === undefined ? [] : [` · ${office}`]),
    ...(hours.pausedAt ? [' · paused'] : []),
  ],
  buttons: [
    setHoursPress.button('Change', { hours: hours.id }),
    hours.pausedAt
      ? resumeHoursPress.button('Go on', { hours: hours.id })
      : pauseHoursPress.button('Pause', { hours: hours.id }),
    endHoursPress.button('End', { hours: hours.id }, 'danger'),
  ],
});

/** "Ana Ruiz, Transportation, Tue, Jun 9, 10:00 AM EDT, 15 minutes: the road salt". */
export const slotLine = ({ slot, taker, agency, zone }: SlotView): Text => [
  { strong: taker.name },
  `, ${agency}, `,
  ...sayWhen(slot, zone),
  `: ${slot.about}`,
];

const slotRow = (view: SlotView): Block => ({
  kind: 'row',
  text: slotLine(view),
  buttons: [callOffSlotPress.button('Call it off', { slot: view.slot.id })],
});

/** `first`: what has just been done. */
export const ownHours = (all: readonly OwnHours[], slots: readonly SlotView[], first?: string): Message => ({
  blocks: [
    { kind: 'heading', text: 'My office hours' },
    ...(first === undefined ? [] : [{ kind: 'text' as const, text: [first] }]),
    ...(all.length === 0
      ? [
          {
            kind: 'text' as const,
            text: ['You hold no office hours. Add some, and people of your agencies take slots in them by themselves.'],
          },
        ]
      : all.map(row)),
    ...(slots.length > 0 ? [{ kind: 'text' as const, text: [{ strong: 'Slots taken' }] }, ...slots.map(slotRow)] : []),
    {
      kind: 'buttons',
      buttons: [setHoursPress.button('Add office hours', {}, all.length === 0 ? 'primary' : undefined)],
    },
  ],
});

const days: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** New ones, or others in the place of `stands`. */
export const setForm = (offices: readonly Pick<Office, 'id' | 'name'>[], stands?: LiaisonHours): Form => ({
  title: stands ? 'Change office hours' : 'Add office hours',
  submit: stands ? 'Change them' : 'Add them',
  press: setHoursPress.to({ hours: stands?.id }),
  intro: [
    {
      kind: 'text',
      text: [
        stands
          ? 'Slots that were taken stay as they are.'
          : 'They are each week, but not on days when the office is closed or you are out.',
      ],
    },
  ],
  fields: [
    ...(offices.length > 1 && !stands
      ? [
          {
            ...{ kind: 'choice' as const, name: 'office', label: 'For which office?', required: true },
            options: offices.map(({ id, name }) => ({ value: String(id), label: name })),
          },
        ]
      : []),
    {
      ...{ kind: 'choice', name: 'weekday', label: 'On which day?', required: true, initial: stands?.weekday ?? 'tue' },
      options: days.map((value) => ({ value, label: dayNames[value] })),
    },
    {
      ...{ kind: 'line', name: 'from', label: 'From when?', required: true, hint: 'By the clock of the office.' },
      initial: stands ? sayClock(sayTime(stands.fromMinute)) : '10 AM',
    },
    {
      ...{ kind: 'line', name: 'until', label: 'Until when?', required: true },
      initial: stands ? sayClock(sayTime(stands.untilMinute)) : '11 AM',
    },
    {
      ...{ kind: 'choice', name: 'minutes', label: 'How long is a slot?', required: true },
      options: slotLengths.map((minutes) => ({ value: String(minutes), label: `${minutes} minutes` })),
      initial: String(stands?.slotMinutes ?? 15),
    },
    {
      ...{ kind: 'line', name: 'place', label: 'Where?', required: false, longest: LONGEST_PLACE },
      hint: 'A room, or the address of a call.',
      ...(stands?.place && { initial: stands.place }),
    },
  ],
});
