import { sql } from 'drizzle-orm';
import { afterEach, expect, test } from 'vitest';
import { useDatabase } from '../support/database.ts';
import { type Browser, linkOf, openPage } from '../support/page.ts';
import { openProvider, type Signing } from '../support/provider.ts';
import type { Story } from '../support/story.ts';

/** The way in by the office's own provider: a real one, on loopback. */

const data = useDatabase();
const opened: Signing[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

async function open(...how: Parameters<typeof openProvider>) {
  const signing = await openProvider(...how);
  opened.push(signing);
  const page = await openPage(data.database, { provider: signing.signIn });
  await page.story.store.transaction((tx) => tx.providers.moveTo(signing.issuer));
  /** To the provider and back; what the page then says, and where it leads. */
  const throughProvider = async (browser: Browser, who: string) => {
    const sent = await browser('/desk/provider');
    return browser(await signing.walk(sent.headers.get('location') ?? '', who));
  };
  return { ...page, signing, throughProvider };
}

/** Links `who`'s account of the provider to somebody, by a link from their chat. */
async function link(story: Story, browser: Browser, who: string, person: string, through: Through): Promise<void> {
  await browser(await linkOf(story, person), {});
  await through(browser, who);
  expect((await browser('/desk/provider/link', {})).headers.get('location')).toBe('/desk/account');
  await story.settle();
}
type Through = (browser: Browser, who: string) => Promise<{ status: number; text: string; headers: Headers }>;

const eventsOf = async (story: Story) => {
  const id = (await story.store.transaction((tx) => tx.people.withRole(1, 'supervisor')))[0]?.id ?? 0;
  return story.store.transaction((tx) => tx.records.of({ kind: 'person', id }));
};

test.each(['client_secret_basic', 'client_secret_post'] as const)(
  'an account is linked once, by a link from the chat, and signs in from then on (%s)',
  async (takes) => {
    const { story, browser, throughProvider, signing, failures } = await open(takes);
    const own = browser();
    expect((await own('/desk')).text).toContain('Sign in with your office account');
    const first = await throughProvider(own, 'u-17');
    expect([first.status, first.text]).toEqual([403, expect.stringContaining('u-17@login is not linked to you yet')]);
    expect((await own('/desk')).status).toBe(401);
    const link = await linkOf(story, 'sam');
    const entered = await own(link, {});
    expect(entered.headers.get('location')).toBe('/desk/provider/link');
    expect((await own('/desk/provider/link')).text).toContain('Link u-17@login to Sam Reed?');
    expect((await own('/desk/provider/link', {})).headers.get('location')).toBe('/desk/account');
    await story.settle();
    expect(story.person('sam').last()).toContain('Your account u-17@login at 127.0.0.1');
    expect((await own('/desk/account')).text).toMatch(/u-17@login.*Unlink/su);
    await own('/desk/leave', {});
    const back = await throughProvider(own, 'u-17');
    expect([back.status, back.headers.get('location')]).toEqual([303, '/desk']);
    expect(back.headers.getSetCookie().join()).toMatch(
      /__Host-desk=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax/u,
    );
    expect((await own('/desk')).text).toContain('What needs you now');
    await story.settle();
    expect(story.person('sam').last()).toContain('with Firefox on Windows, by your account u-17@login');
    expect((await eventsOf(story)).map(({ kind, data }) => [kind, 'issuer' in data && data.issuer])).toEqual([
      ['signed in', false],
      ['provider linked', signing.issuer],
      ['signed out', false],
      ['signed in', false],
    ]);
    await story.person('sam').presses('End it');
    expect((await own('/desk')).status).toBe(401);
    expect([failures, signing.errors]).toEqual([[], []]);
  },
);

test('an e-mail that the provider names signs nobody in, however well it was verified', async () => {
  const { browser, story, throughProvider } = await open(undefined, { 'u-66': 'sam@state.example' });
  const other = browser();
  expect((await throughProvider(other, 'u-66')).status).toBe(403);
  expect((await other('/desk')).status).toBe(401);
  // Also while Sam has another account linked.
  await link(story, browser(), 'u-17', 'sam', throughProvider);
  expect((await throughProvider(other, 'u-66')).status).toBe(403);
  expect((await other('/desk')).status).toBe(401);
});

test('coming back links nothing: only a press does, in a session that a link from the chat began', async () => {
  const { browser, story, throughProvider } = await open();
  const sam = browser();
  await link(story, sam, 'u-17', 'sam', throughProvider);
  // Somebody makes this browser come back as another account: it is asked, and what comes from elsewhere is refused.
  const asked = await throughProvider(sam, 'u-66');
  expect(asked.headers.get('location')).toBe('/desk/provider/link');
  expect((await sam('/desk/provider/link', {}, { origin: 'https://evil.example' })).status).toBe(403);
  const thief = browser();
  expect((await throughProvider(thief, 'u-66')).status).toBe(403);
  // A session that an account began links no further ones.
  const byAccount = browser();
  await throughProvider(byAccount, 'u-17');
  expect((await throughProvider(byAccount, 'u-66')).status).toBe(403);
  expect((await byAccount('/desk/provider/link', {})).status).toBe(410);
  expect((await throughProvider(thief, 'u-66')).status).toBe(403);
  await story.at('2026-06-01T10:11');
  expect((await sam('/desk/provider/link', {})).status).toBe(410);
});

test('unlinked in the chat, it signs in no more, and where it had, that has ended', async () => {
  const { browser, story, throughProvider } = await open();
  await link(story, browser(), 'u-17', 'sam', throughProvider);
  const own = browser();
  await throughProvider(own, 'u-17');
  expect((await own('/desk')).status).toBe(200);
  expect(await story.person('sam').presses('Unlink')).toContain('u-17@login signs you in no more');
  expect((await own('/desk')).status).toBe(401);
  expect((await throughProvider(own, 'u-17')).status).toBe(403);
  expect(await story.person('sam').presses('Unlink')).toContain('no more already');
  expect((await eventsOf(story)).map(({ kind }) => kind)).toEqual([
    ...['signed in', 'provider linked', 'signed in', 'signed out', 'provider unlinked'],
  ]);
  // The same account is somebody else's from then on, if they link it.
  const lee = browser();
  await link(story, lee, 'u-17', 'lee', throughProvider);
  await throughProvider(own, 'u-17');
  expect((await own('/desk')).text).toContain('Lee Park');
});

test('whoever cannot be told in their chat, or has left, is not signed in', async () => {
  const { browser, story, throughProvider } = await open();
  await link(story, browser(), 'u-17', 'sam', throughProvider);
  const [sam] = await story.store.transaction((tx) => tx.people.withRole(1, 'supervisor'));
  const [account] = await story.store.transaction((tx) => tx.people.accountsOf(sam?.id ?? 0));
  await story.store.transaction((tx) => tx.people.markUnreachable(account?.id ?? 0, 'the app was removed'));
  expect((await throughProvider(browser(), 'u-17')).status).toBe(403);
  await story.person('sam').says('help');
  expect((await throughProvider(browser(), 'u-17')).status).toBe(303);
  await data.database.db.execute(sql`update people set active = false where id = ${sam?.id}::int`);
  expect((await throughProvider(browser(), 'u-17')).status).toBe(403);
});

test('twelve hours and two hold for these sessions, too', async () => {
  const { browser, story, throughProvider } = await open();
  await link(story, browser(), 'u-17', 'sam', throughProvider);
  const own = browser();
  await throughProvider(own, 'u-17');
  await story.at('2026-06-01T11:59');
  expect((await own('/desk')).status).toBe(200);
  await story.at('2026-06-01T14:00');
  expect((await own('/desk')).status).toBe(401);
});

test('an answer to another attempt, to another browser, or used before is none', async () => {
  const { browser, story, throughProvider, signing } = await open();
  await link(story, browser(), 'u-17', 'sam', throughProvider);
  const [own, other] = [browser(), browser()];
  const begin = async (with_: Browser) => (await with_('/desk/provider')).headers.get('location') ?? '';
  const answer = await signing.walk(await begin(own), 'u-17');
  const elsewhere = await other(answer);
  expect([elsewhere.status, elsewhere.text]).toEqual([400, expect.stringContaining('in another browser')]);
  // The other browser has an attempt of its own.
  await begin(other);
  expect((await other(answer)).text).toContain('no answer to this attempt');
  expect((await own(`${answer}x`)).status).toBe(403);
  const again = await signing.walk(await begin(own), 'u-17');
  expect((await own(again)).status).toBe(303);
  await begin(own);
  expect((await own(again)).text).toContain('no answer to this attempt');
  // A code of another attempt under the state of this one: its verifier does not fit.
  const [first, second] = [await begin(own), await begin(other)];
  const [stolen, mine] = [await signing.walk(first, 'u-17'), await signing.walk(second, 'u-17')];
  const mixed = new URL(mine);
  mixed.searchParams.set('code', new URL(stolen).searchParams.get('code') ?? '');
  expect((await other(mixed.href)).text).toContain('no answer to this attempt');
  expect((await other('/desk')).status).toBe(401);
  // A token for another nonce than this browser's.
  const asked = new URL(await begin(other));
  asked.searchParams.set('nonce', 'another-nonce-than-that-of-the-attempt');
  expect((await other(await signing.walk(asked.href, 'u-17'))).text).toContain('no answer to this attempt');
  expect((await other('/desk')).status).toBe(401);
});

test('what went wrong at the provider is said in words, and the link from the chat is still there', async () => {
  const { browser, story, signing, throughProvider } = await open();
  const own = browser();
  const declined = await throughProvider(own, 'nobody');
  expect(declined.text).toContain('was left before it was through');
  expect(declined.text).toContain('write <b>page</b> to the desk in your chat');
  expect(signing.errors).toEqual([]);
  const sent = (await own('/desk/provider')).headers.get('location') ?? '';
  const back = await signing.walk(sent, 'u-17');
  signing.breaks();
  expect((await own(back)).text).toContain('does not answer just now');
  expect((await own(await linkOf(story, 'sam'), {})).status).toBe(303);
});

test('without a provider there is no such way', async () => {
  const { story, browser } = await openPage(data.database);
  const sam = browser();
  expect((await sam('/desk')).text).not.toContain('office account');
  expect((await sam('/desk/provider')).status).toBe(401);
  await sam(await linkOf(story, 'sam'), {});
  expect((await sam('/desk/provider')).status).toBe(404);
  expect((await sam('/desk/account')).text).not.toContain('Link an account');
});
