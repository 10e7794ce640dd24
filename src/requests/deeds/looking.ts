import { hidden, show } from '../../feature/answer.ts';
import { deed } from '../../feature/deed.ts';
import { countedClocks } from '../counted.ts';
import { lookMessage } from '../look.ts';
import { countedPress, lookPress } from '../presses.ts';
import { requestDeed } from '../requestDeed.ts';
import { counted } from '../words/counted.ts';

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
    async opens({ tx, actor, facts, now }) {
      const events = await tx.records.of({ kind: 'request', id: facts.request.id });
      const clocks = countedClocks(facts, now);
      const people = await tx.people.named(events.flatMap(({ actorId }) => actorId ?? []));
      const versions = await tx.offices.versions(facts.request);
      return show(counted(facts, clocks, { events, versions, viewer: actor.person, people }));
    },
  },
);
