/** Which requests are handed out: all of these conditions hold. */
export type Selection = {
  officeId: number;
  agencyId?: number;
  /** Something was written in it from then on, and before then. */
  from?: Date;
  before?: Date;
  /** They asked it, have it, answered it or wrote in it. */
  personId?: number;
  /** With these words, as a search finds them. */
  words?: string;
};

/** As people read it, and as it stands on the record. */
export type SaidSelection = { label: string; value: string }[];
