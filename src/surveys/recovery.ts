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
  ownerId: number | null;
  ownedAt: Date | null;
  endedAt: Date | null;
  endedBy: number | null;
  /** How many recoveries of the same request came before. */
  earlier: number;
};
