import type { DeclaredClosure } from '../src/closures/closure.ts';
import * as closures from '../src/closures/words.ts';
import { countedClock } from '../src/requests/counted.ts';
import { counted } from '../src/requests/words/counted.ts';
import { buildCalendar } from '../src/sla/calendar.ts';
import { withClosures } from '../src/sla/closures.ts';
import { ana, facts, now, office, otherOffice, replyDue, sam } from './facts.ts';
import type { Sample } from './samples.ts';

/** An office that is closed after all, as those see it who answer there. */

const today = '2026-06-01';
const snow: DeclaredClosure = {
  ...{ id: 1, officeId: 1, day: today, from: 720, to: 1440, reason: 'snow' },
  ...{ declaredBy: sam.id, declaredAt: now, calendarId: 2, withdrawnAt: null },
};
const moving = (moves: Partial<closures.Seen['moves']>, passed?: closures.Passed): closures.Seen => ({
  moves: { later: [], earlier: [], late: [], dated: [], unknown: [], ...moves },
  passed,
});
const main = { day: today, from: 840, to: 1440, reason: 'water main' };
const message = (of: string, when: string, what: Extract<Sample, { message: unknown }>['message']): Sample => ({
  ...{ of, reader: 'office', when, message: what },
});

/** Asked at 10, due at 2 PM; the office was closed from noon on, and that was declared at 3. */
const at = (time: string): Date => new Date(`${today}T${time}-04:00`);
const { rules } = facts();
const closed = facts(
  {},
  {
    rules: {
      ...{ ...rules, calendarId: 2, earlier: new Map([[1, rules.calendar]]) },
      calendar: buildCalendar(withClosures(rules.calendar.spec, [snow])),
    },
  },
);
const receipt = (change: Partial<typeof replyDue>) =>
  counted(
    closed,
    [countedClock(closed, { ...replyDue, ...change }, at('15:30'))].flatMap((each) => each ?? []),
    { events: [], versions: { calendar: 2, policy: 1 }, viewer: ana, people: new Map() },
  );

export const samplesOfClosures: Sample[] = [
  {
    ...{ of: 'closeForm', reader: 'office', when: 'A supervisor closes the office' },
    form: closures.closeForm([office, otherOffice], today, {}),
  },
  message('preview', 'They see what it does', closures.preview(office, snow, today, moving({ later: [1042, 1043] }))),
  message(
    'preview',
    'It reaches past the calendar',
    closures.preview(office, snow, today, moving({ unknown: [1042] })),
  ),
  message(
    'preview',
    'A part of it has passed',
    closures.preview(office, snow, today, moving({}, { from: 720, to: 870, isAll: false })),
  ),
  message(
    'preview',
    'All of it has',
    closures.preview(office, snow, today, moving({}, { from: 720, to: 1020, isAll: true })),
  ),
  message('whichOffice', 'They look after two', closures.whichOffice([office, otherOffice], snow)),
  message(
    'askMore',
    'They gave no reason',
    closures.askMore('Why is the office closed? The agencies are told the reason.', snow),
  ),
  message('declared', 'It is declared', closures.declared(office, snow, sam, today, true)),
  message('withdrawn', 'It is withdrawn', closures.withdrawn(office, { left: snow, others: [] }, sam, today)),
  message(
    'withdrawn',
    'Another keeps it closed for a part of that',
    closures.withdrawn(office, { left: snow, others: [main] }, sam, today),
  ),
  message(
    'withdrawn',
    'Another keeps it closed all the same',
    closures.withdrawn(office, { left: main, others: [snow] }, sam, today),
  ),
  message('counted', 'It was late before', receipt({ breachedAt: at('14:01:30'), brokenBy: 1 })),
  message(
    'counted',
    'It was answered before',
    receipt({ stoppedAt: at('13:00'), elapsed: 180, met: true, calendarId: 1 }),
  ),
  message('list', 'They look what is declared', closures.list([{ office, closure: snow }], today)),
  message('list', 'Nothing is', closures.list([], today)),
  message('menuLine', 'On their menu', { blocks: [closures.menuLine(office, snow, today)] }),
];
