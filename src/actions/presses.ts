import { press } from '../feature/press.ts';

export const finishActionPress = press('finish action', { action: 'id' });
/** What is to be done, by whom and by when; or nobody has to do it any more. */
export const changeActionPress = press('change action', { action: 'id' });
