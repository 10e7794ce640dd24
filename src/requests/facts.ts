import type { Office, Rules } from '../offices/office.ts';
import type { Agency, Person } from '../people/person.ts';
import { type AgencyRequest, isLive, type RequestMessage } from './request.ts';
import { type ClockRow, promiseNow, type RequestPause } from './requestClocks.ts';

/** All that is known of one request, as it was read with the request locked: what decisions and words are made of. */
export type RequestFacts = {
  request: AgencyRequest;
  requester: Person;
  holder: Person | null;
  agency: Agency | null;
  office: Office;
  rules: Rules;
  clocks: ClockRow[];
  pauses: RequestPause[];
  /** In the order of their numbers. */
  messages: RequestMessage[];
};

/** The first question. */
export const questionOf = ({ messages, request }: Pick<RequestFacts, 'messages' | 'request'>): string =>
  messages.find((message) => message.kind === 'from agency')?.text ?? request.subject;

export const lineName = (facts: Pick<RequestFacts, 'office' | 'request'>): string =>
  facts.office.lines.find((line) => line.id === facts.request.serviceLineId)?.name ?? 'Other';

/** Where somebody works, in words. */
export const agencyName = (facts: Pick<RequestFacts, 'agency'>): string => facts.agency?.name ?? 'agency not known yet';

/** The zone in which a person is told times: their own, else the office's. */
export const zoneOf = (person: Person | null, facts: Pick<RequestFacts, 'rules'>): string =>
  person?.zone ?? facts.rules.calendar.spec.zone;

export const promiseOf = (facts: Pick<RequestFacts, 'request' | 'clocks'>): ClockRow | undefined =>
  isLive(facts.request) ? promiseNow(facts.clocks) : undefined;

/** Words of the office that are still on their way: neither delivered, nor given up. */
export const underWay = ({ messages }: Pick<RequestFacts, 'messages'>): RequestMessage[] =>
  messages.filter(({ kind, deliveredAt, failedAt }) => kind === 'to agency' && !deliveredAt && !failedAt);
