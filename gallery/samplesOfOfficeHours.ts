import * as digestWords from '../src/officeHours/digestWords.ts';
import type { Slot } from '../src/officeHours/hours.ts';
import * as own from '../src/officeHours/ownWords.ts';
import * as slots from '../src/officeHours/slotWords.ts';
import * as words from '../src/officeHours/words.ts';
import type { LiaisonHours } from '../src/offices/liaisonHours.ts';
import { ana, lee, now, office, otherOffice, sam } from './facts.ts';
import type { Sample } from './samples.ts';

/** When liaisons are there, and the slots of their office hours. */

const zone = 'America/New_York';
const today = '2026-06-05';
const tuesdays: LiaisonHours = {
  ...{ id: 3, officeId: 1, liaisonId: lee.id, weekday: 'tue', fromMinute: 600, untilMinute: 720, slotMinutes: 30 },
  ...{ place: 'Room 4', createdAt: now, pausedAt: null, endedAt: null },
};
const paused: LiaisonHours = { ...tuesdays, id: 4, weekday: 'thu', place: null, pausedAt: now };
const slot: Slot = {
  ...{ id: 12, officeId: 1, hoursId: 3, liaisonId: lee.id, takerId: ana.id, agencyId: 1, day: '2026-06-09' },
  ...{ at: new Date('2026-06-09T14:00:00Z'), minutes: 30, place: 'Room 4', about: 'Road salt for next winter' },
  ...{ takenAt: now, calendarId: 1, state: 'taken', toldAt: now, nextAt: null },
  ...{ offAt: null, offBy: null, offCause: null, offReason: null, offToldAt: null },
  ...{ takerRemindAt: null, liaisonRemindAt: null },
};
const off = (offCause: Slot['offCause'], offReason: string | null = null): Slot => ({
  ...{ ...slot, state: 'called off', offAt: now, offCause, offReason },
});
const free = ['2026-06-09T14:30:00Z', '2026-06-09T15:00:00Z', '2026-06-16T14:00:00Z'].map((at) => ({
  ...{ hoursId: 3, at: new Date(at), minutes: 30, place: 'Room 4' },
}));
const calendar = {
  zone,
  hours: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [{ from: '09:00', to: '17:00' }]])),
};
const schedule: words.ScheduleView = {
  ...{ officeId: 1, office: office.name, calendar, liaison: lee, today, zone, hours: [tuesdays, paused], free },
  out: [
    { from: '2026-06-10', until: '2026-06-12', answers: ['Devon Clark'] },
    { from: '2026-06-22', until: '2026-06-22', answers: ['Devon Clark', 'Maria Lopez'] },
    { from: '2026-06-29', until: null, answers: [] },
  ],
  ...{ own: [slot], takes: true },
};
const view = (reader: 'taker' | 'liaison', of: Slot = slot): slots.SlotView => ({
  ...{ slot: of, liaison: lee, taker: ana, agency: 'Transportation', zone, reader },
});
const told = { by: undefined, free, answers: ['Devon Clark'] };
const agencies = [
  { id: 1, code: 'DOT', name: 'Transportation' },
  { id: 2, code: 'AGR', name: 'Agriculture' },
];

