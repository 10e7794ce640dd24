// @ts-check
/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** htmx is loaded before the scripts of the page. */
export const htmx = /** @type {any} */ (window).htmx;

/** @param {string} id */
export const byId = (id) => document.getElementById(id);

/** @param {EventTarget | null} target @param {string} selector @returns {HTMLElement | null} */
export const closest = (target, selector) => (target instanceof Element ? target.closest(selector) : null);

/** @param {string} selector @param {ParentNode} [within] @returns {HTMLElement[]} */
export const all = (selector, within = document) =>
  [...within.querySelectorAll(selector)].filter((one) => one instanceof HTMLElement);
