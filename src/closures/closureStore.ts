import type { CalendarParts } from '../offices/calendarParts.ts';
import type { DeclaredClosure } from './closure.ts';

/** Closures declared in chat, and the calendar that they change. */
export interface ClosureStore {
  /** Those that were not withdrawn. Locked, whoever else would change the office's calendar waits until the transaction ends. */
  of(officeId: number, how: 'to read' | 'locked'): Promise<CalendarParts & { closures: DeclaredClosure[] }>;
  /** Those of this day ('YYYY-MM-DD') and later. */
  ahead(officeId: number, day: string): Promise<DeclaredClosure[]>;
  one(id: number): Promise<DeclaredClosure | undefined>;
  /** Answers with its id. */
  declare(closure: Omit<DeclaredClosure, 'id' | 'withdrawnAt'>): Promise<number>;
  /** With `minute` it only ends then. */
  withdraw(id: number, at: Date, minute: number | undefined): Promise<void>;
}
