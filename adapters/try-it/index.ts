import { randomUUID } from 'node:crypto';
import type { ChatWith } from '../../src/chat/capabilities.ts';
import { ChatError } from '../../src/chat/errors.ts';
import type { Outgoing, Sent } from '../../src/chat/outgoing.ts';
import type { Moves } from './desk.ts';
import { openRoom } from './live.ts';
import { webRoutes } from './routes.ts';
import { accountOf, PLATFORM, type SeatPerson } from './seats.ts';
import type { Transcript } from './transcript.ts';
import type { Backing } from './view.ts';

export type { SeatPerson } from './seats.ts';

/** The desk's time, and how to move it: `moves` is absent where a real platform is configured, since time is real there. */
export type WebClock = { now(): Date; zone: string; moves?: Moves | undefined };

export type WebChatOptions = {
  transcript: Transcript;
  /** Who may be played. Asked again for every page and every deed, so that a changed roster needs no restart. */
  people(): Promise<SeatPerson[]>;
  clock: WebClock;
  title?: string;
  /** Where the desk's own page is, if it can be looked at as anybody of the office. */
  page?: string | undefined;
  /** Names under which the page may be reached, as in URLs. By default those of this machine only. */
  hosts?: readonly string[] | 'any';
  /** Told what went wrong while a page was served. */
  report?(error: unknown): void;
};

const UNREADABLE = 'The transcript of the try-it page could not be read.';

/** The try-it page: a chat platform of its own, on which everybody can be played in one browser window. */
export function webChat(options: WebChatOptions): ChatWith<'lookup' | 'directory' | 'http'> {
  const { transcript, people, clock } = options;
  const room = openRoom(randomUUID());
  const backing: Backing = {
    transcript,
    given: undefined,
    now: () => clock.now(),
    zone: clock.zone,
    title: options.title ?? 'Liaison Desk',
    report: options.report ?? (() => {}),
  };
  const routes = webRoutes({ backing, room, people, moves: clock.moves, hosts: options.hosts, page: options.page });

  return {
    platform: PLATFORM,
    async start(given) {
      backing.given = given;
    },
    outbound: {
      async send(outgoing) {
        const sent = await write(outgoing);
        room.changed(outgoing.address);
        return sent;
      },
      rates: () => [],
    },
    lookup: {
      async find({ deliveryId }) {
        const line = await transcript
          .find(deliveryId)
          .catch((error: unknown) => throwAs(error, new ChatError('retry', UNREADABLE)));
        return line && { sentId: line.lineId, at: line.at };
      },
    },
    directory: {
      async reach(email) {
        const wanted = email.trim().toLowerCase();
        const person = (await people()).find((one) => one.email.toLowerCase() === wanted);
        return person && accountOf({ address: wanted, name: person.name, email: wanted });
      },
    },
    http: { path: '/', handle: async (request) => routes.fetch(request) },
    async stop() {
      backing.given = undefined;
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
