import type { types } from '@slack/bolt';
import { type Answer, DONE_ALREADY } from '../../../src/chat/answer.ts';
import type { Text } from '../../../src/chat/message.ts';
import { type Desk, whisper } from '../desk.ts';
import { formView, noticeView, type Origin, showView, waitingView } from '../views.ts';

/** Where an answer is shown to one person: `modal` is the id of one that stands open; the trigger opens another. */
export type Place = Origin & { user: string; trigger: string; modal?: string; isNew?: boolean };

/** Opens a modal that is filled later. Undefined when Slack did not open it. */
export async function openModal(
  desk: Desk,
  place: Place,
  view: types.ModalView = waitingView(),
): Promise<Place | undefined> {
  // Over a modal that stands open already, the answer is put into it instead.
  if (place.modal) return place;
  try {
    const answer = await desk.api.web.views.open({ trigger_id: place.trigger, view });
    const modal = answer.view?.id;
    return modal ? { ...place, modal, isNew: true } : undefined;
  } catch (error) {
    desk.report('a form could not be opened in Slack', error);
    return undefined;
  }
}

/** Shows the answer to a press. What cannot be shown is reported: the deed itself is done. */
export async function showAnswer(desk: Desk, place: Place, answer: Answer): Promise<void> {
  const { channel, thread } = place;
  const origin = { ...(channel && { channel }), ...(thread && { thread }) };
  switch (answer.kind) {
    case 'done':
      if (place.isNew) await showWords(desk, place, [DONE_ALREADY]);
      return;
    case 'notice':
      return showWords(desk, place, answer.text);
    case 'errors':
      return showWords(desk, place, [Object.values(answer.errors).join(' ')]);
    case 'form':
      return put(desk, place, formView(answer.form, origin));
    case 'show':
      return put(desk, place, showView(answer.message, origin));
  }
}

/** Words for the one who pressed: below the message with the button, else in a modal. */
export async function showWords(desk: Desk, place: Place, text: Text): Promise<void> {
  const { channel, thread, user } = place;
  if (channel && !place.modal) return whisper(desk, { channel, user, ...(thread && { thread }) }, text);
  const view = noticeView(text);
  if (!place.modal || place.isNew) return put(desk, place, view);
  // What stands open is still wanted: the words come on top of it.
  await desk.api.web.views.push({ trigger_id: place.trigger, view }).catch(() => put(desk, place, view));
}

async function put(desk: Desk, place: Place, view: types.ModalView): Promise<void> {
  if (!place.modal) {
    await openModal(desk, place, view);
    return;
  }
  await desk.api.web.views
    .update({ view_id: place.modal, view })
    .catch((error: unknown) => desk.report('a form could not be filled in Slack', error));
}
