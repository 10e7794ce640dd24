import type { Block } from '../chat/message.ts';
import type { ToDecide } from '../feature/digestPart.ts';
import { meetingsPress } from '../requests/presses.ts';
import type { Meeting } from './meeting.ts';
import type { HeldCounts } from './store.ts';

/** What digests say of meetings. */

type When = Pick<Meeting, 'title' | 'at'>;

export const unsaidLine = ({ title, at }: When, zone: string): ToDecide => ({
  text: ['Nobody has said whether it took place: ', { strong: title }, ', ', { when: at, zone }],
  buttons: [meetingsPress.button('Meetings', {})],
});

/** Each with the reason, and how many of the year's they are. `year`: since January. */
export const didNotTakePlace = (
  notHeld: readonly (When & Pick<Meeting, 'reason'>)[],
  year: HeldCounts,
  zone: string,
): Block[] => [
  ...notHeld.map(
    ({ title, at, reason }): Block => ({
      kind: 'row',
      text: ['Did not take place: ', { strong: title }, ', ', { when: at, zone }, reason === null ? '' : `: ${reason}`],
      buttons: [],
    }),
  ),
  {
    kind: 'small',
    text: [`Since January ${year.notHeld} of ${year.held + year.notHeld} meetings did not take place.`],
  },
];
