import { expect } from 'vitest';
import type { SlackChat } from '../../../adapters/slack/index.ts';
import { PLATFORM } from '../../../adapters/slack/people/people.ts';
import type { Account } from '../../../src/chat/account.ts';
import type { ChatWith } from '../../../src/chat/capabilities.ts';
import type { Press } from '../../../src/chat/message.ts';
import type { driver } from './driver.ts';
import { ANA, LEE } from './open.ts';
import { uploadTo } from './upload.ts';
import type { SlackPerson, Workspace } from './workspace.ts';

/** Ana and Lee in a workspace, for the contract of chats: what they do goes in as Slack hands it in. */
export function slackStand<C extends SlackChat>(
  chat: C,
  { workspace, drive, close }: { workspace: Workspace; drive: ReturnType<typeof driver>; close(): Promise<void> },
) {
  const [ana, lee] = [workspace.person(ANA), workspace.person(LEE)];
  const at = (address: string) => (address === ana.dm ? ana : lee);
  const accountOf = ({ id, dm, email, name }: SlackPerson, zone: string): Account => ({
    ...{ platform: PLATFORM, workspace: workspace.team.id, userId: id, address: dm },
    ...{ name, email, zone },
  });
  return {
    chat,
    people: [accountOf(ana, 'America/New_York'), accountOf(lee, 'America/Chicago')] as const,
    unknownEmail: 'nobody@state.example',
    gone: 'D0GONE',
    now: () => workspace.now(),
    seen: async (channel: string) =>
      (await workspace.seen(channel)).map(({ ts, sentId, text }) => ({
        ...{ sentId, text },
        ...(sentId !== ts && { under: sentId }),
      })),
    pictures: (channel: string) => workspace.pictures(channel),
    own: async (channel: string) => (await workspace.charts(channel)).map(({ title }) => String(title)),
    write: async (address: string, text: string) => void (await drive.write(at(address), text)),
    writeUnder: async (address: string, thread: string, text: string) =>
      void (await drive.write(at(address), text, { thread_ts: thread })),
    writeUnheard(address: string, text: string) {
      const message = drive.message(at(address), text);
      workspace.wrote({ ...message, channel: address, ts: message.ts });
      return () => drive.event(message);
    },
    async attach(address: string, text: string, file: { name: string; bytes: Uint8Array<ArrayBuffer> }) {
      const given = await uploadTo(workspace, file.name, file.bytes);
      await drive.event({ ...drive.message(at(address), text), subtype: 'file_share', files: [given] });
    },
    repeat: () => drive.repeat(),
    press: (address: string, press: Press) => drive.press(at(address), press),
    async submit(address: string, press: Press, values: Record<string, string>) {
      const view = workspace.modal(at(address).id);
      expect(JSON.parse(String(view?.private_metadata)).press).toEqual([press.name, press.about]);
      return drive.submit(at(address), values);
    },
    home: (address: string) => drive.home(at(address)),
    closeAccount: (address: string) => workspace.describe(at(address).email, { deleted: true }),
    breakDown: () => workspace.failAll({ status: 500 }),
    close,
  };
}

/** Over HTTP the chat has a door on the desk's server. */
export function withHttp(chat: SlackChat): SlackChat & ChatWith<'http'> {
  const { http } = chat;
  if (!http) throw new Error('Slack calls over HTTP');
  return { ...chat, http };
}
