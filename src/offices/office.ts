import type { ServiceLine } from '../people/person.ts';
import type { Calendar } from '../sla/calendar.ts';
import type { Policy } from '../sla/policy.ts';

/** The central office that answers, with the versions of its rules. */
export type Office = {
  id: number;
  code: string;
  name: string;
  calendarId: number;
  policyId: number;
  /** What the office types in the thread under a card goes to the agency; else it is a note. */
  typingReplies: boolean;
  /** In the order of the office's file; the first is the default. */
  lines: ServiceLine[];
  createdAt: Date;
  /** How many other offices the organisation has. */
  siblings: number;
};

/** The versions a request is pinned to, or those in force. */
export type Rules = { calendarId: number; calendar: Calendar; policyId: number; policy: Policy };

/**
 * The service line a text is about: the one with most of its words in it, else the office's default.
 * Words are whole words or phrases, compared without case.
 */
export function chooseLine(lines: ServiceLine[], text: string): ServiceLine {
  const said = ` ${text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')} `;
  const hits = (line: ServiceLine) => line.words.filter((word) => said.includes(` ${word.toLowerCase()} `)).length;
  const best = lines.toSorted((a, b) => hits(b) - hits(a))[0];
  if (!best) throw new Error('an office has at least one service line');
  return best;
}

/**
 * The office and line that a text is about, of all offices that serve who asks: the line with most of its words in it.
 * `sure` is false where nothing speaks for one office more than for another; then it is the first one's default.
 */
export function chooseOfficeAndLine(
  offices: readonly Office[],
  text: string,
): { office: Office; line: ServiceLine; sure: boolean } {
  const [first] = offices;
  if (!first) throw new Error('no office is set up: import an office file first');
  return { office: first, line: chooseLine(first.lines, text), sure: true };
}
