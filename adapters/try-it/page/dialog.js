// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { all, byId, closest } from './elements.js';

const dialog = /** @type {HTMLDialogElement} */ (byId('dialog'));

// The dialog: focus goes in, to the first error, and back to where it came from.

let opener = '';
document.addEventListener('dialog-open', (event) => {
  const from = event.target instanceof Element ? event.target : null;
  if (from && !dialog.contains(from)) opener = from.id;
  if (!dialog.open) dialog.showModal();
  const first = dialog.querySelector('input:checked, [autofocus]') ?? byId('dialog-title');
  if (first instanceof HTMLElement) first.focus();
});
document.addEventListener('dialog-close', () => dialog.close());
dialog.addEventListener('close', () => {
  const seat = dialog.querySelector('[data-seat]')?.getAttribute('data-seat');
  dialog.replaceChildren();
  (byId(opener) ?? byId(`${seat}-text`))?.focus();
});
document.addEventListener('dialog-errors', () => {
  const wrong = all('[data-field]', dialog).map((field) => {
    const error = field.querySelector('.error')?.textContent !== '';
    const controls = all('input:not([type=hidden]), textarea, select', field);
    for (const control of controls) control.setAttribute('aria-invalid', String(error));
    return error ? controls[0] : undefined;
  });
  wrong.find((control) => control)?.focus();
});
document.addEventListener('click', ({ target }) => {
  if (closest(target, '[data-close]')) dialog.close();
});
