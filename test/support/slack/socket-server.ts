import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

const MAGIC = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

type Envelope = { type: string; payload: unknown; envelope_id: string };

/**
 * Slack's end of Socket Mode: greets whoever connects, hands out envelopes and waits for their acknowledgement. Several
 * connections may stand at once.
 */
export type SocketServer = {
  upgrade(request: IncomingMessage, socket: Duplex): void;
  /** Resolves when somebody is connected and greeted. */
  connected(): Promise<void>;
  /** Resolves with the payload of the acknowledgement; rejects when there comes none. */
  deliver(envelope: Envelope, over?: 'newest' | 'oldest'): Promise<unknown>;
  /** Sends a text as it is over the newest connection. */
  sayRaw(text: string): void;
  /** The desk said that it could not take what is under way. */
  refuse(error: unknown): void;
  /** Slack says that the newest connection will soon be closed, and closes nothing yet. */
  warn(): void;
  /** Slack asks to connect anew, as it does every few hours, and closes; or because Socket Mode was switched off. */
  recycle(reason?: 'refresh_requested' | 'link_disabled'): void;
  /** Nobody is greeted from now on, until this is called with false. */
  holdGreetings(hold: boolean): void;
  /** Cuts all lines. */
  cut(): void;
  /** How many connections there were, and how many stand. */
  connections: number;
  readonly standing: number;
  /** How many envelopes were acknowledged, whether anybody still waited for that or not. */
  acknowledged: number;
  close(): void;
};

type Line = { socket: Duplex; waiting: Map<string, { resolve(payload: unknown): void; reject(error: unknown): void }> };

export function openSocketServer(): SocketServer {
  /** The oldest first. */
  const lines: Line[] = [];
  let greeted: (() => void)[] = [];
  let held: Line[] | undefined;

  const drop = (line: Line, reason: unknown) => {
    for (const { reject } of line.waiting.values()) reject(reason);
    line.waiting.clear();
  };
  const say = (line: Line | undefined, message: unknown) =>
    line?.socket.write(frame(1, Buffer.from(JSON.stringify(message))));
  const greet = (line: Line) => {
    lines.push(line);
    say(line, { type: 'hello', num_connections: lines.length });
    for (const tell of greeted.splice(0)) tell();
  };

  const server: SocketServer = {
    connections: 0,
    acknowledged: 0,
    get standing() {
      return lines.length;
    },
    upgrade(request, socket) {
      const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}${MAGIC}`).digest('base64');
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
      );
      const line: Line = { socket, waiting: new Map() };
      server.connections += 1;
      readFrames(socket, (code, data) => {
        if (code === 8) socket.end(frame(8, data));
        if (code === 9) socket.write(frame(10, data));
        if (code !== 1) return;
        const { envelope_id: id, payload } = JSON.parse(data.toString('utf8')) as {
          envelope_id: string;
          payload: unknown;
        };
        server.acknowledged += 1;
        line.waiting.get(id)?.resolve(payload);
        line.waiting.delete(id);
      });
      socket.on('error', () => {});
      socket.on('close', () => {
        for (const place of [lines, held ?? []]) if (place.includes(line)) place.splice(place.indexOf(line), 1);
        drop(line, new Error('the connection was closed before the acknowledgement'));
      });
      if (held) held.push(line);
      else greet(line);
    },
    connected: () => (lines.length > 0 ? Promise.resolve() : new Promise((resolve) => greeted.push(resolve))),
    deliver(envelope, over = 'newest') {
      const line = over === 'newest' ? lines.at(-1) : lines[0];
      if (!line) return Promise.reject(new Error('nobody is connected'));
      return new Promise((resolve, reject) => {
        line.waiting.set(envelope.envelope_id, { resolve, reject });
        say(line, { ...envelope, accepts_response_payload: envelope.type !== 'events_api' });
      });
    },
    sayRaw: (text) => void lines.at(-1)?.socket.write(frame(1, Buffer.from(text))),
    refuse(error) {
      for (const line of lines) drop(line, error);
    },
    warn: () => void say(lines.at(-1), { type: 'disconnect', reason: 'warning' }),
    recycle(reason = 'refresh_requested') {
      const line = lines.at(-1);
      say(line, { type: 'disconnect', reason });
      line?.socket.write(frame(8, Buffer.from([3, 232])));
    },
    holdGreetings(hold) {
      const waiting = held ?? [];
      held = hold ? waiting : undefined;
      if (!hold) for (const line of waiting) greet(line);
    },
    cut() {
      for (const { socket } of [...lines, ...(held ?? [])]) socket.destroy();
      lines.length = 0;
    },
    close() {
      for (const line of lines) drop(line, new Error('the workspace was closed'));
      server.cut();
      greeted = [];
    },
  };
  return server;
}

function frame(code: number, data: Buffer): Buffer {
  const head =
    data.length < 126
      ? Buffer.from([0x80 | code, data.length])
      : data.length < 65_536
        ? Buffer.from([0x80 | code, 126, data.length >> 8, data.length & 255])
        : Buffer.concat([Buffer.from([0x80 | code, 127, 0, 0, 0, 0]), uint32(data.length)]);
  return Buffer.concat([head, data]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** Frames of a client are masked. Those that come in pieces do not occur here. */
function readFrames(socket: Duplex, take: (code: number, data: Buffer) => void): void {
  let rest: Buffer = Buffer.alloc(0);
  socket.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      if (rest.length < 2) return;
      const short = rest.readUInt8(1) & 127;
      const [at, length] =
        short === 126 && rest.length >= 4
          ? [4, rest.readUInt16BE(2)]
          : short === 127 && rest.length >= 10
            ? [10, rest.readUInt32BE(6)]
            : [2, short];
      if (short > 125 && at === 2) return;
      if (rest.length < at + 4 + length) return;
      const mask = rest.subarray(at, at + 4);
      const data = Buffer.from(
        rest.subarray(at + 4, at + 4 + length).map((byte, index) => byte ^ (mask[index % 4] ?? 0)),
      );
      const code = rest.readUInt8(0) & 15;
      rest = rest.subarray(at + 4 + length);
      take(code, data);
    }
  });
}
