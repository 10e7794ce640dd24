import { type Desk, drawWords, isRefused, ownAccount } from '../desk.ts';
import { textOf } from '../read.ts';
import { asked, unknownCommand } from '../words.ts';
import { openAsk } from './ask.ts';
import type { Reply } from './interactions.ts';
import { readWords } from './messages.ts';

type Raw = Record<string, unknown>;

/** The one command there is; the manifest names the same. */
export const ASK_COMMAND = '/ask';

/** A slash command. With words it is a question, without it opens the form; another than ours is answered kindly. */
export async function takeCommand(desk: Desk, body: Raw): Promise<Reply> {
  const whispered = (words: string): Reply => ({ response_type: 'ephemeral', ...drawWords([words]) });
  if (body.command !== ASK_COMMAND) return whispered(unknownCommand);
  const user = textOf(body.user_id);
  const trigger = textOf(body.trigger_id);
  const who = await ownAccount(desk, user);
  if (isRefused(who)) return whispered(who.refused ?? unknownCommand);
  const text = (await readWords(body, desk.people)).trim();
  if (!text) {
    await openAsk(desk, { user, trigger });
    return undefined;
  }
  const { address } = who;
  await desk.keep({ kind: 'message', key: `command ${trigger}`, at: desk.now(), from: who, text, address });
  return whispered(asked);
}
