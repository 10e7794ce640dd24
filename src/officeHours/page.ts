import type { Page } from '../feature/page.ts';
import type { Row, Section, Table } from '../page/view.ts';
import { mayOfSchedule } from '../people/permissions.ts';
import { type Actor, hasRole, headships, officesAs, type Person, worksAs } from '../people/person.ts';
import { schedulePress } from '../requests/presses.ts';
import type { Tx } from '../store.ts';
import { liaisonsOf, supervisedBy } from './liaisons.ts';
import { callOffSlotPress, officeHoursPress } from './presses.ts';
import type { SlotView } from './slotWords.ts';
import { viewsOf } from './tell.ts';
import { readSchedule, type Schedule } from './who.ts';
import { sayHours, sayOut } from './words.ts';

/** On the desk's own page: when liaisons are there, and what was taken of their office hours. */

const LISTED = 100;
/** A file has no more rows than this. */
const MOST_IN_FILE = 2_000;

export const schedulePage: Page = {
  path: 'schedule',
  label: 'Schedule',
  isFor: (actor) => worksAs(actor, 'liaison', 'supervisor') || headships(actor).length > 0,
  async open(tx, { whole }, { actor, now }) {
    const limit = whole ? MOST_IN_FILE : LISTED;
    const schedules: Schedule[] = [];
    for (const whose of await whoseSchedules(tx, actor, now)) {
      const found = await readSchedule(tx, actor, whose, 'see', now);
      if (found) schedules.push(found);
    }
    const isOfLiaison = worksAs(actor, 'liaison');
    const button = officeHoursPress.button('My office hours', {}, 'primary');
    const sections: Section[] = [
      ...(isOfLiaison
        ? [{ kind: 'message' as const, message: { blocks: [{ kind: 'buttons' as const, buttons: [button] }] } }]
        : []),
      { kind: 'table', table: liaisonTable(schedules) },
      { kind: 'table', table: slotTable(await slotsOf(tx, actor, schedules, { now, limit })) },
    ];
    return { title: 'Schedule', sections };
  },
};

/** Supervisors see those of all, liaisons theirs, and those who speak for agencies those of whoever answers these. */
async function whoseSchedules(tx: Tx, actor: Actor, now: Date) {
  const all = new Map<string, { officeId: number; liaisonId: number }>();
  const add = (officeId: number, liaisonId: number) => all.set(`${officeId} ${liaisonId}`, { officeId, liaisonId });
  for (const officeId of officesAs(actor, 'liaison')) add(officeId, actor.person.id);
  for (const { officeId, id } of await supervisedBy(tx, actor)) add(officeId, id);
  for (const { officeId, id } of await liaisonsOf(tx, actor, now)) add(officeId, id);
  return [...all.values()];
}

/** Which office it is stands beside each where there are several. */
function liaisonTable(schedules: readonly Schedule[]): Table {
  const withOffice = new Set(schedules.map(({ office }) => office.id)).size > 1;
  return {
    ...{ name: 'liaisons', title: 'When liaisons are there', empty: 'Nobody answers here yet.' },
    columns: [
      { name: 'Liaison', key: true },
      ...(withOffice ? [{ name: 'Office' }] : []),
      { name: 'Out in the coming four weeks', wide: true },
      { name: 'Office hours', wide: true },
      { name: 'Next free slot' },
    ],
    rows: schedules.map(({ liaison, office, out, today, hours, free, rules }): Row => {
      const [next] = free;
      return {
        cells: [
          liaison.name,
          ...(withOffice ? [office.name] : []),
          out.map((each) => sayOut(each, today)).join('. ') || 'not out',
          hours.map((each) => `${sayHours(each)}${each.pausedAt ? ' (paused)' : ''}`).join('. ') || 'none',
          next ? { when: next.at, zone: rules.calendar.spec.zone } : null,
        ],
        buttons: [schedulePress.button('Schedule', { office: office.id, person: liaison.id })],
      };
    }),
  };
}

/** Those that somebody may see: of their own office hours, of all where they supervise, and those that they took. */
async function slotsOf(
  tx: Tx,
  actor: Actor,
  schedules: readonly Schedule[],
  { now, limit }: { now: Date; limit: number },
): Promise<SlotView[]> {
  const found = new Map<number, SlotView>();
  for (const view of await viewsOf(
    tx,
    await tx.officeHours.ahead({ takerId: actor.person.id }, now, limit),
    'taker',
    now,
  ))
    found.set(view.slot.id, view);
  const liaisons = new Map<number, Person[]>();
  for (const { office, liaison, relations } of schedules)
    if (mayOfSchedule(relations, 'see slots')) liaisons.set(office.id, [...(liaisons.get(office.id) ?? []), liaison]);
  for (const [officeId, theirs] of liaisons) {
    // What somebody took who is no liaison any more stands there, too.
    const liaisonIds = hasRole(actor, officeId, 'supervisor') ? null : theirs.map(({ id }) => id);
    const slots = await tx.officeHours.ahead({ officeId, liaisonIds }, now, limit);
    for (const view of await viewsOf(tx, slots, 'liaison', now)) found.set(view.slot.id, view);
  }
  return [...found.values()].toSorted((a, b) => +a.slot.at - +b.slot.at || a.slot.id - b.slot.id).slice(0, limit);
}

const slotTable = (views: readonly SlotView[]): Table => ({
  ...{ name: 'slots', title: 'Slots taken', empty: 'No slot is taken.' },
  columns: [
    { name: 'When', key: true },
    { name: 'Liaison' },
    { name: 'With' },
    { name: 'Minutes', end: true },
    { name: 'Where' },
    { name: 'About', wide: true },
  ],
  rows: views.map(({ slot, liaison, taker, agency, zone }) => ({
    cells: [{ when: slot.at, zone }, liaison.name, `${taker.name}, ${agency}`, slot.minutes, slot.place, slot.about],
    buttons: [callOffSlotPress.button('Call it off', { slot: slot.id })],
  })),
});
