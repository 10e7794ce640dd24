import { html, raw } from 'hono/html';
import type { ChartBlock } from '../adapters/slack/out/chart.ts';
import { drawParts } from '../adapters/slack/out/render.ts';
import { formView } from '../adapters/slack/views.ts';
import type { CardChart } from '../adapters/teams/in/activity.ts';
import { drawForm } from '../adapters/teams/out/forms.ts';
import { drawCard } from '../adapters/teams/out/render.ts';
import { type Form, plainText } from '../src/chat/message.ts';
import { isAtOnce } from '../src/features.ts';
import type { Sample } from './samples.ts';

/** A message or form as plain text, and as Slack and Teams are told to draw it: read off what is really sent. */

type Json = Record<string, unknown>;
const list = (value: unknown): Json[] => (Array.isArray(value) ? (value as Json[]) : []);
const textOf = (value: unknown): string =>
  typeof value === 'object' && value ? String((value as Json).text ?? '') : '';

/** A form as lines: title, what is said, each field with its hint and choices. */
function plainForm({ title, intro = [], fields, submit }: Form): string {
  const drawn = fields.map((field) => {
    const hint = field.hint ? ` (${field.hint})` : '';
    const choices = 'options' in field ? `: ${field.options.map(({ label }) => label).join(' / ')}` : '';
    return `[${field.label}${field.required ? '' : ' (optional)'}]${hint}${choices}`;
  });
  const said = intro.length > 0 ? [plainText({ blocks: intro })] : [];
  return [title, ...said, ...drawn, `Choose: ${submit}`].join('\n');
}

export const plainOf = (sample: Sample): string =>
  'form' in sample ? plainForm(sample.form) : plainText(sample.message);

const slackOf = (sample: Sample) =>
  'form' in sample
    ? slackForm(sample.form)
    : html`<div class="slack">${drawParts(sample.message, 'native').map(slackPart)}</div>`;

const slackPart = ({ blocks }: { blocks: object[] }) => blocks.map((block) => slackBlock(block as Json));

function slackBlock(block: Json): ReturnType<typeof html> {
  switch (block.type) {
    case 'header':
      return html`<h4>${textOf(block.text)}</h4>`;
    case 'rich_text':
      return html`<div>${list(block.elements).map(richText)}</div>`;
    case 'context':
      return html`<small>${list(block.elements).map((each) => html`${String(each.text ?? '')} `)}</small>`;
    case 'actions':
      return html`<p>${list(block.elements).map((each) => html`<span class="button ${String(each.style ?? '')}">${textOf(each.text)}</span> `)}</p>`;
    case 'input':
      return html`<label>${textOf(block.label)}${block.optional ? ' (optional)' : ''}<i>${textOf(block.hint)}</i></label>`;
    case 'data_visualization':
      return slackChart(block as unknown as ChartBlock);
    case 'section':
      if (block.accessory)
        return html`<div class="row"><span>${textOf(block.text)}</span><span class="button">${textOf((block.accessory as Json).text)}</span></div>`;
      return html`<div>${textOf(block.text)}${list(block.fields).map((field) => html`<div>${textOf(field)}</div>`)}</div>`;
    default:
      return html`<div>${JSON.stringify(block)}</div>`;
  }
}

const slackChart = ({ title, chart: { series } }: ChartBlock) =>
  ownChart(
    title,
    series.map(({ name, data }) => [name, data.map(({ label, value }) => [label, value] as const)]),
  );

/** A chart that the chat draws by itself, by its numbers. */
const ownChart = (title: string, series: (readonly [string, readonly (readonly [string, number])[]])[]) =>
  html`<table><caption>${title}</caption><tr><td></td>${series[0]?.[1].map(([label]) => html`<th>${label}</th>`)}</tr>${series.map(([name, data]) => html`<tr><th>${name}</th>${data.map(([, value]) => html`<td>${value}</td>`)}</tr>`)}</table>`;

function richText(element: Json): ReturnType<typeof html> {
  if (element.type === 'text') {
    const { bold } = (element.style ?? {}) as Json;
    return bold ? html`<b>${String(element.text)}</b>` : html`${String(element.text)}`;
  }
  if (element.type === 'date') return html`${String(element.fallback ?? '')}`;
  const inside = list(element.elements).map(richText);
  if (element.type === 'rich_text_quote') return html`<blockquote>${inside}</blockquote>`;
  return element.type === 'rich_text_list'
    ? html`<ul>${inside.map((item) => html`<li>${item}</li>`)}</ul>`
    : html`<div>${inside}</div>`;
}

