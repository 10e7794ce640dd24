import type { Announced, Announcement } from '../src/announcements/announcement.ts';
import * as theirs from '../src/announcements/authorWords.ts';
import { introduction } from '../src/announcements/introduction.ts';
import { changeAnnouncementPress } from '../src/announcements/presses.ts';
import * as words from '../src/announcements/words.ts';
import { writeForm } from '../src/announcements/writeForm.ts';
import { announcePress } from '../src/requests/presses.ts';
import { devon, now, office, sam } from './facts.ts';
import type { Sample } from './samples.ts';

/** What an office tells its agencies before it happens. */

const announced: Announced = {
  ...{ title: 'Mileage rates change', text: 'The state pays 70 cents a mile. Please use the new form.', lineId: null },
  ...{ holdsFrom: '2026-07-01', readBy: '2026-06-05', agencyIds: null, audience: 'everybody', sendAt: null },
};
const ahead = new Date('2026-06-02T18:00:00Z');
const one: Announcement = {
  ...announced,
  ...{ id: 3, officeId: office.id, authorId: sam.id, state: 'sent', about: 'change', sentAt: now, remindAt: null },
  ...{ shown: null, shownAt: null, draftedAt: now, takenBackAt: null, takenBackBy: null, reason: null },
};
const reason = 'The legislature has put it off.';
const takenBack: Announcement = { ...one, state: 'taken back', takenBackAt: now, takenBackBy: sam.id, reason };
const draft: Announcement = { ...one, state: 'draft', sentAt: null, title: 'The portal moves' };
const planned: Announcement = { ...one, state: 'planned', sentAt: null, sendAt: ahead };
/** What an introduction says when its liaison says nothing else. */
const introduced = {
  ...introduction({
    ...{ name: devon.name, office: office.name, topics: ['Contracts'], before: ['Lee Park'] },
  }),
  ...{ holdsFrom: null, readBy: null },
};
const zone = 'America/New_York';
const written = { announcement: announced, office, author: sam.name, zone, today: '2026-06-01' };
const counts = { people: 40, read: 28, unread: 9, unreached: 2 };
const reach = { people: 40, agencies: 3, unknown: 2 };
const agencies = [
  { agencyId: 2, agency: 'Agriculture', people: 20, read: 9, unread: 9, unreached: 2, names: ['Ben Osei', 'Kai Lind'] },
  { agencyId: 1, agency: 'Transportation', people: 19, read: 19, unread: 0, unreached: 0, names: [] },
];

