import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Account } from '../../../src/chat/account.ts';
import type { Answer } from '../../../src/chat/answer.ts';
import type { ChartsAs } from '../../../src/chat/charts/chart.ts';
import type { DeskSide } from '../../../src/chat/deskSide.ts';
import type { Deed, Inbound } from '../../../src/chat/inbound.ts';
import type { Press } from '../../../src/chat/message.ts';
import { drawAgain } from '../out/parts.ts';
import { HOME } from '../out/refresh.ts';
import type { Incoming } from './activity.ts';
import { answerCard, answerCardError, answerChanged, answerDialog, answerWord, type InvokeAnswer } from './answers.ts';
import { type Asking, openAsking, readDeed } from './asking.ts';

/** What a button of ours carries. */
const carried = z.looseObject({
  desk: z.union([
    z.object({ press: z.object({ name: z.string(), about: z.string() }) }),
    z.object({ form: z.string(), nonce: z.string() }),
    z.object({ refresh: z.string(), part: z.number().int().min(0) }),
  ]),
});
type Carried = z.infer<typeof carried>;

const execute = z.looseObject({ action: z.looseObject({ data: z.unknown().optional() }) });
const task = z.looseObject({ data: z.unknown().optional() });
export type Pressed = Asking & {
  activity: Incoming;
  from: Account;
  desk: DeskSide;
  now: Date;
  charts: ChartsAs;
};

/** What the button is by now nobody knows: it was drawn by something else, or torn on its way. */
const UNKNOWN = 'This button cannot be read. Write “help” to the desk to see what there is.';
const NOTHING_TAKEN = 'Nothing was taken: the desk could not store it just now. Press the button again in a moment.';
const NOTHING_NEW = 'The desk cannot say what is new here just now.';

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
      return openAsking(pressed, activity);
    case 'composeExtension/submitAction':
      return answerSubmit(pressed, read(task, activity.value)?.data);
    default:
      // Sign-in, settings and whatever else Teams may ask for: there is none, and nothing went wrong.
      return { status: 200, body: {} };
  }
}

async function answerExecute(pressed: Pressed): Promise<InvokeAnswer> {
  const { activity, desk, atOnce } = pressed;
  const data = read(execute, activity.value)?.action.data;
  const button = read(carried, data);
  if (!button) return answerCardError(400, UNKNOWN);
  if ('refresh' in button.desk) return answerRefresh(pressed, button.desk);
  try {
    if ('form' in button.desk) {
      const deed = readDeed(pressed, button.desk, data);
      if (!deed) return answerCardError(400, UNKNOWN);
      return answerCard(await handIn(desk, deed.inbound), atOnce, deed.sent);
    }
    return answerCard(await desk.act(deedOf(pressed, button.desk)), atOnce);
  } catch (error) {
    throw new NotTaken(answerCardError(503, NOTHING_TAKEN), error);
  }
}

/**
 * A card that came into view, as it is now. What there is no newer state of stays as it is, with a word about it: nobody
 * did anything that an error would be the answer to.
 */
async function answerRefresh(
  { activity, from, desk, atOnce, charts }: Pressed,
  { refresh: of, part }: { refresh: string; part: number },
): Promise<InvokeAnswer> {
  let answer: Answer;
  try {
    answer = await desk.view(
      of === HOME ? { kind: 'home', whole: true, from } : { kind: 'refresh', deliveryId: of, from },
    );
  } catch (error) {
    throw new NotTaken(answerWord(NOTHING_NEW), error);
  }
  if (answer.kind !== 'show') return answerCard(answer, atOnce);
  return answerChanged(drawAgain(answer.message, atOnce, { of, userId: activity.from.id, always: true, part }, charts));
}

async function answerFetch(pressed: Pressed): Promise<InvokeAnswer> {
  const button = read(carried, read(task, pressed.activity.value)?.data);
  if (!button || !('press' in button.desk)) return answerDialog({ kind: 'notice', text: [UNKNOWN] }, pressed.atOnce);
  try {
    return answerDialog(await pressed.desk.act(deedOf(pressed, button.desk)), pressed.atOnce);
  } catch (error) {
    throw new NotTaken(answerDialog({ kind: 'notice', text: [NOTHING_TAKEN] }, pressed.atOnce), error);
  }
}

async function answerSubmit(pressed: Pressed, data: unknown): Promise<InvokeAnswer> {
  const button = read(carried, data);
  const deed = button && 'form' in button.desk ? readDeed(pressed, button.desk, data) : undefined;
  // A button inside a dialog, on something that was shown there.
  if (button && 'press' in button.desk)
    return answerDialog(await pressed.desk.act(deedOf(pressed, button.desk)), pressed.atOnce);
  if (!deed) return answerDialog({ kind: 'notice', text: [UNKNOWN] }, pressed.atOnce);
  if (deed.errors) return answerDialog({ kind: 'errors', errors: deed.errors }, pressed.atOnce, deed.sent);
  return answerDialog(await handIn(pressed.desk, deed.inbound), pressed.atOnce, deed.sent);
}

/** What a form came to: a question, which is kept, or a deed. */
export async function handIn(desk: DeskSide, inbound: Inbound): Promise<Answer> {
  if (inbound.kind === 'press' || inbound.kind === 'submit') return desk.act(inbound);
  await desk.keep(inbound);
  return { kind: 'done' };
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

const deedOf = ({ activity, from, now }: Pressed, { press }: { press: Press }): Deed => ({
  kind: 'press',
  key: keyOf(activity),
  from,
  at: activity.timestamp ?? now,
  press,
});

const keyOf = ({ conversation, id }: Incoming): string => `${conversation.id} ${id ?? randomUUID()}`;

export function readCarried(value: unknown): Carried['desk'] | undefined {
  return read(carried, value)?.desk;
}

function read<T>(schema: z.ZodType<T>, value: unknown): T | undefined {
  const found = schema.safeParse(value);
  return found.success ? found.data : undefined;
}
