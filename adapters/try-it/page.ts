import { html } from 'hono/html';
import type { Html } from '../html/blocks.ts';
import { ICON } from '../html/icon.ts';
import { type DeskTime, drawClockBar } from './clockBar.ts';
import { DIALOG, drawKey } from './dialog.ts';
import { type Drawn, drawAvatar, noticeSlot } from './render.ts';
import {
  queryOf,
  SEAT_NAMES,
  SEATS,
  type Seat,
  type Seating,
  type SeatPerson,
  SOMEBODY_NEW,
  type Taken,
} from './seats.ts';
import { LINES_SHOWN } from './view.ts';

/** All that the page is drawn from. */
export type PageFacts = {
  title: string;
  /** The address of the folder of scripts and styles. */
  files: string;
  time: DeskTime;
  /** Where the desk's own page is. */
  page: string | undefined;
  people: SeatPerson[];
  seating: Seating;
  /** The address of a visitor who already gave a name, so that news for them can be marked. */
  visitorAddress: string | undefined;
  conversations: Record<Seat, Drawn[]>;
};

/** No inline scripts or styles, no evaluated attributes, and every answer of ours is taken, refusals included. */
const HTMX_SETTINGS = JSON.stringify({
  allowEval: false,
  defaultSettleDelay: 0,
  allowScriptTags: false,
  includeIndicatorStyles: false,
  historyCacheSize: 0,
  responseHandling: [
    { code: '204', swap: false },
    { code: '[23]..', swap: true },
    { code: '[45]..', swap: true, error: true },
  ],
});

