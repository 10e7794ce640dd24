import type { ClockKind } from '../sla/clockKinds.ts';
import type { Policy, Terms } from '../sla/policy.ts';

/** A version of what an office promises, as it is kept. */
export type PolicyVersion = {
  id: number;
  officeId: number;
  version: number;
  spec: Policy;
  /** From when on it holds; null: since there is the office. */
  from: Date | null;
  /** False until then. */
  begun: boolean;
  /** Open requests follow it too. */
  movesOpen: boolean;
  publishedBy: number | null;
  publishedAt: Date | null;
  /** The version that it brings back. */
  asVersion: number | null;
  withdrawnAt: Date | null;
};

export type NewPolicy = Pick<PolicyVersion, 'officeId' | 'spec' | 'movesOpen' | 'asVersion'> & {
  from: Date;
  publishedBy: number | null;
  /** As the office's file has it; missing: as before. */
  filed?: Policy;
};

/** Clocks of a kind that were due in a span and have their verdict, counted by what decides the promise. */
export type JudgedClocks = Terms & {
  /** Made urgent on its way: another policy says nothing of when it would have been due. */
  raised: boolean;
  /** Business minutes, whole ones, rounded up. */
  minutes: number;
  n: number;
  met: number;
};

/** What an office promises, in versions: added to, and never changed. */
export interface PolicyStore {
  /** The newest first. */
  versions(officeId: number, limit: number): Promise<PolicyVersion[]>;
  /** Locked, whoever else would publish for the office waits until the transaction ends. Answers with the id in force. */
  lock(officeId: number): Promise<number | null>;
  /** Adds a version; it holds at once where its time has come by `now`. Answers with its id. */
  publish(policy: NewPolicy, now: Date): Promise<number>;
  withdraw(id: number, at: Date): Promise<void>;
  /** Those whose time has come, the earliest first; begun they hold. */
  toBegin(now: Date): Promise<PolicyVersion[]>;
  begin(version: PolicyVersion): Promise<void>;
  /** When the next one after `now` begins. */
  nextBeginning(now: Date): Promise<Date | undefined>;
  judged(officeId: number, kind: ClockKind, from: Date, to: Date): Promise<JudgedClocks[]>;
}
