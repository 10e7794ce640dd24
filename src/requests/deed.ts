import type { Answer } from '../chat/port.ts';
import type { Actor } from '../people/person.ts';
import type { Refusal } from './load.ts';
import { sayState } from './officeWords.ts';
import { requestRef } from './request.ts';

/** A button pressed by somebody known. `source` is its natural key, `at` the platform's time of it. */
export type Deed = { actor: Actor; accountId: number; about: string; at: Date; source: string; now: Date };
/** A form sent. */
export type Submission = Deed & { values: Record<string, string> };

/** The ids in a button's `about`: "1042 7". NaN where there is none. */
export const aboutIds = (deed: Pick<Deed, 'about'>): [number, number] => {
  const [first, second] = deed.about.split(' ');
  return [Number(first || Number.NaN), Number(second || Number.NaN)];
};

export const notice = (text: string): Answer => ({ kind: 'notice', text: [text] });
export const done: Answer = { kind: 'done' };

/** What does not exist and what is not theirs get the same words. */
export const hidden: Answer = notice('There is no such request among yours.');

export function refusal(refused: Refusal): Answer {
  if (refused.refused === 'hidden') return hidden;
  const { request } = refused;
  return notice(
    `${requestRef(request.id)} is ${sayState({ request, holder: null })} already, so this is not possible any more.`,
  );
}

/** A field that people have to fill in, trimmed; undefined when it is blank. */
export const filled = (values: Record<string, string>, name: string): string | undefined =>
  values[name]?.trim() || undefined;

export const errors = (fields: Record<string, string>): Answer => ({ kind: 'errors', errors: fields });
