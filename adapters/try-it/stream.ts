import type { Context } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { Desk } from './desk.ts';
import type { Changes } from './live.ts';
import type { Seating } from './seats.ts';
import { openView } from './view.ts';

/**
 * How often an open page is looked after when nothing was heard: the minute may have passed, another process may have
 * written to the transcript, and a connection that says nothing is cut by proxies.
 */
const LOOK_EVERY_MS = 10_000;
const RECONNECT_MS = 1_000;

/**
 * The stream of one open page. It begins with everything, so that a page that comes back after a gap misses nothing; the
 * page leaves alone what it has already.
 */
export function streamChanges(c: Context, desk: Desk, seating: Seating): Response {
  const { backing, room } = desk;
  return streamSSE(c, async (stream) => {
    const follower = room.follow();
    stream.onAbort(() => follower.leave());
    let view = openView(desk, seating);
    let counts = '';
    let changes: Changes | undefined = { everything: true, addresses: new Set() };
    await stream.write(`retry: ${RECONNECT_MS}\n\n`);
    while (changes) {
      try {
        const data = await view.update(changes);
        if (data) await stream.writeSSE({ event: 'update', data });
      } catch (error) {
        backing.report(error);
        view = openView(desk, seating);
      }
      const counted = JSON.stringify(room.counts());
      if (counted !== counts) await stream.writeSSE({ event: 'counts', data: counted });
      else await stream.write(': still here\n\n');
      counts = counted;
      changes = await follower.next(LOOK_EVERY_MS);
    }
  });
}
