import type { Database } from '../../db/engine/client.ts';
import { createStore } from '../../db/store.ts';
import type { Answer } from '../../src/chat/answer.ts';
import type { Chat } from '../../src/chat/capabilities.ts';
import { type Button, buttonsOf, plainSpans, plainText } from '../../src/chat/message.ts';
import { fetchFiles } from '../../src/delivery/fetchFiles.ts';
import { type SendingOptions, sendOne } from '../../src/delivery/send.ts';
import { createDeskSide } from '../../src/doors/deskSide.ts';
import { consequences } from '../../src/features.ts';
import { importOffice } from '../../src/offices/importOffice.ts';
import type { OfficeSetup } from '../../src/offices/setup.ts';
import { type Clock, createClock } from '../../src/run/clock.ts';
import { listenOnce } from '../../src/run/listen.ts';
import type { Logger } from '../../src/run/log.ts';
import { sweepAll } from '../../src/run/schedule.ts';
import type { Store } from '../../src/store.ts';
import { type FakeChat, fakeChat } from './fake-chat.ts';
import { storyOffice } from './office.ts';

/** A person of a story, seen from their own chat. */
export type Seat = {
  says(text: string, more?: { thread?: string; key?: string; at?: Date }): Promise<void>;
  /** Asks it explicitly, as by a command or a form: it is a question, whatever else is open. */
  asks(text: string): Promise<void>;
  /** Presses the newest button of that label; with values, fills in the form that it opens and sends it. */
  presses(label: string, values?: Record<string, string>): Promise<string>;
  /** What is said to the presser alone. */
  answer(label: string): Promise<Answer>;
  /** All that stands in their chat, oldest first. */
  sees(): string[];
  last(): string;
  home(): Promise<string>;
};

export type Story = {
  store: Store;
  clock: Clock;
  chat: FakeChat;
  failures: string[];
  now(): Date;
  /** Sets the time, "2026-06-01T10:00" in New York or an instant with an offset, and lets time do its work. */
  at(time: string): Promise<void>;
  /** Lets the desk handle and send all that waits. */
  settle(): Promise<void>;
  /** Lets time do its work, then settles. */
  sweep(): Promise<void>;
  person(email: string, chat?: FakeChat): Seat;
  sending: SendingOptions;
};

const everybody = ['ana', 'ben', 'fay', 'lee', 'devon', 'maria', 'sam', 'ada'].map((name) => `${name}@state.example`);

/** A whole desk on a database, with a chat in memory and time in the test's hand. Nothing of ours is replaced. */
export async function openStory(
  database: Database,
  options: {
    at?: string;
    office?: Partial<OfficeSetup>;
    chats?: (now: () => Date) => FakeChat[];
    /** Other chats beside those in memory. */
    ports?: (now: () => Date) => Promise<Chat[]>;
  } = {},
): Promise<Story> {
  let time = instant(options.at ?? '2026-06-01T10:00');
  const clock = createClock(() => time.getTime());
  const now = () => clock.now();
  // As in a running desk, whoever has something to do is woken by the commit that leaves it.
  const woken = { inbox: false, outbox: false, files: false };
  const wake = (what: keyof typeof woken) => () => {
    woken[what] = true;
  };
  const store = createStore(database, { inbox: wake('inbox'), outbox: wake('outbox'), files: wake('files') });
  const failures: string[] = [];
  const log: Logger = {
    info() {},
    warn() {},
    failure: (message, error) => failures.push(`${message}: ${error instanceof Error ? error.stack : error}`),
  };
  const chats = options.chats?.(now) ?? [fakeChat({ now, emails: everybody })];
  const [chat] = chats;
  if (!chat) throw new Error('a story has a chat');
  await store.transaction((tx) => importOffice(tx, storyOffice(options.office), now()));
  const deskSide = createDeskSide({ store, now });
  const ports: Chat[] = [...chats, ...((await options.ports?.(now)) ?? [])];
  for (const port of ports) await port.start(deskSide);
  const sending: SendingOptions = {
    store,
    ports,
    consequences: consequences(now),
    observe() {},
    now,
    chance: () => 0.5,
  };

  const story: Story = {
    store,
    clock,
    chat,
    failures,
    now,
    sending,
    async at(text) {
      time = instant(text);
      await story.sweep();
    },
    async settle() {
      const isWoken = () => woken.inbox || woken.outbox || woken.files;
      // Nobody was: then all look, as they do once a second.
      if (!isWoken()) Object.assign(woken, { inbox: true, outbox: true, files: true });
      while (isWoken()) {
        if (woken.inbox) {
          woken.inbox = false;
          woken.inbox = (await listenOnce(store, now, log)) || woken.inbox;
        }
        if (woken.outbox) {
          woken.outbox = false;
          const { deliveries } = await store.transaction((tx) => tx.outbox.claim(20, 30_000));
          for (const delivery of deliveries) await sendOne(sending, delivery);
          woken.outbox ||= deliveries.length === 20;
        }
        if (woken.files) {
          woken.files = false;
          const fetched = await fetchFiles({ store, ports: sending.ports, consequences: consequences(now) });
          woken.files ||= fetched > 0;
        }
      }
      if (failures.length > 0) throw new Error(failures.join('\n'));
    },
    async sweep() {
      await sweepAll({ store, clock, log });
      await story.settle();
    },
    person: (email, on = chat) => seat(story, on, email.includes('@') ? email : `${email}@state.example`),
  };
  return story;
}

function seat(story: Story, chat: FakeChat, userId: string): Seat {
  /** Buttons of what was shown in answer to the latest press, which stands in no conversation. */
  let shown: Button[] = [];
  const press = (label: string): Promise<Answer> => {
    const button = shown.findLast((each) => each.label === label);
    return button ? chat.hand(userId, { kind: 'press', press: button.press }) : chat.press(userId, label);
  };
  return {
    async says(text, more) {
      await chat.write(userId, text, more);
      await story.settle();
    },
    async asks(text) {
      await chat.hand(userId, { kind: 'message', text, address: userId, chosen: {} });
      await story.settle();
    },
    async presses(label, values) {
      const opened = await press(label);
      const answer =
        opened.kind === 'form' && values
          ? await chat.submit(userId, opened.form, { ...initials(opened), ...values })
          : opened;
      if (answer.kind === 'show') shown = buttonsOf(answer.message);
      await story.settle();
      return said(answer);
    },
    answer: (label) => chat.press(userId, label),
    sees: () => chat.seen(userId).map(({ text }) => text),
    last: () => chat.seen(userId).at(-1)?.text ?? '',
    home: async () => plainText(await chat.home(userId)),
  };
}

const initials = (answer: Answer): Record<string, string> =>
  answer.kind === 'form'
    ? Object.fromEntries(answer.form.fields.flatMap((f) => (f.initial === undefined ? [] : [[f.name, f.initial]])))
    : {};

function said(answer: Answer): string {
  switch (answer.kind) {
    case 'done':
      return '';
    case 'notice':
      return plainSpans(answer.text);
    case 'show':
      return plainText(answer.message);
    case 'errors':
      return Object.entries(answer.errors)
        .map(([name, text]) => `${name}: ${text}`)
        .join('\n');
    case 'form':
      return `form: ${answer.form.title}`;
  }
}

/** New York time of 2026: standard time until 8 March and from 1 November on. */
function instant(text: string): Date {
  if (/(?:Z|[+-]\d\d:\d\d)$/u.test(text)) return new Date(text);
  const summer = text >= '2026-03-08T03:00' && text < '2026-11-01T02:00';
  return new Date(`${text}:00${summer ? '-04:00' : '-05:00'}`);
}
