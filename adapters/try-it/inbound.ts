import type { Deed, KeptEvent } from '../../src/chat/inbound.ts';
import { LONGEST_TEXT } from '../../src/chat/message.ts';
import { accountOf, SEATS, type Seat, type Sitter } from './seats.ts';

/** A deed the page does not take, in words for the person who did it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: RefusalStatus;
  constructor(status: RefusalStatus, words: string) {
    super(words);
    this.status = status;
  }
}
export type RefusalStatus = 400 | 403 | 404 | 409 | 413 | 415 | 422 | 503;

/** A posted form, read name by name. Line ends are `\n`, as in all text of the desk; NUL is in no one's text. */
export type Posted = { text(name: string): string; all(name: string): string[] };

export function posted(data: FormData): Posted {
  const all = (name: string) =>
    data
      .getAll(name)
      .filter((value) => typeof value === 'string')
      .map((value) => value.replaceAll('\r\n', '\n').replaceAll('\0', ''));
  return { all, text: (name) => all(name)[0] ?? '' };
}

/** What somebody typed into "Message the desk". The key comes from the page: sent again, it is the same deed. */
export function messageFrom(form: Posted, sitter: Sitter, at: Date): KeptEvent & { kind: 'message' } {
  const text = form.text('text').trim();
  if (text === '') throw new Refusal(422, 'Write something first; nothing was sent.');
  refuseLong(text, 'Your message');
  return {
    kind: 'message',
    key: keyOf(form),
    from: accountOf(sitter),
    at,
    text,
    address: sitter.address,
    bursts: true,
  };
}

export function pressFrom(form: Posted, sitter: Sitter, at: Date): Deed {
  return { kind: 'press', key: keyOf(form), from: accountOf(sitter), at, press: pressOf(form) };
}

/** A sent form: all its fields, also those left empty. What its own marks call for is asked before the desk is. */
export function submitFrom(form: Posted, sitter: Sitter, at: Date): Deed | { missing: Record<string, string> } {
  const missing: Record<string, string> = {};
  const values: Record<string, string> = Object.create(null);
  for (const name of form.all('field')) {
    const label = form.text(`label.${name}`) || name;
    values[name] = form.all(`v.${name}`).join(','); // several for check-boxes alone
    refuseLong(values[name], `“${label}”`);
    if (values[name].trim() === '' && form.all('required').includes(name)) missing[name] = `Fill in “${label}”.`;
  }
  if (Object.keys(missing).length > 0) return { missing };
  return {
    kind: 'submit',
    key: keyOf(form),
    from: accountOf(sitter),
    at,
    press: pressOf(form),
    values: { ...values },
  };
}

export function seatFrom(name: string): Seat {
  const seat = SEATS.find((one) => one === name);
  if (!seat) throw new Refusal(404, 'There is no such seat on this page. Reload the page.');
  return seat;
}

/** Ids the page itself gave out; anything else would be written into selectors. */
export function placeFrom(form: Posted, name: 'place' | 'origin'): string {
  const place = form.text(name);
  if (!/^[a-z][\w-]{0,200}$/.test(place)) throw new Refusal(400, 'The page sent something unknown. Reload the page.');
  return place;
}

function pressOf(form: Posted) {
  const name = form.text('name');
  if (name === '') throw new Refusal(400, 'The page sent a button without a name. Reload the page.');
  return { name, about: form.text('about') };
}

function keyOf(form: Posted): string {
  const key = form.text('key').toLowerCase();
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(key)) {
    throw new Refusal(400, 'The page sent no key for this. Reload the page and try again; nothing was taken.');
  }
  return key;
}

function refuseLong(text: string, what: string): void {
  if (text.length <= LONGEST_TEXT) return;
  const count = text.length.toLocaleString('en-US');
  const most = LONGEST_TEXT.toLocaleString('en-US');
  throw new Refusal(
    413,
    `${what} has ${count} characters and the desk takes at most ${most}. Nothing was sent; shorten it or send it in parts.`,
  );
}
