import type { Answer } from '../chat/answer.ts';
import { errors, filled, form, hidden, notice } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import type { Tx } from '../store.ts';
import { batchOf, drawCard } from './begin.ts';
import { goOn } from './letters.ts';
import type { CountedNeed, Need } from './need.ts';
import { renameForm, sameForm } from './needWords.ts';
import { renameNeedPress, sameNeedPress } from './presses.ts';
import { readNeedName } from './reading.ts';
import { isSorted, type Round } from './round.ts';
import { findNeed } from './who.ts';

/** What needs are called, and which of them are one. */

/** Undefined where it may still be named: once agencies vote, it stays. */
function isFixed(need: Need, round: Round | undefined): Answer | undefined {
  if (round && !isSorted(round)) return notice('Agencies vote on it, or have, so it stays as it is.');
  return need.decision === null ? undefined : notice('It is decided, so it stays as it is.');
}

export const renameNeed = deed(renameNeedPress, {
  async opens({ tx, actor, about, now }) {
    const found = await findNeed(tx, actor, { id: about.need, action: 'lead', now });
    if (!found) return hidden;
    return isFixed(found.need, found.round) ?? form(renameForm(found.need));
  },
  async sent({ tx, actor, about, values, at, now }) {
    const found = await findNeed(tx, actor, { id: about.need, action: 'lead', now });
    if (!found) return hidden;
    const { need, round } = found;
    const fixed = isFixed(need, round);
    if (fixed) return fixed;
    const read = readNeedName(values);
    if ('problems' in read) return errors(read.problems);
    await tx.listening.changeNeed(need.id, { name: read.name });
    const data = { need: need.id, name: read.name };
    await tx.records.addToOffice(need.officeId, { kind: 'need named', at, actorId: actor.person.id, data });
    if (round) await drawCard(tx, round, now);
    return notice(`It is called “${read.name}” now.`);
  },
});

/** Where its answers may go: of a round its other needs; what was recommended by itself also to all that is not over. */
async function othersOf(tx: Tx, need: Need, personId: number): Promise<CountedNeed[]> {
  const { officeId, roundId } = need;
  const own = await tx.listening.needs({ officeId, roundId });
  if (roundId !== null) return own.filter(({ id }) => id !== need.id);
  const whose = { personId, officeIds: [officeId], supervised: [officeId] };
  const others = own.filter(({ id, state }) => id !== need.id && state !== 'done');
  for (const round of await tx.listening.latest(whose, 20)) {
    if (round.state === 'called off' || round.state === 'voting' || round.state === 'planned') continue;
    const all = await tx.listening.needs({ officeId, roundId: round.id });
    others.push(...all.filter(({ state }) => state !== 'done'));
  }
  return others.slice(0, 100);
}

export const sameNeed = deed(sameNeedPress, {
  async opens({ tx, actor, about, now }) {
    const found = await findNeed(tx, actor, { id: about.need, action: 'lead', now });
    if (!found) return hidden;
    const fixed = isFixed(found.need, found.round);
    if (fixed) return fixed;
    const others = await othersOf(tx, found.need, actor.person.id);
    return others.length > 0 ? form(sameForm(found.need, others)) : notice('There is no other need yet.');
  },
  async sent({ tx, actor, about, values, at, now }) {
    const found = await findNeed(tx, actor, { id: about.need, action: 'lead', now });
    if (!found) return hidden;
    const { need, round } = found;
    const fixed = isFixed(need, round);
    if (fixed) return fixed;
    const others = await othersOf(tx, need, actor.person.id);
    const into = others.find(({ id }) => String(id) === filled(values, 'same'));
    if (!into) return errors({ same: 'Choose the one that it is the same as.' });
    // Who asked for what is decided already is told of it; those who knew it are not told again.
    const news = into.decision ? await tx.listening.answersTo(need.id) : [];
    await tx.listening.mergeNeed(need.id, into.id);
    const data = { need: need.id, into: into.id };
    await tx.records.addToOffice(need.officeId, { kind: 'needs put together', at, actorId: actor.person.id, data });
    if (news.length > 0) {
      const batch = batchOf('decision', into.id, into.decisions);
      const people = new Map(news.map(({ personId, agencyId }) => [personId, { personId, agencyId }]));
      await tx.listening.addressThese(batch, [...people.values()]);
      await goOn(tx, batch, now);
    }
    const shownRound = into.roundId === null ? undefined : await tx.listening.round(into.roundId);
    if (shownRound) await drawCard(tx, shownRound, now);
    return notice(`It is part of “${into.name}” now.`);
  },
});
