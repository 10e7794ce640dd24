import type { Action, ActionSubject, NamedAction, NewAction } from './action.ts';

/** Which open ones: of an office, of some agencies of it (null: all), or of whoever owns them. */
export type ActionsOf = { officeId: number; agencyIds: readonly number[] | null; ownerId?: number };

/** Actions, as the desk asks a database for them: a part of store.ts. */
export interface ActionStore {
  /** Writes one down, as a draft. Answers with its id. */
  draft(action: NewAction): Promise<number>;
  /** All drafts of a subject are open from now on, and their owners are told. Answers with them. */
  open(subject: ActionSubject, at: Date): Promise<Action[]>;
  /** 'locked' until the transaction ends. */
  one(id: number, how?: 'locked'): Promise<Action | undefined>;
  change(id: number, change: Partial<Omit<Action, 'id' | 'officeId' | 'subject'>>): Promise<void>;
  /** Of these subjects, dropped ones left out, in the order in which they were written. */
  of(kind: ActionSubject['kind'], ids: readonly number[]): Promise<NamedAction[]>;
  /** Open ones by their day: those of these agencies, and those that this person owns. */
  openOf(whose: ActionsOf, limit: number): Promise<NamedAction[]>;
  /** How many are open, and how many of them were due before a day. */
  count(whose: ActionsOf, today: string): Promise<{ open: number; overdue: number }>;
  ownedBy(personId: number, limit: number): Promise<NamedAction[]>;
  /** Owners with something to be told now, each with the office. */
  due(now: Date): Promise<{ officeId: number; ownerId: number }[]>;
  /** Of one of these, locked until the transaction ends. */
  dueOf(officeId: number, ownerId: number, now: Date): Promise<Action[]>;
  nextMoment(now: Date): Promise<Date | undefined>;
}
