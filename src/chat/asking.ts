import type { ServiceLine } from './deskSide.ts';
import type { Field, Form } from './message.ts';

/** The form in which a question is asked: the same fields, words and limits in every chat. Files are a chat's own. */

/** Why it is urgent is one line, not the question. */
const LONGEST_URGENCY = 300;

/** `about`: it is asked about a message that stands above and goes along, so the question itself may be empty. */
export const askForm = (lines: readonly ServiceLine[], about: boolean): Omit<Form, 'intro'> => ({
  title: about ? 'Ask the desk about this' : 'Ask the desk',
  fields: [
    {
      kind: 'paragraph',
      name: 'question',
      label: 'Your question',
      hint: `${about ? 'The message above goes with it. ' : ''}The answer comes in your own chat with the desk.`,
      required: !about,
    },
    ...(lines.length > 1 ? [lineField(lines)] : []),
    {
      kind: 'line',
      name: 'urgent',
      label: 'Urgent? Say why, and by when you need it',
      hint: 'Leave it empty when it can take the usual time.',
      required: false,
      longest: LONGEST_URGENCY,
    },
  ],
  submit: 'Ask',
  press: { name: 'ask', about: '' },
});

const lineField = (lines: readonly ServiceLine[]): Field => ({
  kind: 'choice',
  name: 'line',
  label: 'Service line',
  hint: 'Leave it open when you do not know: the desk goes by your words then.',
  required: false,
  options: lines.map(({ code, name }) => ({ value: code, label: name })),
});

/** What was filled in: the question with what was chosen for it, or what is missing. */
export function readAsked(
  values: Readonly<Record<string, string>>,
  about: boolean,
): { text: string; chosen: { line?: string; urgent?: string } } | { errors: Record<string, string> } {
  const [text, line, urgent] = ['question', 'line', 'urgent'].map((name) => values[name]?.trim() ?? '');
  if (!text && !about) return { errors: { question: 'Please write your question.' } };
  const short = urgent?.slice(0, LONGEST_URGENCY).toWellFormed();
  return { text: text ?? '', chosen: { ...(line && { line }), ...(short && { urgent: short }) } };
}
