import { Hono } from 'hono';
import { html } from 'hono/html';
import { HTTPException } from 'hono/http-exception';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { addGuard } from '../html/guard.ts';
import { formOf, Refusal } from '../html/posted.ts';
import { drawNotice } from './answer.ts';
import { timeOf } from './clockBar.ts';
import { addDeeds } from './deeds.ts';
import { type Ctx, type Desk, draw, type Env } from './desk.ts';
import { readPageFiles } from './files.ts';
import { seatFrom } from './inbound.ts';
import { drawLiveLink, drawPage, drawSeatBody } from './page.ts';
import { queryOf, SEATS, type Seating, type SeatPerson, seatAll } from './seats.ts';
import { streamChanges } from './stream.ts';
import { drawConversation } from './view.ts';
import { newVisitor, visitorOf } from './visitor.ts';

/** The page and everything below `/try`. */
export function webRoutes(desk: Desk): Hono<Env> {
  const { backing } = desk;
  const { folder, find } = readPageFiles();
  const app = new Hono<Env>();
  addGuard(app, desk.hosts);

  app.get('/', async (c) => {
    const people = await desk.people();
    const seating = seatingOf(c, people);
    const visitor = visitorOf(c);
    const drawn = await Promise.all(
      SEATS.map(async (seat) => {
        const taken = seating[seat];
        return [seat, typeof taken === 'object' ? await drawConversation(backing, taken) : []] as const;
      }),
    );
    c.header('Cache-Control', 'no-store');
    return c.html(
      drawPage({
        title: backing.title,
        files: folder,
        time: timeOf(backing, desk.moves),
        page: desk.page,
        people,
        seating,
        visitorAddress: visitor && `visitor-${visitor.id}`,
        conversations: { agency: [], liaison: [], supervisor: [], ...Object.fromEntries(drawn) },
      }),
    );
  });

  app.get('/try/files/*', (c) => {
    const file = find(c.req.path);
    if (!file) throw new Refusal(404, 'There is no such file. Reload the page.');
    c.header('Cache-Control', 'public, max-age=31536000, immutable');
    c.header('Content-Type', file.type);
    return c.body(new Uint8Array(file.bytes));
  });

  app.get('/try/live', async (c) => {
    const seating = seatingOf(c, await desk.people());
    return streamChanges(c, desk, seating);
  });

  app.get('/try/seat/:seat', async (c) => showSeat(c, c.req.param('seat'), seatingOf(c, await desk.people())));

  app.post('/try/name', async (c) => {
    c.set('noticeAt', 'agency');
    const form = await formOf(c.req.raw);
    const visitor = newVisitor(c, form.text('visitor'));
    const people = await desk.people();
    const seating = seatAll((seat) => form.text(seat), people, visitor);
    return showSeat(c, 'agency', seating);
  });

  addDeeds(app, desk);

  app.notFound((c) => c.text('There is nothing here. The try-it page is at /.', 404));
  app.onError((error, c) => {
    const known = error instanceof Refusal;
    if (!known && !(error instanceof HTTPException)) backing.report(error);
    const status = known || error instanceof HTTPException ? (error.status as ContentfulStatusCode) : 500;
    const words = known
      ? error.message
      : status === 403
        ? 'Refused: this came from another page than the try-it page. Reload the page and try again.'
        : 'The page could not be drawn or changed. The log of the desk says why.';
    if (!c.req.header('HX-Request')) return c.text(words, status);
    return c.html(drawNotice(c.get('noticeAt') ?? 'announce', words), status);
  });

  async function showSeat(c: Ctx, name: string, seating: Seating): Promise<Response> {
    const seat = seatFrom(name);
    const taken = seating[seat];
    const conversation = typeof taken === 'object' ? await drawConversation(backing, taken) : [];
    c.header('HX-Replace-Url', `/?${queryOf(seating)}`);
    return draw(c, {
      pieces: html`<div hx-swap-oob="innerHTML:#${seat}-body">${drawSeatBody(seat, taken, conversation)}</div>${drawLiveLink(seating, true)}`,
    });
  }

  return app;
}

function seatingOf(c: Ctx, people: SeatPerson[]): Seating {
  return seatAll((seat) => c.req.query(seat), people, visitorOf(c));
}
