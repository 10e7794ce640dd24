import { sayDate } from '../chat/message.ts';
import type { MonthFact, ToDecide } from '../feature/digestPart.ts';
import type { Alternate, Report } from './alternate.ts';
import { alternatePress } from './presses.ts';
import { type Saved, sayHours, sayShown } from './savings.ts';
import { saySpanShort } from './words.ts';

/** What digests say of alternate processes. */

type Asked = Pick<Alternate, 'id' | 'kindName' | 'decideBy'>;

export const undecidedLine = ({ id, kindName, decideBy }: Asked, agency: string, zone: string): ToDecide => ({
  text: [
    'Alternate process to decide: ',
    { strong: kindName },
    `, ${agency}`,
    ...(decideBy === null ? [] : [', promised by ', { when: decideBy, zone }]),
  ],
  buttons: [alternatePress.button('Look and decide', { alternate: id })],
});

export const lateReportLine = (
  report: Pick<Report, 'alternateId' | 'name' | 'from' | 'until' | 'due'>,
  { agency, kind, today }: { agency: string; kind: string; today: string },
): ToDecide => ({
  text: [
    `${agency} has not sent `,
    { strong: `${report.name}, ${saySpanShort(report.from, report.until, today)}` },
    ` (${kind}), due ${sayDate(report.due, today)}`,
  ],
  buttons: [alternatePress.button('Look', { alternate: report.alternateId })],
});

/** Two numbers that are never one. */
export const monthFacts = (saved: Saved): MonthFact[] => [
  { label: 'Saved by alternate processes, as agencies say', value: sayHours(saved.said) },
  {
    label: 'Saved by alternate processes, as reports show',
    value: saved.due === 0 ? 'no report was due' : sayShown(saved),
  },
];
