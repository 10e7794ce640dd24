import { html } from 'hono/html';
import type { Message } from '../../src/chat/message.ts';
import type { Section } from '../../src/page/view.ts';
import { drawBlock, drawText, type Html } from '../html/blocks.ts';
import { drawBring } from './bringForm.ts';
import { drawDeeds, drawOrder } from './deeds.ts';
import { addressOf } from './layout.ts';
import { drawTable } from './table.ts';

/** `at`: the page they stand on, with its query. */
export const drawSections = (sections: readonly Section[], at: string): Html[] =>
  sections.map((section, nth) => drawSection(section, at, nth));

function drawSection(section: Section, at: string, nth: number): Html {
  switch (section.kind) {
    case 'table':
      return drawTable(section.table, at);
    case 'message':
      return drawMessage(section.message, at, `m${nth}`);
    case 'filters':
      return html`<nav class="filters" aria-label="${section.title}"><ul class="ways">${section.filters.map(
        ({ label, to, chosen }) =>
          html`<li><a href="${addressOf(to)}"${chosen ? html` aria-current="true"` : ''}>${label}</a></li>`,
      )}</ul></nav>`;
    case 'search':
      return html`<form class="search" role="search" method="get" action="${addressOf(section.to)}"><label for="s${nth}">${section.label}</label><input id="s${nth}" type="search" name="${section.name}" value="${section.value}" maxlength="100" dir="auto"><button class="button plain">Search</button></form>`;
    case 'choice':
      return html`<form class="search" method="get" action="${addressOf(section.to)}">${Object.entries(
        section.keeps ?? {},
      ).map(([name, value]) =>
        value === '' ? '' : html`<input type="hidden" name="${name}" value="${value}">`,
      )}<label for="s${nth}">${section.label}</label><select id="s${nth}" name="${section.name}">${section.options.map(
        ({ value, label }) =>
          html`<option value="${value}"${value === section.value ? html` selected` : ''}>${label}</option>`,
      )}</select><button class="button plain">Show</button></form>`;
    case 'order':
      return html`<section>${drawOrder(section.form, section.to, at)}</section>`;
    case 'bring':
      return html`<section>${drawBring(section.form, section.to)}</section>`;
    case 'lines':
      return html`<section class="lines"${section.problem ? html` role="alert"` : ''}><h2>${section.title}</h2><pre>${section.lines.join('\n')}</pre></section>`;
    case 'figures':
      return html`<ul class="figures">${section.figures.map(({ name, value, to, late }) => {
        const words = html`<b>${value}</b> <span>${name}</span>`;
        return html`<li${late ? html` class="late"` : ''}>${to === undefined ? words : html`<a href="${addressOf(to)}">${words}</a>`}</li>`;
      })}</ul>`;
  }
}

/** A message as it stands in a chat, with buttons that work here. */
export function drawMessage({ blocks }: Message, at: string, id: string): Html {
  const described = `${id}-0`;
  return html`<article class="message">${blocks.map((block, nth) => {
    if (block.kind === 'buttons') return drawDeeds(block.buttons, at, described);
    if (block.kind === 'row')
      return html`<div class="row"><p id="${id}-${nth}" class="words" dir="auto">${drawText(block.text)}</p>${drawDeeds(block.buttons, at, `${id}-${nth}`)}</div>`;
    if (block.kind === 'heading' && nth === 0) return html`<h2 id="${described}" dir="auto">${block.text}</h2>`;
    return drawBlock(
      block.kind === 'heading' && nth > 0 ? { kind: 'text', text: [{ strong: block.text }] } : block,
      `${id}-${nth}`,
    );
  })}</article>`;
}
