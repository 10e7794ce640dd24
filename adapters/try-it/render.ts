import { createHash } from 'node:crypto';
import { html } from 'hono/html';
import type { Button, Message } from '../../src/chat/message.ts';
import { drawBlock, drawMoment, drawText, type Html } from '../html/blocks.ts';
import type { Seat, Sitter } from './seats.ts';
import type { Line } from './transcript.ts';

/**
 * Where on the page a message stands: the `id` of its element. `${id}-notice` is where short answers to its buttons go.
 */
export type Place = string;

/** All blocks of a message. Its buttons are described by its first words, so that each is understood when read alone. */
export function drawBlocks(message: Message, place: Place): Html[] {
  const about = message.blocks.findIndex((block) => block.kind === 'heading');
  const described = about >= 0 ? about : message.blocks.findIndex((block) => block.kind !== 'buttons');
  let drawn = 0;
  return message.blocks.map((block, index) => {
    const id = index === described ? `${place}-about` : `${place}-${index}`;
    if (block.kind !== 'buttons' && block.kind !== 'row') return drawBlock(block, id);
    const first = drawn;
    drawn += block.buttons.length;
    const about = block.kind === 'row' ? id : described >= 0 ? `${place}-about` : '';
    const buttons = html`<div class="buttons">${block.buttons.map((button, nth) =>
      drawButton(button, `${place}-b${first + nth}`, about),
    )}</div>`;
    if (block.kind === 'buttons') return buttons;
    return html`<div class="row"><p id="${id}" class="words" dir="auto">${drawText(block.text)}</p>${buttons}</div>`;
  });
}

function drawButton(button: Button, id: string, about: string): Html {
  const press = JSON.stringify({ name: button.press.name, about: button.press.about });
  return html`<button type="button" id="${id}" class="button ${button.style ?? 'plain'}" hx-post="/try/press" hx-swap="none" hx-sync="this:drop" hx-vals="${press}"${about ? html` aria-describedby="${about}"` : ''}>${button.label}</button>`;
}

/** Fills in everything the server needs to know to answer a press at this place. */
export function placeValues(place: Place, origin: Place): string {
  return JSON.stringify({ place, origin });
}

export function noticeSlot(place: Place): Html {
  return html`<div id="${place}-notice" class="notice" role="status"></div>`;
}

/** One line of a conversation. `version` changes with what is shown, so that a page need not touch what is the same. */
export async function drawLine(line: Line, sitter: Sitter, zone: string, deskName: string): Promise<Drawn> {
  const id = lineId(sitter.seat, line.lineId);
  const who = line.from === 'desk' ? deskName : sitter.name;
  return versioned(
    id,
    `line from-${line.from}`,
    html`<header>${drawAvatar(who)}<span class="who" dir="auto">${who}</span> <span class="when">${drawMoment({ when: line.at, zone })}</span></header><div class="bubble">${drawBlocks(line.message, id)}</div>`,
  );
}

/** The role menu above the conversation. */
export async function drawHome(message: Message, seat: Seat): Promise<Drawn> {
  const id = `${seat}-home`;
  return versioned(id, 'home', html`${drawBlocks(message, id)}`);
}

export type Drawn = { id: string; version: string; html: Html };

async function versioned(id: string, look: string, body: Html): Promise<Drawn> {
  const inner = String(await body);
  const version = createHash('sha256').update(look).update(inner).digest('base64url').slice(0, 12);
  const whole = html`<article id="${id}" class="${look}" data-version="${version}" data-message hx-vals="${placeValues(id, id)}"><div data-body>${body}</div>${noticeSlot(id)}</article>`;
  return { id, version, html: whole };
}

function lineId(seat: Seat, id: string): string {
  return `${seat}-l-${/^[\w-]{1,64}$/.test(id) ? id : Buffer.from(id).toString('base64url')}`;
}

export function drawAvatar(name: string): Html {
  return html`<span class="avatar" aria-hidden="true">${initials(name)}</span>`;
}

function initials(name: string): string {
  const words = name.split(/[\s-]+/u).filter((word) => /^\p{L}/u.test(word));
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words;
  return picked.map((word) => (word ? (Array.from(word)[0] ?? '').toUpperCase() : '')).join('') || '?';
}
