// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { all, byId } from './elements.js';

// News for people who are not shown: counted since this tab was opened, marked in the picker.

/** @type {{ epoch: string, counts: Record<string, number> } | undefined} */
let latest;
export function markNews() {
  const shown = all('.sitter').map((sitter) => sitter.dataset.address ?? '');
  if (!latest) return;
  const { epoch, counts } = latest;
  const stored = JSON.parse(sessionStorage.getItem('seen') ?? 'null');
  const seen = stored?.epoch === epoch ? stored.seen : { ...counts };
  for (const address of shown) seen[address] = counts[address] ?? 0;
  sessionStorage.setItem('seen', JSON.stringify({ epoch, seen }));
  for (const picker of document.querySelectorAll('select')) {
    if (!picker.matches('[data-picker]')) continue;
    /** @type {HTMLOptionElement[]} */
    const waiting = [];
    for (const option of picker.options) {
      const address = option.dataset.address ?? '';
      const count = shown.includes(address) ? 0 : (counts[address] ?? 0) - (seen[address] ?? 0);
      const label = `${option.dataset.label}${count > 0 ? ` — ${count} new` : ''}`;
      if (option.textContent !== label) option.textContent = label;
      if (count > 0) waiting.push(option);
    }
    sayElsewhere(picker, waiting);
  }
}
/** @param {HTMLSelectElement} picker @param {HTMLOptionElement[]} waiting */
function sayElsewhere(picker, waiting) {
  const line = byId(`${picker.name}-elsewhere`);
  const names = waiting.map((option) => option.value).join();
  if (!line || line.dataset.names === names) return;
  line.dataset.names = names;
  line.replaceChildren(
    ...(names ? ['New messages: '] : []),
    ...waiting.slice(0, 3).flatMap((option) => {
      const button = document.createElement('button');
      Object.assign(button, { type: 'button', className: 'link', textContent: `Show ${option.dataset.name}` });
      button.addEventListener('click', () => {
        picker.value = option.value;
        picker.dispatchEvent(new Event('change', { bubbles: true }));
        picker.focus();
      });
      return [button, ' '];
    }),
    ...(waiting.length > 3 ? [`and ${waiting.length - 3} more in the list`] : []),
  );
}

const SAY_LOST_AFTER_MS = 1500;
const heard = new WeakSet();
let lost = 0;
let saidLost = false;
document.addEventListener('htmx:sseOpen', (event) => {
  const { source } = /** @type {CustomEvent} */ (event).detail;
  clearTimeout(lost);
  lost = 0;
  if (saidLost) byId('clock-status')?.replaceChildren('Connected again.');
  saidLost = false;
  if (heard.has(source)) return;
  heard.add(source);
  source.addEventListener('counts', (/** @type {MessageEvent} */ message) => {
    latest = JSON.parse(message.data);
    markNews();
  });
});
document.addEventListener('htmx:sseError', () => {
  lost ||= window.setTimeout(() => {
    saidLost = true;
    byId('clock-status')?.replaceChildren('The connection to the desk is lost. Trying again…');
  }, SAY_LOST_AFTER_MS);
});
