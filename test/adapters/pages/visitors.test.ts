import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { createCookies } from '../../../adapters/pages/visitors.ts';

/** What the desk said to the last deed travels in a cookie, of which browsers hold no more than 4,096 bytes. */

const saidAs = async (words: string): Promise<string> => {
  const cookies = createCookies(true);
  const app = new Hono();
  app.get('/say', (c) => {
    cookies.say(c, words);
    return c.text('');
  });
  app.get('/read', (c) => c.text(cookies.said(c) ?? ''));
  const [set = ''] = (await app.request('/say')).headers.getSetCookie();
  expect(set.length).toBeLessThan(4_096);
  return (await app.request('/read', { headers: { cookie: set.split(';')[0] ?? '' } })).text();
};

test.each([
  ['R-1001 is urgent now.', 'R-1001 is urgent now.'],
  ['契約'.repeat(150), '契約'.repeat(150)],
])('%s comes whole', async (words, read) => expect(await saidAs(words)).toBe(read));

test.each(['契約'.repeat(2_000), `x${'🌧'.repeat(999)}`, 'a\uD83C'.repeat(900)])(
  'what is too long is cut between signs',
  async (words) => {
    const read = await saidAs(words);
    expect(read.length).toBeGreaterThan(200);
    expect(words.toWellFormed().startsWith(read.slice(0, -1))).toBe(true);
    expect([read.at(-1), read.isWellFormed()]).toEqual(['…', true]);
  },
);
