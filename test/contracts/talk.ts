import { randomUUID } from 'node:crypto';
import type { Message, Press } from '../../src/chat/message.ts';
import type { Account, Answer, ChatPort, Inbound, Outgoing } from '../../src/chat/port.ts';

/** A chat platform with a port on it, to be asked from the people's side. What is optional, a platform may lack. */
export type ChatStand = {
  port: ChatPort;
  /** Two people the platform knows, as the desk should come to know them. */
  people: readonly [Account, Account];
  /** An e-mail that nobody on the platform has. */
  unknownEmail: string;
  /** The platform's time of what is done next. */
  now(): Date;
  /** What a person sees at an address, newest last. One delivery may be several messages with the same `sentId`. */
  seen(address: string): Promise<{ sentId: string; text: string }[]>;
  /** A person types, through the platform's own entrance. Rejects when the port did not acknowledge it. */
  write(address: string, text: string): Promise<void>;
  /** The platform hands in the last deed once more, as platforms do when they are not sure. */
  repeat?(): Promise<void>;
  /** A person presses a button; resolves with all the text that this shows to that person alone, '' when nothing. */
  press?(address: string, press: Press): Promise<string>;
  /** A person sends a form; resolves likewise. */
  submit?(address: string, press: Press, values: Record<string, string>): Promise<string>;
  /** A person opens the desk's own page or tab; resolves likewise. */
  home?(address: string): Promise<string>;
  /** The platform finds nobody by their e-mail: who has not written yet is not known. */
  cannotReach?: true;
  /** An address that cannot be written to (any more). */
  gone?: string;
  /** From now on the platform does not answer. */
  breakDown?(): void;
  close(): Promise<void>;
};

/** One test's talk over a stand: what was heard, and what the desk answers. */
export type Talk = {
  stand: ChatStand;
  one: Account;
  other: Account;
  heard: Inbound[];
  /** May be replaced at any time. */
  receive: (inbound: Inbound) => Promise<Answer>;
  /** What was handed in besides the visits that a platform makes by itself. */
  deeds(): Inbound[];
  outgoing(message: Message, address?: string): Outgoing;
  textAt(address: string): Promise<string>;
};

/** Begins a talk in the object that the tests hold since before there was a stand. */
export async function beginTalk(talk: Talk, stand: ChatStand): Promise<void> {
  const [one, other] = stand.people;
  Object.assign(talk, {
    stand,
    one,
    other,
    heard: [],
    receive: async () => ({ kind: 'done' }),
    deeds: () => talk.heard.filter(({ kind }) => kind !== 'home'),
    outgoing: (message, address = one.address) => ({
      deliveryId: randomUUID(),
      workspace: one.workspace,
      address,
      message,
      since: stand.now(),
    }),
    textAt: async (address) => (await stand.seen(address)).map(({ text }) => text).join('\n'),
  } satisfies Talk);
  await stand.port.start(async (inbound) => {
    talk.heard.push(inbound);
    return talk.receive(inbound);
  });
}
