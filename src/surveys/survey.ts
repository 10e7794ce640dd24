import type { SurveyRules } from '../offices/surveyRules.ts';
import { type Calendar, isOpen, nextOpening } from '../sla/calendar.ts';
import type { Answers, AskedForm } from './forms.ts';

/** The question after a resolution, and the rules of when it may be asked. */
export type Survey = {
  id: number;
  officeId: number;
  requestId: number;
  personId: number;
  /** Who answered, frozen at resolution: the rating is theirs. */
  liaisonId: number | null;
  /** The resolution it asks about: each has a question of its own. */
  resolvedAt: Date | null;
  /** null: the calendar has ended, so there is no day to ask on. */
  askAt: Date | null;
  askedAt: Date | null;
  skipped: string | null;
  /** As it was asked; null where it was before wordings were kept. */
  form: AskedForm | null;
  /** Nobody in the office sees whose answer it is. */
  nameless: boolean;
  remindAt: Date | null;
  remindedAt: Date | null;
  /** When it ends, if nobody answers. */
  closesAt: Date | null;
  closedAt: Date | null;
  /** They asked not to be asked. */
  declinedAt: Date | null;
  rating: number | null;
  ratedAt: Date | null;
  answers: Answers | null;
  comment: string | null;
  /** How many questions about earlier resolutions of the request were asked. */
  earlier: number;
};

const DAY = 86_400_000;

/** A rating this low tells the supervisor at once: the recovery begins. */
export const isLow = (rating: number): boolean => rating <= 2;

/** Whether chance takes this resolution: the same for every desk, and spread evenly over requests. */
export function isDrawn(requestId: number, sharePercent: number): boolean {
  // Knuth's multiplicative hash: neighbouring numbers fall far apart.
  return (Math.imul(requestId, 2_654_435_761) >>> 0) % 100 < sharePercent;
}

export type Asking = {
  active: boolean;
  /** They want to be asked no more. */
  stopped: boolean;
  /** When this person was last asked, by whichever office. */
  lastAsked: Date | undefined;
  /** How many of the agency were asked within seven days. */
  askedOfAgency: number;
};

/** Why a survey that is due is not asked after all; undefined: ask. */
export function reasonToSkip(facts: Asking, { coolDownDays, agencyCap }: SurveyRules, now: Date): string | undefined {
  if (!facts.active) return 'the requester has left';
  if (facts.stopped) return 'the requester does not want to be asked';
  if (facts.lastAsked && now.getTime() - facts.lastAsked.getTime() < coolDownDays * DAY)
    return `asked within the last ${coolDownDays} days`;
  if (agencyCap !== null && facts.askedOfAgency >= agencyCap) return `${agencyCap} of the agency were asked in a week`;
  return undefined;
}

/** Nobody is asked before or after these hours of their own day, whatever their office's are. */
const FROM_HOUR = 8;
const TO_HOUR = 18;
const STEP = 30 * 60_000;

/**
 * When to come again, while the office is closed or it is night where the person is (`zone`, IANA; null: the office's).
 * undefined: now is right. Past the end of the calendar nobody knows, so tomorrow; the same where the two never meet.
 */
export function laterThan(calendar: Calendar, zone: string | null, now: Date): Date | undefined {
  const suits = (at: Date) => isOpen(calendar, at) && isDay(zone, at);
  if (suits(now)) return undefined;
  const tomorrow = new Date(now.getTime() + DAY);
  let at: Date | undefined = now;
  for (let tries = 0; at !== undefined && tries < 200; tries++) {
    if (suits(at)) return at;
    at = isOpen(calendar, at) ? new Date(at.getTime() + STEP) : nextOpening(calendar, at);
  }
  return tomorrow;
}

function isDay(zone: string | null, at: Date): boolean {
  if (zone === null) return true;
  const hour = Number(
    new Intl.DateTimeFormat('en-US', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' }).format(at),
  );
  return hour >= FROM_HOUR && hour < TO_HOUR;
}
