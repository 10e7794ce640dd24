import type { Block, Form, Message } from '../src/chat/message.ts';
import * as after from '../src/training/afterWords.ts';
import type { Certificate } from '../src/training/certificates.ts';
import * as digest from '../src/training/digestWords.ts';
import * as forms from '../src/training/leadForms.ts';
import * as lead from '../src/training/leadWords.ts';
import * as told from '../src/training/toldWords.ts';
import type { SignUp, TrainingSession } from '../src/training/training.ts';
import * as words from '../src/training/words.ts';
import { ana, devon, lee, office, sam } from './facts.ts';
import type { Sample } from './samples.ts';

/** Courses and their sessions, from signing up to the end of a certificate. */

const zone = 'America/New_York';
const today = '2026-06-08';
const course: TrainingSession['course'] = {
  ...{ id: 2, officeId: 1, code: 'rfq', name: 'Requests for quotes', roles: ['requester', 'agency head'] },
  ...{ about: 'How to ask for quotes, and compare them.', prerequisite: null, months: 24 },
  ...{ authority: 'may buy up to $50,000 by RFQ', sessions: null },
};
const session: TrainingSession = {
  ...{ id: 7, officeId: 1, courseId: 2, nominal: null, at: new Date('2026-06-17T13:00:00Z'), minutes: 120 },
  ...{ place: 'Room 4', seats: 20, leaderId: lee.id, plannedBy: lee.id, shared: false, state: 'planned', reason: null },
  ...{
    sequence: 0,
    calendarId: 1,
    moved: false,
    remindAt: null,
    askedAt: null,
    saidAt: null,
    nextAt: null,
    course,
    partners: [],
  },
};
const view: words.SessionView = {
  session,
  zone,
  office: office.name,
  leader: lee.name,
  seated: 4,
  waiting: 0,
  there: 0,
};
const full: words.SessionView = { ...view, seated: 20, waiting: 2 };
const rfp: TrainingSession = {
  ...{ ...session, id: 8, at: new Date('2026-06-24T13:00:00Z'), place: null },
  course: { ...course, id: 3, code: 'rfp', name: 'Requests for proposals', prerequisite: 'rfq', authority: null },
};
const moved: words.SessionView = {
  ...view,
  session: { ...session, at: new Date('2026-06-18T14:00:00Z'), reason: 'The room is taken.', sequence: 1 },
};
const off: words.SessionView = { ...view, session: { ...session, state: 'called off', reason: 'Lee is ill.' } };
const notHeld: words.SessionView = { ...off, session: { ...off.session, state: 'not held' } };
const open: words.Offered = { ...view, entry: { kind: 'open' } };
const next: words.Offered = {
  ...open,
  session: { ...session, id: 9, at: new Date('2026-07-15T13:00:00Z') },
};
const certificate: Certificate = {
  ...{ id: 1, officeId: 1, courseId: 2, code: 'rfq', name: course.name, authority: course.authority },
  ...{ personId: ana.id, sessionId: 7, givenOn: '2026-06-17', endsOn: '2028-06-17', nextOn: null },
};
const forever: Certificate = {
  ...{ ...certificate, id: 2, courseId: 4, name: 'Buying basics', endsOn: null, authority: null },
};
const ended: Certificate = { ...certificate, id: 3, courseId: 3, name: 'Requests for proposals', endsOn: '2026-05-01' };

const comes = (personId: number, name: string, agency: string | null, state: SignUp['state']): SignUp => ({
  ...{ personId, name, agency, agencyId: agency === null ? null : 1, nr: personId, state, tell: null, told: 0 },
  attended: null,
});
const signUps: SignUp[] = [
  comes(ana.id, ana.name, 'Transportation', 'seated'),
  comes(21, 'Ben Osei', 'Agriculture', 'seated'),
  comes(devon.id, devon.name, null, 'waiting'),
];
const were = signUps.map((each, nth) => ({ ...each, attended: nth < 2 }));
const held: words.SessionView = { ...view, session: { ...session, state: 'held' } };
const answers = [5, 5, 4, 4, 2].map((useful, nth) => ({
  useful,
  words: nth === 0 ? 'More examples, please.' : null,
}));
const seat = { standing: 'seated' as const, line: 0 };
const second = { standing: 'waiting' as const, line: 2 };
const staff = [lee, sam].map(({ id, name }) => ({ id, name, office: office.name }));
const before = { day: '2026-06-17', time: '09:00', minutes: 120, seats: 20, place: 'Room 4', leader: String(lee.id) };
const joining = lead.joinRow({ ...view, office: 'Human Resources' }, { id: 1, name: office.name }, false);
const joined = lead.joinRow({ ...view, office: 'Human Resources' }, { id: 1, name: office.name }, true);

