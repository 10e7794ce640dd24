import type { Alternate, Report } from '../src/alternates/alternate.ts';
import * as asking from '../src/alternates/askWords.ts';
import * as deciding from '../src/alternates/decideWords.ts';
import { lateReportLine, undecidedLine } from '../src/alternates/digestWords.ts';
import type { Look } from '../src/alternates/look.ts';
import * as reporting from '../src/alternates/reportWords.ts';
import { type Allowed, listRow, standing } from '../src/alternates/words.ts';
import type { AlternateKind } from '../src/offices/alternateRules.ts';
import type { AlternateAction } from '../src/people/permissions.ts';
import { ana, lee, now, office, sam } from './facts.ts';
import type { Sample } from './samples.ts';

/** Alternate processes: asked for, decided, kept by reports, ended. */

const zone = 'America/New_York';
const kind: AlternateKind = {
  ...{ code: 'own-quotes', name: 'Own quotes', fits: 'For purchases up to $50,000 that cannot wait for us' },
  ...{ decideMinutes: 5 * 480, atMostMonths: 12 },
  reports: [
    { code: 'purchases', name: 'List of purchases', everyMonths: 3, dueDays: 10, file: 'required' },
    { code: 'story', name: 'How it goes', everyMonths: 6, dueDays: 5, file: 'welcome' },
  ],
};
const offers: asking.Offer[] = [
  {
    ...{ office: office.name, day: 480, kinds: [kind] },
    rules: ['The competition that the law asks for stays.', 'It ends by itself unless it is renewed.'],
  },
];
const it: Alternate = {
  ...{ id: 12, officeId: 1, agencyId: 1, kind: kind.code, kindName: kind.name, applicantId: ana.id, renews: null },
  ...{
    state: 'asked',
    what: 'We get three quotes ourselves.',
    why: 'Bridges break at night.',
    stake: 'A closed bridge.',
  },
  ...{
    timesAMonth: 4,
    minutesAWeek: 150,
    askedAt: now,
    calendarId: 1,
    viewBy: now,
    decideBy: new Date('2026-06-08T15:00:00Z'),
  },
  ...{ decidedAt: null, decidedBy: null, form: null, conditions: null, because: null, instead: null },
  ...{
    from: null,
    until: null,
    reports: [],
    endedAt: null,
    endedBy: null,
    endHow: null,
    endReason: null,
    endedOn: null,
  },
  ...{ nextAt: null, viewAskedAt: null, decisionAskedAt: null, renewalOfferedAt: null, weekToldAt: null },
  lastDayToldAt: null,
};
const asked: Look = {
  ...{ it, views: [], reports: [], files: [], renewal: 'none', agency: 'Transportation', office: office.name, zone },
  ...{ today: '2026-06-01', viewers: [lee.name], deciders: [sam.name], applicant: ana.name, decidedBy: null },
  ...{ endedBy: null, coming: [], saved: { said: 0, shown: 0, sent: 0, due: 0 } },
};
const view = {
  ...{ personId: lee.id, at: now, recommends: true, because: 'They keep good lists.', conditions: 'Up to $20k.' },
  by: lee.name,
};
const viewed: Look = { ...asked, views: [view], viewers: [] };
const granted: Look = {
  ...{ ...asked, today: '2026-09-20', decidedBy: sam.name, saved: { said: 2_250, shown: 720, sent: 1, due: 2 } },
  it: {
    ...{
      ...it,
      state: 'granted',
      decidedBy: sam.id,
      conditions: 'Up to $20k.',
      from: '2026-06-08',
      until: '2027-06-07',
    },
    reports: [...kind.reports],
  },
  coming: kind.reports.map((rule, nth) => ({
    ...{ rule, countsHours: nth === 0, due: nth === 0 ? '2026-09-21' : '2026-12-14' },
    period: { from: '2026-06-08', until: nth === 0 ? '2026-09-07' : '2026-12-07' },
  })),
};
const report: Report = {
  ...{ id: 3, officeId: 1, alternateId: 12, code: 'purchases', name: 'List of purchases', from: '2026-06-08' },
  ...{ until: '2026-09-07', due: '2026-09-21', state: 'due', countsHours: true, needsFile: true, askedAt: now },
  ...{ remindedAt: null, lateAt: null, revision: 0, sentAt: null, sentBy: null, minutesSaved: null, timesUsed: null },
  ...{ words: null, link: null, filesUntil: null, filesFrom: null, refusedAt: null, refusedBy: null },
  refusedBecause: null,
};
const filledIn: Report = {
  ...{ ...report, revision: 1, sentBy: ana.id, minutesSaved: 720, timesUsed: 9, words: 'It went well.' },
};
const sent: Report = { ...filledIn, state: 'sent' };
const withReport: Look = {
  ...{ ...granted, reports: [sent] },
  files: [{ id: 5, reportId: 3, name: 'list.pdf', size: 12_000, state: 'stored', reason: null }],
};
const refused: Report = { ...filledIn, refusedBecause: 'Prices are missing.', due: '2026-09-28' };
const other: Look = {
  ...{ ...asked, decidedBy: sam.name },
  it: {
    ...{ ...it, state: 'refused', decidedBy: sam.id, because: 'The law asks us to advertise it.' },
    instead: 'We advertise it for you within two days. Lee calls you in the morning.',
  },
};
const early: Look = {
  ...{ ...granted, endedBy: sam.name },
  it: {
    ...granted.it,
    state: 'ended',
    endHow: 'ended early',
    endedBy: sam.id,
    endReason: 'The rules have changed.',
    endedOn: '2026-09-20',
  },
};

