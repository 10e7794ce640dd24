import { hidden, show } from '../../feature/answer.ts';
import { deed } from '../../feature/deed.ts';
import { lookMessage } from '../look.ts';
import { lookPress } from '../presses.ts';

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
