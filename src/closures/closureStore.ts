import type { CalendarSpec } from '../sla/calendar.ts';
import type { DeclaredClosure } from './closure.ts';

/** Closures declared in chat, and the calendar as the office's file has it, without them. */
export interface ClosureStore {
  /** Those that were not withdrawn. Whoever else would change the office's calendar waits until the transaction ends. */
  of(officeId: number): Promise<{ filed: CalendarSpec; closures: DeclaredClosure[] }>;
  one(id: number): Promise<DeclaredClosure | undefined>;
  /** Answers with its id. */
  declare(closure: Omit<DeclaredClosure, 'id' | 'withdrawnAt'>): Promise<number>;
  /** With `minute` it only ends then. */
  withdraw(id: number, at: Date, minute: number | undefined): Promise<void>;
}
