// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import './deeds.js';
import './dialog.js';
import { bringDraft } from './drafts.js';
import { all, byId, closest, htmx } from './elements.js';
import { beginAtEnd } from './lines.js';
import { markNews } from './news.js';

// A person takes a seat: their draft comes back, their log begins at its end, and they have no news any more.
htmx.onLoad((/** @type {HTMLElement} */ loaded) => {
  for (const sitter of [loaded, ...all('.sitter', loaded)].filter((one) => one.matches('.sitter'))) {
    const box = sitter.querySelector('textarea');
    if (box) bringDraft(box);
    all('.log', sitter).forEach(beginAtEnd);
    const picker = byId(`${closest(sitter, '[data-seat]')?.dataset.seat}-picker`);
    if (picker instanceof HTMLSelectElement) {
      picker.selectedOptions[0]?.setAttribute('data-address', sitter.dataset.address ?? '');
    }
    markNews();
  }
});

document.addEventListener('click', ({ target }) => {
  closest(target, '[data-dismiss]')?.closest('.notice')?.replaceChildren();
});

const intro = byId('intro');
if (intro instanceof HTMLDetailsElement) {
  intro.open = localStorage.getItem('intro') !== 'closed';
  intro.addEventListener('toggle', () => localStorage.setItem('intro', intro.open ? 'open' : 'closed'));
  // Whoever has asked something has begun: the room belongs to the conversation.
  document.addEventListener('said', () => {
    intro.open = false;
  });
}
