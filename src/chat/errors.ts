/**
 * What became of something that a platform was asked to do and did not:
 * - `retry`: surely not done, try later (`retryAfterMs` when the platform said so);
 * - `ambiguous`: perhaps done;
 * - `gone`: this address cannot be written to (left, blocked, archived);
 * - `unauthorised`: the desk itself may not: keep the queue, tell the operator, burn no attempts;
 * - `rejected`: this will never be taken.
 */
export type ChatOutcome = 'retry' | 'ambiguous' | 'gone' | 'unauthorised' | 'rejected';

/** The only error that a chat's capabilities throw. */
export class ChatError extends Error {
  override readonly name = 'ChatError';
  readonly outcome: ChatOutcome;
  readonly retryAfterMs: number | undefined;
  /** The platform's own word for it: for the log, and for whoever decides by it. People never read it. */
  readonly code: string | undefined;
  /** `reason` is shown to people and logged: no text of people, no secrets, and where somebody can do something, what. */
  constructor(outcome: ChatOutcome, reason: string, retryAfterMs?: number, code?: string) {
    super(reason);
    this.outcome = outcome;
    this.retryAfterMs = retryAfterMs;
    this.code = code;
  }
}