export const samplesOfOfficeHours: Sample[] = [
  { of: 'ownHours', reader: 'office', when: 'They type “office hours”, and hold none', message: own.ownHours([], []) },
  {
    ...{ of: 'ownHours', reader: 'office', when: 'They have added some' },
    message: own.ownHours(
      [
        { hours: tuesdays, office: undefined },
        { hours: paused, office: otherOffice.name },
      ],
      [view('liaison')],
      'Added: Tuesdays, 10 AM–noon, 30 minutes each, Room 4. People of your agencies find the slots under My liaison.',
    ),
  },
  { of: 'setForm', reader: 'office', when: 'Add office hours', form: own.setForm([office, otherOffice]) },
  { of: 'setForm', reader: 'office', when: 'Change them', form: own.setForm([office], tuesdays) },
  {
    ...{ of: 'schedule', reader: 'requester', when: 'They look when their liaison is there' },
    message: words.schedule(schedule),
  },
  {
    ...{ of: 'schedule', reader: 'requester', when: 'Somebody was quicker' },
    message: words.schedule(
      { ...schedule, out: [], own: [] },
      'That slot is not free any more. Please choose another.',
    ),
  },
  {
    ...{ of: 'schedule', reader: 'requester', when: 'All slots are taken' },
    message: words.schedule({ ...schedule, out: [], own: [], free: [] }),
  },
  {
    ...{ of: 'schedule', reader: 'requester', when: 'Office hours pause' },
    message: words.schedule({ ...schedule, out: [], own: [], free: [], hours: [paused] }),
  },
  {
    ...{ of: 'schedule', reader: 'office', when: 'There are no office hours' },
    message: words.schedule({ ...schedule, out: [], own: [], free: [], hours: [], takes: false }),
  },
  {
    ...{ of: 'schedulesOf', reader: 'requester', when: 'Below the hours of the office' },
    message: { blocks: words.schedulesOf([{ officeId: 1, ...lee }]) },
  },
  { of: 'takeForm', reader: 'requester', when: 'They take a slot', form: words.takeForm(schedule, agencies) },
  { of: 'taken', reader: 'requester', when: 'They have taken it', message: slots.taken(view('taker')) },
  { of: 'taken', reader: 'office', when: 'Somebody has taken a slot', message: slots.taken(view('liaison')) },
  { of: 'ownSlot', reader: 'requester', when: 'In the menu', message: { blocks: [slots.ownSlot(view('taker'))] } },
  { of: 'callOffForm', reader: 'requester', when: 'They call it off', form: slots.callOffForm(view('taker')) },
  { of: 'callOffForm', reader: 'office', when: 'They call it off', form: slots.callOffForm(view('liaison')) },
  {
    ...{ of: 'standsCalledOff', reader: 'requester', when: 'They have called it off: in its place' },
    message: slots.standsCalledOff(view('taker', off('person')), ana.name),
  },
  {
    ...{ of: 'standsCalledOff', reader: 'office', when: 'The other side has: in its place' },
    message: slots.standsCalledOff(view('liaison', off('person', 'It is solved.')), ana.name),
  },
  {
    ...{ of: 'standsCalledOff', reader: 'office', when: 'The desk has, since they are out: in its place' },
    message: slots.standsCalledOff(view('liaison', off('out')), undefined),
  },
  {
    ...{ of: 'calledOff', reader: 'office', when: 'Whoever took the slot calls it off' },
    message: slots.calledOff(view('liaison', off('person', 'It is solved.')), { ...told, by: ana.name, answers: [] }),
  },
  {
    ...{ of: 'calledOff', reader: 'requester', when: 'The liaison calls it off' },
    message: slots.calledOff(view('taker', off('person', 'I am in court.')), { ...told, by: lee.name, answers: [] }),
  },
  {
    ...{ of: 'calledOff', reader: 'requester', when: 'A supervisor calls it off, and no slot is free' },
    message: slots.calledOff(view('taker', off('person', 'Lee helps out elsewhere.')), {
      ...{ by: sam.name, free: [], answers: [] },
    }),
  },
  {
    ...{ of: 'calledOff', reader: 'requester', when: 'The liaison is out after all' },
    message: slots.calledOff(view('taker', off('out')), told),
  },
  {
    ...{ of: 'calledOff', reader: 'requester', when: 'The office is closed after all' },
    message: slots.calledOff(view('taker', off('closed')), { ...told, answers: [] }),
  },
  {
    ...{ of: 'calledOff', reader: 'requester', when: 'Somebody else answers the agency' },
    message: slots.calledOff(view('taker', off('gone')), { by: undefined, free: [], answers: [] }),
  },
  {
    ...{ of: 'calledOff', reader: 'office', when: 'Whoever took it has left the agency' },
    message: slots.calledOff(view('liaison', off('left')), { by: undefined, free: [], answers: [] }),
  },
  {
    ...{ of: 'reminder', reader: 'requester', when: 'On the morning of the day' },
    message: slots.reminder([view('taker')]),
  },
  {
    ...{ of: 'reminder', reader: 'office', when: 'On the morning of the day, of two slots' },
    message: slots.reminder([view('liaison'), view('liaison', { ...slot, id: 13, about: 'The new form' })]),
  },
  {
    ...{ of: 'slotsToday', reader: 'office', when: 'In the digest of a liaison' },
    message: { blocks: digestWords.slotsToday([view('liaison')]) },
  },
];
