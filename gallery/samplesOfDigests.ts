import type { Message } from '../src/chat/message.ts';
import type { DigestFacts } from '../src/digests/digest.ts';
import { type DigestView, digest } from '../src/digests/words.ts';
import { figuresOf } from '../src/figures/figures.ts';
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
  ...{ triage: all([]), late: all([]), dueToday: all([]), undelivered: [], unconfirmed: [], parked: 0, lowRatings: [] },
  ...{ opened: 0, resolved: 0, live: 0, plainNoes: 0, asked: 0, ratings: [] },
};
const busy: DigestFacts = {
  ...{ triage: all([{ requestId: 1044, subject: 'May I buy a drone?' }]), undelivered: [], parked: 1 },
  late: all([
    {
      ...due(1039, 'May we extend the salt contract?', -2_970, lee),
      seenTo: { name: sam.name, until: later(1_320) },
    },
  ]),
  dueToday: all([
    due(1043, 'Who signs for spreaders?', 130, { ...devon, name: 'Devon Clark (out until January 4, 2027)' }),
  ]),
  unconfirmed: [{ name: 'Pat Doe', agency: 'Transportation' }],
  lowRatings: [{ requestId: 1031, rating: 2, comment: 'I still do not know.', owner: sam.name }],
  ...{ opened: 12, resolved: 9, live: 41, plainNoes: 1, asked: 9, ratings: [5, 4, 2, 5, 4, 4] },
};

const seen: DigestView = {
  ...{ title: 'Weekly digest: Procurement Office', zone: 'America/New_York', now, today: '2026-06-01' },
  ...{
    replies: figuresOf({ waits: [], due: 0, met: 0 }),
    gaps: [],
    lost: [],
    missingYear: undefined,
    span: 'last week',
  },
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
const month = { first_reply: good, next_reply: good, first_resolution: poor };
const ofOffice: reports.ReportOf = {
  ...{ officeId: 1, name: 'Procurement Office', month: '2026-05', before: '2026-04', after: '2026-06', whole: true },
};
const report = (of: string, when: string, message: Message): Sample => ({ of, reader: 'office', when, message });

const sample = (when: string, view: DigestView): Sample => ({
  ...{ of: 'digest', reader: 'office', when, message: digest(view) },
});

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
    gaps: [{ agency: 'Finance', line: 'Contracts', from: '2026-12-31', until: '2027-01-04' }],
    lost: [{ name: sam.name, role: 'liaison', reason: 'no chat account is known' }],
    missingYear: 2027,
  }),
  sample('One request, still owed', {
    ...seen,
    replies: figuresOf({ waits: [{ minutes: 165, answered: 0, open: 1 }], due: 1, met: 0 }),
  }),
  sample('A week with nothing', seen),
  report(
    'monthReport',
    'A supervisor asks how the office is doing',
    reports.monthReport(ofOffice, month, {
      ...{ before: month, baseline: undefined, mayFreeze: true },
    }),
  ),
  report(
    'monthReport',
    'It is measured against a baseline',
    reports.monthReport(ofOffice, month, {
      before: month,
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
