import type { Form, Message, Text } from './message.ts';

/** What somebody is answered at once, alone, and where they are: in a dialog, beside the button, on their page. */
export type Answer =
  /** It came a second time, and what there is to say was said the first time. */
  | { kind: 'done' }
  | { kind: 'notice'; text: Text }
  | { kind: 'form'; form: Form }
  /** The form stays open; keys are names of fields. */
  | { kind: 'errors'; errors: Record<string, string> }
  | { kind: 'show'; message: Message };

/** For a place that has to say something to whoever did a thing twice. */
export const DONE_ALREADY = 'This has been done already.';
