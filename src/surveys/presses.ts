import { press } from '../feature/press.ts';

export const ratePress = press('rate', { request: 'id', rating: 'id' });
export const commentPress = press('comment', { request: 'id' });
