import type { Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { SignInProvider, Unproven } from '../../src/page/provider.ts';
import type { Html } from '../html/blocks.ts';
import type { Entrance } from './entrance.ts';
import { readAttempt, sayBrowser, writeAttempt } from './visitors.ts';

/**
 * The way in by the office's own provider. An account that is linked to nobody is linked by a press, and never by coming
 * back alone: else whoever can make a browser sign in there as themselves would give it a way to somebody's page.
 */

const said: Record<Unproven, string> = {
  declined: 'Your office’s sign-in was left before it was through, or it says no to you. Nobody was signed in.',
  away: 'Your office’s sign-in does not answer just now. Nobody was signed in; try again in a few minutes.',
  refused:
    'Your office’s sign-in does not take this desk’s word. Nobody was signed in; tell whoever looks after this desk.',
  'not believed':
    'What came back from your office’s sign-in is no answer to this attempt: it may be over, or used already. Nobody was signed in; begin again.',
};
const OVER =
  'This sign-in was begun more than ten minutes ago, or in another browser. Nobody was signed in; begin again.';
const NOT_LINKED = html`<p>Write <b>page</b> to the desk in your chat, and within ten minutes open its link in this browser. When it has signed you in, you are asked whether to link this account; from then on it is enough.</p>`;
const NOT_OFFERED = html`<p>There is no account to link: it was linked already, or its ten minutes are over. A link from your chat must have signed you in here, and not another account.</p><p><a href="/desk">To the first page</a></p>`;

const isFailed = (answer: object): answer is { failed: Unproven } => 'failed' in answer;

export function addProvider(app: Hono, provider: SignInProvider, { side, cookies, draw, welcome }: Entrance): void {
  const again = (words: string): Html => html`<p>${words}</p>${welcome}`;

  app.get('/desk/provider', async (c) => {
    const begun = await provider.begin();
    if (isFailed(begun)) return c.html(draw(c, 'You were not signed in', again(said[begun.failed])), 503);
    cookies.begins(c, writeAttempt(begun.attempt));
    return sendTo(c, begun.url);
  });

  app.get('/desk/provider/back', async (c) => {
    c.header('Referrer-Policy', 'no-referrer');
    const attempt = readAttempt(cookies.begun(c));
    if (!attempt) return c.html(draw(c, 'You were not signed in', again(OVER)), 400);
    const finished = await provider.finish(new URL(c.req.url).search, attempt);
    if (isFailed(finished)) return c.html(draw(c, 'You were not signed in', again(said[finished.failed])), 403);
    const { account } = finished;
    const arrived = await side.arrive(account, sayBrowser(c.req.header('user-agent') ?? ''));
    if ('session' in arrived) {
      cookies.begin(c, arrived.session);
      return c.redirect('/desk', 303);
    }
    cookies.prove(c, arrived.proof);
    const session = cookies.session(c);
    if (session !== undefined && (await side.offeredToLink(session, arrived.proof)))
      return c.redirect('/desk/provider/link', 303);
    return c.html(draw(c, `${account.label} is not linked to you yet`, NOT_LINKED), 403);
  });

  app.get('/desk/provider/link', async (c) => {
    const offered = await offeredTo(c);
    if (!offered) return c.html(draw(c, 'Nothing to link', NOT_OFFERED), 410);
    return c.html(
      draw(
        c,
        `Link ${offered.label} to ${offered.name}?`,
        html`<p>From then on that account signs you in here, without a link from the chat. Link it only if it is yours alone. The desk tells you in your chat, where you can take it back.</p>
<form method="post" action="/desk/provider/link"><div class="buttons"><button class="button primary">Link it</button><a class="button plain" href="/desk">Not now</a></div></form>`,
      ),
    );
  });

  app.post('/desk/provider/link', async (c) => {
    const { session, proof } = { session: cookies.session(c), proof: cookies.proof(c) };
    cookies.prove(c, undefined);
    if (session === undefined || proof === undefined || !(await side.link(session, proof)))
      return c.html(draw(c, 'Nothing to link', NOT_OFFERED), 410);
    return c.redirect('/desk/account', 303);
  });

  async function offeredTo(c: Context) {
    const [session, proof] = [cookies.session(c), cookies.proof(c)];
    return session === undefined || proof === undefined ? undefined : side.offeredToLink(session, proof);
  }
}

/** A page of its own would only cost a press; that it is the office's, the settings say. */
function sendTo(c: Context, url: string): Response {
  c.header('Cache-Control', 'no-store');
  c.header('Referrer-Policy', 'no-referrer');
  return c.redirect(url, 303);
}
