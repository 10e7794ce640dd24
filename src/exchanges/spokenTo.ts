import type { Button, Message } from '../chat/message.ts';

/** Of their own words so many characters are said to somebody again: enough to know which they were. */
export const LONGEST_REPEATED = 300;

/** What somebody of an office says about what a customer said: theirs first. */
export function spokenTo({
  heading,
  about,
  said,
  answer,
  buttons = [],
  under,
}: {
  heading: string;
  about?: string;
  said?: { by: string; text: string };
  answer: { by: string; text: string };
  buttons?: Button[];
  under?: string;
}): Message {
  return {
    blocks: [
      { kind: 'heading', text: heading },
      ...(about === undefined ? [] : [{ kind: 'text' as const, text: [about] }]),
      ...(said === undefined ? [] : [{ kind: 'quote' as const, ...said }]),
      { kind: 'quote', ...answer },
      ...(buttons.length > 0 ? [{ kind: 'buttons' as const, buttons }] : []),
      ...(under === undefined ? [] : [{ kind: 'small' as const, text: [under] }]),
    ],
  };
}
