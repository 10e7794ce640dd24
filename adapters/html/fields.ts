import { html } from 'hono/html';
import type { Field } from '../../src/chat/message.ts';
import type { Html } from './blocks.ts';

/** The fields of a form. `posted.ts` reads them back. */

/** How many options are still shown all at once, as radio buttons. */
const MOST_RADIOS = 6;

/** Values come back as `v.<name>`; `field` lists all names, since an unchosen radio button says nothing. */
const valueName = (field: Field) => `v.${field.name}`;
export const fieldId = (name: string) => `f-${Buffer.from(name).toString('base64url')}`;

export function drawField(field: Field, index: number, error = ''): Html {
  const id = fieldId(field.name);
  const hint = field.hint ? html`<p id="${id}-hint" class="hint">${field.hint}</p>` : '';
  const described = html`aria-describedby="${field.hint ? `${id}-hint ` : ''}${id}-error"`;
  const errorLine = html`<p id="${id}-error" class="error">${error}</p>`;
  const optional = field.required ? '' : html` <span class="optional">(optional)</span>`;
  const listed = html`<input type="hidden" name="field" value="${field.name}">${
    field.required ? html`<input type="hidden" name="required" value="${field.name}">` : ''
  }<input type="hidden" name="label.${field.name}" value="${field.label}">`;
  const first = index === 0 ? html` autofocus` : '';
  const required = html`${field.required ? html` aria-required="true"` : ''}${error ? html` aria-invalid="true"` : ''}`;
  if (field.kind === 'choices' || (field.kind === 'choice' && field.options.length <= MOST_RADIOS)) {
    const type = field.kind === 'choices' ? 'checkbox' : 'radio';
    const initial = field.kind === 'choices' ? field.initial?.split(',') : [field.initial];
    return html`<fieldset class="field" id="${id}" ${described} data-field>${listed}<legend>${field.label}${optional}</legend>${hint}${field.options.map(
      (option, nth) =>
        html`<label class="radio"><input type="${type}" name="${valueName(field)}" value="${option.value}"${
          initial?.includes(option.value) ? html` checked` : ''
        }${nth === 0 ? first : ''}> <span dir="auto">${option.label}</span></label>`,
    )}${errorLine}</fieldset>`;
  }
  return html`<div class="field" data-field>${listed}<label for="${id}">${field.label}${optional}</label>${hint}${drawControl(
    field,
    html`id="${id}" name="${valueName(field)}" ${described}${required}${first}`,
  )}${errorLine}</div>`;
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
