import { press } from '../feature/press.ts';

/** `request`: whose question it begins with. */
export const newAnswerPress = press('new answer', { request: 'id?' });
export const showAnswerPress = press('show answer', { answer: 'id' });
/** `seen`: the wording that whoever presses has read. */
export const approveAnswerPress = press('approve answer', { answer: 'id', seen: 'id' });
export const changeAnswerPress = press('change answer', { answer: 'id' });
export const renewAnswerPress = press('renew answer', { answer: 'id' });
export const withdrawAnswerPress = press('withdraw answer', { answer: 'id' });
export const findAnswerPress = press('find answer', {});
