import type { Feature } from '../feature/feature.ts';
import { away, back } from './away.ts';
import { noteLeft } from './closedAccounts.ts';
import { chooseAgency, confirmPerson, declinePerson } from './newcomers.ts';

/** Who is there, and who is who: absences, newcomers, closed accounts. */
export const coverage: Feature = {
  name: 'coverage',
  deeds: [away, back, chooseAgency, confirmPerson, declinePerson],
  accountLeft: noteLeft,
};