const may =
  (...some: AlternateAction[]): Allowed =>
  (action) =>
    some.includes(action);
const agency = may('see', 'withdraw', 'report', 'renew', 'give back');
const liaison = may('see', 'view', 'see views', 'judge report');
const supervisor = may('see', 'see views', 'decide', 'judge report', 'end');

export const samplesOfAlternates: Sample[] = [
  {
    ...{ of: 'overview', reader: 'requester', when: 'They type “alternate process”' },
    message: asking.overview(offers, [listRow(asked), listRow(granted)]),
  },
  {
    ...{ of: 'overview', reader: 'office', when: 'They type “alternate processes”' },
    message: asking.overview([], [listRow(asked)]),
  },
  {
    ...{ of: 'askForm', reader: 'requester', when: 'They press Ask for one' },
    form: asking.askForm(offers, [{ value: '1 1 own-quotes', label: kind.name }]),
  },
  {
    ...{ of: 'standing', reader: 'requester', when: 'They have asked for another way' },
    message: standing(asked, agency),
  },
  {
    ...{ of: 'standing', reader: 'office', when: 'Somebody of their agency asks for another way' },
    message: standing(asked, liaison),
  },
  {
    ...{ of: 'standing', reader: 'office', when: 'The liaison has said what they think' },
    message: standing(viewed, supervisor),
  },
  {
    ...{ of: 'viewForm', reader: 'office', when: 'They say what they think of another way' },
    form: deciding.viewForm(asked, undefined),
  },
  { of: 'viewWanted', reader: 'office', when: 'Half of the time is over', message: deciding.viewWanted(asked) },
  {
    ...{ of: 'decisionMoved', reader: 'requester', when: 'The office closes before it was to be decided' },
    message: deciding.decisionMoved(asked, { reason: 'the office is closed on June 8 (Storm)', isFirst: false }),
  },
  {
    ...{ of: 'decisionMoved', reader: 'requester', when: 'The calendar of the year of the decision is there' },
    message: deciding.decisionMoved(asked, {
      ...{ reason: 'the office has confirmed its holidays of 2027', isFirst: true },
    }),
  },
  {
    ...{ of: 'decisionWanted', reader: 'office', when: 'Nobody has decided in time' },
    message: deciding.decisionWanted({ ...viewed, it: { ...it, decisionAskedAt: now } }, supervisor),
  },
  {
    ...{ of: 'grantForm', reader: 'office', when: 'They grant it' },
    form: deciding.grantForm(viewed, kind, { from: '2026-06-01', until: '2027-05-31', isOther: false }),
  },
  {
    ...{ of: 'grantForm', reader: 'office', when: 'They grant it in another form' },
    form: deciding.grantForm(viewed, kind, { from: '2026-06-01', until: '2027-05-31', isOther: true }),
  },
  { of: 'otherWayForm', reader: 'office', when: 'Not this way', form: deciding.otherWayForm(viewed) },
  {
    ...{ of: 'decided', reader: 'requester', when: 'Another way is granted' },
    message: deciding.decided(granted, { agency: true }),
  },
  {
    ...{ of: 'decided', reader: 'office', when: 'Another way is granted in another form' },
    message: deciding.decided({ ...granted, it: { ...granted.it, form: 'Two quotes are enough.' } }, { agency: false }),
  },
  {
    ...{ of: 'decided', reader: 'requester', when: 'They are shown another way' },
    message: deciding.decided(other, { agency: true }),
  },
  {
    ...{ of: 'decided', reader: 'office', when: 'An agency was shown another way' },
    message: deciding.decided(other, { agency: false }),
  },
  { of: 'standing', reader: 'requester', when: 'It is in force', message: standing(withReport, agency) },
  { of: 'standing', reader: 'office', when: 'It is in force', message: standing(withReport, supervisor) },
  {
    ...{ of: 'reportsAsked', reader: 'requester', when: 'A report is due' },
    message: reporting.reportsAsked(granted, [report], agency),
  },
  {
    ...{ of: 'reportsAsked', reader: 'requester', when: 'Its file is missing' },
    message: reporting.reportsAsked(granted, [filledIn], agency),
  },
  {
    ...{ of: 'reportsAsked', reader: 'requester', when: 'All reports are in' },
    message: reporting.reportsAsked(withReport, [sent], agency),
  },
  { of: 'reportForm', reader: 'requester', when: 'They send a report', form: reporting.reportForm(granted, report) },
  { of: 'reportForm', reader: 'requester', when: 'They send it anew', form: reporting.reportForm(granted, refused) },
  {
    ...{ of: 'reportsReminder', reader: 'requester', when: 'A report is due tomorrow' },
    message: reporting.reportsReminder(granted, [report], agency),
  },
  {
    ...{ of: 'reportsLate', reader: 'office', when: 'A report did not come' },
    message: reporting.reportsLate({ ...granted, today: '2026-09-22' }, [report], liaison),
  },
  {
    ...{ of: 'filesTaken', reader: 'requester', when: 'They send its file' },
    message: reporting.filesTaken(granted, report, { names: ['list.pdf'], held: 7 }),
  },
  {
    ...{ of: 'fileRefused', reader: 'requester', when: 'Its file cannot be had' },
    message: reporting.fileRefused(granted, filledIn, 'list.exe', 'programs are not passed on'),
  },
  {
    ...{ of: 'reportCame', reader: 'office', when: 'A report came in' },
    message: reporting.reportCame(withReport, sent, ana.name, liaison),
  },
  {
    ...{ of: 'fileCame', reader: 'office', when: 'Another file came for it' },
    message: reporting.fileCame(withReport, sent, ana.name, 'more.pdf'),
  },
  { of: 'refuseForm', reader: 'office', when: 'A report is not enough', form: reporting.refuseForm(withReport, sent) },
  {
    ...{ of: 'notEnough', reader: 'requester', when: 'Their report is not enough' },
    message: reporting.notEnough(granted, refused, lee.name),
  },
  {
    ...{ of: 'renewalOffered', reader: 'requester', when: 'A month before its end' },
    message: deciding.renewalOffered({ ...granted, today: '2027-05-07' }),
  },
  {
    ...{ of: 'renewForm', reader: 'requester', when: 'They ask to renew it' },
    form: asking.renewForm(
      granted.it,
      offers[0] ?? { office: '', day: 480, rules: [], kinds: [] },
      granted.saved,
      '2027-05-07',
    ),
  },
  {
    ...{ of: 'ending', reader: 'requester', when: 'A week before its end' },
    message: deciding.ending({ ...granted, today: '2027-05-31' }, 'week'),
  },
  {
    ...{ of: 'ending', reader: 'requester', when: 'Its last day, and its renewal is not decided' },
    message: deciding.ending({ ...granted, today: '2027-06-07', renewal: 'asked' }, 'last day'),
  },
  { of: 'endForm', reader: 'office', when: 'They end it early', form: deciding.endForm(granted) },
  { of: 'giveBackForm', reader: 'requester', when: 'They give it back', form: deciding.giveBackForm(granted) },
  {
    ...{ of: 'endedEarly', reader: 'requester', when: 'It was ended early' },
    message: deciding.endedEarly(early, { agency: true }),
  },
  {
    ...{ of: 'endedEarly', reader: 'office', when: 'An agency gave it back' },
    message: deciding.endedEarly(
      { ...early, endedBy: ana.name, it: { ...early.it, endHow: 'given back', endReason: null } },
      { agency: false },
    ),
  },
  { of: 'standing', reader: 'office', when: 'It has ended', message: standing(early, supervisor) },
  {
    ...{ of: 'undecidedLine', reader: 'office', when: 'In a digest: what waits for a decision, and a report' },
    message: {
      blocks: [
        undecidedLine(it, 'Transportation', zone),
        lateReportLine(report, { agency: 'Transportation', kind: kind.name, today: '2026-09-22' }),
      ].map(({ text, buttons = [] }) => ({ kind: 'row', text, buttons: [...buttons] })),
    },
  },
];