type Said = { of: string; when: string } & ({ message: Message } | { form: Form });

const toLearner: Said[] = [
  {
    of: 'list',
    when: 'Somebody asks what there is to learn',
    message: words.list(
      [
        open,
        { ...full, entry: { kind: 'open' }, session: { ...session, id: 10 } },
        { ...view, entry: { kind: 'signed up', ...seat } },
        { ...full, entry: { kind: 'signed up', ...second } },
        { ...view, session: rfp, entry: { kind: 'unprepared', needs: course.name } },
        { ...view, session: { ...rfp, id: 11 }, entry: { kind: 'taken', title: course.name } },
        { ...view, entry: { kind: 'over' } },
        { ...view, entry: { kind: 'leads' } },
      ],
      [certificate, forever, ended],
      today,
      [],
    ),
  },
  { of: 'list', when: 'Nothing is planned', message: words.list([], [], today, []) },
  { of: 'session', when: 'Somebody looks at a session', message: words.session(open) },
  {
    of: 'session',
    when: 'Somebody looks at a session for which they need another course first',
    message: words.session({ ...view, session: rfp, entry: { kind: 'unprepared', needs: course.name } }),
  },
  { of: 'signedUp', when: 'Somebody has signed up', message: told.signedUp(view, seat, { withFile: true }) },
  { of: 'signedUp', when: 'Somebody waits for a seat', message: told.signedUp(full, second, { withFile: false }) },
  {
    of: 'signedUp',
    when: 'A seat came free for whoever waited',
    message: told.signedUp(full, seat, { came: 'seat', withFile: true }),
  },
  {
    of: 'signedUp',
    when: 'There is less room than was planned',
    message: told.signedUp(full, { ...second, line: 1 }, { came: 'lost', withFile: false }),
  },
  {
    of: 'signedUp',
    when: 'Somebody gave their seat up',
    message: told.signedUp(view, { standing: 'gave up', line: 0 }, { withFile: false }),
  },
  {
    of: 'signedUp',
    when: 'Somebody who had a seat comes to lead it',
    message: told.signedUp(view, { standing: 'gave up', line: 0 }, { withFile: false, leads: true }),
  },
  {
    of: 'signedUp',
    when: 'What a sign-up becomes when it is called off',
    message: told.signedUp(off, seat, { withFile: false }),
  },
  { of: 'reminder', when: 'Two working days before a session', message: told.reminder(full) },
  {
    of: 'changed',
    when: 'A session has another time',
    message: told.changed(moved, { by: lee.name, from: session.at, ...seat }),
  },
  {
    of: 'changed',
    when: 'A session is somewhere else, and its reader waits for a seat',
    message: told.changed(full, { by: lee.name, from: undefined, ...second }),
  },
  {
    of: 'changed',
    when: 'The office closes on the day of a session',
    message: told.changed(moved, { by: undefined, from: session.at, ...seat }),
  },
  { of: 'calledOff', when: 'A session was called off', message: told.calledOff(off, lee.name, [next]) },
  { of: 'calledOff', when: 'A session did not take place', message: told.calledOff(notHeld, lee.name, []) },
  { of: 'attended', when: 'Somebody was at a session', message: after.attended(held, certificate, today) },
  {
    of: 'attended',
    when: 'Somebody has said how useful it was',
    message: after.attended(held, certificate, today, { useful: 4, words: null }),
  },
  {
    of: 'attended',
    when: 'Somebody has said more, of a certificate that does not end',
    message: after.attended(
      { ...held, session: { ...held.session, course: { ...course, authority: null } } },
      { ...certificate, endsOn: null },
      today,
      { useful: 4, words: 'More examples, please.' },
    ),
  },
  { of: 'withdrawn', when: 'Somebody was ticked by mistake', message: after.withdrawn(held) },
  { of: 'wordsForm', when: 'Somebody says more about a session', form: after.wordsForm(session) },
  { of: 'ending', when: 'A certificate ends in 60 days', message: after.ending(certificate, '2028-04-18', [next]) },
  {
    of: 'ending',
    when: 'A certificate ends, and nothing renews it',
    message: after.ending(certificate, '2028-06-16', []),
  },
  {
    of: 'ending',
    when: 'A certificate has ended while whoever has it was out',
    message: after.ending(certificate, '2028-06-26', [next]),
  },
];

