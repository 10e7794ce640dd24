import { press } from '../feature/press.ts';

export const changeAnnouncementPress = press('change announcement', { announcement: 'id' });
export const sendAnnouncementPress = press('send announcement', { announcement: 'id' });
export const withdrawAnnouncementPress = press('withdraw announcement', { announcement: 'id' });
/** Once it has gone out. */
export const takeBackPress = press('take back announcement', { announcement: 'id' });
/** A draft, as it would go out. */
export const lookAtAnnouncementPress = press('look at announcement', { announcement: 'id' });
export const readPress = press('read announcement', { announcement: 'id' });
export const askAboutPress = press('ask about announcement', { announcement: 'id' });
export const announcementsPress = press('announcements', {});
/** The whole of it, where somebody looks through a list. */
export const showAnnouncementPress = press('show announcement', { announcement: 'id' });
