import { press } from '../feature/press.ts';

export const ratePress = press('rate', { request: 'id', rating: 'id' });
export const commentPress = press('comment', { request: 'id' });
export const namelessPress = press('without name', { request: 'id' });
export const stopSurveysPress = press('stop surveys', { request: 'id' });
export const askAgainPress = press('ask me again', {});
export const endRecoveryPress = press('end recovery', { request: 'id' });
