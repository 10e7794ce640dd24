import type { Context } from 'hono';
import type { Drawing } from './answer.ts';
import { type Posted, posted } from './inbound.ts';
import type { Room } from './live.ts';
import type { SKIPS } from './page.ts';
import type { SeatPerson } from './seats.ts';
import type { Backing } from './view.ts';

export type Skip = (to: (typeof SKIPS)[number]['to']) => Promise<void>;

/** All that the routes need; `backing.given` is filled in when the desk begins to listen. */
export type Desk = {
  backing: Backing;
  room: Room;
  people(): Promise<SeatPerson[]>;
  skip: Skip | undefined;
  hosts: readonly string[] | 'any' | undefined;
};

export type Env = { Variables: { noticeAt?: string } };
export type Ctx = Context<Env>;

export async function formOf(c: Ctx): Promise<Posted> {
  return posted(await c.req.formData());
}

/** Answers with pieces for the page, and with the event it is to raise when they are in place. */
export function draw(c: Ctx, { pieces, raise }: Drawing): Response | Promise<Response> {
  if (raise) c.header('HX-Trigger-After-Swap', raise);
  return c.html(pieces);
}
