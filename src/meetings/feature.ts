import type { Feature } from '../feature/feature.ts';
import type { MenuPart } from '../feature/menu.ts';
import { requesterships, worksAs } from '../people/person.ts';
import { meetingsPress } from '../requests/presses.ts';
import { cannotComeDeed } from './cannotCome.ts';
import { addTopic, meetings as list, meeting, takeBackTopic } from './deeds.ts';
import { meetingsDigest } from './digest.ts';
import { callOff, held, moveMeeting, notHeld } from './leadDeeds.ts';
import {
  addAction,
  confirmMinutes,
  contestMinutes,
  dropAction,
  sendMinutesDeed,
  writeMinutes,
} from './minutesDeeds.ts';
import { meetingsPage } from './page.ts';
import { endMeetings, newMeetings } from './seriesDeeds.ts';
import { meetingsSweep, plansSweep, sweepMeetings, sweepPlans } from './sweep.ts';

/** The way to them: for those who lead some, and for those who are invited to one. */
const menu: MenuPart = async (tx, actor) => {
  const isThere = worksAs(actor, 'liaison', 'supervisor') || (await tx.meetings.isInvited(actor.person.id));
  return { blocks: [], buttons: isThere ? [meetingsPress.button('Meetings', {})] : [] };
};

/** Meetings of an office with each agency, and with all that lead them: agenda, minutes, and what follows. */
export const meetings: Feature = {
  name: 'meetings',
  isProgramme: true,
  menu,
  digest: meetingsDigest,
  help: (actor) => {
    if (worksAs(actor, 'liaison', 'supervisor'))
      return [{ type: 'meetings', does: 'the next meetings with your agencies, their agendas and minutes' }];
    return requesterships(actor).length > 0
      ? [{ type: 'meetings', does: 'the next meetings with the office, and what was said at the last' }]
      : [];
  },
  deeds: [
    ...[
      list,
      meeting,
      addTopic,
      takeBackTopic,
      cannotComeDeed,
      moveMeeting,
      callOff,
      held,
      notHeld,
      newMeetings,
      endMeetings,
    ],
    ...[writeMinutes, addAction, dropAction, sendMinutesDeed, confirmMinutes, contestMinutes],
  ],
  phrases: Object.fromEntries(
    ['meetings', 'meeting', 'my meetings', 'next meeting', 'agenda', 'minutes'].map((text) => [text, 'meetings']),
  ),
  pages: [meetingsPage],
  sweeps: [
    { name: plansSweep, sweep: sweepPlans },
    { name: meetingsSweep, sweep: sweepMeetings },
  ],
  nextMoment: (tx, now) => tx.meetings.nextMoment(now),
};
