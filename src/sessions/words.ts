import type { Message } from '../chat/message.ts';
import { endSessionPress } from './presses.ts';

/** To whoever was signed in, in their chat: they alone know whether it was they. */
export const signedIn = (session: number, browser: string): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [
        { strong: 'You signed in at the desk’s page' },
        ` with ${browser}. If that was you, there is nothing to do. If it was not, end it, and tell whoever looks after this desk.`,
      ],
    },
    { kind: 'buttons', buttons: [endSessionPress.button('End it', { session })] },
  ],
});
