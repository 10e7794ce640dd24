import { press } from '../feature/press.ts';

/** Rounds of somebody, and what is to be done about them. */
export const listeningPress = press('listening', {});
export const beginRoundPress = press('begin listening', {});
export const changeRoundPress = press('change listening', { round: 'id' });
export const sendRoundPress = press('send listening', { round: 'id' });
export const withdrawRoundPress = press('withdraw listening', { round: 'id' });
export const callOffRoundPress = press('call off listening', { round: 'id' });
/** A round as it stands, for whoever asks. */
export const roundPress = press('listening round', { round: 'id' });

export const answerRoundPress = press('answer listening', { round: 'id' });
export const changeAnswerPress = press('change listening answer', { answer: 'id' });
export const takeBackAnswerPress = press('take back listening answer', { answer: 'id' });

/** `after`: the answer behind which the list goes on. */
export const answersPress = press('listening answers', { round: 'id', after: 'id?' });
/** `like`: the answer whose like ones the form offers first. */
export const mergePress = press('merge answers', { round: 'id', like: 'id?' });
export const moveAnswerPress = press('move listening answer', { answer: 'id' });
export const renameNeedPress = press('rename need', { need: 'id' });
export const splitNeedPress = press('split need', { need: 'id' });
/** It is the same as another one. */
export const sameNeedPress = press('same need', { need: 'id' });

export const openVotePress = press('open listening vote', { round: 'id' });
export const withoutVotePress = press('decide without vote', { round: 'id' });
export const votePress = press('listening vote', { round: 'id', agency: 'id' });

export const needPress = press('need', { need: 'id' });
export const decideNeedPress = press('decide need', { need: 'id' });
export const startNeedPress = press('start need', { need: 'id' });
export const finishNeedPress = press('finish need', { need: 'id' });
export const tellResultsPress = press('tell listening results', { round: 'id' });

/** What is shown to whoever types that they would change something; and the form. */
export const recommendPress = press('recommend', {});
export const recommendChangePress = press('recommend change', {});
