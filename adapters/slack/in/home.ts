import type { Account } from '../../../src/chat/account.ts';
import type { Message } from '../../../src/chat/message.ts';
import type { Desk } from '../desk.ts';
import { homeView } from '../views.ts';
import { homeAway } from '../words.ts';

const say = (text: string): Message => ({ blocks: [{ kind: 'text', text: [text] }] });

/**
 * Draws somebody's Home, and answers with how it looks; undefined when it could not be drawn. A page that cannot be drawn
 * is no deed that was lost, so it says so itself.
 */
export async function showHome(desk: Desk, account: Account): Promise<string | undefined> {
  const page = await ask(desk, account).catch((error: unknown) => {
    desk.report('a Home in Slack could not be asked for', error);
    return undefined;
  });
  const looks = await publish(desk, account.userId, page ?? say(homeAway));
  return page && looks;
}

/** Draws it again unless it looks like this already. What cannot be known now is left as it stands. */
export async function refreshHome(
  desk: Desk,
  account: Account,
  looks: string | undefined,
): Promise<string | undefined> {
  const page = await ask(desk, account).catch((error: unknown) => {
    if (desk.first('refresh a Home')) desk.report('a Home in Slack could not be asked for', error);
    return undefined;
  });
  if (!page || looksOf(page) === looks) return looks;
  return publish(desk, account.userId, page);
}

/** For somebody whom the desk does not serve. */
export async function refuseHome(desk: Desk, user: string, words: string | undefined): Promise<void> {
  await publish(desk, user, say(words || homeAway));
}

async function publish(desk: Desk, user: string, message: Message): Promise<string | undefined> {
  try {
    await desk.api.web.views.publish({ user_id: user, view: homeView(message) });
    return looksOf(message);
  } catch (error) {
    desk.report('a Home in Slack could not be drawn', error);
    return undefined;
  }
}

const looksOf = (message: Message): string => JSON.stringify(homeView(message));

/** @throws when it cannot be known now */
async function ask(desk: Desk, from: Account): Promise<Message> {
  const answer = await desk.view({ kind: 'home', whole: true, from });
  if (answer.kind === 'show') return answer.message;
  return { blocks: answer.kind === 'notice' ? [{ kind: 'small', text: answer.text }] : [] };
}
