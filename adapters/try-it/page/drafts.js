// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { closest } from './elements.js';

// What somebody was writing survives a reload and a look at somebody else; Enter sends it.

/** @param {HTMLTextAreaElement} box */
const keyOf = (box) => `draft:${closest(box, '.sitter')?.dataset.address}`;

/** @param {HTMLTextAreaElement} box */
export function keepDraft(box) {
  if (box.value) sessionStorage.setItem(keyOf(box), box.value);
  else sessionStorage.removeItem(keyOf(box));
}

/** @param {HTMLTextAreaElement} box */
export function bringDraft(box) {
  box.value ||= sessionStorage.getItem(keyOf(box)) ?? '';
}

document.addEventListener('input', ({ target }) => {
  if (target instanceof HTMLTextAreaElement && target.matches('[data-draft]')) keepDraft(target);
});
document.addEventListener('keydown', (event) => {
  const box = closest(event.target, '[data-draft]');
  if (!box || event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  /** @type {HTMLFormElement | null} */ (box.closest('form'))?.requestSubmit();
});
