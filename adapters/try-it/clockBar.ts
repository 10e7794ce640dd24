import { html } from 'hono/html';
import { type Moment, sayMoment } from '../../src/chat/message.ts';
import { drawMoment, type Html } from '../html/blocks.ts';
import type { Moves } from './desk.ts';
import type { Backing } from './view.ts';

/** The desk's time; `ahead` is how far it was moved, in milliseconds, and absent where time is real. */
export type DeskTime = Moment & { ahead?: number };

export const timeOf = (backing: Pick<Backing, 'now' | 'zone'>, moves: Moves | undefined): DeskTime => ({
  when: backing.now(),
  zone: backing.zone,
  ...(moves && { ahead: moves.ahead() }),
});

export function drawClockBar(time: DeskTime): Html {
  return html`<div class="clock" id="clock">
<p><span class="label">Desk time</span> <span id="now">${drawTime(time)}</span></p>
${time.ahead === undefined ? '' : SKIP_BUTTONS}
<p id="clock-status" class="status" role="status"></p>
</div>`;
}

/** What a button of the clock bar is called, and what it asks of the clock. */
export const SKIPS = [
  { label: '1 hour', to: 'hour' },
  { label: 'To next opening', to: 'opening' },
  { label: '1 business day', to: 'business day' },
  { label: '1 week', to: 'week' },
] as const;

const SKIP_BUTTONS = html`<div role="group" aria-labelledby="skip-label" class="skip" id="skip"><span id="skip-label" class="label">Skip ahead</span>${SKIPS.map(
  ({ label, to }) =>
    html`<button type="button" class="button plain" hx-post="/try/skip" hx-swap="none" hx-sync="#skip:drop" hx-include="#now" hx-vals="${JSON.stringify({ to })}">${label}</button>`,
)}</div>`;

/** After a skip: the new time is shown and said. */
export function drawClockStatus(words: string, time?: DeskTime): Html {
  return html`<span hx-swap-oob="innerHTML:#clock-status">${time ? `${words} ${sayMoment(time)}.` : words}</span>${
    time ? drawNow(time) : ''
  }`;
}

/** Brings the time of an open page up to date. */
export const drawNow = (time: DeskTime): Html => html`<span hx-swap-oob="innerHTML:#now">${drawTime(time)}</span>`;

/** The time, and beside it what a skip was pressed on: two tabs that saw the same time move it once. */
const drawTime = (time: DeskTime): Html =>
  html`${drawMoment(time)}${time.ahead === undefined ? '' : html`<input type="hidden" name="seen" value="${time.ahead}">`}`;
