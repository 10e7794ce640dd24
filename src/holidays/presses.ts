import { press } from '../feature/press.ts';

/** Leads to confirming a year: to its draft, or to the form where there is none. */
export const yearPress = press('year', { office: 'id', year: 'id' });
/** Opens the form, filled as far as something is known. */
export const changeYearPress = press('change year', { office: 'id', year: 'id' });
export const confirmYearPress = press('confirm year', { draft: 'id' });
