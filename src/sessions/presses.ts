import { press } from '../feature/press.ts';

/** *End it*: signs out whoever signed in as this person. */
export const endSessionPress = press('end session', { session: 'id' });
