import type { Context } from 'hono';
import type { Drawing } from './answer.ts';
import type { SKIPS } from './clockBar.ts';
import type { Room } from './live.ts';
import type { SeatPerson } from './seats.ts';
import type { Backing } from './view.ts';

/** How the desk's time is moved. */
export type Moves = {
  /** How far it was moved so far, in milliseconds. */
  ahead(): number;
  /** Moves it on, unless it was moved since somebody saw it `seen` milliseconds ahead. */
  skip(to: (typeof SKIPS)[number]['to'], seen: number): Promise<void>;
};

/** All that the routes need; `backing.given` is filled in when the desk begins to listen. */
export type Desk = {
  backing: Backing;
  room: Room;
  people(): Promise<SeatPerson[]>;
  moves: Moves | undefined;
  hosts: readonly string[] | 'any' | undefined;
  page: string | undefined;
};

export type Env = { Variables: { noticeAt?: string } };
export type Ctx = Context<Env>;

/** Answers with pieces for the page, and with the event it is to raise when they are in place. */
export function draw(c: Ctx, { pieces, raise }: Drawing): Response | Promise<Response> {
  if (raise) c.header('HX-Trigger-After-Swap', raise);
  return c.html(pieces);
}
