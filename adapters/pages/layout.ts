import { html } from 'hono/html';
import type { Opened } from '../../src/page/pageSide.ts';
import type { Html } from '../html/blocks.ts';
import { ICON } from '../html/icon.ts';

/** What stands around every page: where one is, who one is, and the ways on. */

export type Shell = {
  title: string;
  /** The address of the folder of styles. */
  files: string;
  /** The path within the page that is open, for the ways at the top and for coming back. */
  at: string;
  viewer?: Opened['viewer'];
  ways?: Opened['ways'];
  /** What the desk said to the last thing that was done. */
  said?: string;
  /** On the try-it desk: who else one may look as. */
  seats?: { chosen: string; people: readonly { email: string; name: string; roles: string }[] };
};

export function drawShell(shell: Shell, content: Html | Html[]): Html {
  const { title, files, at, viewer, ways = [], said, seats } = shell;
  const first = at.split(/[/?]/u)[0] ?? '';
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Liaison Desk</title>
<link rel="icon" href="${ICON}">
<link rel="stylesheet" href="${files}/desk.css">
</head>
<body>
<a class="skip-to" href="#content">To the content</a>
<header class="top">
<a class="brand" href="/desk">Liaison Desk</a>
${drawWays(
  'Pages',
  ways.filter(({ isProgramme }) => !isProgramme),
  first,
)}
${seats ? drawSeats(seats) : viewer ? drawViewer(viewer) : ''}
${drawWays(
  'Programme',
  ways.filter(({ isProgramme }) => isProgramme),
  first,
)}
</header>
<main id="content" tabindex="-1">
${said ? html`<p class="said" role="status">${said}</p>` : ''}
<h1>${title}</h1>
${content}
</main>
</body>
</html>`;
}

const drawWays = (name: string, ways: Opened['ways'], at: string): Html | '' =>
  ways.length > 0
    ? html`<nav aria-label="${name}"><ul class="ways">${ways.map(
        ({ label, to }) =>
          html`<li><a href="${addressOf(to)}"${to === at ? html` aria-current="page"` : ''}>${label}</a></li>`,
      )}</ul></nav>`
    : '';

/** Where a way within the page leads. */
export const addressOf = (to: string): string => (to === '' ? '/desk' : `/desk/${to}`);

const drawViewer = ({ name, roles }: Opened['viewer']): Html =>
  html`<form class="viewer" method="post" action="/desk/leave"><span><a href="/desk/account"><b dir="auto">${name}</b></a>, ${roles}</span><button class="button plain">Sign out</button></form>`;

const drawSeats = ({ chosen, people }: NonNullable<Shell['seats']>): Html =>
  html`<form class="viewer" method="post" action="/desk/as"><label for="as">Look as</label><select id="as" name="as">${people.map(
    ({ email, name, roles }) =>
      html`<option value="${email}"${email === chosen ? html` selected` : ''}>${name}, ${roles}</option>`,
  )}</select><button class="button plain">Change</button></form>`;
