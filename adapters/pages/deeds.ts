import { randomUUID } from 'node:crypto';
import { html } from 'hono/html';
import type { Button, Form } from '../../src/chat/message.ts';
import type { OrderForm } from '../../src/page/taken.ts';
import type { Choosing } from '../../src/page/view.ts';
import { drawBlock, type Html } from '../html/blocks.ts';
import { drawField } from '../html/fields.ts';
import { writeShape } from './answers.ts';
import { addressOf } from './layout.ts';

/** Buttons and forms: the same deeds as in a chat. `at`: where one comes back to. */

export const drawDeeds = (buttons: readonly Button[], at: string, about?: string): Html =>
  html`<div class="buttons">${buttons.map((button) => drawDeed(button, at, about))}</div>`;

/** The form of what is done with the rows that were chosen; their boxes name it by its id. */
export const drawChoosing = ({ submit, press, all }: Choosing, id: string, at: string): Html =>
  html`<form class="chosen" id="${id}" method="post" action="/desk/do" autocomplete="off">${hidden({ key: randomUUID(), name: press.name, about: press.about, at })}<button class="button plain">${submit}</button><a href="${addressOf(all.to)}">${all.label}</a></form>`;

const drawDeed = ({ label, press, style }: Button, at: string, about: string | undefined): Html =>
  html`<form method="post" action="/desk/do">${hidden({ key: randomUUID(), name: press.name, about: press.about, at })}<button class="button ${style ?? 'plain'}"${
    about ? html` aria-describedby="${about}"` : ''
  }>${label}</button></form>`;

const hidden = (values: Record<string, string>): Html[] =>
  Object.entries(values).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`);

/** What was filled in before, and what was wrong with it. */
export type Filled = { values: Record<string, string>; errors: Record<string, string> };

export function drawForm(form: Form, at: string, filled?: Filled): Html {
  const intro = (form.intro ?? []).map((block, nth) =>
    block.kind === 'buttons' || block.kind === 'row' ? '' : drawBlock(block, `intro-${nth}`),
  );
  const kept = { key: randomUUID(), name: form.press.name, about: form.press.about, at, shape: writeShape(form) };
  return drawFields(form, '/desk/send', html`${intro}${hidden(kept)}`, at, filled);
}

/** A form that is answered with a file. Nothing is done by it that a second press would do twice. */
export const drawOrder = (form: OrderForm, to: string, at: string, filled?: Filled): Html =>
  drawFields(form, `/desk/take/${to}`, hidden({ at }), at, filled);

function drawFields(
  { fields, submit }: Pick<Form, 'fields' | 'submit'> | OrderForm,
  action: string,
  before: Html | Html[],
  at: string,
  { values, errors }: Filled = { values: {}, errors: {} },
): Html {
  const names = fields.map(({ name }) => name);
  const elsewhere = Object.entries(errors).filter(([name]) => !names.includes(name));
  const wrong = Object.keys(errors).length > 0;
  // The first field has the focus where the form was asked for, and not where it only stands on a page.
  const skipped = action.startsWith('/desk/take') && !wrong ? 1 : 0;
  return html`<form class="fields" method="post" action="${action}" novalidate autocomplete="off">
${wrong ? html`<p class="error" role="alert">Please look at what is marked below.${elsewhere.map(([, text]) => html` ${text}`)}</p>` : ''}
${before}
${fields.map((field, nth) => drawField({ ...field, ...(values[field.name] !== undefined && { initial: values[field.name] }) }, nth + skipped, errors[field.name]))}
<div class="buttons"><button class="button primary">${submit}</button><a class="button plain" href="${addressOf(at)}">Cancel</a></div>
</form>`;
}
