import type { Hono } from 'hono';
import { html } from 'hono/html';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { DeskSide } from '../../src/chat/deskSide.ts';
import type { KeptEvent } from '../../src/chat/inbound.ts';
import type { Html } from '../html/blocks.ts';
import { formOf, type Posted, Refusal } from '../html/posted.ts';
import { answerToPress, answerToSubmit, drawNotice } from './answer.ts';
import { drawClockStatus, SKIPS, timeOf } from './clockBar.ts';
import { type Ctx, type Desk, draw, type Env } from './desk.ts';
import { DIALOG, drawErrors, drawKey } from './dialog.ts';
import { messageFrom, placeFrom, pressFrom, seatFrom, submitFrom } from './inbound.ts';
import { drawLine } from './render.ts';
import { findSitter, type Sitter } from './seats.ts';
import { upsert } from './view.ts';
import { visitorOf } from './visitor.ts';

const NOTHING_TAKEN = 'Nothing was taken: the desk could not store it just now.';

/** What people do on the page: say, press, submit, and move the time. */
export function addDeeds(app: Hono<Env>, desk: Desk): void {
  const { backing, room } = desk;
  let moving = 0;

  app.post('/try/say', async (c) => {
    const form = await formOf(c.req.raw);
    const sitter = await sitterOf(c, form);
    c.set('noticeAt', sitter.seat);
    const message = messageFrom(form, sitter, backing.now());
    await hand('Your text is still in the box; send it again in a moment.', (given) => given.keep(message));
    const pieces = await showOwnLine(sitter, message);
    return draw(c, { pieces: html`${pieces}${drawKey(sitter.seat, true)}`, raise: 'said' });
  });

  app.post('/try/press', async (c) => {
    const form = await formOf(c.req.raw);
    const place = placeFrom(form, 'place');
    c.set('noticeAt', place);
    const sitter = await sitterOf(c, form);
    const press = pressFrom(form, sitter, backing.now());
    const answer = await hand('Press the button again in a moment.', (given) => given.act(press));
    room.changed(sitter.address);
    return draw(c, answerToPress(answer, { sitter, place, origin: placeFrom(form, 'origin') }));
  });

  app.post('/try/submit', async (c) => {
    c.set('noticeAt', DIALOG);
    const form = await formOf(c.req.raw);
    const names = form.all('field');
    const sitter = await sitterOf(c, form);
    const sent = submitFrom(form, sitter, backing.now());
    if ('missing' in sent) return draw(c, { pieces: drawErrors(names, sent.missing), raise: 'dialog-errors' });
    const answer = await hand('What you wrote is still here; send it again in a moment.', (given) => given.act(sent));
    room.changed(sitter.address);
    return draw(c, answerToSubmit(answer, { sitter, place: DIALOG, origin: placeFrom(form, 'origin') }, names));
  });

  app.post('/try/skip', async (c) => {
    const answer = (words: string, status: ContentfulStatusCode) => c.html(drawClockStatus(words), status);
    if (!desk.moves) return answer('Time cannot be moved here: this desk works with a real chat platform.', 403);
    const form = await formOf(c.req.raw);
    const skip = SKIPS.find(({ to }) => to === form.text('to'));
    const seen = Number(form.text('seen') || Number.NaN);
    if (!skip || Number.isNaN(seen)) return answer('The page asked for an unknown step. Reload the page.', 400);
    // Another tab may have moved it, or be about to: then both arrive where that one goes.
    const movedElsewhere = moving > 0 || desk.moves.ahead() !== seen;
    moving += 1;
    try {
      await desk.moves.skip(skip.to, seen);
    } catch (error) {
      backing.report(error);
      return answer('Time could not be moved all the way. The log of the desk says why.', 500);
    } finally {
      moving -= 1;
      room.everything();
    }
    const words = movedElsewhere ? 'Time was moved in another tab. It is now' : 'It is now';
    return c.html(drawClockStatus(words, timeOf(backing, desk.moves)));
  });

  /** Hands it to the desk; what the desk could not store is refused, so that nobody takes it for sent. */
  async function hand<T>(next: string, work: (given: DeskSide) => Promise<T>): Promise<T> {
    if (!backing.given) throw new Refusal(503, `Nothing was taken: the desk is not listening. ${next}`);
    try {
      return await work(backing.given);
    } catch (error) {
      backing.report(error);
      throw new Refusal(503, `${NOTHING_TAKEN} ${next}`);
    }
  }

  /** Taken is taken: a transcript that fails afterwards costs only the sight of it. */
  async function showOwnLine(sitter: Sitter, said: KeptEvent & { kind: 'message' }): Promise<Html> {
    const message = { blocks: [{ kind: 'text' as const, text: [said.text] }] };
    const { address, at, key } = said;
    try {
      const line = await backing.transcript.append({ address, at, from: 'person', message, deliveryId: key });
      room.changed(address);
      const drawn = await drawLine(line, sitter, backing.zone, backing.title);
      return html`${upsert(`${sitter.seat}-log`, [drawn])}${drawNotice(sitter.seat, '')}`;
    } catch (error) {
      backing.report(error);
      return drawNotice(sitter.seat, 'Your message was taken, but cannot be shown here just now.');
    }
  }

  async function sitterOf(c: Ctx, form: Posted): Promise<Sitter> {
    const seat = seatFrom(form.text('seat'));
    const sitter = findSitter(seat, form.text('picked'), await desk.people(), visitorOf(c));
    if (!sitter) throw new Refusal(404, 'The desk no longer knows this person. Nothing was taken; choose another.');
    return sitter;
  }
}
