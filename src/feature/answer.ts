import type { Answer } from '../chat/answer.ts';
import type { Form, Message, Text } from '../chat/message.ts';

/** What somebody is answered who pressed a button or sent a form. */

export const notice = (...text: Text): Answer => ({ kind: 'notice', text });
export const done: Answer = { kind: 'done' };
export const form = (opened: Form): Answer => ({ kind: 'form', form: opened });
export const show = (message: Message): Answer => ({ kind: 'show', message });
/** The form stays open; keys are names of its fields. */
export const errors = (fields: Record<string, string>): Answer => ({ kind: 'errors', errors: fields });

/** What does not exist and what is not theirs get the same words. */
export const hidden: Answer = notice('There is no such request among yours.');

/** A field that people have to fill in, trimmed; undefined when it is blank. */
export const filled = (values: Record<string, string>, name: string): string | undefined =>
  values[name]?.trim() || undefined;
