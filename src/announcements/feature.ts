import type { Feature } from '../feature/feature.ts';
import type { MenuPart } from '../feature/menu.ts';
import { scopesOf } from '../offices/scope.ts';
import { requesterships, worksAs } from '../people/person.ts';
import {
  announce,
  announcementReaders,
  changeAnnouncement,
  announcements as list,
  lookAt,
  sendAnnouncement,
  takeBack,
  withdrawAnnouncement,
} from './deeds.ts';
import { announcementsDigest } from './digest.ts';
import { introductionsSweep, sweepIntroductions } from './introduce.ts';
import { announcementsPage } from './page.ts';
import { announcementsPress } from './presses.ts';
import { askAbout, read, showAnnouncement } from './reader.ts';
import { announcementsSweep, arrived, sweepAnnouncements } from './send.ts';

/** The way to them: for those who announce something, and for those who were told something. */
const menu: MenuPart = async (tx, actor, now) => {
  const isThere =
    (await scopesOf(tx, actor, now)).length > 0 || (await tx.announcements.toldTo(actor.person.id, 1)).length > 0;
  return { blocks: [], buttons: isThere ? [announcementsPress.button('Announcements', {})] : [] };
};

/** What an office tells its agencies before it happens, and who has read it. */
export const announcements: Feature = {
  name: 'announcements',
  isProgramme: true,
  menu,
  digest: announcementsDigest,
  help: (actor) => {
    if (worksAs(actor, 'liaison', 'supervisor'))
      return [{ type: 'announce', does: 'tells agencies what changes, and shows you who has read it' }];
    return requesterships(actor).length > 0 ? [{ type: 'announcements', does: 'what you were told will change' }] : [];
  },
  deeds: [
    ...[announce, changeAnnouncement, lookAt, sendAnnouncement, withdrawAnnouncement, takeBack],
    ...[announcementReaders, list, read, askAbout, showAnnouncement],
  ],
  phrases: {
    ...Object.fromEntries(['announcements', 'announcement', 'what changes'].map((text) => [text, 'announcements'])),
    ...Object.fromEntries(
      ['announce', 'announce something', 'new announcement'].map((text) => [text, 'announcements']),
    ),
  },
  pages: [announcementsPage],
  sweeps: [
    { name: introductionsSweep, sweep: sweepIntroductions },
    { name: announcementsSweep, sweep: sweepAnnouncements },
  ],
  nextMoment: (tx, now) => tx.announcements.nextMoment(now),
  delivered: (tx, { key }, at, now) => arrived(tx, key, { at }, now),
  undelivered: (tx, { key }, reason, now) => arrived(tx, key, { reason }, now),
};
