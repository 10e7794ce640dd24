/** The question after resolution, and the rules of when it may be asked. */
export type Survey = {
  id: number;
  officeId: number;
  requestId: number;
  personId: number;
  /** Who answered, frozen at resolution: the rating is theirs. */
  liaisonId: number | null;
  /** The resolution it asks about. */
  resolvedAt: Date | null;
  /** null: the calendar has ended, so there is no day to ask on. */
  askAt: Date | null;
  askedAt: Date | null;
  skipped: string | null;
  rating: number | null;
  ratedAt: Date | null;
  comment: string | null;
};

/** No person is asked more often than this. */
const COOL_DOWN_DAYS = 14;

export const ratings = [
  { value: 5, label: '5 – Very satisfied' },
  { value: 4, label: '4 – Satisfied' },
  { value: 3, label: '3 – Neutral' },
  { value: 2, label: '2 – Dissatisfied' },
  { value: 1, label: '1 – Very dissatisfied' },
];

/** A rating this low tells the supervisor at once: the recovery begins. */
export const isLow = (rating: number): boolean => rating <= 2;

/** Why a survey that is due is not asked after all; undefined: ask. */
export function reasonToSkip(facts: { lastAsked: Date | undefined; active: boolean }, now: Date): string | undefined {
  if (!facts.active) return 'the requester has left';
  if (facts.lastAsked && now.getTime() - facts.lastAsked.getTime() < COOL_DOWN_DAYS * 86_400_000)
    return `asked within the last ${COOL_DOWN_DAYS} days`;
  return undefined;
}
