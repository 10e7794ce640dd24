import type { Office, Rules } from '../src/offices/office.ts';
import type { Person } from '../src/people/person.ts';
import type { RequestFacts } from '../src/requests/facts.ts';
import type { AgencyRequest, RequestMessage } from '../src/requests/request.ts';
import type { ClockRow } from '../src/requests/requestClocks.ts';
import { buildCalendar } from '../src/sla/calendar.ts';
import { defaultEscalations } from '../src/sla/policy.ts';

/** One made-up request, from which every message of the gallery is made. */

const person = (id: number, name: string): Person => ({ id, name, email: null, zone: null, active: true });
export const ana = person(1, 'Ana Ruiz');
export const lee = person(2, 'Lee Park');
export const devon = person(3, 'Devon Clark');
export const sam = person(4, 'Sam Reed');
export const ada = person(5, 'Ada Wong');

export const now = new Date('2026-06-01T15:00:00Z');
const at = (time: string): Date => new Date(`2026-06-0${time}:00Z`);

const line = (id: number, name: string) => ({ id, officeId: 1, code: name.toLowerCase(), name, words: [] });
export const office: Office = {
  ...{
    id: 1,
    code: 'procurement',
    name: 'Procurement Office',
    calendarId: 1,
    policyId: 1,
    typingReplies: false,
    sendsEmptyDigests: true,
    surveys: null,
  },
  ...{ lines: [line(1, 'Purchasing'), line(2, 'Contracts')], createdAt: now, siblings: 1 },
};
export const otherOffice: Office = {
  ...office,
  id: 2,
  name: 'HR Shared Services',
  lines: [line(3, 'Benefits'), line(4, 'Hiring')],
};

const rules: Rules = {
  calendarId: 1,
  policyId: 1,
  calendar: buildCalendar({
    zone: 'America/New_York',
    hours: Object.fromEntries(
      ['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [{ from: '09:00', to: '17:00' }]]),
    ),
    specialDays: [],
    confirmedYears: [2026],
  }),
  policy: {
    targets: {
      normal: { firstReply: 240, nextReply: 240, resolution: 2400 },
      urgent: { firstReply: 60, nextReply: 60, resolution: 480 },
    },
    goalPercent: 75,
    escalations: defaultEscalations,
    businessDayMinutes: 480,
  },
};

const clock = (kind: ClockRow['kind'], target: number, dueAt: Date): ClockRow => ({
  ...{
    id: 1,
    officeId: 1,
    requestId: 1042,
    kind,
    startedAt: at('1T14:00'),
    target,
    dueAt,
    stoppedAt: null,
    elapsed: null,
  },
  ...{
    met: null,
    stepAt: null,
    stepPercent: null,
    taken: [],
    repeats: 0,
    quietUntil: null,
    breachedAt: null,
    brokenBy: null,
    calendarId: null,
    releasedAt: null,
    contestedAt: null,
    droppedAt: null,
    heldBy: null,
  },
});
export const replyDue = clock('first_reply', 240, at('1T18:00'));
export const finishDue = { ...clock('first_resolution', 2400, at('8T14:00')), id: 2 };

const request: AgencyRequest = {
  ...{
    id: 1042,
    officeId: 1,
    agencyId: 1,
    serviceLineId: 1,
    requesterId: 1,
    holderId: 2,
    state: 'open',
    priority: 'normal',
  },
  ...{
    urgentReason: null,
    urgentSince: null,
    subject: 'Do I need three quotes for $40k?',
    openedAt: at('1T14:00'),
    calendarId: 1,
    policyId: 1,
  },
  ...{ resolvedAt: null, outcome: null, outcomeText: null, alternative: null, resolvedBy: null, duplicateOf: null },
  ...{ continues: null, lastNumber: 1, revision: 0, cardKey: null },
};

export const question: RequestMessage = {
  ...{
    id: 1,
    requestId: 1042,
    number: 1,
    authorId: 1,
    kind: 'from agency',
    at: at('1T14:00'),
    source: 'x',
    asks: false,
  },
  text: 'Do I need three quotes for $40k? We want to buy salt spreaders before winter.',
  ...{ deliveredAt: at('1T14:00'), failedAt: null, deletedAt: null },
};

const open: RequestFacts = {
  ...{ request, requester: ana, holder: lee, agency: { id: 1, code: 'DOT', name: 'Transportation' } },
  ...{ office, rules, clocks: [replyDue, finishDue], pauses: [], messages: [question], standing: [] },
};

/** The request as it is, with this changed. */
export const facts = (change: Partial<AgencyRequest> = {}, more: Partial<RequestFacts> = {}): RequestFacts => ({
  ...open,
  ...more,
  request: { ...request, ...change },
});
export const replied = facts({}, { clocks: [{ ...replyDue, stoppedAt: now, met: true }, finishDue] });
export const late = facts({}, { clocks: [{ ...replyDue, breachedAt: at('1T18:02') }, finishDue] });
