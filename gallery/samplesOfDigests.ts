import { stillToDo } from '../src/actions/words.ts';
import { draftLine, unreadLine } from '../src/announcements/authorWords.ts';
import type { Chart } from '../src/chat/charts/chart.ts';
import type { Message } from '../src/chat/message.ts';
import { handSomeForm } from '../src/coverage/handSomeWords.ts';
import { named, nameLiaisonForm, nobodyAnswers } from '../src/coverage/nameLiaisonWords.ts';
import { allOfKind } from '../src/digests/allToDecideWords.ts';
import { checkIn, checkInForm } from '../src/digests/checkInWords.ts';
import type { DigestFacts } from '../src/digests/digest.ts';
import { monthDigest } from '../src/digests/monthWords.ts';
import { failedAgain, hello, notArrived } from '../src/digests/notArrivedWords.ts';
import { checkInPress } from '../src/digests/presses.ts';
import type { Reader } from '../src/digests/readers.ts';
import { settings, settingsForm, withSettings } from '../src/digests/settingsWords.ts';
import type { DigestChoice } from '../src/digests/slots.ts';
import { failuresOf } from '../src/digests/undelivered.ts';
import { type DigestView, digest, emptyDigest, ownDigest } from '../src/digests/words.ts';
import { few } from '../src/feature/digestPart.ts';
import { loadChart, monthsChart, satisfactionChart, volumeChart } from '../src/figures/charts.ts';
import { figuresOf } from '../src/figures/figures.ts';
import type { SurveyCounts } from '../src/figures/satisfaction.ts';
import type { ShareOf } from '../src/figures/shares.ts';
import { didNotTakePlace, unsaidLine } from '../src/meetings/digestWords.ts';
import * as reports from '../src/reports/words.ts';
import { devon, lee, now, office, otherOffice, sam } from './facts.ts';
import type { Sample } from './samples.ts';

/** What supervisors and liaisons get on a schedule. */

const later = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
const due = (requestId: number, subject: string, minutes: number, holder: typeof lee) => ({
  ...{ requestId, subject, dueAt: later(minutes) },
  ...{ holderId: holder.id, holderName: holder.name },
});

const all = <T>(first: T[]) => ({ first, count: first.length });

const quiet: DigestFacts = {
  ...{ triage: all([]), late: all([]), seenTo: 0, dueOfAway: all([]), dueToday: all([]) },
  ...{ undelivered: [], unconfirmed: [], lowRatings: [] },
  ...{ opened: 0, resolved: 0, live: 0, plainNoes: 0, asked: 0, answered: 0, ratings: [] },
};
const missed = (id: number, requestId: number | null, recipient: string, what: string) => ({
  ...{ id, requestId, personId: 40, accountId: null, recipient, what, reason: 'the account was closed' },
});
const since = { dueAt: later(-120), isLate: true };
const until = { dueAt: later(240), isLate: false };
const busy: DigestFacts = {
  triage: all([{ requestId: 1044, subject: 'May I buy a drone?' }]),
  late: { first: [due(1039, 'May we extend the salt contract?', -2_970, lee)], count: 14 },
  seenTo: 2,
  dueOfAway: all([
    due(1043, 'Who signs for spreaders?', 130, { ...devon, name: 'Devon Clark (out through January 4, 2027)' }),
  ]),
  dueToday: { first: [], count: 5 },
  undelivered: [
    missed(1, 1040, 'Ana Silva', 'We have your question.'),
    missed(2, 1039, 'Pat Doe', 'Lee Park wrote:'),
    missed(3, null, 'Rae Moss', 'Meeting with Finance'),
    missed(4, null, 'Rae Moss', 'Meeting with Finance: the agenda'),
  ],
  unconfirmed: [
    { personId: 31, name: 'Pat Doe', agencyId: 3, agency: 'Transportation', requestId: 1042 },
    { personId: 32, name: 'Kim Ito', agencyId: 4, agency: 'Finance', requestId: null },
  ],
  lowRatings: [
    { requestId: 1031, rating: 2, comment: 'I still do not know.', owner: sam.name, ...since },
    { requestId: 1030, rating: 1, comment: null, owner: null, ...until },
    { requestId: 1029, rating: 1, comment: null, owner: null, dueAt: null, isLate: false },
  ],
  ...{ opened: 12, resolved: 9, live: 41, plainNoes: 1, asked: 9, answered: 6, ratings: [5, 4, 2, 5, 4, 4] },
};

