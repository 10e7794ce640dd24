import { press } from '../feature/press.ts';

/** Every button and form about a request, with what it is about. Names stay in chats for ever: none is ever changed. */
/** Of a form: `seen` is the number of the newest message that it knows, `state` what the request was then, `answer` what it began with. */
const writingShape = { request: 'id', held: 'id?', seen: 'id?', state: 'word?', answer: 'id?' } as const;
export const replyPress = press('reply', writingShape);
export const askAgencyPress = press('ask agency', writingShape);
export const notePress = press('note', writingShape);
/** `seen`: number of the newest message that the form knows. */
export const resolvePress = press('resolve', { request: 'id', seen: 'id?' });
export const acceptPress = press('accept', { request: 'id' });
export const reopenPress = press('reopen', { request: 'id' });
export const handOverPress = press('hand over', { request: 'id' });
export const takeOverPress = press('take over', { request: 'id' });
/** *I have this*: the others need not see to it. */
export const havePress = press('have this', { request: 'id' });
/** The same of a bad rating. */
export const ownRecoveryPress = press('own recovery', { request: 'id' });
/** What came of it is said, and it is settled. */
export const endRecoveryPress = press('end recovery', { request: 'id' });
/** Some of what somebody has goes to somebody else. */
export const handSomePress = press('hand some', { office: 'id', person: 'id' });
/** Somebody is to answer for an agency for which nobody does. `from`: 'YYYY-MM-DD'. */
export const nameLiaisonPress = press('name liaison', { office: 'id', agency: 'id', from: 'word' });
/** All days on which nobody answers an agency, where a digest names the first. */
export const gapsPress = press('gaps', { office: 'id' });
/** Requests of a list that were chosen there, with dots between their numbers, go to somebody else. */
export const handChosenPress = press('hand chosen', { requests: 'word' });
/** `line`: a service line of this office or of another that serves the agency. */
export const topicPress = press('topic', { request: 'id', line: 'id' });
export const urgentPress = press('urgent', { request: 'id' });
export const priorityPress = press('priority', { request: 'id' });
/** *It will take longer*, and of the new time that it names, by when it was named: *That is too late*. */
export const longerPress = press('longer', { request: 'id' });
export const tooLatePress = press('too late', { request: 'id', named: 'word?' });
export const withdrawPress = press('withdraw', { request: 'id' });
/** What somebody typed that asks nothing, and the request that they named. */
export const smallTalkPress = press('small talk', { what: 'word', request: 'id?' });
/** *Tell the supervisor*: the open door. */
export const tellPress = press('tell supervisor', {});
/** *How was this counted?* */
export const countedPress = press('counted', { request: 'id' });
export const lookPress = press('look', { request: 'id' });
export const moveOfficePress = press('move office', { request: 'id' });
/** `held`: a text that was typed and waits for its place. */
export const addPress = press('add', { held: 'id', request: 'id' });
/** `after`: the request that had ended before it was written. */
export const newQuestionPress = press('new', { held: 'id', after: 'id?' });
/** The same text opens again what had ended. */
export const reopenWithPress = press('reopen with', { held: 'id', request: 'id' });
/** It was placed by itself, and is a question of its own after all. */
export const ownQuestionPress = press('own question', { held: 'id' });
/** Somebody says where they work; the liaison there confirms it. */
export const agencyPress = press('agency', { request: 'id' });
/** The agency of several, with one press; and another than the one chosen in chat. */
export const agencyIsPress = press('agency is', { request: 'id', agency: 'id' });
export const wrongAgencyPress = press('wrong agency', {});
export const confirmPress = press('confirm', { request: 'id' });
export const declinePress = press('decline', { request: 'id' });
/** The same of somebody who has no open request. */
export const worksTherePress = press('works there', { office: 'id', agency: 'id', person: 'id' });
export const worksElsewherePress = press('works elsewhere', { office: 'id', agency: 'id', person: 'id' });

/** Tell agencies what changes. */
export const announcePress = press('announce', { request: 'id?' });
/** Who has read an announcement, by agency, and who has not. */
export const announcementReadersPress = press('announcement readers', { announcement: 'id' });
/** What somebody has taken on, and what is open in the agencies they answer. */
export const actionsPress = press('actions', {});
/** Sessions that are open to somebody, and what they are trained in. */
export const trainingPress = press('training', {});
/** Meetings ahead, and those that were. */
export const meetingsPress = press('meetings', {});
/** Those that are open, that were, and that come. */
export const reviewsPress = press('reviews', {});

/** An answer of before: it begins a reply; it answered whoever asked; and what was answered is kept for the next time. */
export const useAnswerPress = press('use answer', { request: 'id', answer: 'id' });
/** `seen`: the wording that whoever presses has read. */
export const answerHelpedPress = press('answer helped', { request: 'id', answer: 'id', seen: 'word?' });
export const keepAnswerPress = press('keep answer', { request: 'id' });
/** Read along with a colleague who has asked the same: what both see, and then so. */
export const joinPress = press('join', { request: 'id', with: 'id' });
export const joinNowPress = press('join now', { request: 'id', with: 'id' });
export const answersPress = press('answers', { which: 'word?' });
/** When a liaison is there, and which of their slots are free. */
export const schedulePress = press('schedule', { office: 'id', person: 'id' });
/** One of the liaison's free slots. */
export const takeSlotPress = press('take slot', { office: 'id', person: 'id' });

/** The holidays of the years: what is confirmed, and what waits. */
export const holidaysPress = press('holidays', {});

/** What there is to see. `after`: where the list goes on. `only` and `agency`: what it is narrowed to. */
export const homePress = press('home', {});
/** What of the menu stands behind one button. */
export const morePress = press('more', {});
export const helpPress = press('help', {});
/** `line`: the one service line that was asked about. */
export const myLiaisonPress = press('my liaison', { line: 'id?' });
/** When the offices are open. */
export const hoursPress = press('hours', {});
const listShape = { after: 'word?', only: 'word?', agency: 'id?' } as const;
export const listPresses = {
  'my requests': press('my requests', listShape),
  queue: press('queue', listShape),
  triage: press('triage', listShape),
  'at risk': press('at risk', listShape),
  escalated: press('escalated', listShape),
  'all open': press('all open', listShape),
  resolved: press('resolved', listShape),
};
/** Asks for the agency to which a list is to be narrowed. */
export const byAgencyPress = press('by agency', { list: 'word', only: 'word?' });
/** What is found by words; `searchPress` asks for them. */
export const findPress = press('find', { words: 'word?', ...listShape });
export const searchPress = press('search', {});
