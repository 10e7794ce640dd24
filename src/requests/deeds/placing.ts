import { hidden, notice } from '../../feature/answer.ts';
import { deed } from '../../feature/deed.ts';
import { add } from '../add.ts';
import { ask } from '../ask.ts';
import { authorise } from '../load.ts';
import { addPress, newQuestionPress } from '../presses.ts';
import { requestRef } from '../request.ts';
import { refusal } from '../requestDeed.ts';
import { askedAs, settleHeld, withFiles } from '../undecided.ts';

/** A kept text finds its place: *Add to R-1042* or *New question*. It counts from when it was written. */

const gone = notice('That message is not here any more.');
const already = notice('You already placed this message.');

export const addHeld = deed(
  addPress,
  {
    async does({ tx, about, actor, now }) {
      const held = await tx.inbox.held(about.held, actor.person.id);
      if (!held) return gone;
      if (held.decidedAt) return already;
      const allowed = await authorise(tx, actor, 'add', about.request, now);
      if ('refused' in allowed) return refusal(allowed);
      await add(tx, allowed.facts, withFiles(held), now);
      await settleHeld(tx, held, about.request, `Added to ${requestRef(about.request)}.`, now);
      return notice(`Added to ${requestRef(about.request)}.`);
    },
  },
  (written) => {
    const about = addPress.read(written);
    return about && { action: 'add', requestId: about.request };
  },
);

export const newQuestion = deed(newQuestionPress, {
  async does({ tx, about, actor, now }) {
    const held = await tx.inbox.held(about.held, actor.person.id);
    if (!held) return gone;
    if (held.decidedAt) return already;
    if (!actor.person.active) return hidden;
    const request = await ask(tx, actor, withFiles(held), now);
    await settleHeld(tx, held, request.id, askedAs(request.id), now);
    return notice(askedAs(request.id));
  },
});
