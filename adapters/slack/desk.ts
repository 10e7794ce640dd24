import type { types } from '@slack/bolt';
import type { Account } from '../../src/chat/account.ts';
import type { DeskSide } from '../../src/chat/deskSide.ts';
import type { Text } from '../../src/chat/message.ts';
import type { Api } from './client.ts';
import { drawBlocks, writeSpans } from './out/render.ts';
import type { People, Refused } from './people/people.ts';

/** How long things may take, in milliseconds. Slack waits 3 s for an answer, and a trigger lives as long. */
export type Times = {
  /** For one call of Slack's API. */
  apiMs: number;
  /** To store what came in and answer it. */
  receiveMs: number;
  /** Until somebody who is known is taken for who they were, if Slack has not said by then who they are. */
  knownMs: number;
  /** Until a form that is not ready yet is opened empty, to be filled later. */
  openMs: number;
  /** From a message to somebody until their Home is drawn again. */
  homeMs: number;
  /** Between two looks at whether the Homes of those who are there have changed by themselves. */
  freshMs: number;
  /** Somebody who opened their Home, or did something, is taken to be there for so long. */
  visitMs: number;
  /** Between two messages in a conversation, and in a workspace, and between two changes of messages: see rates.ts. */
  conversationMs: number;
  workspaceMs: number;
  changeMs: number;
  /** Until a connection that was lost is tried again, at first. */
  reconnectMs: number;
};

export const TIMES: Times = {
  ...{ apiMs: 10_000, receiveMs: 2_500, knownMs: 1_000, openMs: 1_200, homeMs: 2_000, reconnectMs: 1_000 },
  ...{ freshMs: 60_000, visitMs: 900_000, conversationMs: 1_000, workspaceMs: 200, changeMs: 1_200 },
};

/** What of the desk is needed in a workspace. */
export type Given = Pick<DeskSide, 'keep' | 'act' | 'view' | 'lines' | 'known'>;

export type Report = (message: string, error?: unknown) => void;

/** All that the ways in need. What the desk gives is theirs while it listens, and throws otherwise. */
export type Desk = Given & {
  api: Api;
  people: People;
  times: Times;
  now(): Date;
  report: Report;
  /** Somebody opened their Home: it is drawn, and from now on kept fresh. */
  visited(account: Account): Promise<void>;
  /** Are there fewer than so many messages of the last minute in this conversation? The same message counts once. */
  mayTake(channel: string, key: string, mostAMinute: number): boolean;
  /** Accounts that were closed while we listened. */
  hasLeft(userId: string): boolean;
  setLeft(userId: string, closed: boolean): void;
  /** A form came back to be mended: what is sent with it next is another deed. In memory only. */
  isToMend(form: string): void;
  timesMended(form: string): number;
  /** Has this not been done within the hour? Then it counts as done now. In memory only: at worst it is done again. */
  first(what: string): boolean;
  /** Slack says that the app was removed from the workspace. @throws when that could not be noted: it is to come again. */
  removed(): Promise<void>;
};

export const isRefused = (who: Account | Refused): who is Refused => 'refused' in who;

/**
 * The account of somebody who used a button, a form, a shortcut or a command. What Slack tells with these is the team of
 * whoever did it, which in a channel that is shared with another organisation is not ours. @throws ChatError
 */
export const ownAccount = async ({ people }: Desk, user: string, dm?: string): Promise<Account | Refused> =>
  people.account(await people.team(), user, dm);

/** Words for one person alone, in a conversation. What cannot be shown is reported, never thrown. */
export async function whisper(desk: Desk, to: { channel: string; user: string; thread?: string }, text: Text) {
  const { channel, user, thread } = to;
  await desk.api.web.chat
    .postEphemeral({ channel, user, ...(thread && { thread_ts: thread }), ...drawWords(text) })
    .catch((error: unknown) => desk.report('a notice could not be shown in Slack', error));
}

export function drawWords(text: Text): { text: string; blocks: types.KnownBlock[] } {
  return { text: writeSpans(text), blocks: drawBlocks([{ kind: 'text', text }]).map(({ block }) => block) };
}

export async function within<T>(ms: number, what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} took longer than ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
