import { press } from '../feature/press.ts';

/** Its name stands in chats since only *Tell the supervisor* began an exchange. */
export const answerPress = press('answer voice', { voice: 'id' });
/** What the words are about. */
export const voiceThemesPress = press('voice themes', { voice: 'id' });