const seen: DigestView = {
  ...{ title: 'Weekly digest: Procurement Office', zone: 'America/New_York', now, today: '2026-06-01', officeId: 1 },
  ...{ role: 'supervisor', readerId: sam.id, replies: figuresOf({ waits: [], due: 0, met: 0 }), span: 'last week' },
  ...{
    gaps: [],
    lost: [],
    unheard: [],
    quiet: [],
    added: [],
    overloaded: [],
    charts: [],
    missingYear: undefined,
    checkpoint: undefined,
  },
  shares: undefined,
  facts: quiet,
};

const good = figuresOf({
  waits: [
    { minutes: 45, answered: 30, open: 0 },
    { minutes: 400, answered: 8, open: 2 },
  ],
  ...{ due: 40, met: 35 },
});
const poor = figuresOf({ waits: [{ minutes: 900, answered: 3, open: 5 }], due: 8, met: 1 });
const none = figuresOf({ waits: [], due: 0, met: 0 });
const shares: ShareOf[] = [
  { by: 'liaison', name: lee.name, now: { due: 9, met: 8 }, before: { due: 11, met: 8 } },
  { by: 'liaison', name: devon.name, now: { due: 3, met: 2 }, before: { due: 0, met: 0 } },
  { by: 'agency', name: 'Transportation', now: { due: 7, met: 6 }, before: { due: 6, met: 6 } },
  { by: 'agency', name: 'Finance', now: { due: 5, met: 4 }, before: { due: 5, met: 2 } },
];
const month = {
  ...{ first_reply: good, next_reply: good, agreed_reply: good, update: good },
  ...{ first_resolution: poor, agreed_resolution: none },
};
const ofOffice: reports.ReportOf = {
  ...{ officeId: 1, name: 'Procurement Office', month: '2026-05', before: '2026-04', after: '2026-06', whole: true },
};
const months = monthsChart(
  'Procurement Office',
  [
    { month: '2026-03', figures: poor },
    { month: '2026-04', figures: undefined },
    { month: '2026-05', figures: good },
  ],
  240,
);
const loads = loadChart('Procurement Office', [
  { name: lee.name, live: 21 },
  { name: devon.name, live: 6 },
]);
const all3Charts = (...charts: (Chart | undefined)[]): Chart[] => charts.filter((chart) => chart !== undefined);
const volume = volumeChart(
  { title: 'Requests by agency, last week: Procurement Office', span: 'last week', before: 'the week before' },
  [
    { name: 'Transportation', asked: 7, before: 4 },
    { name: 'Agriculture, Conservation and Forestry', asked: 4, before: 6 },
    { name: null, asked: 1, before: 0 },
  ],
);
const ofMonth = volumeChart(
  {
    title: 'Requests by agency, May 2026: Procurement Office',
    span: 'in May 2026',
    called: 'May 2026',
    before: 'April 2026',
  },
  Array.from({ length: 14 }, (_, nth) => ({ name: `Agency ${nth + 1}`, asked: 40 - 2 * nth, before: 30 + nth })),
);
const weeks = satisfactionChart('Satisfied, week by week: Procurement Office', [
  { label: 'Week from May 18', given: [5, 5, 4, 2, 4], served: Number.POSITIVE_INFINITY },
  { label: 'Week from May 25', given: [5, 4, 2, 5, 4, 4], served: Number.POSITIVE_INFINITY },
]);
const satisfied = satisfactionChart('Satisfied, month by month: Procurement Office', [
  { label: 'March 2026', given: [5, 4, 4, 4, 5, 1, 2], served: 52 },
  { label: 'April 2026', given: [5, 4], served: 31 },
  { label: 'May 2026', given: [...Array<number>(14).fill(5), 1, 2, 3, 3], served: 60 },
]);
const satisfaction: SurveyCounts = {
  ...{ served: 60, invited: 40, reminded: 9, answered: 18, completed: 12, declined: 1 },
  ratings: { 1: 1, 2: 1, 3: 2, 4: 6, 5: 8 },
};
const newcomers = Array.from({ length: 14 }, (_, nth) => ({
  ...{ personId: 40 + nth, name: `Newcomer ${nth + 1}`, agencyId: 11 + nth, agency: `Agency ${11 + nth}` },
  requestId: null,
}));
const report = (of: string, when: string, message: Message): Sample => ({ of, reader: 'office', when, message });

