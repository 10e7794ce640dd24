import { setTimeout as pause } from 'node:timers/promises';
import { WebAPIRateLimitedError } from '@slack/web-api';
import { ChatError } from '../../src/chat/errors.ts';
import { toChatError } from './out/errors.ts';

/** So often Slack may ask to wait before one question is given up. */
const MOST_WAITS = 100;

/** Asks Slack something that nobody waits for: when it asks to wait, that is done, until the signal. @throws ChatError */
export async function patiently<T>(signal: AbortSignal, ask: () => Promise<T>): Promise<T> {
  for (let waits = 0; ; waits += 1) {
    if (signal.aborted) throw new ChatError('retry', 'the desk stops');
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof WebAPIRateLimitedError) || waits === MOST_WAITS) throw toChatError(error);
      await pause(error.retryAfter * 1000, undefined, { signal }).catch(() => undefined);
    }
  }
}
