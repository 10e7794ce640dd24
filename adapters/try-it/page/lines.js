// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { all, byId, closest, htmx } from './elements.js';

// Lines: the same id is put in the place of the old one when its version differs, a new one goes to the end.
// A log stays at its end, unless its reader has scrolled up: then a button tells of new messages.

const NEAR_END_PX = 60;

/** @param {Element | null} log */
const nearEnd = (log) => !!log && log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_END_PX;
/** @param {Element} log */
export const toEnd = (log) => {
  log.scrollTop = log.scrollHeight;
  newer(log, false);
};
/** @param {Element} log @param {boolean} shown */
function newer(log, shown) {
  for (const button of all('[data-newer]', log.parentElement ?? document)) button.hidden = !shown;
}

htmx.defineExtension('upsert', {
  /** @param {string} style @param {Element} target @param {Element} fragment */
  handleSwap(style, target, fragment) {
    if (style !== 'upsert') return false;
    const stay = !scrolledUp.has(target);
    const fresh = [];
    for (const element of all(':scope > *', fragment)) {
      const old = byId(element.id);
      if (!old) {
        target.append(element);
        fresh.push(element);
      } else if (old.dataset.version !== element.dataset.version) {
        const body = element.querySelector('[data-body]');
        if (!body) continue;
        old.querySelector('[data-body]')?.replaceWith(body);
        old.dataset.version = element.dataset.version;
        fresh.push(body);
      }
    }
    if (target.matches('.log') && fresh.length > 0) {
      if (stay || fresh.some((element) => element.matches('.from-person'))) toEnd(target);
      else newer(target, true);
    }
    return fresh;
  },
});

/** Logs whose reader has scrolled up. */
const scrolledUp = new WeakSet();

document.addEventListener(
  'scroll',
  (event) => {
    const log = closest(event.target, '.log');
    if (!log) return;
    if (nearEnd(log)) {
      scrolledUp.delete(log);
      newer(log, false);
    } else scrolledUp.add(log);
  },
  { capture: true, passive: true },
);

// A log also shrinks and grows, with the menu above it, the box below it and the window.
const resized = new ResizeObserver((entries) => {
  for (const { target } of entries) if (!scrolledUp.has(target)) toEnd(target);
});

/** @param {HTMLElement} log */
export function beginAtEnd(log) {
  toEnd(log);
  resized.observe(log);
}

document.addEventListener('click', ({ target }) => {
  const log = closest(target, '[data-newer]')?.parentElement?.querySelector('.log');
  if (!(log instanceof HTMLElement)) return;
  toEnd(log);
  log.focus();
});
