import { type AgencyMonth, topicsOf } from '../src/digests/agencyMonth.ts';
import { agencyDigest } from '../src/digests/agencyWords.ts';
import { settings, withSettings } from '../src/digests/settingsWords.ts';
import { emptyDigest } from '../src/digests/words.ts';
import { monthsChart } from '../src/figures/charts.ts';
import { figuresOf } from '../src/figures/figures.ts';
import { devon, lee, office, sam } from './facts.ts';
import type { Sample } from './samples.ts';

/** What whoever heads an agency reads once a month. */

const none = figuresOf({ waits: [], due: 0, met: 0 });
const good = figuresOf({
  waits: [
    { minutes: 45, answered: 9, open: 0 },
    { minutes: 400, answered: 3, open: 1 },
  ],
  ...{ due: 13, met: 11 },
});
const poor = figuresOf({ waits: [{ minutes: 900, answered: 3, open: 1 }], due: 4, met: 1 });
/** All were answered, so chats that draw charts by themselves can say it. */
const slow = figuresOf({ waits: [{ minutes: 500, answered: 6, open: 0 }], due: 6, met: 4 });
const figures = {
  ...{ first_reply: good, next_reply: good, agreed_reply: none, update: none },
  ...{ first_resolution: poor, agreed_resolution: none },
};
const before = { ...figures, first_reply: poor, next_reply: none };
const nothing = Object.fromEntries(Object.keys(figures).map((kind) => [kind, none])) as typeof figures;
const transportation = { id: 7, code: 'DOT', name: 'Transportation' };
const name = `${office.name} for ${transportation.name}`;
const chart = monthsChart(
  name,
  [
    { month: '2026-03', figures: slow },
    { month: '2026-04', figures: good },
    { month: '2026-05', figures: good },
  ],
  240,
);

const may: AgencyMonth = {
  ...{ office: office.name, agency: transportation, month: '2026-05', today: '2026-06-01', figures, before },
  counts: { asked: 14, before: 9, lines: [], resolved: 12, open: 4, late: 1, waiting: 1 },
  topics: topicsOf([
    { name: 'Purchasing', asked: 8 },
    { name: 'Contracts', asked: 4 },
    { name: 'Leases', asked: 2 },
  ]),
  given: [5, 5, 4, 4, 4, 2, 5],
  liaisons: [
    { line: 'Purchasing', name: lee.name, backup: devon.name, away: undefined },
    { line: 'Contracts', name: devon.name, backup: lee.name, away: { until: '2026-06-05', cover: lee.name } },
    { line: 'Leases', name: undefined, backup: undefined, away: undefined },
  ],
  added: [{ label: 'Hours saved', value: '14, from 5 of 7 reports' }],
  charts: chart ? [chart] : [],
};
const small: AgencyMonth = {
  ...{ ...may, agency: { id: 8, code: 'FIN', name: 'Finance' }, charts: [], given: [5, 4], added: [] },
  topics: topicsOf([{ name: 'Purchasing', asked: 2 }]),
  counts: { asked: 2, before: 0, lines: [], resolved: 2, open: 1, late: 0, waiting: 1 },
  liaisons: may.liaisons.slice(0, 1),
};
const quiet: AgencyMonth = {
  ...{ ...small, agency: { id: 9, code: 'AGR', name: 'Agriculture' }, figures: nothing, before: nothing, given: [] },
  counts: { asked: 0, before: 0, lines: [], resolved: 0, open: 0, late: 0, waiting: 0 },
};

const sample = (when: string, ...months: [AgencyMonth, ...AgencyMonth[]]): Sample => ({
  ...{ of: 'agencyDigest', reader: 'requester', when, message: withSettings(agencyDigest(months)) },
});

export const samplesOfAgencyHeads: Sample[] = [
  sample('A month is over, for the head of an agency', may),
  sample('They head three agencies', may, small, quiet),
  {
    ...{ of: 'emptyDigest', reader: 'requester', when: 'Nothing happened for the agency' },
    message: emptyDigest(
      'May 2026: Procurement Office',
      'Agriculture asked nothing then or in the month before, nothing was due, and nothing is open.',
    ),
  },
  {
    ...{ of: 'settings', reader: 'requester', when: 'The head of an agency looks at their digests' },
    message: settings([{ reader: { office, person: sam, role: 'agency head', heads: [transportation] }, choices: [] }]),
  },
];
