import { addMinutes, type Calendar, nextOpening } from '../sla/calendar.ts';

/** What follows a bad rating, until somebody has made it good: with an owner, a time and an end. */
export type Recovery = {
  id: number;
  officeId: number;
  requestId: number;
  /** The rating that is to be made good; null: of the version before, the only one there is. */
  surveyId: number | null;
  openedAt: Date;
  /** null: the calendar does not reach so far. */
  dueAt: Date | null;
  /** When to look whether somebody is to be told of its time. */
  stepAt: Date | null;
  /** When its time was told beforehand, and that it has passed. */
  warnedAt: Date | null;
  lateAt: Date | null;
  ownerId: number | null;
  ownedAt: Date | null;
  endedAt: Date | null;
  endedBy: number | null;
  /** How many recoveries of the same request came before. */
  earlier: number;
};

/** Of the business day in which a bad rating is to be settled so much has passed when its time is told beforehand. */
const WARNED_AT = 0.75;
const DAY = 86_400_000;

export type RecoveryStep = 'warning' | 'late';
type Times = Pick<Recovery, 'openedAt' | 'dueAt' | 'warnedAt' | 'lateAt'>;
type Hours = { calendar: Calendar; businessDayMinutes: number };

/**
 * Until when it is to be settled, and what is to be told of that now (`take`) or when to look again. Never while the
 * office is closed; a day on which it closes after all moves what is still to come. Of a warning and the end that both
 * passed while nobody looked only the end is told.
 */
export function recoveryNow(
  { openedAt, dueAt: said, warnedAt, lateAt }: Times,
  { calendar, businessDayMinutes }: Hours,
  now: Date,
): { dueAt: Date | null; take?: RecoveryStep; stepAt: Date | null } {
  if (lateAt) return { dueAt: said, stepAt: null };
  const within = (minutes: number): Date | undefined => addMinutes(calendar, openedAt, minutes);
  const counted = within(businessDayMinutes);
  const dueAt = counted && (!said || counted > said) ? counted : said;
  // Past the end of the calendar nobody knows: a year may be confirmed by tomorrow.
  const tomorrow = new Date(now.getTime() + DAY);
  if (!dueAt) return { dueAt, stepAt: tomorrow };
  const steps: [RecoveryStep, Date][] = [
    ['late', dueAt],
    ...(warnedAt ? [] : [['warning', within(businessDayMinutes * WARNED_AT) ?? dueAt] as [RecoveryStep, Date]]),
  ];
  const ready = steps.find(([, at]) => at <= now);
  const next = nextOpening(calendar, ready ? now : (steps.at(-1)?.[1] ?? dueAt)) ?? tomorrow;
  return ready && next <= now ? { dueAt, take: ready[0], stepAt: null } : { dueAt, stepAt: next };
}