function slackForm(form: Form) {
  const view = formView(form, {}) as unknown as Json;
  return html`<div class="slack form"><h4>${textOf(view.title)}</h4>${list(view.blocks).map(slackBlock)}<p><span class="button primary">${textOf(view.submit)}</span></p></div>`;
}

function teamsOf(sample: Sample) {
  const card =
    'form' in sample
      ? drawForm(sample.form, 'dialog' as never, isAtOnce)
      : drawCard(sample.message, isAtOnce, 'native');
  const json = card as unknown as Json;
  return html`<div class="teams">${list(json.body).map(teamsElement)}${list(json.actions).map(teamsAction)}</div>`;
}

function teamsElement(element: Json): ReturnType<typeof html> {
  const inside = [...list(element.items), ...list(element.columns)].map(teamsElement);
  switch (element.type) {
    case 'RichTextBlock':
      return html`<div>${list(element.inlines).map((run) => (run.weight === 'Bolder' ? html`<b>${String(run.text)}</b>` : html`${String(run.text)}`))}</div>`;
    case 'TextBlock':
      return html`<div><b>${String(element.text)}</b></div>`;
    case 'Image':
      return html`<img src="${String(element.url)}" alt="${String(element.altText)}" style="max-width:100%">`;
    case 'Chart.HorizontalBar':
    case 'Chart.VerticalBar':
    case 'Chart.VerticalBar.Grouped':
    case 'Chart.Line':
      return teamsChart(element as unknown as CardChart);
    case 'ActionSet':
      return html`<p>${list(element.actions).map(teamsAction)}</p>`;
    case 'ColumnSet':
      return html`<div class="row">${inside}</div>`;
    case 'Container':
      return element.style === 'emphasis' ? html`<blockquote>${inside}</blockquote>` : html`<div>${inside}</div>`;
    default:
      return element.label
        ? html`<label>${String(element.label)}${element.isRequired ? '' : ' (optional)'}</label>`
        : html`<div>${inside}</div>`;
  }
}

/** With the picture that other clients show instead. */
function teamsChart(chart: CardChart): ReturnType<typeof html> {
  const pairs = (points: { x: string; y: number }[]) => points.map(({ x, y }) => [x, y] as const);
  const isOne = chart.type === 'Chart.HorizontalBar' || chart.type === 'Chart.VerticalBar';
  const series = isOne
    ? [['', pairs(chart.data)] as const]
    : chart.data.map(({ legend, values }) => [legend, pairs(values)] as const);
  const picture = typeof chart.fallback === 'object' ? teamsElement(chart.fallback) : '';
  return html`${ownChart(chart.title, series)}${picture}`;
}

const teamsAction = (action: Json) =>
  html`<span class="button ${String(action.style ?? '')}">${String(action.title ?? '')}</span> `;

const style = raw(`<style>
  body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; max-width: 90rem; padding: 0 1rem; color-scheme: light dark }
  section { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 1rem; margin-bottom: 2rem }
  h3 { grid-column: 1 / -1; margin: 0; border-top: 1px solid #8886; padding-top: .6rem } h3 small { font-weight: 400; opacity: .75 }
  pre, .slack, .teams { border: 1px solid #8886; border-radius: 8px; padding: .7rem 1rem; margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font: inherit }
  h4 { margin: 0 0 .4rem } blockquote { margin: .3rem 0; padding-left: .7rem; border-left: 3px solid #8886 } small, i { opacity: .75; display: block }
  .row { display: flex; gap: 1rem; align-items: center; justify-content: space-between; margin: .3rem 0 } .row .button { white-space: nowrap }
  table { border-collapse: collapse; font-size: .8em; margin: .4rem 0; display: block; overflow-x: auto } td, th { border: 1px solid #8886; padding: 0 .4rem } caption { text-align: left; font-weight: 600 }
  label { display: block; border-bottom: 1px dashed #8886; padding: .3rem 0 } .button { border: 1px solid #8888; border-radius: 4px; padding: 0 .5rem; display: inline-block; margin: .15rem 0 }
  .primary, .positive { background: #0b5cad; color: #fff } .danger, .destructive { color: #c00 }
</style>`);

/** The whole gallery: each message and form as plain text, in Slack and in Teams. */
export const galleryPage = (samples: readonly Sample[]) =>
  html`<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>All that Liaison Desk says</title>${style}<h1>All that Liaison Desk says</h1>
<p>As plain text, in Slack and in Teams. ${samples.length} messages and forms, in the order of a request’s life.</p>
${samples.map(
  (sample) => html`<section><h3>${sample.when} <small>for the ${sample.reader} · ${sample.of}</small></h3>
<pre>${plainOf(sample)}</pre>${slackOf(sample)}${teamsOf(sample)}</section>`,
)}</html>`;
