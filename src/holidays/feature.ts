import type { Feature } from '../feature/feature.ts';
import { worksAs } from '../people/person.ts';
import { changeYear, confirmYearDeed, holidays as list, year } from './deeds.ts';
import { nextEnd, sweepHolidays } from './sweep.ts';

/** The holidays of an office, confirmed year by year; and what is said where its calendar ends. */
export const holidays: Feature = {
  name: 'holidays',
  help: (actor) =>
    worksAs(actor, 'supervisor', 'administrator')
      ? [{ type: 'holidays', does: 'the holidays of each year, to look at and to confirm' }]
      : [],
  deeds: [list, year, changeYear, confirmYearDeed],
  phrases: Object.fromEntries(
    ['holidays', 'our holidays', 'holiday', 'calendar', 'our calendar', 'confirm holidays'].map((text) => [
      text,
      'holidays',
    ]),
  ),
  sweeps: [{ name: 'holidays', sweep: sweepHolidays }],
  nextMoment: nextEnd,
};
