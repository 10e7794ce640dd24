import type { ServiceLine } from '../people/person.ts';
import type { Calendar } from '../sla/calendar.ts';
import type { Policy } from '../sla/policy.ts';
import type { AnswerRules } from './answerRules.ts';
import type { RecordRules } from './recordRules.ts';
import type { SurveyRules } from './surveyRules.ts';

/** The central office that answers, with the versions of its rules. */
export type Office = {
  id: number;
  code: string;
  name: string;
  calendarId: number;
  policyId: number;
  /** Promises that hold from a moment to come, the earliest first. */
  planned?: readonly { policyId: number; from: Date }[];
  /** What the office types in the thread under a card goes to the agency; else it is a note. */
  typingReplies: boolean;
  /** A digest with nothing to say comes as one line, unless its reader chose otherwise; else not at all. */
  sendsEmptyDigests: boolean;
  /** What the office says of its surveys; null: nothing. */
  surveys: SurveyRules | null;
  /** How long which requests are kept; null or absent: everything is. */
  records?: RecordRules | null;
  /** What it says of answers that it keeps; null or absent: nothing. */
  answers?: AnswerRules | null;
  /** In the order of the office's file; the first is the default. */
  lines: ServiceLine[];
  createdAt: Date;
  /** How many other offices the organisation has. */
  siblings: number;
};

/** The versions a request is pinned to, or those in force. */
export type Rules = {
  calendarId: number;
  calendar: Calendar;
  policyId: number;
  policy: Policy;
  /** Other versions of a calendar, by which something of a request was judged or broken before. */
  earlier?: ReadonlyMap<number, Calendar>;
};

/** New rules that open requests of their office are still to follow; `reason`: what those are told whose promise moves. */
export type CalendarMove = { id: number; officeId: number; reason: string; begunAt: Date } & Moved;
/** The version that they follow, of either the calendar or the promises. */
type Moved = { calendarId: number; policyId: null } | { calendarId: null; policyId: number };

/** What is promised at a moment: the version in force, or one that was published to hold from then on. */
export const policyAt = ({ policyId, planned = [] }: Pick<Office, 'policyId' | 'planned'>, at: Date): number =>
  planned.findLast(({ from }) => from <= at)?.policyId ?? policyId;

/**
 * The service line a text is about: the one with most of its words in it, else the office's default.
 * Words are whole words or phrases, compared without case.
 */
export function chooseLine(lines: ServiceLine[], text: string): ServiceLine {
  return bestLine(lines, wordsIn(text)).line;
}

/**
 * The office a text is for, and its service line there: that of all lines with most of its words in the text. Not `sure`
 * where two offices have the same number of words in it, or none has any: then it is the first of them, and somebody is
 * to be asked. One office alone is always sure.
 * @throws Error when there is no office.
 */
export function chooseOfficeAndLine(
  offices: Office[],
  text: string,
): { office: Office; line: ServiceLine; sure: boolean; hits: number } {
  const said = wordsIn(text);
  const [best, second] = offices
    .map((office) => ({ office, ...bestLine(office.lines, said) }))
    .toSorted((a, b) => b.hits - a.hits);
  if (!best) throw new Error('no office is set up: import an office file first');
  const { office, line, hits } = best;
  return { office, line, hits, sure: !second || hits > second.hits };
}

function bestLine(lines: ServiceLine[], said: string): { line: ServiceLine; hits: number } {
  const [best] = lines
    .map((line) => ({ line, hits: line.words.filter((word) => said.includes(` ${word.toLowerCase()} `)).length }))
    .toSorted((a, b) => b.hits - a.hits);
  if (!best) throw new Error('an office has at least one service line');
  return best;
}

/** A text as its words in lower case, each between spaces. */
const wordsIn = (text: string): string => ` ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
