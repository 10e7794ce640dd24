import type { AccountState } from '../../../src/chat/capabilities.ts';
import { ChatError } from '../../../src/chat/errors.ts';
import type { Api } from '../client.ts';
import { cursorOf, readPages } from '../pages.ts';
import { patiently } from '../patience.ts';
import { listOf, textOf } from '../read.ts';
import { eachOnce, partsOf } from './organisation.ts';

/** A million people; an answer that never ends is none. */
const MOST_PAGES = 5_000;

/**
 * Everybody in the workspace or organisation, machines left out. Waits when Slack asks for it, and ends with the signal.
 * @throws ChatError
 */
export async function countPeople(api: Api, workspace: string, signal: AbortSignal): Promise<AccountState[]> {
  const found: AccountState[] = [];
  for (const part of await partsOf(api, workspace, signal)) {
    const pages = await readPages(MOST_PAGES, (where) =>
      patiently(signal, () => api.web.users.list({ ...part, ...where })),
    );
    if (cursorOf(pages.at(-1)) !== '') throw new ChatError('retry', 'Slack named more people than a workspace has');
    const people = pages
      .flatMap(({ members }) => listOf(members))
      .filter(({ id, is_bot: machine }) => !machine && textOf(id) && id !== 'USLACKBOT');
    found.push(...people.map(({ id, deleted }) => ({ workspace, userId: textOf(id), closed: deleted === true })));
  }
  // Somebody who left one workspace of an organisation may be in another.
  const closedLast = found.toSorted((a, b) => Number(b.closed) - Number(a.closed));
  return eachOnce(closedLast, ({ userId }) => userId);
}
