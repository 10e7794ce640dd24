import { html } from 'hono/html';
import type { Answer } from '../../src/chat/answer.ts';
import { drawText, type Html } from '../html/blocks.ts';
import { DIALOG, drawErrors, drawForm, drawKey, drawShown } from './dialog.ts';
import type { Place } from './render.ts';
import type { Sitter } from './seats.ts';

/** What the page is to do with the pieces it gets; an event of this name is raised on the page afterwards. */
type Raised = 'dialog-open' | 'dialog-close' | 'dialog-errors' | 'said';
export type Drawing = { pieces: Html; raise?: Raised };

/**
 * Where a deed was done: `place` is the message or dialog with the button, `origin` the message that led there, which
 * is still on the page when the dialog has closed.
 */
export type Deed = { sitter: Sitter; place: Place; origin: Place };

export function answerToPress(answer: Answer, deed: Deed): Drawing {
  switch (answer.kind) {
    case 'done':
      return { pieces: drawNotice(deed.place, '') };
    case 'notice':
      return { pieces: drawNotice(deed.place, drawText(answer.text)) };
    case 'errors':
      return { pieces: drawNotice(deed.place, Object.values(answer.errors).join(' ')) };
    case 'form':
    case 'show':
      return opened(answer, deed);
  }
}

/** `names` are the fields of the form that was sent. */
export function answerToSubmit(answer: Answer, deed: Deed, names: string[]): Drawing {
  switch (answer.kind) {
    case 'done':
      return { pieces: drawNotice(deed.origin, ''), raise: 'dialog-close' };
    case 'notice':
      return { pieces: drawNotice(deed.origin, drawText(answer.text)), raise: 'dialog-close' };
    case 'errors':
      // A new key: what is sent after mending is another deed than what was refused.
      return {
        pieces: html`${drawErrors(names, answer.errors)}${drawKey(DIALOG, true)}`,
        raise: 'dialog-errors',
      };
    case 'form':
    case 'show':
      return opened(answer, deed);
  }
}

function opened(answer: Answer & { kind: 'form' | 'show' }, { sitter, origin }: Deed): Drawing {
  const content =
    answer.kind === 'form' ? drawForm(answer.form, sitter, origin) : drawShown(answer.message, sitter, origin);
  return { pieces: html`<div hx-swap-oob="innerHTML:#${DIALOG}">${content}</div>`, raise: 'dialog-open' };
}

/** A short word at the place where it belongs; an empty one takes the last away. */
export function drawNotice(place: Place, words: Html | Html[] | string): Html {
  const inner =
    words === ''
      ? ''
      : html`<p class="words">${words}</p><button type="button" class="dismiss" data-dismiss aria-label="Dismiss">×</button>`;
  return html`<div hx-swap-oob="innerHTML:#${place}-notice">${inner}</div>`;
}