export const samplesOfAnnouncements: Sample[] = [
  {
    ...{ of: 'ownList', reader: 'office', when: 'They type “announcements”' },
    message: theirs.ownList([
      { announcement: planned, zone, author: sam.name },
      { announcement: one, zone, author: sam.name },
      { announcement: { ...takenBack, title: 'New thresholds' }, zone, author: sam.name },
      { announcement: draft, zone, author: sam.name },
    ]),
  },
  {
    ...{ of: 'ownList', reader: 'office', when: 'Nothing was announced yet' },
    message: theirs.ownList([]),
  },
  {
    ...{ of: 'writeForm', reader: 'office', when: 'They announce something' },
    form: writeForm([office], announcePress.to({})),
  },
  {
    ...{ of: 'writeForm', reader: 'office', when: 'They announce what five agencies have asked' },
    form: writeForm([office], announcePress.to({ request: 1042 }), {
      announced: { title: 'Where do we buy road salt?', text: 'Several of you have asked: “Where do we buy it?”' },
      ...{ agencies: [], asked: 'R-1042' },
    }),
  },
  {
    ...{ of: 'writeForm', reader: 'office', when: 'They change what is planned' },
    form: writeForm([office], changeAnnouncementPress.to({ announcement: 3 }), {
      ...{ announced, agencies: ['DOT', 'AGR'], day: '2026-06-02', time: '14:00' },
    }),
  },
  {
    ...{ of: 'writeForm', reader: 'office', when: 'They say in their own words who they are' },
    form: writeForm([office], changeAnnouncementPress.to({ announcement: 4 }), {
      ...{ announced: { ...announced, ...introduced }, agencies: ['DOT'], day: '2026-06-02', time: '09:00' },
      introduces: true,
    }),
  },
  { of: 'preview', reader: 'office', when: 'Before anybody is told', message: theirs.preview(3, written, reach) },
  {
    ...{ of: 'preview', reader: 'office', when: 'It is to go out later' },
    message: theirs.preview(3, { ...written, announcement: { ...announced, sendAt: ahead } }, reach),
  },
  {
    ...{ of: 'preview', reader: 'office', when: 'Nobody would get it' },
    message: theirs.preview(3, written, { people: 0, agencies: 0, unknown: 0 }),
  },
  { of: 'card', reader: 'office', when: 'It is planned', message: theirs.card(planned, undefined, zone) },
  { of: 'card', reader: 'office', when: 'People read it', message: theirs.card(one, counts, zone) },
  {
    ...{ of: 'card', reader: 'office', when: 'They withdraw it in time' },
    message: theirs.card({ ...planned, state: 'withdrawn' }, undefined, zone),
  },
  {
    ...{ of: 'card', reader: 'office', when: 'They change what is planned, and do not confirm the change' },
    message: theirs.card({ ...draft, sendAt: ahead }, undefined, zone),
  },
  {
    ...{ of: 'takeBackForm', reader: 'office', when: 'Something in it is wrong' },
    form: theirs.takeBackForm(one),
  },
  {
    ...{ of: 'card', reader: 'office', when: 'They have taken it back' },
    message: theirs.card(takenBack, counts, zone, { by: sam.name, reason }),
  },
  {
    ...{ of: 'questions', reader: 'office', when: 'They look at it on the page, and several have asked about it' },
    message: {
      blocks: theirs.questions({
        count: 7,
        first: [
          { requestId: 1042, agency: 'Transportation', state: 'waiting' },
          { requestId: 1041, agency: 'Finance', state: 'resolved' },
        ],
      }),
    },
  },
  {
    ...{ of: 'readers', reader: 'office', when: 'They ask who has read it' },
    message: theirs.readers(one, {
      ...{ counts, agencies },
      asked: { count: 2, first: [{ requestId: 1042, agency: 'Transportation', state: 'open' }] },
    }),
  },
  {
    ...{ of: 'card', reader: 'office', when: 'They have become the liaison of an agency' },
    message: theirs.card({ ...planned, ...introduced, about: 'introduction' }, undefined, zone),
  },
  {
    ...{ of: 'card', reader: 'office', when: 'They were introduced' },
    message: theirs.card({ ...one, ...introduced, about: 'introduction' }, counts, zone),
  },
  {
    ...{ of: 'announcement', reader: 'requester', when: 'Somebody else is their liaison now' },
    message: words.announcement(
      4,
      {
        ...written,
        author: devon.name,
        announcement: { ...announced, ...introduced },
        introduces: {
          photo: { of: devon.name, accounts: [{ platform: 'teams', workspace: 'state', userId: 'aad-devon' }] },
          ...{ officeId: 1, personId: 2, open: 'Mon–Fri, 9 AM–5 PM Eastern', hours: ['Tuesdays, 10 AM–noon'] },
        },
      },
      false,
    ),
  },
  { of: 'announcement', reader: 'requester', when: 'It goes out', message: words.announcement(3, written, false) },
  { of: 'announcement', reader: 'requester', when: 'They have read it', message: words.announcement(3, written, true) },
  { of: 'reminder', reader: 'requester', when: 'They have not read it', message: words.reminder(3, written) },
  { of: 'reminder', reader: 'requester', when: 'They have read it since', message: words.reminder(3, written, true) },
  {
    ...{ of: 'takenBack', reader: 'requester', when: 'It was taken back, where it stood' },
    message: words.takenBack(3, { ...written, back: { by: sam.name, reason } }),
  },
  {
    ...{ of: 'toldBack', reader: 'requester', when: 'It was taken back' },
    message: words.toldBack(3, { ...written, back: { by: sam.name, reason } }),
  },
  {
    ...{ of: 'askForm', reader: 'requester', when: 'They ask about an announcement' },
    form: words.askForm(3, announced.title),
  },
  {
    ...{ of: 'toldList', reader: 'requester', when: 'They type “announcements”' },
    message: words.toldList([
      { announcement: one, isRead: false, today: '2026-06-01' },
      {
        announcement: { ...one, id: 2, title: 'The portal moves', holdsFrom: null },
        isRead: true,
        today: '2026-06-01',
      },
    ]),
  },
  {
    ...{ of: 'toldList', reader: 'requester', when: 'Nothing was announced to them' },
    message: words.toldList([]),
  },
];
