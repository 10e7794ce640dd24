import { press } from '../feature/press.ts';

/** When somebody holds office hours and what was taken of them; for customers, when offices and liaisons are there. */
export const officeHoursPress = press('office hours', {});
/** New ones, or others in the place of these. */
export const setHoursPress = press('set office hours', { hours: 'id?' });
export const pauseHoursPress = press('pause office hours', { hours: 'id' });
export const resumeHoursPress = press('resume office hours', { hours: 'id' });
export const endHoursPress = press('end office hours', { hours: 'id' });
export const callOffSlotPress = press('call off slot', { slot: 'id' });
