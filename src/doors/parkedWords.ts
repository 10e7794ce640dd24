import type { Message, Moment } from '../chat/message.ts';

/** What is said when the desk could not handle what somebody wrote. Their words are not repeated: they may be why. */

const forOperators =
  'Your next digest lets you try it again, or set it aside; whoever runs the desk finds it with “desk parked”.';

export const notHandled = (at: Moment): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [
        'Sorry, something went wrong on our side with what you wrote on ',
        at,
        '. It is not lost, and a supervisor knows of it. If it cannot wait, please write it again in other words.',
      ],
    },
  ],
});

export const someonesNotHandled = (name: string, at: Moment): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [
        'Please get in touch with ',
        { strong: name },
        ': the desk could not handle what they wrote on ',
        at,
        ', so nobody has it. They were told that you know.',
      ],
    },
    { kind: 'small', text: [forOperators] },
  ],
});

export const manyNotHandled: Message = {
  blocks: [
    {
      kind: 'text',
      text: [
        'The desk could not handle what several people wrote within the last hour. Everything is kept, and each of ' +
          'them was told. You will hear of no others for now.',
      ],
    },
    {
      kind: 'small',
      text: ['Whoever runs the desk sees who they are with “desk parked”, and can have it handled again.'],
    },
  ],
};