const sample = (when: string, view: DigestView): Sample => ({
  ...{ of: 'digest', reader: 'office', when, message: withSettings(digest(view)) },
});
const own = (when: string, title: string, facts: DigestFacts, withNumbers: boolean): Sample => ({
  ...{ of: 'ownDigest', reader: 'office', when },
  message: withSettings(
    ownDigest({ ...seen, role: 'liaison', title: `${title}: Procurement Office`, facts, withNumbers }),
  ),
});
const myDay: DigestFacts = {
  ...quiet,
  late: all([due(1039, 'May we extend the salt contract?', -2_970, lee)]),
  dueToday: { first: [due(1043, 'Who signs for spreaders?', 130, lee)], count: 12 },
};

const supervisor: Reader = { office, person: sam, role: 'supervisor', heads: [] };
const liaison: Reader = { office: otherOffice, person: lee, role: 'liaison', heads: [] };
const all3 = (hour: number | null): DigestChoice[] => [
  { kind: 'daily', off: false, hour, emptyToo: null },
  { kind: 'weekly', off: true, hour, emptyToo: null },
  { kind: 'monthly', off: true, hour, emptyToo: null },
];
const finance = { id: 7, code: 'FIN', name: 'Finance' };

export const samplesOfDigests: Sample[] = [
  sample('A week with something to decide', {
    ...seen,
    facts: busy,
    replies: figuresOf({
      waits: [
        { minutes: 45, answered: 6, open: 0 },
        { minutes: 165, answered: 4, open: 0 },
        { minutes: 300, answered: 0, open: 2 },
      ],
      ...{ due: 12, met: 10 },
    }),
    gaps: [
      { agencyId: 7, of: 'Finance, Contracts', from: '2026-12-31', until: '2027-01-04' },
      { agencyId: 8, of: 'Labor', from: '2026-06-01', until: null },
    ],
    lost: [{ personId: sam.id, name: sam.name, role: 'liaison', reason: 'no chat account is known' }],
    unheard: [{ id: 17, name: 'Ana Silva', at: later(-90), did: 'wrote' }],
    missingYear: 2027,
    added: [
      {
        decide: [
          few([{ id: 3, title: 'Mileage rates change', readBy: '2026-06-05', people: 40, read: 28 }], '', (one) =>
            unreadLine(one, '2026-06-08'),
          ),
          few([{ id: 4, title: 'The portal moves' }], '', draftLine),
        ],
        besides: [],
      },
      {
        decide: [
          few([{ title: 'Monthly meeting: Finance', at: new Date('2026-05-28T14:00:00Z') }], '', (one) =>
            unsaidLine(one, 'America/New_York'),
          ),
        ],
        besides: didNotTakePlace(
          [{ title: 'Monthly meeting: Transportation', at: new Date('2026-05-27T14:00:00Z'), reason: 'Nobody came' }],
          { held: 12, notHeld: 2 },
          'America/New_York',
        ),
      },
      {
        decide: [],
        besides: stillToDo(
          { open: 4, overdue: 1, first: [{ what: 'Send the list of contracts', owner: lee.name, due: '2026-05-29' }] },
          '2026-06-01',
        ),
      },
    ],
    quiet: [{ agencyId: 7, name: 'Finance', since: '2026-04-20' }],
    overloaded: [{ person: lee, live: 21, others: 6 }],
    shares: {
      all: shares,
      baseline: { officeId: 1, month: '2026-01', figures: { first_reply: good }, setBy: 1, setAt: now },
    },
    charts: all3Charts(loads, volume, weeks),
    checkpoint: {
      number: 212,
      at: '2026-06-01T11:00:00.000000Z',
      root: '8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4',
    },
  }),
  sample('One request, still owed', {
    ...seen,
    replies: figuresOf({ waits: [{ minutes: 165, answered: 0, open: 1 }], due: 1, met: 0 }),
  }),
  sample('A week with nothing', seen),
  sample('More wait than are named', {
    ...seen,
    facts: { ...quiet, unconfirmed: newcomers },
    quiet: newcomers.map(({ agencyId }) => ({ agencyId, name: `Agency ${agencyId}`, since: '2026-04-20' })),
  }),
  {
    ...{ of: 'allOfKind', reader: 'office', when: '… and all of a kind are shown' },
    message: allOfKind({
      ...{ office, kind: 'that have gone quiet', from: 0 },
      all: newcomers.map(({ agencyId }) => ({
        text: [{ strong: `Agency ${agencyId}` }, ' has asked nothing since Monday, April 20.'],
        buttons: [checkInPress.button(`Check in with Agency ${agencyId}`, { office: 1, agency: agencyId })],
      })),
    }),
  },
  own('A liaison’s morning', 'Your day', myDay, false),
  own('A liaison’s week', 'Your week', { ...quiet, opened: 3, resolved: 4, live: 2 }, true),
  {
    ...{ of: 'monthDigest', reader: 'office', when: 'A month is over' },
    message: withSettings(
      monthDigest({
        ...{
          of: 'Procurement Office',
          month: '2026-05',
          figures: month,
          before: month,
          goals: { first_reply: 31, next_reply: 29 },
          satisfaction,
          charts: all3Charts(months, ofMonth, satisfied),
          allInAll: [
            {
              round: '2026-04-15',
              counts: { ...satisfaction, served: 210 },
              response: '18 of 180 asked answered (10%), 12 the whole form (7%)',
            },
          ],
          themes: 'How long it took 7 · Rules and policies 5; fewer than 5 of each other',
          added: [{ label: 'Hours saved', value: '14, from 5 of 7 reports' }],
          pulse: '75% mostly or always (6 of 8 who answered, 9 asked)',
        },
        baseline: {
          officeId: 1,
          month: '2026-01',
          setBy: sam.id,
          setAt: now,
          figures: { ...month, first_reply: poor },
        },
      }),
    ),
  },
  report(
    'emptyDigest',
    'Nothing to say',
    emptyDigest(
      'Daily digest: Procurement Office',
      'Nothing was asked or answered since yesterday, nothing is open, and nothing waits for you.',
    ),
  ),
  {
    ...{ of: 'settings', reader: 'office', when: 'A supervisor looks at their digests' },
    message: settings([{ reader: supervisor, choices: [] }]),
  },
  {
    ...{ of: 'settings', reader: 'office', when: 'They answer for two offices and have chosen' },
    message: settings([
      { reader: supervisor, choices: all3(7) },
      { reader: liaison, choices: [] },
    ]),
  },
  {
    ...{ of: 'settingsForm', reader: 'office', when: 'They change them' },
    form: settingsForm({ reader: supervisor, choices: all3(13) }),
  },
  {
    ...{ of: 'nobodyAnswers', reader: 'office', when: 'They look where nobody answers' },
    message: nobodyAnswers(
      office,
      [
        { agencyId: 7, of: 'Finance, Contracts', from: '2026-06-05', until: '2026-06-08' },
        { agencyId: 8, of: 'Labor', from: '2026-06-01', until: null },
      ],
      '2026-06-01',
    ),
  },
  {
    of: 'nobodyAnswers',
    reader: 'office',
    when: '… and somebody does',
    message: nobodyAnswers(office, [], '2026-06-01'),
  },
  {
    ...{ of: 'failedAgain', reader: 'office', when: 'What they tried again fails once more' },
    message: failedAgain({ officeId: 1, name: 'Ana Silva', reason: 'their account in Slack is closed or unknown' }),
  },
  {
    ...{ of: 'notArrived', reader: 'office', when: 'They look at what did not arrive' },
    message: notArrived({
      ...{ officeId: 1, office: office.name, zone: 'America/New_York' },
      lost: [{ personId: sam.id, name: sam.name, role: 'liaison', reason: 'no chat account is known' }],
      failures: failuresOf(busy.undelivered),
      unheard: [{ id: 17, name: 'Ana Silva', at: later(-90), did: 'changed' }],
    }),
  },
  {
    ...{ of: 'notArrived', reader: 'office', when: '… and everything has arrived' },
    message: notArrived({
      ...{ officeId: 1, office: office.name, zone: 'America/New_York', lost: [], failures: [], unheard: [] },
    }),
  },
  {
    ...{ of: 'hello', reader: 'office', when: 'They were not reached, and a supervisor tries again' },
    message: hello(office.name, sam),
  },
  {
    ...{ of: 'checkInForm', reader: 'office', when: 'An agency has gone quiet: Check in' },
    form: checkInForm(office, finance, [
      { ...sam, name: 'Fay Brown' },
      { ...sam, name: 'Ben Cole' },
    ]),
  },
  {
    ...{ of: 'checkIn', reader: 'requester', when: 'Somebody checks in' },
    message: checkIn(office, lee, 'We have not heard from you for a while. Is there anything we can help you with?'),
  },
  {
    ...{ of: 'nameLiaisonForm', reader: 'office', when: 'Nobody answers an agency: Name who answers' },
    form: nameLiaisonForm(
      { office: 1, agency: 7, from: '2026-06-05' },
      {
        agency: finance,
        people: [
          { person: lee, open: 7 },
          { person: devon, open: 3 },
        ],
        from: '2026-06-05',
        ends: '2026-06-08',
        own: { today: '2026-06-01' },
      },
    ),
  },
  report(
    'named',
    'A supervisor has named them',
    named(sam, finance, { from: '2026-06-05', until: '2026-06-08', today: '2026-06-01' }),
  ),
  {
    ...{ of: 'handSomeForm', reader: 'office', when: 'Somebody has more than the others: Hand some over' },
    form: handSomeForm({
      ...{ officeId: 1, from: lee, colleagues: [{ person: devon, open: 3 }] },
      held: [
        { id: 1039, subject: 'May we extend the salt contract?' },
        { id: 1043, subject: 'Who signs for spreaders?' },
      ],
    }),
  },
  report(
    'monthReport',
    'A supervisor asks how the office is doing',
    reports.monthReport(ofOffice, month, {
      ...{ before: month, baseline: undefined, goals: { first_reply: 31, next_reply: 29 }, mayFreeze: true },
    }),
  ),
  report(
    'monthReport',
    'It is measured against a baseline',
    reports.monthReport(ofOffice, month, {
      ...{ before: month, goals: {} },
      baseline: {
        ...{ officeId: 1, month: '2026-01', setBy: sam.id, setAt: now },
        figures: { ...month, first_reply: poor },
      },
      mayFreeze: false,
    }),
  ),
  report(
    'groupReport',
    'They look agency by agency',
    reports.groupReport(ofOffice, 'agency', [
      { name: 'Transportation', figures: good },
      { name: 'Finance', figures: poor },
    ]),
  ),
  report('whichOffice', 'They look after two', reports.whichOffice([office, otherOffice])),
];
