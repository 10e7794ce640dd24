import { randomUUID } from 'node:crypto';
import {
  type Account,
  ChatError,
  type ChatPort,
  type Outgoing,
  type Sent,
  type Transcript,
} from '../../src/chat/port.ts';
import type { Skip } from './desk.ts';
import { openRoom } from './live.ts';
import { webRoutes } from './routes.ts';
import { accountOf, PLATFORM, type SeatPerson } from './seats.ts';
import type { Backing } from './view.ts';

export type { SeatPerson } from './seats.ts';

/** The desk's time, and how to move it: `skip` is absent where a real platform is configured, since time is real there. */
export type WebClock = { now(): Date; zone: string; skip?: Skip | undefined };

export type WebChatOptions = {
  transcript: Transcript;
  /** Who may be played. Asked again for every page and every deed, so that a changed roster needs no restart. */
  people(): Promise<SeatPerson[]>;
  clock: WebClock;
  title?: string;
  /** Names under which the page may be reached, as in URLs. By default those of this machine only. */
  hosts?: readonly string[] | 'any';
  /** Told what went wrong while a page was served. */
  report?(error: unknown): void;
};

/** The try-it page: a chat platform of its own, on which everybody can be played in one browser window. */
export function webChat(options: WebChatOptions): ChatPort {
  const { transcript, people, clock } = options;
  const room = openRoom(randomUUID());
  const backing: Backing = {
    transcript,
    receive: undefined,
    now: () => clock.now(),
    zone: clock.zone,
    title: options.title ?? 'Liaison Desk',
    report: options.report ?? (() => {}),
  };
  const routes = webRoutes({ backing, room, people, skip: clock.skip?.bind(clock), hosts: options.hosts });

  return {
    platform: PLATFORM,
    async start(receive) {
      backing.receive = receive;
    },
    async send(outgoing) {
      const sent = await write(outgoing);
      room.changed(outgoing.address);
      return sent;
    },
    async find(outgoing) {
      const line = await transcript.find(outgoing.deliveryId);
      return line && { sentId: line.lineId, at: line.at };
    },
    async reach(email): Promise<Account | undefined> {
      const wanted = email.trim().toLowerCase();
      const person = (await people()).find((one) => one.email.toLowerCase() === wanted);
      return person && accountOf({ address: wanted, name: person.name, email: wanted });
    },
    http: { path: '/', handle: async (request) => routes.fetch(request) },
    async stop() {
      backing.receive = undefined;
      room.close();
    },
  };

  async function write({ deliveryId, address, message, replaces }: Outgoing): Promise<Sent> {
    // The transcript knows a repeated delivery again, so trying again is always safe here.
    const failed = () => new ChatError('retry', 'The transcript of the try-it page could not be written.');
    if (replaces === undefined) {
      const known = await transcript.find(deliveryId).catch((error: unknown) => throwAs(error, failed()));
      if (known) return { sentId: known.lineId, at: known.at };
      const line = await transcript
        .append({ address, at: clock.now(), from: 'desk', message, deliveryId })
        .catch((error: unknown) => throwAs(error, failed()));
      room.counted(address);
      return { sentId: line.lineId, at: line.at };
    }
    const line = await transcript.replace(replaces, message).catch((error: unknown) => throwAs(error, failed()));
    if (!line)
      throw new ChatError('rejected', 'The message to be changed is not in the transcript of the try-it page.');
    return { sentId: line.lineId, at: line.at };
  }

  function throwAs(error: unknown, chatError: ChatError): never {
    backing.report(error);
    throw chatError;
  }
}
