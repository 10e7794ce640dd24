import type { Form, Message, Text } from './message.ts';

/** What somebody is answered at once, alone, and where they are: in a dialog, beside the button, on their page. */
export type Answer =
  | { kind: 'done' }
  | { kind: 'notice'; text: Text }
  | { kind: 'form'; form: Form }
  /** The form stays open; keys are names of fields. */
  | { kind: 'errors'; errors: Record<string, string> }
  | { kind: 'show'; message: Message };
