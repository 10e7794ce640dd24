import { press } from '../feature/press.ts';

/** `how`: 'all' shows each item of one that is finished, else its result. */
export const reviewPress = press('review', { review: 'id', how: 'word?' });
export const beginReviewPress = press('begin review', {});
export const nameFilesPress = press('name review files', { review: 'id' });
/** Somebody of the agency, who was asked for them. */
export const answerFilesPress = press('answer review files', { review: 'id' });
/** `part`: what is filled in together. Of a form, `seen` is the latest judgement that it knows. */
export const fillReviewPress = press('fill review', { review: 'id', part: 'word', seen: 'id?' });
export const finishReviewPress = press('finish review', { review: 'id' });
export const sendReviewPress = press('send review', { review: 'id' });
export const callOffReviewPress = press('call off review', { review: 'id' });
export const commentReviewPress = press('comment on review', { review: 'id' });
export const changeFindingPress = press('change finding', { finding: 'id' });
/** `answered`: when it was, so that nobody accepts an answer that they have not read. */
export const acceptFindingPress = press('accept finding', { finding: 'id', answered: 'word' });
export const reopenFindingPress = press('reopen finding', { finding: 'id', answered: 'word' });
