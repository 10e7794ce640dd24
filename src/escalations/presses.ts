import { press } from '../feature/press.ts';

/** *I have this*: the others need not see to it. */
export const havePress = press('have this', { request: 'id' });
