import type { Block, Message } from '../../src/chat/message.ts';
import type { Account } from '../../src/chat/port.ts';
import type { Desk } from './desk.ts';
import { homeView } from './views.ts';
import { homeAway } from './words.ts';

const say = (text: string): Message => ({ blocks: [{ kind: 'text', text: [text] }] });

/** Draws somebody's Home. A page that cannot be drawn is no deed that was lost, so it says so itself. */
export async function showHome(
  desk: Desk,
  visit: { user: string } & ({ account: Account } | { refused: string }),
): Promise<void> {
  const message = 'account' in visit ? await ask(desk, visit.account) : say(visit.refused || homeAway);
  const publish = (shown: Message) => desk.api.web.views.publish({ user_id: visit.user, view: homeView(shown) });
  await publish(message)
    // A picture that Slack cannot fetch would keep the whole page from being drawn.
    .catch((error: unknown) =>
      message.blocks.some(hasPhoto) ? publish(withoutPhotos(message)) : Promise.reject(error),
    )
    .catch((error: unknown) => desk.report('a Home in Slack could not be drawn', error));
}

const hasPhoto = (block: Block): boolean => block.kind === 'text' && block.photo !== undefined;

const withoutPhotos = ({ blocks }: Message): Message => ({ blocks: blocks.filter((block) => !hasPhoto(block)) });

async function ask(desk: Desk, from: Account): Promise<Message> {
  const at = desk.now();
  try {
    const answer = await desk.hand({ kind: 'home', whole: true, key: `home ${from.userId} ${at.getTime()}`, from, at });
    if (answer.kind === 'show') return answer.message;
    return { blocks: answer.kind === 'notice' ? [{ kind: 'small', text: answer.text }] : [] };
  } catch (error) {
    desk.report('a Home in Slack could not be asked for', error);
    return say(homeAway);
  }
}
