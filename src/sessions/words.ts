import type { Message } from '../chat/message.ts';
import { hostOf } from './issuer.ts';
import { endSessionPress, unlinkAccountPress } from './presses.ts';
import type { Identity } from './providerStore.ts';

/** To whoever was signed in, in their chat: they alone know whether it was they. `by`: an account of the provider. */
export const signedIn = (session: number, browser: string, by?: string): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [
        { strong: 'You signed in at the desk’s page' },
        ` with ${browser}${by === undefined ? '' : `, by your account ${by}`}. If that was you, there is nothing to do. If it was not, end it, and tell whoever looks after this desk.`,
      ],
    },
    { kind: 'buttons', buttons: [endSessionPress.button('End it', { session })] },
  ],
});

/** The same, when an account was linked. */
export const accountLinked = ({ id, label, issuer }: Pick<Identity, 'label' | 'issuer'> & { id: number }): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [
        { strong: `Your account ${label} at ${hostOf(issuer)} now signs you in at the desk’s page` },
        '. If you did not link it, unlink it, and tell whoever looks after this desk.',
      ],
    },
    { kind: 'buttons', buttons: [unlinkAccountPress.button('Unlink', { link: id })] },
  ],
});
