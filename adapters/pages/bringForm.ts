import { randomUUID } from 'node:crypto';
import { html } from 'hono/html';
import type { BringForm } from '../../src/page/brought.ts';
import type { Html } from '../html/blocks.ts';
import { drawField } from '../html/fields.ts';
import { addressOf } from './layout.ts';

export const BELOW = '/desk/bring/';

/** A form that brings files. */
export function drawBring({ files, fields, kept = {}, submit }: BringForm, to: string): Html {
  const id = `f-${randomUUID()}`;
  return html`<form class="fields" method="post" action="${BELOW}${to}" enctype="multipart/form-data" novalidate autocomplete="off">
${Object.entries(kept).map(([name, value]) => html`<input type="hidden" name="kept.${name}" value="${value}">`)}
${
  files
    ? html`<div class="field"><label for="${id}">${files.label}</label><p id="${id}-hint" class="hint">${files.hint}</p><input id="${id}" type="file" name="files" multiple required aria-describedby="${id}-hint" accept=".yaml,.yml,.csv,.zip"></div>`
    : ''
}
${fields.map((field) => drawField(field, 1))}
<div class="buttons"><button class="button primary">${submit}</button>${files ? '' : html`<a class="button plain" href="${addressOf(to)}">Cancel</a>`}</div>
</form>`;
}
