import { expect } from 'vitest';
import { PLATFORM } from '../../adapters/slack/people/people.ts';
import type { Account } from '../../src/chat/port.ts';
import { ANA, LEE, openSlack } from '../support/slack/open.ts';
import type { SlackPerson } from '../support/slack/workspace.ts';
import { TEAM } from '../support/slack/workspace.ts';
import { type ChatStand, chatPortContract } from './chat-port.ts';

const accountOf = ({ id, dm, email, name }: SlackPerson, zone: string): Account => ({
  platform: PLATFORM,
  workspace: TEAM,
  userId: id,
  address: dm,
  name,
  email,
  zone,
});

async function openStand(mode: 'http' | 'socket'): Promise<ChatStand> {
  const { workspace, port, drive, close } = await openSlack(mode);
  const [ana, lee] = [workspace.person(ANA), workspace.person(LEE)];
  const at = (address: string) => (address === ana.dm ? ana : lee);
  return {
    port,
    people: [accountOf(ana, 'America/New_York'), accountOf(lee, 'America/Chicago')],
    unknownEmail: 'nobody@state.example',
    now: () => new Date(),
    seen: (address) => workspace.seen(address),
    async write(address, text) {
      await drive.write(at(address), text);
    },
    repeat: () => drive.repeat(),
    press: (address, press) => drive.press(at(address), press),
    async submit(address, press, values) {
      const view = workspace.modal(at(address).id);
      expect(JSON.parse(String(view?.private_metadata)).press).toEqual([press.name, press.about]);
      return drive.submit(at(address), values);
    },
    home: (address) => drive.home(at(address)),
    gone: 'D0GONE',
    breakDown: () => workspace.failAll({ status: 500 }),
    close,
  };
}

chatPortContract('Slack over HTTP', () => openStand('http'));
chatPortContract('Slack over Socket Mode', () => openStand('socket'));
