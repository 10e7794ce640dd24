import { hidden, notice } from '../../feature/answer.ts';
import { deed } from '../../feature/deed.ts';
import { add } from '../add.ts';
import { goOn } from '../afterEnd.ts';
import { ask } from '../ask.ts';
import { burstOf } from '../burst.ts';
import { moveAway, movedSource, standsIn } from '../change.ts';
import { authorise, loadFacts } from '../load.ts';
import { addPress, newQuestionPress, ownQuestionPress, reopenWithPress } from '../presses.ts';
import { namedRequest, requestRef } from '../request.ts';
import { refusal } from '../requestDeed.ts';
import {
  addLines,
  askedAs,
  joined,
  linesWith,
  placeLines,
  promptKey,
  settleHeld,
  settleLines,
  withFiles,
} from '../undecided.ts';

/** A kept text finds its place: *Add to R-1042* or *New question*. It counts from when it was written. */

const gone = notice('That message is not here anymore.');
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
      await placeLines(tx, allowed.facts, await linesWith(tx, held), {}, now);
      return notice(`Added to ${requestRef(about.request)}.`);
    },
  },
  (written) => {
    const about = addPress.read(written);
    return about && { action: 'add', requestId: about.request };
  },
);

export const reopenHeld = deed(
  reopenWithPress,
  {
    async does({ tx, about, actor, now }) {
      const held = await tx.inbox.held(about.held, actor.person.id);
      if (!held) return gone;
      if (held.decidedAt) return already;
      const allowed = await authorise(tx, actor, 'go on', about.request, now);
      if ('refused' in allowed) return refusal(allowed);
      const lines = await linesWith(tx, held);
      const [first, ...more] = lines;
      const asked = { key: await promptKey(tx, first), text: joined(lines) };
      const request = await goOn(tx, allowed.facts, { ...withFiles(first), asked }, now);
      if (request.id !== about.request) {
        await settleLines(tx, lines, request.id, askedAs(request.id), now);
        return notice(askedAs(request.id));
      }
      await addLines(tx, more, request.id, now);
      await tx.inbox.decided(first.id, now, request.id);
      return notice(`${requestRef(request.id)} is open again.`);
    },
  },
  (written) => {
    const about = reopenWithPress.read(written);
    return about && { action: 'go on', requestId: about.request };
  },
);

export const newQuestion = deed(newQuestionPress, {
  async does({ tx, about, actor, now }) {
    const held = await tx.inbox.held(about.held, actor.person.id);
    if (!held) return gone;
    if (held.decidedAt) return already;
    if (!actor.person.active) return hidden;
    const lines = await linesWith(tx, held);
    const after = about.after === undefined ? undefined : await tx.requests.read(about.after);
    const follows = after?.requesterId === actor.person.id ? { continues: after.id, anew: true } : {};
    const request = await ask(tx, actor, { ...withFiles(lines[0]), ...follows }, now);
    await settleLines(tx, lines, request.id, askedAs(request.id), now);
    return notice(askedAs(request.id));
  },
});

/** *No, it is a new question*: what was placed by itself moves, and counts from when it was written. */
export const ownQuestion = deed(ownQuestionPress, {
  async does({ tx, about, actor, now }) {
    const held = await tx.inbox.held(about.held, actor.person.id);
    if (!held) return gone;
    if (!actor.person.active) return hidden;
    const from = held.requestId;
    if (from === null) return already;
    const { id: actorId, name: by } = actor.person;
    const found = await standsIn(tx, from, held.source, actorId);
    if (!found) {
      // Deleted, or moved already: the button leads nowhere and goes.
      await settleHeld(tx, held, from, `It is not in ${requestRef(from)} anymore.`, now, `${held.source} gone`);
      return already;
    }
    const request = await ask(tx, actor, { ...withFiles(held), source: movedSource(held.source), beside: from }, now);
    // With the lines that went on from it, but for those that name where they belong.
    const lines = burstOf(found.facts.messages, found.message).filter(
      ({ number, text }) => number > found.message.number && namedRequest(text) === undefined,
    );
    const { number: last } = lines.at(-1) ?? found.message;
    await moveAway(tx, from, { to: request.id, last }, { by, actorId, at: now, source: held.source }, now);
    for (const { text, at, source } of lines) {
      if (!(await moveAway(tx, from, { to: request.id }, { by, actorId, at: now, source }, now))) continue;
      const facts = await loadFacts(tx, request.id, 'locked');
      if (facts) await add(tx, facts, { text, at, source: movedSource(source), goesOn: true }, now);
    }
    const all = { ...held, text: joined([held, ...lines]) };
    await settleHeld(tx, all, request.id, askedAs(request.id), now, `${held.source} moved`);
    return notice(askedAs(request.id));
  },
});
