import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Form } from '../../src/chat/message.ts';
import type { Account, Inbound, Receive } from '../../src/chat/port.ts';
import { CARD_TYPE, type Incoming } from './activity.ts';
import { answerCard, answerCardError, answerDialog, dialog, type InvokeAnswer } from './answers.ts';
import { drawForm, readValues } from './forms.ts';
import { type Quoted, unpack } from './packed.ts';
import type { AtOnce } from './render.ts';
import { wordsOfHtml } from './words.ts';

/** What a button of ours carries. */
const carried = z.looseObject({
  desk: z.union([
    z.object({ press: z.object({ name: z.string(), about: z.string() }) }),
    z.object({ form: z.string(), nonce: z.string() }),
    z.object({ home: z.literal(true) }),
  ]),
});
type Carried = z.infer<typeof carried>;

const execute = z.looseObject({ action: z.looseObject({ data: z.unknown().optional() }) });
const task = z.looseObject({ data: z.unknown().optional() });
const chosen = z.looseObject({
  messagePayload: z.looseObject({
    linkToMessage: z.url().optional().catch(undefined),
    from: z.looseObject({ user: z.looseObject({ displayName: z.string().nullish() }).nullish() }).nullish(),
    body: z.looseObject({ contentType: z.string().nullish(), content: z.string().nullish() }).nullish(),
  }),
});

export type Pressed = { activity: Incoming; from: Account; receive: Receive; atOnce: AtOnce; now: Date };

/** What the button is by now nobody knows: it was drawn by something else, or torn on its way. */
const UNKNOWN = 'This button cannot be read. Write “help” to the desk to see what there is.';
const NOTHING_TAKEN = 'Nothing was taken: the desk could not store it just now. Press the button again in a moment.';
const LONGEST_QUOTE = 8_000;

/**
 * Answers what Teams waits for: a pressed button, a dialog to fill in, a form that was sent. A form that could not be
 * stored is refused with an error, so that it stays open with all that was written in it.
 */
export async function answerInvoke(pressed: Pressed): Promise<InvokeAnswer> {
  const { activity } = pressed;
  switch (activity.name) {
    case 'adaptiveCard/action':
      return answerExecute(pressed);
    case 'task/fetch':
      return answerFetch(pressed);
    case 'task/submit':
      return answerSubmit(pressed, read(task, activity.value)?.data);
    case 'composeExtension/fetchTask':
      return openAsking(pressed);
    case 'composeExtension/submitAction':
      return answerSubmit(pressed, read(task, activity.value)?.data);
    default:
      // Sign-in, settings and whatever else Teams may ask for: there is none, and nothing went wrong.
      return { status: 200, body: {} };
  }
}

async function answerExecute(pressed: Pressed): Promise<InvokeAnswer> {
  const { activity, receive, atOnce } = pressed;
  const data = read(execute, activity.value)?.action.data;
  const button = read(carried, data);
  if (!button) return answerCardError(400, UNKNOWN);
  try {
    if ('form' in button.desk) {
      const deed = readDeed(pressed, button.desk, data);
      if (!deed) return answerCardError(400, UNKNOWN);
      return answerCard(await receive(deed.inbound), atOnce, deed.sent);
    }
    const answer = answerCard(await receive(deedOf(pressed, button.desk)), atOnce);
    return 'home' in button.desk ? refreshing(answer, activity.from.id) : answer;
  } catch (error) {
    throw new NotTaken(answerCardError(503, NOTHING_TAKEN), error);
  }
}

async function answerFetch(pressed: Pressed): Promise<InvokeAnswer> {
  const button = read(carried, read(task, pressed.activity.value)?.data);
  if (!button || 'form' in button.desk) return answerDialog({ kind: 'notice', text: [UNKNOWN] }, pressed.atOnce);
  try {
    return answerDialog(await pressed.receive(deedOf(pressed, button.desk)), pressed.atOnce);
  } catch (error) {
    throw new NotTaken(answerDialog({ kind: 'notice', text: [NOTHING_TAKEN] }, pressed.atOnce), error);
  }
}

async function answerSubmit(pressed: Pressed, data: unknown): Promise<InvokeAnswer> {
  const button = read(carried, data);
  const deed = button && 'form' in button.desk ? readDeed(pressed, button.desk, data) : undefined;
  // A button inside a dialog, on something that was shown there.
  if (button && !('form' in button.desk))
    return answerDialog(await pressed.receive(deedOf(pressed, button.desk)), pressed.atOnce);
  if (!deed) return answerDialog({ kind: 'notice', text: [UNKNOWN] }, pressed.atOnce);
  if (deed.inbound.kind === 'message' && deed.inbound.text.trim() === '')
    return answerDialog(
      { kind: 'errors', errors: { question: 'Please write your question.' } },
      pressed.atOnce,
      deed.sent,
    );
  return answerDialog(await pressed.receive(deed.inbound), pressed.atOnce, deed.sent);
}

