import { html } from 'hono/html';
import type { Opened } from '../../src/page/pageSide.ts';
import type { Html } from '../html/blocks.ts';

/**
 * What stands at an address that leads nowhere, word for word the same whether nothing is there or it is another's: often
 * it was sent by a colleague who may see more.
 */
export const NOTHING_HERE = 'Nothing for you at this address';

/** `at`: the address. Where somebody has a page of that kind, it leads to theirs. */
export function notThere(at = '', ways: Opened['ways'] = []): Html {
  const first = at.split(/[/?]/u)[0] ?? '';
  const own = ways.find(({ to }) => to !== '' && to === first);
  return html`<p>There is no such thing, or it is not yours to see. Which of the two, the desk tells nobody.</p>
<ul>
<li>Did somebody send you the address? They may see more than you do: ask them for what you need of it.</li>
<li>Should you see it, for your work? An administrator of your office can say what is yours in its lists of people.</li>
</ul>
<p>${own ? html`<a href="/desk/${own.to}">${own.label}: what is yours</a> · ` : ''}<a href="/desk">To the first page</a></p>`;
}
