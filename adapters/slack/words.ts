/** What the adapter itself has to say: about Slack's ways, never about a request. */

export const pointToMessages = (taken: boolean): string =>
  taken
    ? 'Your question is with the desk. The answer comes in our direct messages, where only you can read it.'
    : 'Write your question in our direct messages, or with /ask: only you and the office can read it there.';

export const tooMany =
  'That is more than 20 messages in a minute. What you wrote since then is taken a little later; better send it in one piece.';

export const nothingToRead =
  'There is nothing in this message that the desk can read, so it was not taken. Please write your question in words, or attach the file itself.';

const ask = 'Please ask the person you work with here';
/** To whoever is not served: after a message, and on their Home, where none was written. */
export const refusals = {
  stranger: {
    refused: `This desk serves the members of this Slack workspace only, so your message was not taken. ${ask} to pass it on.`,
    page: `This desk serves the members of this Slack workspace only. ${ask} to bring your question here.`,
  },
  guest: {
    refused: `This desk does not take questions from guest accounts, so your message was not taken. ${ask} to pass it on.`,
    page: `This desk does not take questions from guest accounts. ${ask} to bring your question here.`,
  },
} as const;

export const notStored = 'The desk could not store this just now, so nothing was done. Please try again in a moment.';

const ofText = (text: string): string => (text ? ` You wrote: ${text}` : '');

/** To a command, which leaves nothing of what was typed behind. */
export const commandNotStored = (text: string): string => `${notStored}${ofText(text)}`;

export const commandLate = (text: string): string =>
  `The desk is slow just now. If this does not appear in our direct messages within a minute, please send it again.${ofText(text)}`;

/** To a form, which stays open as it was filled in. What is sent a second time is taken once. */
export const formNotStored =
  'The desk could not store this just now, so nothing was done. What you wrote is still here: please press the button again in a moment.';

export const formLate =
  'The desk is slow just now. What you wrote is still here: please press the button again in a moment. It is taken once.';

export const waiting = 'One moment …';

export const asked = 'Your question is with the desk. The answer comes in our direct messages.';

export const outdated = 'This is not in use anymore. Write “help” to the desk to see what there is.';

export const unknownCommand =
  'The desk knows /ask only. Write /ask and your question, or /ask alone to fill in a form.';

export const homeAway = 'This page cannot be shown just now. You can ask in the Messages tab all the same.';
