import { press } from '../feature/press.ts';

/** The rules, and what there is. */
export const alternatesPress = press('alternates', {});
export const alternatePress = press('alternate', { alternate: 'id' });
export const askAlternatePress = press('ask alternate', {});
export const withdrawAlternatePress = press('withdraw alternate', { alternate: 'id' });
export const viewAlternatePress = press('view alternate', { alternate: 'id' });
/** `how`: 'asked', or 'other' where it is granted in another form. */
export const grantAlternatePress = press('grant alternate', { alternate: 'id', how: 'word' });
export const otherWayPress = press('other way', { alternate: 'id' });
export const renewAlternatePress = press('renew alternate', { alternate: 'id' });
export const endAlternatePress = press('end alternate', { alternate: 'id' });
export const giveBackPress = press('give back alternate', { alternate: 'id' });
export const sendReportPress = press('send report', { report: 'id' });
/** What somebody writes with a file next belongs to the report. */
export const sendReportFilePress = press('send report file', { report: 'id' });
/** What came with a file was a question after all. */
export const notForReportPress = press('not for report', { held: 'id', report: 'id' });
/** Of which wording, so that nobody finds wanting what they have not read. */
export const refuseReportPress = press('refuse report', { report: 'id', revision: 'id' });
