import { hidden, show } from '../../feature/answer.ts';
import { deed } from '../../feature/deed.ts';
import { howItWasCounted } from '../howCounted.ts';
import { lookMessage } from '../look.ts';
import { countedPress, lookPress } from '../presses.ts';
import { requestDeed } from '../requestDeed.ts';

/** *Show all*: one request with its messages, as far as this person may see it. */
export const look = deed(
  lookPress,
  {
    async shows({ tx, actor, about, now }) {
      const message = await lookMessage(tx, { actor, now }, about.request);
      return message ? show(message) : hidden;
    },
  },
  (written) => {
    const about = lookPress.read(written);
    return about && { action: 'see', requestId: about.request };
  },
);

/** *How was this counted?*: every stretch of time of each promise, for whoever may see the request. */
export const howCounted = requestDeed(
  countedPress,
  { needs: 'see' },
  {
    opens: async ({ tx, actor, facts, now }) => show(await howItWasCounted(tx, facts, { actor, now })),
  },
);