/** The desk could not store it; `answer` says so to the one who waits, when Teams would not say it kindly itself. */
export class NotTaken extends Error {
  override readonly name = 'NotTaken';
  readonly answer: InvokeAnswer;
  constructor(answer: InvokeAnswer, cause: unknown) {
    super('what was pressed could not be stored', { cause });
    this.answer = answer;
  }
}

function deedOf({ activity, from, now }: Pressed, desk: Exclude<Carried['desk'], { form: string }>): Inbound {
  const at = activity.timestamp ?? now;
  const key = `${activity.conversation.id} ${activity.id ?? randomUUID()}`;
  return 'home' in desk
    ? { kind: 'home', whole: true, key, from, at }
    : { kind: 'press', key, from, at, press: desk.press };
}

type Sent = { form: Form; values: Record<string, string>; quoted?: Quoted | undefined; close?: string };

/** A form that was sent. Its nonce is its key: Teams may send it again under another id. */
export function readDeed(
  { activity, from, now }: Pick<Pressed, 'activity' | 'from' | 'now'>,
  desk: { form: string; nonce: string },
  data: unknown,
): { inbound: Inbound; sent: Sent } | undefined {
  const packed = unpack(desk.form);
  const filledIn = read(z.record(z.string(), z.unknown()), data);
  if (!packed || !filledIn) return undefined;
  const { form, quoted } = packed;
  const values = readValues(form, filledIn);
  const base = { key: `form ${desk.nonce}`, from, at: activity.timestamp ?? now };
  if (!quoted) return { inbound: { ...base, kind: 'submit', press: form.press, values }, sent: { form, values } };
  const { by, text, link } = quoted;
  return {
    inbound: {
      ...base,
      kind: 'message',
      text: values.question ?? '',
      address: from.address,
      quoted: { by, text, ...(link !== undefined && { link }) },
    },
    sent: { form, values, quoted, close: 'The desk has your question. The answer comes in your chat with it.' },
  };
}

/** “Ask the desk about this”: the message is shown once more, and asked about in one's own words. */
function openAsking({ activity, atOnce }: Pressed): InvokeAnswer {
  const payload = read(chosen, activity.value)?.messagePayload;
  if (!payload) return answerDialog({ kind: 'notice', text: ['Choose a message with words in it.'] }, atOnce);
  const content = payload.body?.content ?? '';
  const words = payload.body?.contentType === 'text' ? content : wordsOfHtml(content);
  const link = payload.linkToMessage?.startsWith('https://') ? payload.linkToMessage : undefined;
  const quoted = {
    by: payload.from?.user?.displayName ?? 'Somebody',
    text: words.slice(0, LONGEST_QUOTE).toWellFormed(),
    link,
  };
  const form: Form = {
    title: 'Ask the desk about this',
    intro: [{ kind: 'quote', by: quoted.by, text: quoted.text }],
    fields: [
      {
        kind: 'paragraph',
        name: 'question',
        label: 'Your question',
        hint: 'The message above goes with it. The answer comes in your own chat with the desk.',
        required: true,
      },
    ],
    submit: 'Ask',
    press: { name: 'ask', about: '' },
  };
  return dialog(form.title, drawForm(form, 'dialog', atOnce, { quoted }));
}

/** A card that asks for its newest state by itself when the person sees it again. */
function refreshing(answer: InvokeAnswer, userId: string): InvokeAnswer {
  const body = answer.body as { type?: string; value?: object } | undefined;
  if (body?.type !== CARD_TYPE) return answer;
  return { ...answer, body: { ...body, value: { ...body.value, refresh: refreshOf(userId) } } };
}

export const refreshOf = (userId: string) => ({
  action: { type: 'Action.Execute' as const, title: 'Refresh', verb: 'home', data: { desk: { home: true } } },
  userIds: [userId],
});

export function readCarried(value: unknown): Carried['desk'] | undefined {
  return read(carried, value)?.desk;
}

function read<T>(schema: z.ZodType<T>, value: unknown): T | undefined {
  const found = schema.safeParse(value);
  return found.success ? found.data : undefined;
}
