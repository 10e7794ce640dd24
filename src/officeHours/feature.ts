import type { Feature } from '../feature/feature.ts';
import type { MenuPart } from '../feature/menu.ts';
import { requesterships, worksAs } from '../people/person.ts';
import { officeHoursDigest, officeHoursMonth } from './digest.ts';
import { endHours, officeHours as list, pauseHours, resumeHours, setHours } from './ownDeeds.ts';
import { schedulePage } from './page.ts';
import { officeHoursPress } from './presses.ts';
import { callOffSlot, showSchedule, takeSlot } from './slotDeeds.ts';
import { ownSlot } from './slotWords.ts';
import { remindersSweep, slotsSweep, sweepReminders, sweepSlots } from './sweep.ts';
import { viewsOf } from './tell.ts';

const NAMED = 2;

/** The way to their own for liaisons; and for whoever has taken slots, these. */
const menu: MenuPart = async (tx, actor, now) => {
  const taken = await tx.officeHours.ahead({ takerId: actor.person.id }, now, NAMED);
  return {
    blocks: (await viewsOf(tx, taken, 'taker', now)).map(ownSlot),
    buttons: worksAs(actor, 'liaison') ? [officeHoursPress.button('My office hours', {})] : [],
  };
};

/** When liaisons are there: their schedule, office hours, and slots that people of their agencies take. */
export const officeHours: Feature = {
  name: 'office hours',
  isProgramme: true,
  menu,
  digest: officeHoursDigest,
  month: officeHoursMonth,
  help: (actor) => {
    if (worksAs(actor, 'liaison'))
      return [{ type: 'office hours', does: 'when people of your agencies may come to you, and who does' }];
    return requesterships(actor).length > 0
      ? [{ type: 'office hours', does: 'when your liaisons are there, and which slots are free' }]
      : [];
  },
  deeds: [list, setHours, pauseHours, resumeHours, endHours, showSchedule, takeSlot, callOffSlot],
  phrases: Object.fromEntries(
    [
      'office hours',
      'my office hours',
      'schedule',
      'my schedule',
      'slots',
      'my slots',
      'take a slot',
      'book a slot',
    ].map((text) => [text, 'office hours']),
  ),
  pages: [schedulePage],
  sweeps: [
    { name: slotsSweep, sweep: sweepSlots },
    { name: remindersSweep, sweep: sweepReminders },
  ],
  nextMoment: (tx, now) => tx.officeHours.nextMoment(now),
};
