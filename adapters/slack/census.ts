import { type Census, ChatError } from '../../src/chat/port.ts';
import type { Api } from './client.ts';
import { patiently } from './patience.ts';
import { listOf, textOf } from './read.ts';

/** Slack's own advice for a page. */
const PAGE = 200;
/** A million people; an answer that never ends is none. */
const MOST_PAGES = 5_000;

/**
 * Everybody in the workspace, machines left out. Waits when Slack asks for it, and ends with the signal.
 * @throws ChatError
 */
export async function countPeople(api: Api, workspace: string, signal: AbortSignal): Promise<Census[]> {
  const found: Census[] = [];
  for (let page = 0, cursor = ''; page < MOST_PAGES; page++) {
    const answer = await patiently(signal, () => api.web.users.list({ limit: PAGE, ...(cursor && { cursor }) }));
    for (const { id, is_bot: machine, deleted } of listOf(answer.members))
      if (!machine && textOf(id) && id !== 'USLACKBOT')
        found.push({ workspace, userId: textOf(id), closed: deleted === true });
    cursor = answer.response_metadata?.next_cursor ?? '';
    if (!cursor) return found;
  }
  throw new ChatError('retry', 'Slack named more people than a workspace has');
}
