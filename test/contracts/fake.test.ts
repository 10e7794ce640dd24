import { randomUUID } from 'node:crypto';
import type { Answer } from '../../src/chat/answer.ts';
import { type Form, plainSpans, plainText } from '../../src/chat/message.ts';
import { fakeChat } from '../support/fake-chat.ts';
import { act, view } from './act.ts';
import { census, directory, lookup } from './asking.ts';
import { files } from './files.ts';
import { history } from './history.ts';
import { keep } from './keep.ts';
import { closedAddresses, outbound } from './outbound.ts';
import { pictures } from './pictures.ts';
import { chatContract } from './talk.ts';
import { threads } from './threads.ts';

const wordsOfForm = ({ title, fields, submit }: Form): string =>
  [title, ...fields.map(({ label }) => label), submit].join('\n');

function wordsOf(answer: Answer): string {
  switch (answer.kind) {
    case 'done':
      return '';
    case 'notice':
      return plainSpans(answer.text);
    case 'form':
      return wordsOfForm(answer.form);
    case 'errors':
      return Object.values(answer.errors).join('\n');
    case 'show':
      return plainText(answer.message);
  }
}

async function openStand() {
  const now = () => new Date('2026-06-01T14:00:00Z');
  const [ana, lee] = ['ana@state.example', 'lee@state.example'] as const;
  const chat = fakeChat({ now, emails: [ana, lee] });
  const account = (email: string) => ({
    platform: 'fake',
    workspace: 'test',
    userId: email,
    address: email,
    email,
    name: email.split('@')[0] ?? '',
  });
  const gone = 'gone@state.example';
  chat.failNext(gone, 'gone');
  let last = async () => {};
  const doing = (work: () => Promise<unknown>) => {
    last = async () => void (await work());
    return last();
  };
  return {
    chat,
    people: [account(ana), account(lee)] as const,
    unknownEmail: 'nobody@state.example',
    gone,
    now,
    seen: async (address: string) =>
      chat.seen(address).map(({ sentId, text, thread }) => ({ sentId, text, ...(thread && { under: thread }) })),
    pictures: async (address: string) =>
      chat
        .seen(address)
        .flatMap(({ message }) =>
          message.blocks.flatMap((block) => (block.kind === 'chart' ? block.chart.finding : [])),
        ),
    write(address: string, text: string) {
      const key = randomUUID();
      return doing(() => chat.write(address, text, { key }));
    },
    writeUnder: (address: string, thread: string, text: string) => doing(() => chat.write(address, text, { thread })),
    writeUnheard(address: string, text: string) {
      const key = randomUUID();
      chat.writeUnheard(address, text, now(), key);
      return () => chat.write(address, text, { key });
    },
    attach(address: string, text: string, { name, bytes }: { name: string; bytes: Uint8Array }) {
      chat.attached.set(name, bytes);
      const file = { ref: name, name, type: 'application/pdf', size: bytes.length };
      return doing(() => chat.hand(address, { kind: 'message', text, address, files: [file] }));
    },
    repeat: () => last(),
    press: async (address: string, press: Form['press']) => wordsOf(await chat.hand(address, { kind: 'press', press })),
    submit: async (address: string, press: Form['press'], values: Record<string, string>) =>
      wordsOf(await chat.hand(address, { kind: 'submit', press, values })),
    home: async (address: string) => plainText(await chat.home(address)),
    closeAccount: (address: string) => void chat.closed.add(address),
    breakDown: () => chat.breakDown(),
    close: () => chat.stop(),
  };
}

chatContract('the fake chat', openStand, [
  ...[outbound, pictures, closedAddresses, lookup, directory, census, history, files, threads],
  ...[keep, act, view],
]);
