import type { DigestFacts } from '../src/digests/digest.ts';
import { type DigestView, digest } from '../src/digests/words.ts';
import { devon, lee, now, sam } from './facts.ts';
import type { Sample } from './samples.ts';

/** What supervisors and liaisons get on a schedule. */

const later = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);
const due = (requestId: number, subject: string, minutes: number, holder: typeof lee) => ({
  ...{ requestId, subject, kind: 'first_reply' as const, dueAt: later(minutes) },
  ...{ holderId: holder.id, holderName: holder.name },
});

const quiet: DigestFacts = {
  ...{ triage: [], clocks: [], undelivered: [], unconfirmed: [], parked: 0, lowRatings: [] },
  ...{ opened: 0, resolved: 0, live: 0, plainNoes: 0, firstReplies: [], asked: 0, ratings: [] },
};
const busy: DigestFacts = {
  ...{ triage: [{ requestId: 1044, subject: 'May I buy a drone?', openedAt: now }], undelivered: [], parked: 1 },
  clocks: [
    due(1039, 'May we extend the salt contract?', -2_970, lee),
    due(1043, 'Who signs for spreaders?', 130, { ...devon, name: 'Devon Clark (out until January 4, 2027)' }),
  ],
  unconfirmed: [{ name: 'Pat Doe', agency: 'Transportation' }],
  lowRatings: [{ requestId: 1031, rating: 2, comment: 'I still do not know.' }],
  ...{ opened: 12, resolved: 9, live: 41, plainNoes: 1, firstReplies: [], asked: 5, ratings: [5, 4, 2] },
};

const seen: DigestView = {
  ...{ title: 'Weekly digest: Procurement Office', zone: 'America/New_York', now, today: '2026-06-01' },
  ...{ until: later(480), replies: [], gaps: [], lost: [], missingYear: undefined, span: 'last week' },
  facts: quiet,
};

const sample = (when: string, view: DigestView): Sample => ({
  ...{ of: 'digest', reader: 'office', when, message: digest(view) },
});

export const samplesOfDigests: Sample[] = [
  sample('A week with something to decide', {
    ...seen,
    facts: busy,
    replies: [
      { elapsed: 45, met: true, open: false },
      { elapsed: 165, met: true, open: false },
      { elapsed: 300, met: false, open: true },
    ],
    gaps: [{ agency: 'Finance', line: 'Contracts', from: '2026-12-31', until: '2027-01-04' }],
    lost: [{ name: sam.name, role: 'liaison', reason: 'no chat account is known' }],
    missingYear: 2027,
  }),
  sample('One request, still owed', { ...seen, replies: [{ elapsed: 165, met: false, open: true }] }),
  sample('A week with nothing', seen),
];
