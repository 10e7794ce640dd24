import type { Office, Rules } from '../offices/office.ts';
import type { Agency, Person } from '../people/person.ts';
import { type AgencyRequest, isLive } from './request.ts';
import { type ClockRow, promiseNow } from './requestClocks.ts';

/** A request with all that its cards and lists say. */
export type RequestView = {
  request: AgencyRequest;
  requester: Person;
  holder: Person | null;
  agency: Agency | null;
  office: Office;
  rules: Rules;
  clocks: ClockRow[];
  /** The first question. */
  question: string;
};

export const lineName = (view: Pick<RequestView, 'office' | 'request'>): string =>
  view.office.lines.find((line) => line.id === view.request.serviceLineId)?.name ?? 'Other';

/** Where somebody works, in words. */
export const agencyName = (view: Pick<RequestView, 'agency'>): string => view.agency?.name ?? 'agency not known yet';

/** The zone in which a person is told times: their own, else the office's. */
export const zoneOf = (person: Person | null, view: Pick<RequestView, 'rules'>): string =>
  person?.zone ?? view.rules.calendar.spec.zone;

export const promiseOf = (view: RequestView): ClockRow | undefined =>
  isLive(view.request) ? promiseNow(view.clocks) : undefined;