export function drawPage(facts: PageFacts): Html {
  const { title, files, seating } = facts;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="htmx-config" content="${HTMX_SETTINGS}">
<title>${title}: try it</title>
<link rel="icon" href="${ICON}">
<link rel="stylesheet" href="${files}/page.css">
<script defer src="${files}/htmx.js"></script>
<script defer src="${files}/events.js"></script>
<script type="module" src="${files}/page.js"></script>
</head>
<body hx-ext="upsert">
<nav class="to-seats" aria-label="Seats">${SEATS.map((seat) => html`<a href="#seat-${seat}" data-seat="${seat}">${SEAT_NAMES[seat]}</a>`)}</nav>
<header class="top">
<div class="brand">${MARK}<div><h1>${title}</h1><p>Try-it page: play all three sides</p></div></div>
${facts.page === undefined ? '' : html`<a class="to-page" href="${facts.page}">The desk’s own page</a>`}
${drawClockBar(facts.time)}
</header>
<main>
${INTRO}
<div id="announce-notice" class="notice global" role="status"></div>
<div class="seats">${SEATS.map((seat) => drawSeat(seat, facts))}</div>
</main>
<dialog id="${DIALOG}" aria-labelledby="dialog-title"></dialog>
${drawLiveLink(seating)}
</body>
</html>`;
}

const MARK = html`<svg class="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false"><rect width="32" height="32" rx="8"></rect><path d="M7 9h18v11H15l-5 4v-4H7z"></path></svg>`;

const INTRO = html`<details class="intro" id="intro" open>
<summary>What is this? See it all in one minute</summary>
<ol>
<li><h2>A promise kept</h2><p>As <b>Agency staff</b>, ask a question and see when an answer is promised. As the <b>Liaison</b>, reply, then resolve. Skip 1 business day: the survey comes.</p></li>
<li><h2>A promise broken</h2><p>Ask again, answer nothing and skip ahead. The desk reminds the liaison, brings in the backup and tells the <b>Supervisor</b>.</p></li>
<li><h2>The next morning</h2><p>Skip to the next opening. The supervisor’s digest says what needs a decision, then the numbers.</p></li>
</ol>
</details>`;

/** The stream of what changes for the people who are shown. Another seating replaces it, and thereby the stream. */
export function drawLiveLink(seating: Seating, outOfBand = false): Html {
  return html`<div id="live" hidden hx-ext="sse" sse-connect="/try/live?${queryOf(seating)}" sse-swap="update" hx-swap="none"${outOfBand ? html` hx-swap-oob="true"` : ''}></div>`;
}

// While another person takes the seat nobody can type or press as the one who leaves it.
function drawSeat(seat: Seat, facts: PageFacts): Html {
  const taken = facts.seating[seat];
  return html`<section class="seat" id="seat-${seat}" data-seat="${seat}" aria-label="${SEAT_NAMES[seat]}" tabindex="-1">
<header><h2>${SEAT_NAMES[seat]}</h2>
<div class="picker"><label for="${seat}-picker">Person</label>
<select id="${seat}-picker" name="${seat}" data-picker autocomplete="off" hx-get="/try/seat/${seat}" hx-trigger="change" hx-include="[data-picker]" hx-swap="none" hx-sync="this:replace" hx-disabled-elt="#${seat}-body textarea, #${seat}-body button">
${facts.people.filter((person) => person.seat === seat).map((person) => drawOption(person, taken))}
${seat === 'agency' ? drawNewOption(taken, facts.visitorAddress) : ''}
</select></div>
<p id="${seat}-elsewhere" class="elsewhere" role="status"></p></header>
<div class="seat-body" id="${seat}-body">${drawSeatBody(seat, taken, facts.conversations[seat])}</div>
</section>`;
}

function drawOption(person: SeatPerson, taken: Taken): Html {
  const email = person.email.toLowerCase();
  const selected = typeof taken === 'object' && taken.picked === email ? html` selected` : '';
  const label = person.detail ? `${person.name}, ${person.detail}` : person.name;
  return html`<option value="${email}" data-address="${email}" data-name="${person.name}" data-label="${label}"${selected}>${label}</option>`;
}

function drawNewOption(taken: Taken, address: string | undefined): Html {
  const label = 'Someone new (not on the list)';
  const selected = taken === 'unnamed' || (typeof taken === 'object' && taken.picked === SOMEBODY_NEW);
  return html`<option value="${SOMEBODY_NEW}" data-address="${address ?? ''}" data-name="Someone new" data-label="${label}"${selected ? html` selected` : ''}>${label}</option>`;
}

/** What stands below the picker: the menu, the conversation and the box; or the question for a visitor's name. */
export function drawSeatBody(seat: Seat, taken: Taken, conversation: Drawn[]): Html {
  if (taken === 'unnamed') return drawNameForm(seat);
  if (taken === 'empty') return html`<p class="nobody">Nobody in the roster has this role.</p>`;
  const { name } = taken;
  const values = JSON.stringify({ seat, picked: taken.picked });
  return html`<div class="sitter" data-address="${taken.address}" hx-vals="${values}">
<div class="menu" id="${seat}-menu" role="group" aria-label="For ${name} now" tabindex="0"></div>
<div class="log-frame"><div class="log" id="${seat}-log" role="log" aria-live="polite" aria-label="Conversation of ${name} with the desk" tabindex="0"><p class="empty">Nothing here yet.</p>${
    conversation.length >= LINES_SHOWN ? html`<p class="small earlier">Older messages are not shown.</p>` : ''
  }${conversation.map((one) => one.html)}</div>
<button type="button" class="newer" data-newer hidden>New messages</button></div>
<form class="composer" hx-post="/try/say" hx-swap="none" hx-sync="this:drop" novalidate>
${drawKey(seat)}
<div class="above"><label for="${seat}-text">Message the desk</label><span class="how" id="${seat}-how">Shift+Enter: new line</span></div>
<div class="row">${drawAvatar(name)}<textarea id="${seat}-text" name="text" rows="2" dir="auto" aria-describedby="${seat}-how" data-draft></textarea><button type="submit" class="button primary">Send</button></div>
${noticeSlot(seat)}
</form></div>`;
}

function drawNameForm(seat: Seat): Html {
  return html`<form class="name-form" hx-post="/try/name" hx-include="[data-picker]" hx-swap="none" hx-sync="this:drop" novalidate>
<p>Somebody the desk has never heard of. It takes their question all the same, and asks which agency they are with.</p>
<label for="${seat}-name">Your name</label>
<div class="row"><input type="text" id="${seat}-name" name="visitor" maxlength="80" autocomplete="off" dir="auto"><button type="submit" class="button primary">Start</button></div>
${noticeSlot(seat)}
</form>`;
}
