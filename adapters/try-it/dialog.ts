import { randomUUID } from 'node:crypto';
import { html } from 'hono/html';
import type { Field, Form, Message } from '../../src/chat/message.ts';
import { drawBlocks, type Html, noticeSlot, type Place, placeValues } from './render.ts';
import { SEAT_NAMES, type Sitter } from './seats.ts';

/** The one dialog of the page: forms and longer answers open in it. */
export const DIALOG = 'dialog';

/** How many options are still shown all at once, as radio buttons. */
const MOST_RADIOS = 6;

/** The dialog with a form. The key is made here, once for each opening: a double click on "send" is one deed. */
export function drawForm(form: Form, sitter: Sitter, origin: Place): Html {
  return drawDialog(
    form.title,
    sitter,
    origin,
    html`${form.intro ? html`<div class="intro-blocks">${drawBlocks({ blocks: form.intro }, DIALOG)}</div>` : ''}
<form hx-post="/try/submit" hx-swap="none" hx-sync="this:drop" novalidate autocomplete="off">
${drawKey(DIALOG)}
<input type="hidden" name="name" value="${form.press.name}">
<input type="hidden" name="about" value="${form.press.about}">
${form.fields.map(drawField)}
${noticeSlot(DIALOG)}
<div class="buttons end"><button type="button" class="button plain" data-close>Cancel</button><button type="submit" class="button primary">${form.submit}</button></div>
</form>`,
  );
}

/** The dialog with something to read, whose buttons work where they stand. */
export function drawShown(message: Message, sitter: Sitter, origin: Place): Html {
  const [first, ...rest] = message.blocks;
  const title = first?.kind === 'heading' ? first.text : 'From the desk';
  const blocks = first?.kind === 'heading' ? rest : message.blocks;
  return drawDialog(
    title,
    sitter,
    origin,
    html`<div class="shown" data-message>${drawBlocks({ blocks }, DIALOG)}</div>${noticeSlot(DIALOG)}
<div class="buttons end"><button type="button" class="button plain" data-close>Close</button></div>`,
  );
}

function drawDialog(title: string, sitter: Sitter, origin: Place, content: Html): Html {
  const values = JSON.stringify({
    ...JSON.parse(placeValues(DIALOG, origin)),
    seat: sitter.seat,
    picked: sitter.picked,
  });
  return html`<div class="dialog-content" data-seat="${sitter.seat}" hx-vals="${values}">
<p class="as-whom">${SEAT_NAMES[sitter.seat]}: <span dir="auto">${sitter.name}</span></p>
<h2 id="dialog-title" tabindex="-1" dir="auto">${title}</h2>
${content}</div>`;
}

/** The hidden key of a deed; it is replaced when the deed is done. */
export function drawKey(place: Place, outOfBand = false): Html {
  return html`<input type="hidden" name="key" id="${place}-key" value="${randomUUID()}"${outOfBand ? html` hx-swap-oob="true"` : ''}>`;
}

/** Values come back as `v.<name>`; `field` lists all names, since an unchosen radio button says nothing. */
const valueName = (field: Field) => `v.${field.name}`;
const fieldId = (name: string) => `f-${Buffer.from(name).toString('base64url')}`;

function drawField(field: Field, index: number): Html {
  const id = fieldId(field.name);
  const hint = field.hint ? html`<p id="${id}-hint" class="hint">${field.hint}</p>` : '';
  const described = html`aria-describedby="${field.hint ? `${id}-hint ` : ''}${id}-error"`;
  const error = html`<p id="${id}-error" class="error"></p>`;
  const optional = field.required ? '' : html` <span class="optional">(optional)</span>`;
  const listed = html`<input type="hidden" name="field" value="${field.name}">${
    field.required ? html`<input type="hidden" name="required" value="${field.name}">` : ''
  }<input type="hidden" name="label.${field.name}" value="${field.label}">`;
  const first = index === 0 ? html` autofocus` : '';
  const required = field.required ? html` aria-required="true"` : '';
  if (field.kind === 'choices' || (field.kind === 'choice' && field.options.length <= MOST_RADIOS)) {
    const type = field.kind === 'choices' ? 'checkbox' : 'radio';
    const initial = field.kind === 'choices' ? field.initial?.split(',') : [field.initial];
    return html`<fieldset class="field" id="${id}" ${described} data-field>${listed}<legend>${field.label}${optional}</legend>${hint}${field.options.map(
      (option, nth) =>
        html`<label class="radio"><input type="${type}" name="${valueName(field)}" value="${option.value}"${
          initial?.includes(option.value) ? html` checked` : ''
        }${nth === 0 ? first : ''}> <span dir="auto">${option.label}</span></label>`,
    )}${error}</fieldset>`;
  }
  return html`<div class="field" data-field>${listed}<label for="${id}">${field.label}${optional}</label>${hint}${drawControl(
    field,
    html`id="${id}" name="${valueName(field)}" ${described}${required}${first}`,
  )}${error}</div>`;
}

function drawControl(field: Exclude<Field, { kind: 'choices' }>, attributes: Html): Html {
  const initial = field.initial ?? '';
  switch (field.kind) {
    case 'line':
      return html`<input type="text" ${attributes}${longest(field)} value="${initial}" dir="auto">`;
    case 'date':
      return html`<input type="date" ${attributes} value="${initial}">`;
    case 'paragraph':
      return html`<textarea ${attributes}${longest(field)} rows="5" dir="auto">${initial}</textarea>`;
    case 'choice':
      return html`<select ${attributes}><option value="">Choose…</option>${field.options.map(
        (option) =>
          html`<option value="${option.value}"${option.value === initial ? html` selected` : ''}>${option.label}</option>`,
      )}</select>`;
  }
}

const longest = ({ longest: most }: { longest?: number }): Html | '' =>
  most === undefined ? '' : html` maxlength="${most}"`;

/** What goes to each field's error line, those without an error emptied; what belongs to no field is said below them. */
export function drawErrors(names: string[], errors: Record<string, string>): Html {
  const elsewhere = Object.entries(errors).filter(([name]) => !names.includes(name));
  return html`${names.map((name) => html`<div hx-swap-oob="innerHTML:#${fieldId(name)}-error">${errors[name] ?? ''}</div>`)}<div hx-swap-oob="innerHTML:#${DIALOG}-notice">${elsewhere.map(([, text]) => html`<p>${text}</p>`)}</div>`;
}
