import type { Answer } from '../../../src/chat/answer.ts';
import { ChatError } from '../../../src/chat/errors.ts';
import { type Desk, isRefused, ownAccount, whisper } from '../desk.ts';
import { readPress } from '../out/render.ts';
import { openModal, type Place, showAnswer, showWords } from '../out/show.ts';
import { listOf, recordOf, textOf } from '../read.ts';
import { timeOf } from '../time.ts';
import { deedOf, errorsAnswer, FORM, formView, noticeView, readOrigin, readValues, showView } from '../views.ts';
import { notStored, outdated } from '../words.ts';
import { ASK, openAsking, sendAsked } from './ask.ts';

type Raw = Record<string, unknown>;

/** What Slack is answered with; nothing where it needs none. */
export type Reply = object | undefined;

/** Buttons, forms and shortcuts. Whatever is not known is answered all the same. */
export async function takeInteraction(desk: Desk, body: Raw): Promise<Reply> {
  switch (body.type) {
    case 'block_actions':
      return takePress(desk, body);
    case 'view_submission':
      return takeSubmission(desk, body);
    case 'shortcut':
    case 'message_action':
      return openAsking(desk, body);
    case 'block_suggestion':
      return { options: [] };
    default:
      return undefined;
  }
}

async function takePress(desk: Desk, body: Raw): Promise<Reply> {
  const [action = {}] = listOf(body.actions);
  // Choosing in a menu of a form is no deed yet, and a button with an address is Slack's own affair.
  if (action.type !== 'button' || action.url) return undefined;
  const place = placeOf(body);
  const answering = answerPress(desk, action, place);
  // A trigger lives for 3 s: an answer that takes longer finds its form open already.
  const opened = (await late(answering, desk.times.openMs)) ? await openModal(desk, place) : undefined;
  try {
    await showAnswer(desk, opened ?? place, await answering);
  } catch (error) {
    // With another token it may be done yet.
    if (error instanceof ChatError && error.outcome === 'unauthorised') throw error;
    desk.report('what a button in Slack asked for could not be done; whoever pressed it was told', error);
    await showWords(desk, opened ?? place, [notStored]);
  }
  return undefined;
}

async function answerPress(desk: Desk, action: Raw, place: Place): Promise<Answer> {
  const channel = place.channel?.startsWith('D') ? place.channel : undefined;
  const from = await ownAccount(desk, place.user, channel);
  if (isRefused(from)) return { kind: 'notice', text: [from.refused ?? outdated] };
  const press = readPress(action.value);
  if (!press) return { kind: 'notice', text: [outdated] };
  const at = timeOf(textOf(action.action_ts));
  const key = `press ${place.trigger || `${place.user} ${textOf(action.action_ts)}`}`;
  return desk.act({ kind: 'press', key, at, from, press });
}

/** Resolves with whether the answer is not there after so long. What it fails with is for whoever waits for it. */
async function late(answering: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const time = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(true), ms);
  });
  const done = answering.then(
    () => false,
    () => false,
  );
  try {
    return await Promise.race([done, time]);
  } finally {
    clearTimeout(timer);
  }
}

async function takeSubmission(desk: Desk, body: Raw): Promise<Reply> {
  const view = recordOf(body.view);
  const user = textOf(recordOf(body.user).id);
  const who = await ownAccount(desk, user);
  const words = (text: string): Reply => ({ response_action: 'update', view: noticeView([text]) });
  if (isRefused(who)) return words(who.refused ?? outdated);
  if (view.callback_id === ASK) return sendAsked(desk, body, who);
  const { press, ...origin } = readOrigin(view);
  if (view.callback_id !== FORM || !press) return words(outdated);
  const { form, filled } = deedOf(view);
  const key = `submit ${form} ${filled} ${desk.timesMended(form)}`;
  const values = readValues(view);
  const answer = await desk.act({ kind: 'submit', key, at: desk.now(), from: who, press, values });
  switch (answer.kind) {
    case 'done':
      return undefined;
    case 'errors':
      desk.isToMend(form);
      return errorsAnswer(view, answer.errors) ?? words(Object.values(answer.errors).join(' '));
    case 'form':
      return { response_action: 'update', view: formView(answer.form, origin) };
    case 'show':
      return { response_action: 'update', view: showView(answer.message, origin) };
    case 'notice': {
      // Where the form was opened, so that it closes; a form from elsewhere shows it itself. Slack waits for the answer,
      // and nobody is to press again because a word of what was done is slow.
      const { channel, thread } = origin;
      if (!channel) return { response_action: 'update', view: noticeView(answer.text) };
      void whisper(desk, { channel, user, ...(thread && { thread }) }, answer.text);
      return { response_action: 'clear' };
    }
  }
}

/** Where something was pressed: below a message, in a modal, or on the Home. */
function placeOf(body: Raw): Place {
  const user = textOf(recordOf(body.user).id);
  const trigger = textOf(body.trigger_id);
  const view = recordOf(body.view);
  if (view.type === 'modal') {
    const { press: _, ...origin } = readOrigin(view);
    return { user, trigger, modal: textOf(view.id), ...origin };
  }
  const container = recordOf(body.container);
  const channel = textOf(recordOf(body.channel).id) || textOf(container.channel_id);
  const thread = textOf(container.thread_ts) || textOf(recordOf(body.message).thread_ts);
  return { user, trigger, ...(channel && { channel }), ...(channel && thread && { thread }) };
}
