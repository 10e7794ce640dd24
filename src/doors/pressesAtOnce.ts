/**
 * The buttons that do what they say at once, and are answered with a word; all others open a form or something to read.
 * A chat that opens dialogs by itself has to know which is which before anybody presses.
 */
export const pressesAtOnce: ReadonlySet<string> = new Set([
  'accept',
  'take over',
  'topic',
  'confirm',
  'decline',
  'add',
  'new',
  'rate',
  'back',
]);
