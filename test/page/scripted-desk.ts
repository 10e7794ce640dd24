import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type ServerType } from '@hono/node-server';
import { type SeatPerson, webChat } from '../../adapters/try-it/index.ts';
import type { Transcript } from '../../adapters/try-it/transcript.ts';
import type { Answer } from '../../src/chat/answer.ts';
import type { Chat } from '../../src/chat/capabilities.ts';
import type { Inbound, View } from '../../src/chat/inbound.ts';
import type { Form, Message } from '../../src/chat/message.ts';
import { deskSide } from '../support/desk-side.ts';
import { memoryTranscript } from '../support/memory-transcript.ts';

const ZONE = 'America/New_York';
const PEOPLE: SeatPerson[] = [
  { email: 'Ana.Ortiz@dot.example', name: 'Ana Ortiz', seat: 'agency', detail: 'Transportation' },
  { email: 'ben.abara@parks.example', name: 'Ben Abara', seat: 'agency', detail: 'State Parks' },
  { email: 'lee.park@procure.example', name: 'Lee Park', seat: 'liaison', detail: 'Purchasing' },
  { email: 'maria.chen@procure.example', name: 'Maria Chen', seat: 'liaison', detail: 'Contracts' },
  { email: 'ruth.okafor@procure.example', name: 'Ruth Okafor', seat: 'supervisor', detail: 'Procurement' },
];

export const ANA = 'ana.ortiz@dot.example';
export const LEE = 'lee.park@procure.example';
export const MARIA = 'maria.chen@procure.example';

/** A page on a real server with a desk behind it that does what the test tells it. */
export type ScriptedDesk = {
  url: string;
  port: Chat;
  transcript: Transcript;
  heard: Inbound[];
  /** What the desk answers; may be replaced at any time. */
  answer: (inbound: Inbound) => Promise<Answer>;
  home: (question: View) => Message;
  now: Date;
  skip: (to: string) => Promise<void>;
  say(address: string, message: Message, replaces?: string): Promise<string>;
  /** The server goes away, as when the desk is restarted, and comes back under the same address. */
  hang(): Promise<void>;
  resume(): Promise<void>;
  close(): Promise<void>;
};

export async function openScriptedDesk(
  options: { mayUseSkip?: boolean; people?: SeatPerson[] } = {},
): Promise<ScriptedDesk> {
  const transcript = memoryTranscript();
  const heard: Inbound[] = [];
  const clock = {
    now: () => desk.now,
    zone: ZONE,
    ...(options.mayUseSkip === false ? {} : { moves: { ahead: () => 0, skip: (to: string) => desk.skip(to) } }),
  };
  const port = webChat({ transcript, people: async () => options.people ?? PEOPLE, clock });
  await port.start(
    deskSide(
      async (inbound) => {
        heard.push(inbound);
        return desk.answer(inbound);
      },
      { view: async (question) => ({ kind: 'show', message: desk.home(question) }) },
    ),
  );
  let server: ServerType;
  let number = 0;
  async function listen() {
    server = createAdaptorServer({
      fetch: (request) => port.http?.handle(request) ?? new Response('The page has no door.', { status: 500 }),
    });
    await new Promise<void>((resolve) => server.listen(number, '127.0.0.1', resolve));
    number = (server.address() as AddressInfo).port;
  }
  async function hang() {
    const closed = new Promise((resolve) => server.close(resolve));
    if ('closeAllConnections' in server) server.closeAllConnections();
    await closed;
  }
  const desk: ScriptedDesk = {
    url: '',
    port,
    transcript,
    heard,
    answer: async () => ({ kind: 'done' }),
    home: () => ({
      blocks: [{ kind: 'buttons', buttons: [{ label: 'My requests', press: { name: 'my requests', about: '' } }] }],
    }),
    now: new Date('2026-06-08T18:12:00Z'),
    async skip() {
      desk.now = new Date(desk.now.getTime() + 3_600_000);
    },
    async say(address, message, replaces) {
      const outgoing = { deliveryId: randomUUID(), workspace: 'try-it', address, message, since: desk.now };
      const { sentId } = await port.outbound.send(replaces === undefined ? outgoing : { ...outgoing, replaces });
      return sentId;
    },
    hang,
    resume: listen,
    async close() {
      await port.stop();
      await hang();
    },
  };
  await listen();
  desk.url = `http://127.0.0.1:${number}/`;
  return desk;
}

