import { andList } from '../chat/andList.ts';
import { sayDate } from '../chat/message.ts';
import type { FileState } from '../delivery/file.ts';
import type { Office, Rules } from '../offices/office.ts';
import { type Absence, absenceOn } from '../people/coverage.ts';
import type { Agency, Person } from '../people/person.ts';
import type { Standing } from './offers.ts';
import { type AgencyRequest, isLive, type RequestMessage } from './request.ts';
import { type ClockRow, type Promised, promiseNow, type RequestPause } from './requestClocks.ts';

export type BeforeAnswer = {
  id: number;
  officeId: number;
  /** null: all topics of the office. */
  lineId: number | null;
  question: string;
  answer: string;
  sources: string[];
  validUntil: string;
  /** Of this wording: a word that no other has. */
  worded?: string;
  /** Whoever said that it answered them had read another. */
  isAnother?: boolean | null;
};

/** What was found as a question came, as far as it still stands. */
export type BeforeIt = {
  /** What the office has answered to the like; until it ends it may be used. */
  answer: BeforeAnswer | null;
  /** Whoever asked is shown it, too. */
  offered: boolean;
  helped: boolean;
  /** An open request of a colleague at the same agency that asks the same. */
  colleague: { id: number; subject: string; agencyId: number | null; officeId: number } | null;
};

/** Somebody who has asked the same and reads along, with their own request, since an instant (ISO 8601). */
export type Joined = { id: number; name: string; requestId: number; since: string };

/** All that is known of one request, as it was read with the request locked: what decisions and words are made of. */
/** Something that was announced, and the day from which on it holds. */
export type ChangeAhead = { title: string; holdsFrom: string };

/** What somebody is trained in by an office, and the last day on which that holds; null: it does not end. */
export type TrainedIn = { officeId: number; course: string; authority: string | null; endsOn: string | null };

export type RequestFacts = {
  request: AgencyRequest;
  requester: Person;
  holder: Person | null;
  agency: Agency | null;
  office: Office;
  rules: Rules;
  /** The rules by which people were told its times, while they do not know yet that these have moved. */
  toldBy?: Rules;
  clocks: ClockRow[];
  pauses: RequestPause[];
  /** In the order of their numbers. */
  messages: RequestMessage[];
  /** Numbers of the messages that were changed after they were sent. */
  edited?: number[];
  /** Messages whose author said that they are another request, with its id: they were not deleted. */
  moved?: { number: number; to: number }[];
  /** What came with messages, in the order in which it came. */
  files?: AttachedFile[];
  /** Who wrote the messages. */
  authors?: Named[];
  /** When its holder is out, as far as it is known. */
  holderAbsences?: Absence[];
  /** The day in the office on which this is read or decided: who is out then is marked. */
  day?: string;
  /** The agencies the requester belongs to. Of several they choose; one that they chose in chat may be the wrong one. */
  theirAgencies?: (Agency & { inChat: boolean })[];
  /** What changes soon about what was asked; known as it is asked. */
  changesAhead?: readonly ChangeAhead[];
  before?: BeforeIt | null;
  joined?: readonly Joined[];
  /** What the requester is trained in, by whichever office; what has ended too. */
  trained?: readonly TrainedIn[];
  /** Who says with this very change that they see to it. */
  seer?: Named;
  /** What was sent about it and offers something still. */
  standing: Standing[];
};

/** A file of a message, with the message's number; `reason` is why it was not taken. */
export type AttachedFile = { id: number; number: number; name: string; state: FileState; reason?: string | null };
type Named = Pick<Person, 'id' | 'name'>;

/** Whoever wrote something about it, by name. */
export function nameIn({ requester, holder, authors = [], office }: NamedIn, personId: number): string {
  const known = [requester, ...(holder ? [holder] : []), ...authors].find(({ id }) => id === personId);
  return known?.name ?? office.name;
}
type NamedIn = Pick<RequestFacts, 'requester' | 'holder' | 'authors' | 'office'>;

/** A person as they are named on a day, with until when they are out: "Lee Ortiz (out through June 12)". */
export function nameWithAbsence(name: string, absence: Pick<Absence, 'until'> | undefined, day?: string): string {
  if (!absence) return name;
  return `${name} (out${absence.until === null ? '' : ` through ${sayDate(absence.until, day ?? absence.until)}`})`;
}

/** The holder as they are named on a day; undefined where nobody has it. */
export const holderName = ({ holder, holderAbsences = [], day }: NamedHolder): string | undefined =>
  holder ? nameWithAbsence(holder.name, day ? absenceOn(holderAbsences, holder.id, day) : undefined, day) : undefined;
type NamedHolder = Pick<RequestFacts, 'holder' | 'holderAbsences' | 'day'>;

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

/** What decides what is promised to a request. */
export const promisedTo = ({
  request,
  agency,
  office,
}: Pick<RequestFacts, 'request' | 'agency' | 'office'>): Promised => ({
  officeId: request.officeId,
  agency: agency?.code ?? null,
  line: office.lines.find(({ id }) => id === request.serviceLineId)?.code ?? null,
  priority: request.priority,
  urgentSince: request.urgentSince,
});

export const promiseOf = (facts: Pick<RequestFacts, 'request' | 'clocks'>): ClockRow | undefined =>
  isLive(facts.request) ? promiseNow(facts.clocks) : undefined;

/** Words of the office that are still on their way: neither delivered, nor given up. */
export const underWay = ({ messages }: Pick<RequestFacts, 'messages'>): RequestMessage[] =>
  messages.filter(({ kind, deliveredAt, failedAt }) => kind === 'to agency' && !deliveredAt && !failedAt);

/** The answer of before that may be shown now: on its topic, good for this day, and the office has written nothing yet. */
export function answeredBefore({ before, day, request, messages }: Asked): BeforeAnswer | undefined {
  const answer = before?.answer;
  if (!answer || before.helped || !isLive(request)) return undefined;
  if (messages.some(({ kind }) => kind === 'to agency')) return undefined;
  if (answer.officeId !== request.officeId) return undefined;
  if (answer.lineId !== null && answer.lineId !== request.serviceLineId) return undefined;
  return day !== undefined && answer.validUntil < day ? undefined : answer;
}
type Asked = Pick<RequestFacts, 'before' | 'day' | 'request' | 'messages'>;

/** For the office: who else reads what it writes. */
export const joinedNames = ({ joined = [] }: Pick<RequestFacts, 'joined'>): string | undefined =>
  joined.length === 0 ? undefined : andList(joined.map(({ name }) => name));
