/** The monthly question to liaisons, as the desk asks a database for it: a part of store.ts. Months are 'YYYY-MM'. */
export interface PulseStore {
  /** Those of an office who were asked about a month. */
  asked(officeId: number, month: string): Promise<ReadonlySet<number>>;
  /** False when this person was asked before. */
  ask(officeId: number, personId: number, month: string): Promise<boolean>;
  /** Counts an answer; false when this person has answered before, or was not asked. Who answered what is not kept. */
  answer(officeId: number, personId: number, month: string, answer: number): Promise<boolean>;
  /** How many were asked about a month, and how many gave each answer. */
  counts(officeId: number, month: string): Promise<{ asked: number; answers: ReadonlyMap<number, number> }>;
}
