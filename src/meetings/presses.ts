import { press } from '../feature/press.ts';

/** Its agenda, or its minutes once there are some. */
export const meetingPress = press('meeting', { meeting: 'id' });
/** `kind`: 'topic', or 'change' where somebody recommends one. */
export const addTopicPress = press('add topic', { meeting: 'id', kind: 'word' });
/** Whoever said it, as long as it is ahead. */
export const takeBackTopicPress = press('take back topic', { meeting: 'id', topic: 'id' });
/** `to`: an instant that somebody suggests. */
export const moveMeetingPress = press('move meeting', { meeting: 'id', to: 'word?' });
/** Somebody who does not lead it cannot come. */
export const cannotComePress = press('cannot come to meeting', { meeting: 'id' });
export const callOffMeetingPress = press('call off meeting', { meeting: 'id' });
export const meetingHeldPress = press('meeting held', { meeting: 'id' });
export const meetingNotHeldPress = press('meeting not held', { meeting: 'id' });
export const writeMinutesPress = press('write minutes', { meeting: 'id' });
export const addActionPress = press('add action', { meeting: 'id' });
export const dropActionPress = press('drop action', { meeting: 'id', action: 'id' });
export const sendMinutesPress = press('send minutes', { meeting: 'id' });
/** Of which wording, so that nobody confirms what they have not read. */
export const confirmMinutesPress = press('confirm minutes', { meeting: 'id', revision: 'id' });
export const contestMinutesPress = press('contest minutes', { meeting: 'id', revision: 'id' });
export const newMeetingsPress = press('new meetings', {});
export const endMeetingsPress = press('end meetings', { series: 'id' });
