import { press } from '../feature/press.ts';

export const sessionPress = press('training session', { session: 'id' });
export const signUpPress = press('training sign up', { session: 'id' });
export const giveUpPress = press('training give up', { session: 'id' });
/** `useful`: from 1 to 5. */
export const usefulPress = press('training useful', { session: 'id', useful: 'id' });
export const usefulWordsPress = press('training words', { session: 'id' });
export const planSessionPress = press('plan training', {});
export const whoComesPress = press('training who comes', { session: 'id' });
export const changeSessionPress = press('change training', { session: 'id' });
export const callOffSessionPress = press('call off training', { session: 'id' });
export const attendancePress = press('training attendance', { session: 'id' });
export const notHeldPress = press('training not held', { session: 'id' });
/** Another office takes part in it, or does no more. */
export const takePartPress = press('training take part', { session: 'id', office: 'id' });
export const partNoMorePress = press('training part no more', { session: 'id', office: 'id' });
