import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

const MAGIC = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** Slack's end of Socket Mode: greets whoever connects, hands out envelopes and waits for their acknowledgement. */
export type SocketServer = {
  upgrade(request: IncomingMessage, socket: Duplex): void;
  /** Resolves when somebody is connected. */
  connected(): Promise<void>;
  /** Resolves with the payload of the acknowledgement; rejects when there comes none. */
  deliver(envelope: { type: string; payload: unknown; envelope_id: string }): Promise<unknown>;
  /** The desk said that it could not take what is under way. */
  refuse(error: unknown): void;
  /** Slack asks to connect anew, as it does every few hours. */
  recycle(): void;
  /** Cuts the line. */
  cut(): void;
  connections: number;
  /** How many envelopes were acknowledged, whether anybody still waited for that or not. */
  acknowledged: number;
  close(): void;
};

export function openSocketServer(): SocketServer {
  let current: Duplex | undefined;
  let greeted: ((value: undefined) => void)[] = [];
  const waiting = new Map<string, { resolve(payload: unknown): void; reject(error: unknown): void }>();

  const drop = (reason: unknown) => {
    for (const { reject } of waiting.values()) reject(reason);
    waiting.clear();
  };
  const say = (message: unknown) => current?.write(frame(1, Buffer.from(JSON.stringify(message))));

  const server: SocketServer = {
    connections: 0,
    acknowledged: 0,
    upgrade(request, socket) {
      const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}${MAGIC}`).digest('base64');
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
      );
      current = socket;
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
        waiting.get(id)?.resolve(payload);
        waiting.delete(id);
      });
      socket.on('error', () => {});
      socket.on('close', () => {
        if (current !== socket) return;
        current = undefined;
        drop(new Error('the connection was closed before the acknowledgement'));
      });
      say({ type: 'hello', num_connections: 1 });
      for (const tell of greeted) tell(undefined);
      greeted = [];
    },
    connected: () => (current ? Promise.resolve() : new Promise((resolve) => greeted.push(() => resolve()))),
    deliver(envelope) {
      if (!current) return Promise.reject(new Error('nobody is connected'));
      return new Promise((resolve, reject) => {
        waiting.set(envelope.envelope_id, { resolve, reject });
        say({ ...envelope, accepts_response_payload: envelope.type !== 'events_api' });
      });
    },
    refuse: drop,
    recycle: () => void say({ type: 'disconnect', reason: 'refresh_requested' }),
    cut() {
      current?.destroy();
      current = undefined;
    },
    close() {
      server.cut();
      drop(new Error('the workspace was closed'));
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