const at = (text: string) => ({ when: new Date(text), zone: ZONE });

/** The messages of a story, one of every kind of block among them. */
export const RECEIPT: Message = {
  blocks: [
    { kind: 'heading', text: 'We have your question: R-1042' },
    {
      kind: 'text',
      text: [
        { strong: 'Lee Park' },
        ' has it and answers by ',
        { strong: 'Tuesday, 10:30 AM' },
        ' at the latest (',
        at('2026-06-09T14:30:00Z'),
        ').',
      ],
    },
    {
      kind: 'buttons',
      buttons: [
        { label: 'Mark urgent', press: { name: 'urgent', about: 'R-1042' } },
        { label: 'Withdraw', press: { name: 'withdraw', about: 'R-1042' }, style: 'danger' },
      ],
    },
    { kind: 'small', text: ['Write here to add something. Office hours: Mon to Fri, 8 to 5.'] },
  ],
};

export const CARD: Message = {
  blocks: [
    { kind: 'heading', text: 'New request R-1042 from Transportation' },
    {
      kind: 'quote',
      by: 'Ana Ortiz',
      text: 'Do I need three quotes for $40k?\nIt is for guard rails on Route 9, <b>two</b> deliveries & one site.',
    },
    {
      kind: 'facts',
      facts: [
        { label: 'First reply due', value: [at('2026-06-09T14:30:00Z')] },
        { label: 'Priority', value: ['Normal'] },
        { label: 'Backup', value: ['Maria Chen'] },
      ],
    },
    {
      kind: 'buttons',
      buttons: [
        { label: 'Reply', press: { name: 'reply', about: 'R-1042' }, style: 'primary' },
        { label: 'Ask the agency', press: { name: 'ask', about: 'R-1042' } },
        { label: 'Hand over', press: { name: 'hand over', about: 'R-1042' } },
        { label: 'Resolve', press: { name: 'resolve', about: 'R-1042' } },
      ],
    },
  ],
};

export const DIGEST: Message = {
  blocks: [
    { kind: 'heading', text: 'Daily digest: Monday, June 8' },
    { kind: 'text', text: [{ strong: 'Needs your decision (2)' }] },
    {
      kind: 'list',
      items: [
        ['R-1031, Fish and Wildlife: past due since ', at('2026-06-08T13:00:00Z'), ', nobody has replied'],
        ['R-1037, unknown agency: which liaison should have it?'],
      ],
    },
    {
      kind: 'buttons',
      buttons: [
        { label: 'Take over R-1031', press: { name: 'take over', about: 'R-1031' }, style: 'primary' },
        { label: 'Assign R-1037', press: { name: 'assign', about: 'R-1037' } },
      ],
    },
    {
      kind: 'facts',
      facts: [
        { label: 'Promises kept', value: ['41 of 43 (95%)'] },
        { label: 'First reply', value: ['1 h 10 min (median)'] },
        { label: 'Ratings', value: ['4.6 of 5, from 18 answers'] },
      ],
    },
  ],
};

export const RESOLVE: Form = {
  title: 'Resolve R-1042',
  intro: [{ kind: 'quote', by: 'Ana Ortiz', text: 'Do I need three quotes for $40k?' }],
  fields: [
    {
      kind: 'choice',
      name: 'outcome',
      label: 'Outcome',
      required: true,
      options: [
        { value: 'answered', label: 'Answered' },
        { value: 'another way', label: 'Done another way' },
        { value: 'not possible', label: 'Not possible' },
        { value: 'duplicate', label: 'Duplicate of another request' },
      ],
    },
    {
      kind: 'paragraph',
      name: 'summary',
      label: 'What the agency is told',
      hint: 'Ana Ortiz will read this.',
      required: true,
    },
    { kind: 'date', name: 'follow up', label: 'Follow up on', required: false },
    { kind: 'line', name: 'reference', label: 'Contract or reference', required: false },
  ],
  submit: 'Resolve',
  press: { name: 'resolve', about: 'R-1042' },
};
