import type { Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { PageSide } from '../../src/page/pageSide.ts';
import type { Html } from '../html/blocks.ts';
import { type Cookies, sayBrowser } from './visitors.ts';

/** The way in and out. Chats and mail scanners open links to preview them: so only a press spends one. */

const BY_CHAT = html`<p>To sign in, write <b>page</b> to the desk in your chat. It answers with a link that is yours alone.</p>`;
const BY_ACCOUNT = html`<p><a class="button primary" href="/desk/provider">Sign in with your office account</a></p><p>That takes an account that is linked to you. To link it, or without one, write <b>page</b> to the desk in your chat: it answers with a link that is yours alone.</p>`;

/** What stands where nobody is signed in. */
export const welcomeOf = (hasProvider: boolean): Html => (hasProvider ? BY_ACCOUNT : BY_CHAT);

export type Entrance = {
  side: PageSide;
  cookies: Cookies;
  draw(c: Context, title: string, content: Html): Html;
  /** What stands where nobody is signed in. */
  welcome: Html;
};

export function addEntrance(app: Hono, { side, cookies, draw, welcome }: Entrance): void {
  const spent = html`<p>This link was used already, or its ten minutes are over.</p>${welcome}`;
  app.get('/desk/enter/:token', async (c) => {
    c.header('Referrer-Policy', 'no-referrer');
    const token = c.req.param('token');
    const link = await side.linkOf(token);
    if (!link) return c.html(draw(c, 'This link leads nowhere', spent), 410);
    return c.html(
      draw(
        c,
        `Sign in as ${link.name}?`,
        html`<p>You stay signed in on this device for twelve hours, or until you leave it alone for two. The desk tells you in your chat.</p>
<form method="post" action="/desk/enter/${token}"><button class="button primary">Sign in</button></form>`,
      ),
    );
  });

  app.post('/desk/enter/:token', async (c) => {
    c.header('Referrer-Policy', 'no-referrer');
    const session = await side.signIn(c.req.param('token'), sayBrowser(c.req.header('user-agent') ?? ''));
    if (session === undefined) return c.html(draw(c, 'This link leads nowhere', spent), 410);
    cookies.begin(c, session);
    const proof = cookies.proof(c);
    const isOffered = proof !== undefined && (await side.offeredToLink(session, proof)) !== undefined;
    return c.redirect(isOffered ? '/desk/provider/link' : '/desk', 303);
  });

  app.post('/desk/leave', async (c) => {
    const session = cookies.session(c);
    if (session !== undefined) await side.signOut(session);
    cookies.end(c);
    return c.html(draw(c, 'You are signed out', welcome));
  });
}
