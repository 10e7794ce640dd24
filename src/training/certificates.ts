import { readDate } from '../sla/specialDays.ts';
import type { Course } from './training.ts';

/** What somebody is trained in, and until when. Pure; days are 'YYYY-MM-DD' of the office. */

export type Certificate = {
  id: number;
  officeId: number;
  courseId: number;
  /** Of the course. */
  code: string;
  name: string;
  authority: string | null;
  personId: number;
  sessionId: number | null;
  givenOn: string;
  /** The last day on which it holds; null: it does not end. */
  endsOn: string | null;
  nextOn: string | null;
};

type Ends = Pick<Certificate, 'endsOn'>;
const holds = ({ endsOn }: Ends, day: string): boolean => endsOn === null || endsOn >= day;

/** Whichever ends last. */
const later = (a: Ends, b: Ends): boolean => b.endsOn !== null && (a.endsOn === null || a.endsOn > b.endsOn);

/** Of each course the one that holds longest, in the order in which they came. */
export function newest<C extends Pick<Certificate, 'courseId' | 'endsOn'>>(all: readonly C[]): C[] {
  const best = new Map<number, C>();
  for (const each of all) {
    const known = best.get(each.courseId);
    if (!known || later(each, known)) best.set(each.courseId, each);
  }
  return [...best.values()];
}

/** Whether somebody may go to a course on a day: what comes before it holds then. */
export const isPrepared = (
  { prerequisite, officeId }: Pick<Course, 'prerequisite' | 'officeId'>,
  certificates: readonly Pick<Certificate, 'code' | 'officeId' | 'endsOn'>[],
  day: string,
): boolean =>
  prerequisite === null ||
  certificates.some((each) => each.officeId === officeId && each.code === prerequisite && holds(each, day));

/** What is to be done on its day. */
export const stepOf = ({ endsOn }: Ends, today: string): 'tell' | 'end' | undefined =>
  endsOn === null ? undefined : endsOn < today ? 'end' : 'tell';

/** How many days from one to another. */
export const daysUntil = (day: string, today: string): number =>
  Math.round(((readDate(day) ?? 0) - (readDate(today) ?? 0)) / 86_400_000);
