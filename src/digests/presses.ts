import { press } from '../feature/press.ts';

export const checkInPress = press('check in', { office: 'id', agency: 'id' });

/**
 * What an office said to somebody (by person or account) and did not arrive, up to the newest of it that the line knew. Of
 * somebody who is not reached and missed nothing there is no newest: they are written to.
 */
export const sendAgainPress = press('send again', { office: 'id', person: 'id?', account: 'id?', upTo: 'id?' });
export const setAsidePress = press('set aside', { office: 'id', person: 'id?', account: 'id?', upTo: 'id' });
/** What somebody wrote and the desk could not handle. */
export const hearAgainPress = press('hear again', { office: 'id', event: 'id' });
export const leaveUnheardPress = press('leave unheard', { office: 'id', event: 'id' });
/** All of these, where a digest names the first. */
export const notArrivedPress = press('not arrived', { office: 'id' });

/** All of one kind that is to be decided, by what a digest calls it, where that names the first. `from`: after so many. */
export const allToDecidePress = press('all to decide', { office: 'id', kind: 'word', from: 'id?' });

export const digestsPress = press('digests', {});
export const digestNowPress = press('digest now', { office: 'id' });
/** The month of an agency, for its head. */
export const agencyMonthPress = press('agency month', { office: 'id' });
export const changeDigestsPress = press('change digests', { office: 'id' });
