import { type Block, type Form, type Message, type Photo, sayDay } from '../chat/message.ts';
import type { Office } from '../offices/office.ts';
import { firstName } from '../people/person.ts';
import { takeSlotPress } from '../requests/presses.ts';
import { type Announced, type Announcement, LONGEST_TEXT } from './announcement.ts';
import { askAboutPress, readPress, showAnnouncementPress } from './presses.ts';

/** An announcement as everybody reads it. */

export type Written = {
  announcement: Announced;
  office: Pick<Office, 'name' | 'lines'>;
  author: string;
  zone: string;
  today: string;
  /** It is who somebody's liaison is from now on. */
  introduces?: Introduced;
  /** It was taken back, by whom and why. */
  back?: { by: string; reason: string };
};

export type Introduced = {
  /** Their picture, if there is one. */
  photo: Photo | undefined;
  /** When their office is open, as one says it. */
  open: string;
  officeId: number;
  personId: number;
  /** Their office hours, as one says them. */
  hours: readonly string[];
};

/** What everybody reads. */
export function announcedBody({ announcement, office, author, today, introduces }: Written): Block[] {
  const { title, text, holdsFrom, readBy, lineId } = announcement;
  const line = office.lines.find(({ id }) => id === lineId);
  const facts = [
    ...(holdsFrom ? [{ label: 'Holds from', value: [sayDay(holdsFrom, today)] }] : []),
    ...(line ? [{ label: 'About', value: [line.name] }] : []),
    ...(readBy ? [{ label: 'Please read by', value: [sayDay(readBy, today)] }] : []),
    ...(introduces ? [{ label: 'Hours', value: [introduces.open] }] : []),
    ...(introduces && introduces.hours.length > 0
      ? [{ label: 'Office hours', value: [introduces.hours.join('; ')] }]
      : []),
  ];
  return [
    { kind: 'heading', text: title },
    ...(introduces?.photo ? [{ kind: 'face' as const, photo: introduces.photo }] : []),
    { kind: 'quote', by: `${author}, ${office.name}`, text },
    ...(facts.length > 0 ? [{ kind: 'facts' as const, facts }] : []),
  ];
}

/** For those it is made for. An introduction asks nothing of them, and says when they may come. */
export const announcement = (id: number, written: Written, isRead: boolean): Message =>
  written.back
    ? takenBack(id, written)
    : {
        blocks: [...announcedBody(written), ...(written.introduces ? waysTo(written.introduces) : asksFor(id, isRead))],
      };

const wasTakenBack = ({ back, author }: Written): string => `${back?.by ?? author} has taken this back`;
const why = (written: Written): Block => ({
  kind: 'quote',
  by: written.back?.by ?? written.author,
  text: written.back?.reason ?? '',
});

/** Where it stood: what it was, and that it holds no more. */
export const takenBack = (id: number, written: Written): Message => ({
  blocks: [
    { kind: 'heading', text: written.announcement.title },
    { kind: 'text', text: [{ strong: `${wasTakenBack(written)}.` }] },
    why(written),
    { kind: 'small', text: ['It said:'] },
    ...announcedBody(written).filter(({ kind }) => kind === 'quote'),
    { kind: 'buttons', buttons: [askAboutPress.button('Ask about this', { announcement: id })] },
  ],
});

/** Once, to those who were told of it. */
export const toldBack = (id: number, written: Written): Message => ({
  blocks: [
    { kind: 'text', text: [`${wasTakenBack(written)}: `, { strong: written.announcement.title }] },
    why(written),
    {
      kind: 'buttons',
      buttons: [
        showAnnouncementPress.button('Show it', { announcement: id }),
        askAboutPress.button('Ask about this', { announcement: id }),
      ],
    },
  ],
});

const waysTo = ({ officeId, personId, hours }: Introduced): Block[] =>
  hours.length === 0
    ? []
    : [{ kind: 'buttons', buttons: [takeSlotPress.button('Take a slot', { office: officeId, person: personId })] }];

const asksFor = (id: number, isRead: boolean): Block[] => [
  ...(isRead ? [{ kind: 'small' as const, text: ['You have read this.'] }] : []),
  {
    kind: 'buttons',
    buttons: [
      ...(isRead ? [] : [readPress.button('I have read this', { announcement: id }, 'primary')]),
      askAboutPress.button('Ask about this', { announcement: id }),
    ],
  },
];

/** Once, to those who have not read it. */
export const reminder = (
  id: number,
  { announcement: { title, readBy }, author, today }: Written,
  isRead = false,
): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [`${author} asks you to read this${readBy ? ` by ${sayDay(readBy, today)}` : ''}: `, { strong: title }],
    },
    ...(isRead ? [{ kind: 'small' as const, text: ['You have read this.'] }] : []),
    {
      kind: 'buttons',
      buttons: [
        showAnnouncementPress.button('Show it', { announcement: id }),
        ...(isRead ? [] : [readPress.button('I have read this', { announcement: id }, 'primary')]),
      ],
    },
  ],
});

export const askForm = (id: number, title: string): Form => ({
  title: 'Ask about this',
  submit: 'Ask',
  press: askAboutPress.to({ announcement: id }),
  intro: [{ kind: 'text', text: [{ strong: title }] }],
  fields: [{ kind: 'paragraph', name: 'question', label: 'Your question', required: true, longest: LONGEST_TEXT }],
});

/** The question as it is asked: whoever answers sees what it is about. */
export const askedAbout = (title: string, question: string): string => `About “${title}”: ${question}`;

/** What somebody was told. */
export const toldList = (rows: readonly { announcement: Announcement; isRead: boolean; today: string }[]): Message => ({
  blocks: [
    { kind: 'heading', text: 'Announcements' },
    ...(rows.length === 0 ? [{ kind: 'text' as const, text: ['Nothing was announced to you yet.'] }] : []),
    ...rows.map(
      ({ announcement: { id, about, state, title, holdsFrom }, isRead, today }): Block => ({
        kind: 'row',
        text: [
          { strong: title },
          holdsFrom ? ` · holds from ${sayDay(holdsFrom, today)}` : '',
          state === 'taken back' ? ' · taken back' : isRead || about === 'introduction' ? '' : ' · not read yet',
        ],
        buttons: [showAnnouncementPress.button('Show it', { announcement: id })],
      }),
    ),
  ],
});

export const saidToReader = (author: string): string => `Thank you. ${firstName(author)} sees that you have read it.`;
