import { press } from '../feature/press.ts';

/** *End it*: signs out whoever signed in as this person. */
export const endSessionPress = press('end session', { session: 'id' });
/** *Unlink*: that account of the office's provider signs them in no more. */
export const unlinkAccountPress = press('unlink account', { link: 'id' });
