import type { Account } from '../../src/chat/account.ts';
import type { Answer } from '../../src/chat/answer.ts';
import type { ChatWith } from '../../src/chat/capabilities.ts';
import type { DeskSide } from '../../src/chat/deskSide.ts';
import { ChatError, type ChatOutcome } from '../../src/chat/errors.ts';
import type { Deed, KeptEvent, View } from '../../src/chat/inbound.ts';
import { buttonsOf, type Form, type Message, plainText } from '../../src/chat/message.ts';
import type { Outgoing, Sent } from '../../src/chat/outgoing.ts';
import type { Vouched } from '../../src/chat/vouching.ts';
import { handIn } from './desk-side.ts';

/** Without what the chat adds by itself. */
type Bare<T, Added extends keyof T> = T extends unknown ? Omit<T, Added> : never;

/** What somebody sees in the fake chat. */
export type Seen = {
  sentId: string;
  at: Date;
  message: Message;
  text: string;
  deliveryId: string;
  /** `sentId` of what it stands under. */
  thread?: string;
  file?: Outgoing['file'];
};

/**
 * A chat platform that lives in memory: it passes the same contract as the real ones, and can be told to fail in every
 * way that they do. Addresses are `<user id>`; everybody whose e-mail it knows has an account.
 */
export type FakeChat = ChatWith<'directory' | 'census' | 'history' | 'files' | 'threads'> & {
  seen(address: string): Seen[];
  write(userId: string, text: string, more?: { thread?: string; key?: string; at?: Date }): Promise<Answer>;
  press(userId: string, label: string, key?: string): Promise<Answer>;
  submit(userId: string, form: Form, values: Record<string, string>, key?: string): Promise<Answer>;
  home(userId: string): Promise<Message>;
  /** Anything else that a platform may hand in. */
  hand(userId: string, what: Bare<KeptEvent | Deed, 'key' | 'from' | 'at'>, key?: string): Promise<Answer>;
  view(userId: string, question: Bare<View, 'from'>): Promise<Answer>;
  /** Stands in the chat, but was never handed in: the desk was away. */
  writeUnheard(userId: string, text: string, at: Date, key?: string): void;
  /** So many questions what was missed fail, in this way. */
  failAsking(times: number, way?: ChatOutcome): void;
  /** Whose conversations can never be read. */
  unreadable: Set<string>;
  /** Whose accounts are closed. */
  closed: Set<string>;
  /** What is fetched for a file's ref. */
  attached: Map<string, Uint8Array>;
  /** The next sendings to this address fail in these ways, one after another. `lost`: accepted, but the answer is lost. */
  failNext(address: string, ...ways: (ChatOutcome | 'lost' | 'fine')[]): void;
  /** Who stands behind the e-mails of all accounts of this chat: the office itself, unless it is said otherwise. */
  vouched: Vouched;
  /** The e-mail of an account where it is not its user id. */
  renamed: Map<string, string>;
  /** From now on every sending and every question about one fails, and it is not known what became of it. */
  breakDown(): void;
  /** How often `send` was called. */
  calls: number;
};

