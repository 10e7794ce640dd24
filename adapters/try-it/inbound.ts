import type { Deed, KeptEvent } from '../../src/chat/inbound.ts';
import { keyOf, type Posted, pressOf, Refusal, refuseLong, valuesOf } from '../html/posted.ts';
import { accountOf, SEATS, type Seat, type Sitter } from './seats.ts';

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

/** A sent form, or what is missing in it. */
export function submitFrom(form: Posted, sitter: Sitter, at: Date): Deed | { missing: Record<string, string> } {
  const { values, missing } = valuesOf(form);
  if (Object.keys(missing).length > 0) return { missing };
  return { kind: 'submit', key: keyOf(form), from: accountOf(sitter), at, press: pressOf(form), values };
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
