import { drawWords, type Report, within } from '../desk.ts';
import { readText, shorten } from '../out/text.ts';
import { recordOf, textOf } from '../read.ts';
import { errorsAnswer, noticeView } from '../views.ts';
import { commandLate, commandNotStored, formLate, formNotStored } from '../words.ts';
import type { Reply } from './interactions.ts';

type Raw = Record<string, unknown>;

/** So much of a command's text is given back. */
const MOST_GIVEN_BACK = 2_000;

/**
 * The answer to a command, a button or a form. Slack brings none of these again, so what cannot be done in time is
 * answered in words, with what the person wrote. @throws where there is no place for words: Slack shows a warning then.
 */
export async function orWords(
  body: Raw,
  work: Promise<Reply>,
  { ms, report }: { ms: number; report: Report },
): Promise<Reply> {
  const late: Reply = {};
  const answer = await within(ms, 'a deed', work.then(answered, failed)).catch(() => late);
  if (answer !== late && 'reply' in answer) return answer.reply;
  const error = 'error' in answer ? answer.error : undefined;
  // It goes on, and shows by itself what comes of it.
  if (error === undefined && isPress(body)) {
    work.catch((error: unknown) => report('what somebody pressed in Slack could not be done', error));
    return undefined;
  }
  const words = sayFailure(body, error === undefined);
  if (!words) throw error ?? new Error(`it took longer than ${ms} ms`);
  report('what somebody sent in Slack could not be taken in time; they were told, and have their words', error);
  return words;
}

const answered = (reply: Reply) => ({ reply });
const failed = (error: unknown) => ({ error });

const isPress = (body: Raw): boolean => !('command' in body) && body.type !== 'view_submission';

function sayFailure(body: Raw, isLate: boolean): Reply {
  if ('command' in body) {
    const text = shorten(readText(textOf(body.text), () => undefined).trim(), MOST_GIVEN_BACK);
    return { response_type: 'ephemeral', ...drawWords([isLate ? commandLate(text) : commandNotStored(text)]) };
  }
  if (body.type !== 'view_submission') return undefined;
  const words = isLate ? formLate : formNotStored;
  // Said beside a field, it leaves the form open as it was filled in.
  return errorsAnswer(recordOf(body.view), { '': words }) ?? { response_action: 'update', view: noticeView([words]) };
}
