import type { Answer } from '../chat/port.ts';
import type { Actor } from '../people/person.ts';
import type { Refusal } from './load.ts';
import { isLive, requestRef } from './request.ts';

/** A button pressed by somebody known. `source` is its natural key, `at` the platform's time of it. */
export type Deed = { actor: Actor; accountId: number; about: string; at: Date; source: string; now: Date };
/** A form sent. */
export type Submission = Deed & { values: Record<string, string> };

/** The ids in a button's `about`: "1042 7". NaN where there is none. */
export const aboutIds = (deed: Pick<Deed, 'about'>): [number, number] => {
  const [first, second] = deed.about.split(' ');
  return [readId(first), readId(second)];
};

/** What is no id the desk could have given out is none, and not an error of the database. */
const readId = (text = ''): number => (/^\d{1,9}$/u.test(text) ? Number(text) : Number.NaN);

export const notice = (text: string): Answer => ({ kind: 'notice', text: [text] });
export const done: Answer = { kind: 'done' };

/** What does not exist and what is not theirs get the same words. */
export const hidden: Answer = notice('There is no such request among yours.');

export function refusal(refused: Refusal): Answer {
  if (refused.refused === 'hidden') return hidden;
  const { id, state } = refused.request;
  const now = isLive(refused.request) ? 'open again' : `${state} already`;
  return notice(`${requestRef(id)} is ${now}, so this is not possible any more.`);
}

/** A field that people have to fill in, trimmed; undefined when it is blank. */
export const filled = (values: Record<string, string>, name: string): string | undefined =>
  values[name]?.trim() || undefined;

export const errors = (fields: Record<string, string>): Answer => ({ kind: 'errors', errors: fields });
