import type { NamedAction } from '../src/actions/action.ts';
import * as actionWords from '../src/actions/words.ts';
import { figuresOf } from '../src/figures/figures.ts';
import type { Agenda } from '../src/meetings/agenda.ts';
import * as cannot from '../src/meetings/cannotComeWords.ts';
import * as lead from '../src/meetings/leadWords.ts';
import type { Meeting, Series } from '../src/meetings/meeting.ts';
import * as minutesWords from '../src/meetings/minutesWords.ts';
import { newMeetingsPress } from '../src/meetings/presses.ts';
import * as words from '../src/meetings/words.ts';
import { ana, devon, lee, now, office, sam } from './facts.ts';
import type { Sample } from './samples.ts';

/** Meetings of an office with its agencies, and what people take on there. */

const zone = 'America/New_York';
const today = '2026-06-05';
const meeting: Meeting = {
  ...{ id: 5, officeId: 1, seriesId: 2, agencyId: 1, nominal: '2026-06-09', title: 'Monthly meeting: Transportation' },
  ...{
    at: new Date('2026-06-09T14:00:00Z'),
    minutes: 30,
    place: 'Room 4',
    state: 'planned',
    moved: false,
    reason: null,
  },
  ...{
    sequence: 0,
    calendarId: 1,
    agendaSentAt: now,
    askedAt: null,
    saidAt: null,
    nextAt: null,
    said: null,
    decisions: null,
  },
  ...{ writtenBy: null, minutesSentAt: null, revision: 0, fixedAt: null },
};
const leads: Meeting = { ...meeting, id: 6, agencyId: null, title: 'All leads' };
const action: NamedAction = {
  ...{ id: 9, officeId: 1, agencyId: 1, subject: { kind: 'meeting', id: 5 }, about: meeting.title },
  ...{ what: 'Send the list of contracts', ownerId: ana.id, due: '2026-06-18', state: 'open', nextAt: null },
  ...{
    toldAt: null,
    toldIn: [],
    endedAt: null,
    endedBy: null,
    result: null,
    owner: ana.name,
    agency: 'Transportation',
  },
};
const done: NamedAction = { ...action, id: 8, what: 'Try the new form', state: 'done', result: 'Two people did.' };
const old: NamedAction = { ...action, id: 7, what: 'Name a deputy', due: '2026-06-01' };
const view: Agenda = {
  ...{ meeting, office: office.name, zone, today, since: '2026-05-12', open: [old], done: [done], readers: new Map() },
  topics: [
    { id: 1, authorId: ana.id, by: ana.name, from: null, side: 'agency', kind: 'topic', text: 'Road salt for winter' },
    { id: 2, authorId: lee.id, by: lee.name, from: null, side: 'office', kind: 'topic', text: 'The new form' },
  ],
  changes: [{ title: 'Mileage rates change', holdsFrom: '2026-07-01' }],
  agency: {
    counts: { asked: 12, resolved: 9, open: 3, late: 1, waiting: 1 },
    replies: figuresOf({ waits: [{ minutes: 90, answered: 12, open: 0 }], due: 12, met: 11 }),
    given: [5, 5, 4, 4, 2],
    reviews: [{ name: 'Procurement review', due: '2026-06-30', isOpen: true }],
    requests: [{ id: 1042, subject: 'Do I need three quotes for $40k?', late: true }],
  },
};
const together: Agenda = {
  ...{
    meeting: leads,
    office: office.name,
    zone,
    today,
    since: '2026-05-12',
    open: [],
    done: [],
    changes: [],
    readers: new Map(),
  },
  topics: [
    {
      ...{ id: 1, authorId: ana.id, by: ana.name, from: 'Transportation', side: 'agency', kind: 'topic' },
      text: 'Road salt for next winter',
    },
    {
      ...{ id: 2, authorId: 99, by: 'Ben Osei', from: 'Agriculture', side: 'agency', kind: 'change' },
      text: 'One form for all offices',
    },
    { id: 3, authorId: sam.id, by: sam.name, from: null, side: 'office', kind: 'topic', text: 'The budget' },
  ],
};
const held: Meeting = {
  ...meeting,
  state: 'held',
  said: 'Salt is short.',
  decisions: 'We buy early.',
  writtenBy: lee.id,
};
const sent: Meeting = { ...held, minutesSentAt: now, revision: 1 };
const minutes: minutesWords.Minutes = {
  ...{ meeting: sent, by: lee.name, actions: [action], zone, today, confirmed: [], wrong: [], standsOn: '2026-06-17' },
};
const series: Series = {
  ...{ id: 2, officeId: 1, code: null, agencyId: 1, title: meeting.title, minute: 600, minutes: 30, place: null },
  ...{ rhythm: { nth: 'second', weekday: 'tue', every: 'month' }, createdAt: now, endedAt: null },
};
const people = [ana, lee];

