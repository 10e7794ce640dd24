import { press } from '../feature/press.ts';

export const checkInPress = press('check in', { office: 'id', agency: 'id' });

export const digestsPress = press('digests', {});
export const digestNowPress = press('digest now', { office: 'id' });
/** The month of an agency, for its head. */
export const agencyMonthPress = press('agency month', { office: 'id' });
export const changeDigestsPress = press('change digests', { office: 'id' });
