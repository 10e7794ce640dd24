import type { Guarded } from '../people/permissions.ts';
import type { Priority } from '../sla/policy.ts';
import { saysLittle } from './burst.ts';
import type { Untold } from './untold.ts';

export type { Priority };

/** `waiting`: the agency was asked something, and its answer is awaited. */
export type RequestState = 'open' | 'waiting' | 'resolved' | 'withdrawn';

/** How a request ended. An office of "yes, this way" counts what it declined without an alternative. */
export type Outcome = 'answered' | 'another way' | 'not possible' | 'duplicate';

export type MessageKind = 'from agency' | 'to agency' | 'note';

/** One question and all that follows, `R-1042`. (`Request` is a global type.) */
export type AgencyRequest = {
  id: number;
  officeId: number;
  /** null until somebody nobody knew has said where they work. */
  agencyId: number | null;
  serviceLineId: number;
  requesterId: number;
  /** null: nobody has it, it waits in the triage queue. */
  holderId: number | null;
  state: RequestState;
  priority: Priority;
  urgentReason: string | null;
  /** When it was made urgent; null when it is not, or was from the beginning. Shorter times count from here. */
  urgentSince: Date | null;
  subject: string;
  openedAt: Date;
  calendarId: number;
  policyId: number;
  resolvedAt: Date | null;
  outcome: Outcome | null;
  outcomeText: string | null;
  alternative: string | null;
  resolvedBy: number | null;
  duplicateOf: number | null;
  continues: number | null;
  lastNumber: number;
  revision: number;
  /** Key of the delivery that is the holder's live card. */
  cardKey: string | null;
  /** Its times have moved, and nobody has been told yet; null or absent: all know them. */
  untold?: Untold | null;
  /** When its content was destroyed lawfully; null or absent: it is there. */
  destroyedAt?: Date | null;
};

export type RequestMessage = {
  id: number;
  requestId: number;
  number: number;
  authorId: number;
  kind: MessageKind;
  text: string;
  at: Date;
  /** Where it came in: its natural key. */
  source: string;
  /** A question to the agency: once it is delivered, the clocks of resolution wait for the answer. */
  asks: boolean;
  deliveredAt: Date | null;
  /** When it was given up: it could not be delivered, so it has not been said. */
  failedAt: Date | null;
  /** Deleted by its sender in their chat; the record keeps it. */
  deletedAt: Date | null;
};

export const isLive = (request: Pick<AgencyRequest, 'state'>): boolean =>
  request.state === 'open' || request.state === 'waiting';

/** Its content was destroyed at the end of its time: nothing more is written about it. */
export const isDestroyed = ({ destroyedAt }: Pick<AgencyRequest, 'destroyedAt'>): boolean => destroyedAt != null;

/** How people see a request's id. */
export const requestRef = (id: number): string => `R-${id}`;

/** "R-1042, R-1043 and 3 more". */
export function sayRefs(ids: readonly number[], count = ids.length): string {
  const shown = ids.slice(0, 10);
  const more = count - shown.length;
  return `${shown.map(requestRef).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** The id in "R-1042", "r1042" or "#R-1042"; undefined when the text is something else. */
export function readRequestRef(text: string): number | undefined {
  const found = /^#?r-?(\d{1,9})$/iu.exec(text.trim());
  return found ? Number(found[1]) : undefined;
}

/** The one request that a text names, also in its middle: "R-1002: they are winter tyres", "about 1002". */
export function namedRequest(text: string): number | undefined {
  const ids = [...text.matchAll(/(?<![\p{L}\p{N}.,-])(?:#?r-?)?(?<id>\d{4,9})(?![\p{L}\p{N}]|[.,]\d)/giu)].map(
    (found) => Number(found.groups?.id),
  );
  const [only, another] = new Set(ids);
  return another === undefined ? only : undefined;
}

/** What a message is called where it is relayed: "R-1042·7". */
export const messageRef = (requestId: number, number: number): string => `${requestRef(requestId)}·${number}`;

/** In the order in which they were written: what waited for its place came in later. */
export const asWritten = (messages: readonly RequestMessage[]): RequestMessage[] =>
  messages.toSorted((a, b) => a.at.getTime() - b.at.getTime() || a.number - b.number);

/** The first line of a question that says what it is about, at most 80 characters, as its title in lists. */
export function subjectOf(text: string): string {
  const lines = text.trim().split('\n', LINES_LOOKED_AT);
  const telling = lines.find((each) => each.trim() !== '' && !saysLittle(each)) ?? lines[0];
  const line = telling?.replace(turning, '').replace(/\s+/gu, ' ').trim() ?? '';
  if (line.length <= 80) return line;
  const cut = line.slice(0, 79);
  const space = cut.lastIndexOf(' ');
  return `${space >= 40 ? cut.slice(0, space) : wholeSigns(line, 79)}…`;
}

/** What a request is called since its question was changed or deleted: lists, headings and home pages say so with it. */
export function titleOf({ text, deletedAt }: Pick<RequestMessage, 'text' | 'deletedAt'>, isEdited: boolean): string {
  if (deletedAt) return `${subjectOf(text)} (question deleted)`;
  return isEdited ? `${subjectOf(text)} (edited)` : subjectOf(text);
}

/** Longer greetings are none. */
const LINES_LOOKED_AT = 20;

/** Characters that turn the direction of what follows: cut off from their end, they would turn the desk's own words. */
const turning = /[\u202A-\u202E\u2066-\u2069]/gu;

const signs = new Intl.Segmenter('en');

/** As much of the beginning as fits into `length` without cutting a sign, such as a family of emoji, in two. */
function wholeSigns(text: string, length: number): string {
  let end = 0;
  // Only a window is looked at: cutting up all of a long text costs much time and memory.
  for (const { index, segment } of signs.segment(text.slice(0, 2 * length))) {
    if (index + segment.length > length) break;
    end = index + segment.length;
  }
  return text.slice(0, end || length).replace(/[\uD800-\uDBFF]$/u, '');
}

/** What of a request decides who may touch it; `coverIds`: see load.ts. */
export function guard(request: AgencyRequest, coverIds: number[]): Guarded {
  return {
    officeId: request.officeId,
    requesterId: request.requesterId,
    holderId: request.holderId,
    coverIds,
  };
}

/** What an office waits for an answer to, then the newest. */
export const waitingFirst = (live: readonly AgencyRequest[]): AgencyRequest[] =>
  live.toSorted((a, b) => Number(b.state === 'waiting') - Number(a.state === 'waiting') || b.id - a.id);
