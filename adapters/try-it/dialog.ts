import { randomUUID } from 'node:crypto';
import { html } from 'hono/html';
import type { Form, Message } from '../../src/chat/message.ts';
import type { Html } from '../html/blocks.ts';
import { drawField, fieldId } from '../html/fields.ts';
import { drawBlocks, noticeSlot, type Place, placeValues } from './render.ts';
import { SEAT_NAMES, type Sitter } from './seats.ts';

/** The one dialog of the page: forms and longer answers open in it. */
export const DIALOG = 'dialog';

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
${form.fields.map((field, nth) => drawField(field, nth))}
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

/** What goes to each field's error line, those without an error emptied; what belongs to no field is said below them. */
export function drawErrors(names: string[], errors: Record<string, string>): Html {
  const elsewhere = Object.entries(errors).filter(([name]) => !names.includes(name));
  return html`${names.map((name) => html`<div hx-swap-oob="innerHTML:#${fieldId(name)}-error">${errors[name] ?? ''}</div>`)}<div hx-swap-oob="innerHTML:#${DIALOG}-notice">${elsewhere.map(([, text]) => html`<p>${text}</p>`)}</div>`;
}
