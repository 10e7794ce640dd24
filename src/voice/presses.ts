import { press } from '../feature/press.ts';

/** What is shown to whoever types that they have something to tell. */
export const doorPress = press('open door', {});
