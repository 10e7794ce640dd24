import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { Refusal } from '../html/posted.ts';
import type { Visitor } from './seats.ts';

/** Lives as long as the browser is open: another session is another stranger. */
const COOKIE = 'try-it-visitor';
const LONGEST_NAME = 80;

/** The stranger of this browser, when one was named. */
export function visitorOf(c: Context): Visitor | undefined {
  const [, id, name] = /^([\da-f]{12})\.(.+)$/s.exec(getCookie(c, COOKIE) ?? '') ?? [];
  return id && name ? { id, name } : undefined;
}

/** Makes up an identity for a name and leaves it with the browser. */
export function newVisitor(c: Context, typed: string): Visitor {
  const name = typed.replace(/\s+/g, ' ').trim().slice(0, LONGEST_NAME);
  if (name === '') throw new Refusal(422, 'Write a name first, any name.');
  const visitor = { id: randomUUID().replaceAll('-', '').slice(0, 12), name };
  setCookie(c, COOKIE, `${visitor.id}.${name}`, { path: '/', httpOnly: true, sameSite: 'Lax' });
  return visitor;
}
