import type { Field } from '../chat/message.ts';
import type { PageView, Way } from './view.ts';

/** What somebody brings to the page: files, and what is said of them. */

export type BroughtFile = { name: string; bytes: Uint8Array };

/** `kept`: what the form before gave along, as it came back from the browser. */
export type Brought = {
  files: readonly BroughtFile[];
  values: Record<string, string>;
  kept: Record<string, string>;
};

/**
 * A form that brings files. `kept` comes back with it, unseen: what was sent is kept nowhere else, so that any desk can
 * go on with it, and nothing is left of what nobody goes on with.
 */
export type BringForm = {
  files?: { label: string; hint: string };
  fields: readonly Field[];
  kept?: Readonly<Record<string, string>>;
  submit: string;
};

/** What became of it: a page to read, or it is done, and one goes on to a page with a word about it. */
export type Received = { view: PageView; isWrong?: true } | { done: string; to: Way };
