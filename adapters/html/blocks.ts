import { html, raw } from 'hono/html';
import { drawChart } from '../../src/chat/charts/draw.ts';
import { type Block, type Moment, sayMoment, type Text } from '../../src/chat/message.ts';

/** Neutral blocks as HTML, for every page of ours. */

/** Escaped HTML. Strings put into `html` templates are always escaped, so people's text stays text. */
export type Html = ReturnType<typeof html>;

/** Moments in words of their own zone, people's text literally, line breaks kept by the style sheet. */
export function drawText(text: Text): Html[] {
  return text.map((span) => {
    if (typeof span === 'string') return html`${span}`;
    return 'strong' in span ? html`<strong>${span.strong}</strong>` : drawMoment(span);
  });
}

export function drawMoment(moment: Moment): Html {
  return html`<time datetime="${moment.when.toISOString()}">${sayMoment(moment)}</time>`;
}

/** A block without its buttons, which each page draws in its own way. */
export function drawBlock(block: Exclude<Block, { kind: 'buttons' | 'row' }>, id: string): Html {
  switch (block.kind) {
    case 'face':
      return html``;
    case 'heading':
      return html`<h3 id="${id}" dir="auto">${block.text}</h3>`;
    case 'text':
      return html`<p id="${id}" class="words" dir="auto">${drawText(block.text)}</p>`;
    case 'small':
      return html`<p id="${id}" class="words small" dir="auto">${drawText(block.text)}</p>`;
    case 'quote':
      return html`<figure id="${id}" class="quote"><figcaption>${block.at ? html`${drawMoment(block.at)} · ` : ''}<cite dir="auto">${block.by}</cite></figcaption><blockquote class="words" dir="auto">${block.text}</blockquote></figure>`;
    case 'link':
      return html`<p id="${id}"><a class="way" href="${block.url}" rel="noreferrer">${block.label}</a></p>`;
    case 'chart':
      return html`<figure id="${id}" class="chart">${raw(drawChart(block.chart, id))}<figcaption class="small">${block.chart.finding}</figcaption></figure>`;
    case 'facts':
      return html`<dl id="${id}" class="facts">${block.facts.map(
        (fact) => html`<div><dt>${fact.label}</dt><dd class="words" dir="auto">${drawText(fact.value)}</dd></div>`,
      )}</dl>`;
    case 'list':
      return html`<ul id="${id}" class="list">${block.items.map(
        (item) => html`<li class="words" dir="auto">${drawText(item)}</li>`,
      )}</ul>`;
  }
}
