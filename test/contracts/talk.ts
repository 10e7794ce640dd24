import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Account } from '../../src/chat/account.ts';
import type { Answer } from '../../src/chat/answer.ts';
import type { Chat } from '../../src/chat/capabilities.ts';
import type { DeskSide } from '../../src/chat/deskSide.ts';
import type { Deed, KeptEvent, View } from '../../src/chat/inbound.ts';
import type { Message, Press } from '../../src/chat/message.ts';
import type { Outgoing } from '../../src/chat/outgoing.ts';

/** A chat platform with a chat on it, to be asked from the people's side. What a capability needs besides stands in its suite. */
export type Stand = {
  chat: Chat;
  /** Two people the platform knows, as the desk should come to know them. */
  people: readonly [Account, Account];
  /** The platform's time of what is done next. */
  now(): Date;
  /** What a person sees at an address, newest last. One delivery may be several messages with the same `sentId`. */
  seen(address: string): Promise<{ sentId: string; text: string; under?: string }[]>;
  /** A person types, through the platform's own entrance. Rejects when it was not acknowledged. */
  write(address: string, text: string): Promise<void>;
  /** The platform hands in what was last done once more, as platforms do when they are not sure. */
  repeat(): Promise<void>;
  /** A person presses a button; resolves with all the text that this shows to that person alone, '' when nothing. */
  press(address: string, press: Press): Promise<string>;
  /** A person sends the form that was opened; resolves likewise. */
  submit(address: string, press: Press, values: Record<string, string>): Promise<string>;
  /** A person opens the desk's own page or tab; resolves likewise. */
  home(address: string): Promise<string>;
  /** From now on the platform does not answer. */
  breakDown(): void;
  close(): Promise<void>;
};

/** One test's talk over a stand: what the desk was given, and what it does then, which may be replaced at any time. */
export type Talk<S extends Stand = Stand> = Pick<DeskSide, 'keep' | 'act' | 'view'> & {
  stand: S;
  one: Account;
  other: Account;
  kept: KeptEvent[];
  done: Deed[];
  asked: View[];
  outgoing(message: Message, address?: string): Outgoing;
  textAt(address: string): Promise<string>;
};

const CAPABILITIES = ['outbound', 'lookup', 'directory', 'census', 'history', 'files', 'threads', 'http'] as const;

/** What a chat with one capability, or one way of handing in, has to do on a stand that shows it. */
export type Suite<S extends Stand = Stand> = {
  of: (typeof CAPABILITIES)[number] | keyof DeskSide | 'closed addresses' | 'pictures';
  tests(talk: Talk<S>): void;
};

/** Holds a chat to the suites of all that it can do, each test on a stand of its own. */
export function chatContract<S extends Stand>(
  name: string,
  open: () => Promise<S>,
  suites: readonly Suite<NoInfer<S>>[],
): void {
  describe(name, () => {
    const talk = {} as Talk<S>;
    beforeEach(async () => beginTalk(talk, await open()));
    afterEach(() => talk.stand.close());

    test('is held to all that it can do, and to nothing else', () => {
      const held = CAPABILITIES.filter((each) => suites.some(({ of }) => of === each));
      expect(CAPABILITIES.filter((each) => talk.stand.chat[each] !== undefined)).toEqual(held);
    });
    for (const { of, tests } of suites) describe(of, () => tests(talk));
  });
}

/** Begins a talk in the object that the tests hold since before there was a stand. */
async function beginTalk<S extends Stand>(talk: Talk<S>, stand: S): Promise<void> {
  const [one, other] = stand.people;
  const done = async (): Promise<Answer> => ({ kind: 'done' });
  Object.assign(talk, {
    stand,
    one,
    other,
    kept: [],
    done: [],
    asked: [],
    keep: async () => {},
    act: done,
    view: async () => ({ kind: 'show', message: { blocks: [] } }),
    outgoing: (message, address = one.address) => ({
      deliveryId: randomUUID(),
      workspace: one.workspace,
      address,
      message,
      since: stand.now(),
    }),
    textAt: async (address) => (await stand.seen(address)).map(({ text }) => text).join('\n'),
  } satisfies Talk<S>);
  await stand.chat.start({
    async keep(event) {
      talk.kept.push(event);
      await talk.keep(event);
    },
    act(deed) {
      talk.done.push(deed);
      return talk.act(deed);
    },
    view(question) {
      talk.asked.push(question);
      return talk.view(question);
    },
    known: async () => undefined,
    atOnce: () => false,
    lines: async () => [],
    fileOf: async () => undefined,
  });
}
