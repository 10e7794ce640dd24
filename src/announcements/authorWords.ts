import { type Block, type Form, type Message, sayDay, type Text } from '../chat/message.ts';
import type { ToDecide } from '../feature/digestPart.ts';
import type { Reach } from '../people/audience.ts';
import { announcementReadersPress, announcePress, lookPress } from '../requests/presses.ts';
import { requestRef } from '../requests/request.ts';
import { type Announcement, LONGEST_REASON, type ReadCounts, waiting } from './announcement.ts';
import { counted, sayCounts, sayReached } from './counts.ts';
import type { OwnAnnouncement } from './own.ts';
import {
  changeAnnouncementPress,
  lookAtAnnouncementPress,
  sendAnnouncementPress,
  takeBackPress,
  withdrawAnnouncementPress,
} from './presses.ts';
import type { AgencyReads, AskedAbout, Unread } from './store.ts';
import { announcedBody, type Written } from './words.ts';

/** What whoever announces something sees of it: the form, the look at it, the card, and who has read it. */

/** Before anybody is told. */
export function preview(id: number, written: Written, reach: Reach): Message {
  const { sendAt } = written.announcement;
  const none = reach.people === 0;
  return {
    blocks: [
      ...announcedBody(written),
      { kind: 'text', text: none ? ['Nobody is there whom it would reach.'] : sayReach(reach, sendAt, written.zone) },
      ...(reach.unknown > 0 ? [{ kind: 'small' as const, text: [sayUnknown(reach.unknown)] }] : []),
      {
        kind: 'buttons',
        buttons: [
          ...(none
            ? []
            : [sendAnnouncementPress.button(sendAt ? 'Plan it' : 'Send it', { announcement: id }, 'primary')]),
          changeAnnouncementPress.button('Change', { announcement: id }),
          withdrawAnnouncementPress.button('Throw it away', { announcement: id }),
        ],
      },
    ],
  };
}

const sayReach = ({ people, agencies }: Reach, sendAt: Date | null, zone: string): Text => [
  `It goes to ${counted(people, 'person', 'people')} at ${counted(agencies, 'agency', 'agencies')}`,
  ...(sendAt ? [', ', { when: sendAt, zone }] : [' now']),
  '.',
];

const sayUnknown = (count: number): string =>
  count === 1
    ? 'One of them has not used the desk yet, and gets it if a chat knows their e-mail address.'
    : `${count.toLocaleString('en-US')} of them have not used the desk yet, and get it if a chat knows their e-mail address.`;

/** Who was still to get it gets it no more. */
const arrivedOf = (counts: ReadCounts): ReadCounts => ({ ...counts, people: counts.people - waiting(counts) });

/** In the author's chat: who has read it, as far as is known. */
export function card(
  announcement: Announcement,
  counts: ReadCounts | undefined,
  zone: string,
  back?: Written['back'],
): Message {
  const { id, title, state, sendAt, sentAt } = announcement;
  const about = { announcement: id };
  const introduces = announcement.about === 'introduction';
  const said: Text =
    state === 'withdrawn'
      ? [introduces ? 'Nobody was told.' : 'You withdrew this announcement. Nobody was told.']
      : state === 'draft'
        ? ['It was changed, and nobody has confirmed the change: it does not go out before that.']
        : counts
          ? [
              'Sent ',
              { when: sentAt ?? new Date(0), zone },
              `. ${introduces ? sayReached(counts) : sayCounts(state === 'taken back' ? arrivedOf(counts) : counts)}`,
            ]
          : [
              introduces ? 'You are their liaison now, and this introduces you. It goes out ' : 'Goes out ',
              ...[{ when: sendAt ?? new Date(0), zone }, '.'],
            ];
  const buttons =
    state === 'planned'
      ? [changeAnnouncementPress.button('Change', about), withdrawAnnouncementPress.button('Withdraw', about, 'danger')]
      : state === 'draft'
        ? [
            lookAtAnnouncementPress.button('Look at it', about, 'primary'),
            withdrawAnnouncementPress.button('Withdraw', about, 'danger'),
          ]
        : state === 'sent' && !introduces
          ? [
              announcementReadersPress.button('Who has read it', about),
              takeBackPress.button('Take it back', about, 'danger'),
            ]
          : [];
  return {
    blocks: [
      { kind: 'heading', text: title },
      ...(back ? [{ kind: 'text' as const, text: [`${back.by} has taken it back: ${back.reason}`] }] : []),
      { kind: 'text', text: said },
      ...(buttons.length > 0 ? [{ kind: 'buttons' as const, buttons }] : []),
    ],
  };
}