export function fakeChat(options: { platform?: string; now(): Date; emails?: string[]; findable?: boolean }): FakeChat {
  const { platform = 'fake', now, emails = [], findable = true } = options;
  const lines = new Map<string, Seen[]>();
  const failures = new Map<string, (ChatOutcome | 'lost' | 'fine')[]>();
  const unheard: KeptEvent[] = [];
  let given: DeskSide | undefined;
  let broken = false;
  let counter = 0;
  let askingFails = 0;
  let askingFailsAs: ChatOutcome = 'retry';

  const accountOf = (userId: string): Account => ({
    platform,
    workspace: 'test',
    userId,
    address: userId,
    vouched: chat.vouched,
    name: userId.split('@')[0] ?? userId,
    ...(userId.includes('@') && { email: chat.renamed.get(userId) ?? userId }),
  });
  const next = (letter: string): string => {
    counter += 1;
    return `${letter}${counter}`;
  };
  const nextKey = () => next('k');
  const desk = (): DeskSide => {
    if (!given) throw new Error('the fake chat was not started');
    return given;
  };
  // As over a wire: nothing is shared.
  const hand = async (inbound: KeptEvent | Deed): Promise<Answer> => handIn(desk(), structuredClone(inbound));
  const view = async (question: View): Promise<Answer> => desk().view(structuredClone(question));
  const linesOf = (address: string): Seen[] => {
    const known = lines.get(address) ?? [];
    lines.set(address, known);
    return known;
  };

  function accept(outgoing: Outgoing): Sent {
    const { address, deliveryId, replaces } = outgoing;
    const message = structuredClone(outgoing.message);
    const at = now();
    const line = replaces === undefined ? undefined : linesOf(address).find((each) => each.sentId === replaces);
    if (replaces !== undefined && !line) throw new ChatError('rejected', 'there is no such message to change');
    if (line) Object.assign(line, { message, text: plainText(message) });
    else
      linesOf(address).push({
        sentId: next('s'),
        at,
        message,
        text: plainText(message),
        deliveryId,
        ...(outgoing.thread !== undefined && { thread: outgoing.thread }),
        ...(outgoing.file && { file: outgoing.file }),
      });
    return { sentId: line?.sentId ?? linesOf(address).at(-1)?.sentId ?? '', at };
  }

  const chat: FakeChat = {
    platform,
    threads: true,
    calls: 0,
    vouched: 'office',
    renamed: new Map(),
    async start(deskSide) {
      given = deskSide;
    },
    outbound: {
      async send(outgoing) {
        chat.calls += 1;
        const way = broken ? 'ambiguous' : failures.get(outgoing.address)?.shift();
        if (way === 'lost') {
          accept(outgoing);
          throw new ChatError('ambiguous', 'the answer was lost');
        }
        if (way && way !== 'fine') throw new ChatError(way, `told to fail: ${way}`);
        return accept(outgoing);
      },
      rates: () => [],
    },
    ...(findable && {
      lookup: {
        async find({ address, deliveryId }) {
          if (broken) throw new ChatError('ambiguous', 'it does not answer');
          const line = linesOf(address).find((each) => each.deliveryId === deliveryId);
          return line && { sentId: line.sentId, at: line.at };
        },
      },
    }),
    directory: {
      async reach(email) {
        const known = email.trim().toLowerCase();
        return emails.includes(known) ? accountOf(known) : undefined;
      },
    },
    writeUnheard: (userId, text, at, key = nextKey()) =>
      void unheard.push({ kind: 'message', key, from: accountOf(userId), at, text, address: userId }),
    failAsking(times, way = 'retry') {
      askingFails = times;
      askingFailsAs = way;
    },
    history: {
      async missed({ userId }, since) {
        if (!chat.unreadable.has(userId)) askingFails -= 1;
        if (askingFails >= 0 || chat.unreadable.has(userId)) throw new ChatError(askingFailsAs, 'told to fail');
        return structuredClone(unheard.filter((each) => each.from.userId === userId && each.at >= since));
      },
      async contacts() {
        return [...new Set(unheard.map(({ from }) => from.userId))].map(accountOf);
      },
    },
    unreadable: new Set(),
    closed: new Set(),
    census: {
      async accounts() {
        return [...new Set([...emails, ...chat.closed])].map((userId) => ({
          workspace: 'test',
          userId,
          closed: chat.closed.has(userId),
        }));
      },
    },
    attached: new Map(),
    files: {
      async fetch({ ref }) {
        const bytes = chat.attached.get(ref);
        if (!bytes) throw new ChatError('gone', 'the file is not there');
        return bytes;
      },
    },
    hand: (userId, what, key = nextKey()) =>
      hand({ ...what, key, from: accountOf(userId), at: now() } as KeptEvent | Deed),
    view: (userId, question) => view({ ...question, from: accountOf(userId) } as View),
    async stop() {
      given = undefined;
    },
    seen: (address) => linesOf(address),
    write: (userId, text, { thread, key = nextKey(), at = now() } = {}) =>
      hand({ kind: 'message', key, from: accountOf(userId), at, text, address: userId, ...(thread && { thread }) }),
    press(userId, label, key = nextKey()) {
      const buttons = linesOf(userId).flatMap(({ message }) => buttonsOf(message));
      const button = buttons.findLast((each) => each.label === label);
      if (!button)
        throw new Error(`${userId} sees no button “${label}”, only: ${buttons.map((b) => b.label).join(', ')}`);
      return hand({ kind: 'press', key, from: accountOf(userId), at: now(), press: button.press });
    },
    submit: (userId, form, values, key = nextKey()) =>
      hand({ kind: 'submit', key, from: accountOf(userId), at: now(), press: form.press, values }),
    async home(userId) {
      const answer = await chat.view(userId, { kind: 'home' });
      if (answer.kind !== 'show') throw new Error('a home is shown');
      return answer.message;
    },
    breakDown() {
      broken = true;
    },
    failNext(address, ...ways) {
      failures.set(address, [...(failures.get(address) ?? []), ...ways]);
    },
  };
  return chat;
}
