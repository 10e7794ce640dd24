import { press } from '../feature/press.ts';

export const ratePress = press('rate', { request: 'id', rating: 'id' });
export const commentPress = press('comment', { request: 'id' });
export const namelessPress = press('without name', { request: 'id' });
export const stopSurveysPress = press('stop surveys', { request: 'id' });
export const askNoMorePress = press('ask me no more', {});
export const askAgainPress = press('ask me again', {});

/** What the words of an answer are about. */
export const themesPress = press('themes', { request: 'id', survey: 'id' });

/** About a whole office: `survey` is the row of the question to somebody in a round. */
export const rateOfficePress = press('rate office', { survey: 'id', rating: 'id' });
export const officeCommentPress = press('say more of office', { survey: 'id' });
export const officeNamelessPress = press('office without name', { survey: 'id' });
export const stopOfficeSurveysPress = press('stop office surveys', { survey: 'id' });