export const takeBackForm = ({ id, title }: Pick<Announcement, 'id' | 'title'>): Form => ({
  title: 'Take it back',
  submit: 'Take it back',
  press: takeBackPress.to({ announcement: id }),
  intro: [
    {
      kind: 'text',
      text: [
        { strong: title },
        '. Everybody who was told hears that it no longer holds. If something else holds instead, announce that, too.',
      ],
    },
  ],
  fields: [
    {
      ...{ kind: 'line', name: 'reason', label: 'Why? Everybody who was told reads it.', required: true },
      longest: LONGEST_REASON,
    },
  ],
});

const AGENCIES_SHOWN = 20;

/** By agency, those with most to read first. */
export function readers(
  { title }: Pick<Announcement, 'title'>,
  { counts, agencies, asked }: { counts: ReadCounts; agencies: readonly AgencyReads[]; asked: AskedAbout },
): Message {
  const rest = agencies.length - AGENCIES_SHOWN;
  return {
    blocks: [
      { kind: 'heading', text: title },
      { kind: 'text', text: [sayCounts(counts)] },
      { kind: 'list', items: agencies.slice(0, AGENCIES_SHOWN).map(sayAgency) },
      ...(rest > 0
        ? [{ kind: 'small' as const, text: [`And ${counted(rest, 'more agency', 'more agencies')}.`] }]
        : []),
      ...questions(asked),
    ],
  };
}

/** What was asked about it, by its button. */
export function questions({ count, first }: AskedAbout): Block[] {
  if (count === 0) return [];
  const said =
    count === 1
      ? 'Somebody has asked about it:'
      : `${counted(count, 'question was', 'questions were')} asked about it:`;
  const rest = count - first.length;
  return [
    { kind: 'text', text: [said] },
    ...first.map(
      ({ requestId, agency, state }): Block => ({
        kind: 'row',
        text: [
          { strong: requestRef(requestId) },
          ...(agency ? [`, ${agency}`] : []),
          ` · ${state === 'waiting' ? 'waiting for the agency' : state}`,
        ],
        buttons: [lookPress.button(`Show ${requestRef(requestId)}`, { request: requestId })],
      }),
    ),
    ...(rest > 0 ? [{ kind: 'small' as const, text: [`And ${rest.toLocaleString('en-US')} more.`] }] : []),
  ];
}

function sayAgency({ agency, people, read, unread, unreached, names }: AgencyReads): Text {
  if (read === people) return [{ strong: agency }, `: all ${people.toLocaleString('en-US')} have read it`];
  const missing = unread + unreached;
  const others = missing - names.length;
  const who = names.length > 0 ? ` (${[...names, ...(others > 0 ? [`${others} more`] : [])].join(', ')})` : '';
  return [{ strong: agency }, `: ${read} of ${people} have read it; still to read it: ${missing}${who}`];
}

/** Those of an office that plans and sends them. */
export const ownList = (rows: readonly Omit<OwnAnnouncement, 'office' | 'today'>[]): Message => ({
  blocks: [
    { kind: 'heading', text: 'Announcements' },
    ...(rows.length === 0 ? [{ kind: 'text' as const, text: ['Nothing has been announced yet.'] }] : []),
    ...rows.map(({ announcement: { id, about, title, state, sendAt, sentAt }, zone, author }): Block => {
      const it = { announcement: id };
      if (state === 'draft')
        return {
          kind: 'row',
          text: [{ strong: title }, ' · nobody was told yet'],
          buttons: [
            lookAtAnnouncementPress.button('Look at it', it),
            withdrawAnnouncementPress.button('Throw it away', it),
          ],
        };
      const planned = state === 'planned';
      const when: Text = planned
        ? ['goes out ', { when: sendAt ?? new Date(0), zone }]
        : ['sent ', { when: sentAt ?? new Date(0), zone }];
      return {
        kind: 'row',
        text: [{ strong: title }, ' · ', ...when, `, ${author}`, state === 'taken back' ? ' · taken back' : ''],
        buttons: planned
          ? [withdrawAnnouncementPress.button('Withdraw', { announcement: id })]
          : about === 'introduction'
            ? []
            : [announcementReadersPress.button('Who has read it', { announcement: id })],
      };
    }),
    { kind: 'buttons', buttons: [announcePress.button('Announce something', {}, 'primary')] },
  ],
});

/** In the digest of whoever wrote it and told nobody. */
export const draftLine = ({ id, title }: Pick<Announcement, 'id' | 'title'>): ToDecide => ({
  text: ['You have written an announcement, and nobody was told yet: ', { strong: title }],
  buttons: [
    lookAtAnnouncementPress.button(`Look at “${title}”`, { announcement: id }),
    withdrawAnnouncementPress.button('Throw it away', { announcement: id }),
  ],
});

/** In a digest, when the last day for reading has passed. */
export const unreadLine = ({ id, title, readBy, people, read }: Unread, today: string): ToDecide => ({
  text: [{ strong: title }, `: ${people - read} of ${people} have not read it by ${sayDay(readBy, today)}.`],
  buttons: [announcementReadersPress.button(`Who has read “${title}”`, { announcement: id })],
});