export const samplesOfMeetings: Sample[] = [
  {
    ...{ of: 'agenda', reader: 'requester', when: 'Two working days before a meeting' },
    message: words.agenda(view, { side: 'agency', leads: false, personId: ana.id }),
  },
  {
    ...{ of: 'agenda', reader: 'office', when: 'Two working days before a meeting' },
    message: words.agenda(view, { side: 'office', leads: true, personId: lee.id }),
  },
  {
    ...{ of: 'agenda', reader: 'requester', when: 'Two working days before the meeting of all' },
    message: words.agenda(together, { side: 'agency', leads: false, personId: ana.id }),
  },
  {
    ...{ of: 'agenda', reader: 'requester', when: 'Nobody has a topic' },
    message: words.agenda({ ...together, topics: [] }, { side: 'agency', leads: false, personId: ana.id }),
  },
  {
    ...{ of: 'cannotComeForm', reader: 'requester', when: 'They can’t come' },
    form: cannot.cannotComeForm(meeting, zone),
  },
  {
    ...{ of: 'cannotCome', reader: 'office', when: 'Somebody can’t come to a meeting' },
    message: cannot.cannotCome(meeting, {
      ...{ by: ana.name, reason: 'I am in court.', to: new Date('2026-06-10T18:00:00Z'), zone },
    }),
  },
  {
    ...{ of: 'closedThen', reader: 'office', when: 'The office closes on a day to which they had moved it' },
    message: cannot.closedThen(meeting, zone),
  },
  { of: 'topicForm', reader: 'requester', when: 'They add a topic', form: words.topicForm(meeting, 'topic') },
  { of: 'topicForm', reader: 'requester', when: 'They recommend a change', form: words.topicForm(leads, 'change') },
  {
    ...{ of: 'moved', reader: 'requester', when: 'Somebody moves a meeting' },
    message: words.moved(
      { ...meeting, at: new Date('2026-06-16T18:00:00Z'), reason: 'I am in court.' },
      { by: lee.name, from: meeting.at, zone },
    ),
  },
  {
    ...{ of: 'moved', reader: 'requester', when: 'The office is closed on its day' },
    message: words.moved(
      { ...meeting, at: new Date('2026-06-10T14:00:00Z') },
      { by: undefined, from: meeting.at, zone },
    ),
  },
  {
    ...{ of: 'calledOff', reader: 'requester', when: 'Somebody calls a meeting off' },
    message: words.calledOff({ ...meeting, reason: 'Nobody has a topic.' }, { by: lee.name, zone }),
  },
  {
    ...{ of: 'list', reader: 'office', when: 'They type “meetings”' },
    message: words.list({
      ahead: [{ meeting, zone }],
      past: [
        { meeting: { ...sent, fixedAt: now }, zone },
        { meeting: { ...meeting, state: 'not held', reason: 'nobody came' }, zone },
      ],
      series: lead.seriesRows([series, { ...series, code: 'leads', title: 'All leads' }]),
      makes: [newMeetingsPress.button('New meetings', {})],
    }),
  },
  {
    ...{ of: 'list', reader: 'requester', when: 'They have no meeting' },
    message: words.list({ ahead: [], past: [], series: [], makes: [] }),
  },
  {
    ...{ of: 'newForm', reader: 'office', when: 'A supervisor plans meetings' },
    form: lead.newForm([{ office, agencies: [], all: true }]),
  },
  { of: 'begun', reader: 'office', when: 'They are planned', message: lead.begun(series, meeting, zone) },
  {
    ...{ of: 'begun', reader: 'office', when: 'The calendar does not reach as far as the next' },
    message: lead.begun(series, undefined, zone),
  },
  {
    ...{ of: 'moveForm', reader: 'office', when: 'They move a meeting' },
    form: lead.moveForm(meeting, { day: '2026-06-09', time: '10:00', zone, isOver: false }),
  },
  { of: 'callOffForm', reader: 'office', when: 'They call a meeting off', form: lead.callOffForm(meeting, zone) },
  { of: 'ask', reader: 'office', when: 'The working day after a meeting', message: lead.ask(meeting, zone) },
  { of: 'notHeldForm', reader: 'office', when: 'It did not take place', form: lead.notHeldForm(meeting) },
  {
    of: 'answered',
    reader: 'office',
    when: 'It took place, and the minutes are written',
    message: lead.answered(held, zone, lee.name),
  },
  {
    ...{ of: 'answered', reader: 'office', when: 'They have not written the minutes yet' },
    message: lead.answered({ ...held, said: null }, zone, lee.name),
  },
  {
    ...{ of: 'answered', reader: 'office', when: 'It did not take place, as they said' },
    message: lead.answered({ ...meeting, state: 'not held', reason: 'Nobody came' }, zone, lee.name),
  },
  {
    of: 'answered',
    reader: 'office',
    when: 'It moves to another day',
    message: lead.answered(meeting, zone, lee.name),
  },
  {
    of: 'writeForm',
    reader: 'office',
    when: 'They write minutes',
    form: minutesWords.writeForm(meeting, people, zone),
  },
  { of: 'actionForm', reader: 'office', when: 'They add an action', form: minutesWords.actionForm(meeting, people) },
  {
    ...{ of: 'preview', reader: 'office', when: 'Before anybody reads the minutes' },
    message: minutesWords.preview({ ...minutes, meeting: held }),
  },
  {
    ...{ of: 'minutes', reader: 'requester', when: 'The minutes come' },
    message: minutesWords.minutes(minutes, { answers: true, leads: false }),
  },
  {
    ...{ of: 'minutes', reader: 'office', when: 'Somebody says that the minutes are wrong' },
    message: minutesWords.minutes(
      { ...minutes, wrong: [{ by: ana.name, text: 'Grit is short, too.' }] },
      { answers: false, leads: true },
    ),
  },
  {
    ...{ of: 'minutes', reader: 'requester', when: 'The minutes stand' },
    message: minutesWords.minutes(
      { ...minutes, meeting: { ...sent, fixedAt: now }, confirmed: [ana.name] },
      { answers: false, leads: false },
    ),
  },
  {
    ...{ of: 'inTheWorks', reader: 'requester', when: 'The minutes are being corrected' },
    message: minutesWords.inTheWorks(meeting, true),
  },
  {
    ...{ of: 'inTheWorks', reader: 'requester', when: 'There are no minutes yet' },
    message: minutesWords.inTheWorks(meeting, false),
  },
  { of: 'contestForm', reader: 'requester', when: 'Something is wrong', form: minutesWords.contestForm(sent) },
  {
    ...{ of: 'contested', reader: 'office', when: 'Somebody says what is wrong' },
    message: minutesWords.contested(sent, ana.name, 'Grit is short, too.'),
  },
  {
    ...{ of: 'reminder', reader: 'requester', when: 'They have taken something on, and are reminded of something' },
    message: actionWords.reminder({ fresh: [action], soon: [{ ...old, due: '2026-06-08' }] }, today),
  },
  {
    ...{ of: 'reminder', reader: 'office', when: 'Whoever has taken it on is out' },
    message: actionWords.reminder({ fresh: [action], soon: [old] }, today, devon.name),
  },
  {
    ...{ of: 'ownerLeft', reader: 'office', when: 'Whoever has taken something on has left' },
    message: actionWords.ownerLeft(ana.name, [action, { ...old, subject: { kind: 'review', id: 3 } }], today),
  },
  {
    ...{ of: 'changeForm', reader: 'office', when: 'Somebody else is to do it' },
    form: actionWords.changeForm(action, people),
  },
  { of: 'finishForm', reader: 'requester', when: 'It is done', form: actionWords.finishForm(action, today) },
  {
    ...{ of: 'list', reader: 'office', when: 'They type “actions”' },
    message: actionWords.list(
      [{ ...action, owner: lee.name, what: 'Ask for prices', due: today }],
      [
        { action: old, mayFinish: true, mayChange: true },
        { action, mayFinish: false, mayChange: false },
      ],
      today,
    ),
  },
  { of: 'list', reader: 'requester', when: 'They have taken nothing on', message: actionWords.list([], [], today) },
];
