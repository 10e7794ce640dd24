import { type Answer, DONE_ALREADY } from '../../../src/chat/answer.ts';
import type { Form, Message } from '../../../src/chat/message.ts';
import { plainSpans } from '../../../src/chat/message.ts';
import { drawForm, type FormState } from '../out/forms.ts';
import { fits } from '../out/parts.ts';
import { type AtOnce, drawCard } from '../out/render.ts';
import { CARD_TYPE, type Card } from './activity.ts';

/** What Teams is answered when somebody pressed a button or sent a form: a status and a body. */
export type InvokeAnswer = { status: number; body?: unknown };

const MOST_TITLE = 60;

/** The answer into a dialog. `sent`: the form that was sent, when one was. */
export function answerDialog(
  answer: Answer,
  atOnce: AtOnce,
  sent?: FormState & { form: Form; close?: string },
): InvokeAnswer {
  switch (answer.kind) {
    case 'done':
      // An empty answer closes the dialog; one that is only about to open cannot be closed.
      return sent && sent.close === undefined ? { status: 200, body: {} } : say(sent?.close ?? DONE_ALREADY);
    case 'notice':
      return say(plainSpans(answer.text));
    case 'errors':
      if (!sent) return say(Object.values(answer.errors).join('\n'));
      return dialog(sent.form.title, drawForm(sent.form, 'dialog', atOnce, { ...sent, errors: answer.errors }));
    case 'form':
      return dialog(answer.form.title, drawForm(answer.form, 'dialog', atOnce));
    case 'show':
      return showDialog(answer.message, atOnce);
  }
}

export function dialog(title: string, card: Card): InvokeAnswer {
  const value = {
    title: title.length > MOST_TITLE ? `${title.slice(0, MOST_TITLE - 1).toWellFormed()}…` : title,
    height: 'large',
    width: 'medium',
    card: { contentType: CARD_TYPE, content: card },
  };
  return { status: 200, body: { task: { type: 'continue', value } } };
}

const say = (value: string): InvokeAnswer => ({ status: 200, body: { task: { type: 'message', value } } });

/** What the title of the dialog says whole is not said again below it. */
function showDialog(message: Message, atOnce: AtOnce): InvokeAnswer {
  const [first, ...rest] = message.blocks;
  if (first?.kind !== 'heading') return dialog('From the desk', drawShown(message, atOnce));
  const isWhole = first.text.length <= MOST_TITLE && rest.length > 0;
  return dialog(first.text, drawShown(isWhole ? { blocks: rest } : message, atOnce));
}

/** A card that is too big to be shown whole shows its beginning, and says that there is more and where. */
function drawShown(message: Message, atOnce: AtOnce): Card {
  const card = drawCard(message, atOnce);
  if (fits(card)) return card;
  const blocks = [...message.blocks];
  for (;;) {
    blocks.pop();
    const shorter = drawCard(
      {
        blocks: [
          ...blocks,
          { kind: 'small', text: ['There is more than fits here. Write to the desk to see all of it.'] },
        ],
      },
      atOnce,
    );
    if (blocks.length === 0 || fits(shorter)) return shorter;
  }
}

/** The answer to a button that changes its own card. `sent` as above. */
export function answerCard(answer: Answer, atOnce: AtOnce, sent?: FormState & { form: Form }): InvokeAnswer {
  switch (answer.kind) {
    case 'done':
      return answerWord(DONE_ALREADY);
    case 'notice':
      return answerWord(plainSpans(answer.text));
    case 'errors':
      if (!sent) return answerWord(Object.values(answer.errors).join('\n'));
      return answerChanged(drawForm(sent.form, 'inline', atOnce, { ...sent, errors: answer.errors }));
    case 'form':
      return answerChanged(drawForm(answer.form, 'inline', atOnce));
    case 'show':
      return answerChanged(drawShown(answer.message, atOnce));
  }
}

/** A word that Teams shows beside the card. */
export const answerWord = (value: string): InvokeAnswer => ({
  status: 200,
  body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value },
});

/** A card in the place of the one that was pressed or seen. */
export const answerChanged = (value: Card): InvokeAnswer => ({
  status: 200,
  body: { statusCode: 200, type: CARD_TYPE, value },
});

/** What went wrong, where a card was pressed: Teams shows the words beside the card, which stays as it is. */
export const answerCardError = (code: number, message: string): InvokeAnswer => ({
  status: 200,
  body: {
    statusCode: code,
    type: 'application/vnd.microsoft.error',
    value: { code: code >= 500 ? 'Unavailable' : 'Refused', message },
  },
});

/** The answer as a message, for a client that knows neither dialogs nor cards that change. */
export function answerMessage(answer: Answer): Message | undefined {
  switch (answer.kind) {
    case 'done':
      return undefined;
    case 'notice':
      return { blocks: [{ kind: 'text', text: answer.text }] };
    case 'errors':
      return { blocks: Object.values(answer.errors).map((error) => ({ kind: 'text', text: [error] })) };
    case 'show':
      return answer.message;
    case 'form':
      return undefined;
  }
}
