// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

import { keepDraft } from './drafts.js';
import { all, byId, closest } from './elements.js';
import { toEnd } from './lines.js';

// Deeds: a key for each click, buttons of a message at rest while one is under way, plain words when it failed.

const uuid = () => {
  const hex = [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte, at) => {
      const set = at === 6 ? (byte & 0x0f) | 0x40 : at === 8 ? (byte & 0x3f) | 0x80 : byte;
      return set.toString(16).padStart(2, '0');
    })
    .join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
};
/** @param {Element} element */
const group = (element) => closest(element, '[data-message], .dialog-content, .clock, form') ?? element;
/** @param {Element} within @param {boolean} busy */
const rest = (within, busy) => {
  within.setAttribute('aria-busy', String(busy));
  for (const button of all('button[hx-post], button[type=submit]', within)) {
    if (busy) button.setAttribute('aria-disabled', 'true');
    else button.removeAttribute('aria-disabled');
  }
  for (const box of within.querySelectorAll('textarea')) box.readOnly = busy;
};

document.addEventListener('htmx:configRequest', (event) => {
  const { path, parameters } = /** @type {CustomEvent} */ (event).detail;
  if (path === '/try/press') parameters.key = uuid();
});
document.addEventListener('htmx:beforeRequest', (event) => {
  const { elt, requestConfig } = /** @type {CustomEvent} */ (event).detail;
  if (requestConfig.verb !== 'post') return;
  if (elt.matches('[aria-disabled=true]') || elt.querySelector('[type=submit][aria-disabled=true]'))
    return event.preventDefault();
  rest(group(elt), true);
  const status = byId('clock-status');
  if (status && elt.closest('.skip')) status.textContent = 'Skipping ahead…';
});
document.addEventListener('htmx:afterRequest', (event) => {
  const { requestConfig } = /** @type {CustomEvent} */ (event).detail;
  if (requestConfig.verb !== 'post') return;
  const near = group(requestConfig.elt);
  rest(near, false);
  near.querySelector('.notice:not(:empty)')?.scrollIntoView({ block: 'nearest' });
});
document.addEventListener('htmx:sendError', (event) => {
  const { elt } = /** @type {CustomEvent} */ (event).detail;
  const near = closest(elt, '.dialog-content') ?? closest(elt, '[data-message], form');
  const slot = near?.querySelector('.notice') ?? byId('announce-notice');
  const words = document.createElement('p');
  words.textContent = 'The desk could not be reached. Nothing was taken; try again in a moment.';
  slot?.replaceChildren(words);
  if (elt.closest('.skip')) byId('clock-status')?.replaceChildren();
});
document.addEventListener('said', (event) => {
  const box = closest(event.target, 'form')?.querySelector('textarea');
  if (!box) return;
  box.value = '';
  keepDraft(box);
  for (const log of all('.log', box.closest('.sitter') ?? document)) toEnd(log);
});