const toOffice: Said[] = [
  {
    of: 'list',
    when: 'Whoever plans sessions asks for training',
    message: words.list([], [], today, [
      lead.leaderRow(view),
      lead.leaderRow({ ...view, session: { ...session, askedAt: session.at } }),
      lead.leaderRow(held),
      lead.leaderRow(off),
      joining,
      joined,
      { kind: 'buttons', buttons: [lead.planButton()] },
    ]),
  },
  {
    of: 'planForm',
    when: 'A liaison plans a session',
    form: forms.planForm([{ ...course, office: office.name }], staff, false),
  },
  { of: 'planned', when: 'A session is planned', message: lead.planned(view, false) },
  {
    of: 'planned',
    when: 'A conference session is planned on a closed day',
    message: lead.planned({ ...view, session: { ...session, shared: true } }, true),
  },
  { of: 'whoComes', when: 'Whoever leads it looks who comes', message: lead.whoComes(full, signUps, [], false) },
  { of: 'whoComes', when: 'Nobody has signed up yet', message: lead.whoComes({ ...view, seated: 0 }, [], [], false) },
  { of: 'whoComes', when: 'Whoever leads it looks who was there', message: lead.whoComes(held, were, answers, true) },
  {
    of: 'whoComes',
    when: 'Few have said how useful it was',
    message: lead.whoComes(held, were, answers.slice(0, 2), true),
  },
  { of: 'changeForm', when: 'Whoever leads it changes a session', form: forms.changeForm(view, staff, before) },
  { of: 'callOffForm', when: 'Whoever leads it calls a session off', form: forms.callOffForm(view) },
  { of: 'comingUp', when: 'Two working days before, to whoever leads it', message: lead.comingUp(view) },
  {
    of: 'changedToLeader',
    when: 'Somebody else changes a session, to whoever leads it',
    message: lead.changedToLeader(moved, 'Sam Reed', session.at),
  },
  {
    of: 'closedThen',
    when: 'The office closes at a time that somebody chose, to whoever leads it',
    message: lead.closedThen(view),
  },
  { of: 'ask', when: 'A session is over', message: lead.ask(view) },
  { of: 'attendanceForm', when: 'Whoever led it says who was there', form: forms.attendanceForm(session, signUps) },
  { of: 'notHeldForm', when: 'Whoever led it says that it did not take place', form: forms.notHeldForm(view) },
  {
    of: 'leadsToday',
    when: 'What digests say of sessions',
    message: {
      blocks: [
        ...[digest.unsaidLine(view), digest.thinLine(view)].map(
          ({ text, buttons = [] }): Block => ({ kind: 'row', text, buttons: [...buttons] }),
        ),
        digest.leadsToday(view),
        digest.endsWhileOut(
          { person: lee.name, course: course.name, endsOn: '2026-06-17', until: '2026-06-26' },
          today,
        ),
        digest.endsWhileOut({ person: lee.name, course: course.name, endsOn: '2026-05-29', until: null }, today),
      ],
    },
  },
  { of: 'said', when: 'Somebody has said who was there', message: lead.said(held, lee.name, 12) },
  { of: 'said', when: 'Somebody has said that it did not take place', message: lead.said(notHeld, lee.name, 0) },
];

export const samplesOfTraining: Sample[] = [
  ...toLearner.map((sample): Sample => ({ ...sample, reader: 'requester' })),
  ...toOffice.map((sample): Sample => ({ ...sample, reader: 'office' })),
];
