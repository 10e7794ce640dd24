/** What stops the destruction of records, whatever is due: set and lifted by a person, with a reason. */

export const holdKinds = ['request', 'agency', 'person', 'words'] as const;
export type HoldKind = (typeof holdKinds)[number];

/** What is held: exactly one of these. Words match as they do when somebody searches. */
export type HoldOf =
  | { kind: 'request'; requestId: number }
  | { kind: 'agency'; agencyId: number }
  /** Whatever they asked, had or wrote. */
  | { kind: 'person'; personId: number }
  | { kind: 'words'; words: string };

export type NewHold = HoldOf & { officeId: number; reason: string; setBy: number; setAt: Date };

export type Hold = {
  id: number;
  officeId: number;
  of: HoldOf;
  reason: string;
  setBy: number;
  setAt: Date;
  liftedAt: Date | null;
  /** As people read it: "R-1042", "Transportation", "Ana Ruiz", "“road salt”". */
  says: string;
  /** How they are called who set it. */
  by: string;
};
