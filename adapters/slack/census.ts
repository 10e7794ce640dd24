import { setTimeout as pause } from 'node:timers/promises';
import { WebAPIRateLimitedError } from '@slack/web-api';
import { type Census, ChatError } from '../../src/chat/port.ts';
import type { Api } from './client.ts';
import { toChatError } from './errors.ts';
import { listOf, textOf } from './read.ts';

/** Slack's own advice for a page. */
const PAGE = 200;
/** A million people; an answer that never ends is none. */
const MOST_PAGES = 5_000;
/** Slack lets this be asked some twenty times a minute, so a large workspace takes a while. */
const MOST_WAITS = 1_000;

/**
 * Everybody in the workspace, machines left out. Waits when Slack asks for it, and ends with the signal.
 * @throws ChatError
 */
export async function countPeople(api: Api, workspace: string, signal: AbortSignal): Promise<Census[]> {
  const found: Census[] = [];
  let waits = 0;
  for (let page = 0, cursor = ''; page < MOST_PAGES; ) {
    try {
      const answer = await api.web.users.list({ limit: PAGE, ...(cursor && { cursor }) });
      for (const { id, is_bot: machine, deleted } of listOf(answer.members))
        if (!machine && textOf(id) && id !== 'USLACKBOT')
          found.push({ workspace, userId: textOf(id), closed: deleted === true });
      const next = answer.response_metadata?.next_cursor ?? '';
      if (!next) return found;
      cursor = next;
      page += 1;
    } catch (error) {
      if (!(error instanceof WebAPIRateLimitedError) || waits === MOST_WAITS) throw toChatError(error);
      waits += 1;
      await pause(error.retryAfter * 1000, undefined, { signal }).catch(() => {
        throw new ChatError('retry', 'the desk stops');
      });
    }
  }
  throw new ChatError('retry', 'Slack named more people than a workspace has');
}
