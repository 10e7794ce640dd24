import type { Answer } from '../chat/answer.ts';
import { sayDay } from '../chat/message.ts';
import { errors, filled, form, hidden, notice } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import type { Actor } from '../people/person.ts';
import type { Tx } from '../store.ts';
import { needsOf } from './begin.ts';
import { closeVote, openVote } from './close.ts';
import { openVotePress, votePress, withoutVotePress } from './presses.ts';
import { readIds, readVoteUntil } from './reading.ts';
import { type Ballot, type Round, takesVotes } from './round.ts';
import { redrawVotes } from './told.ts';
import { openVoteForm, type VotingAgency, voteForm } from './voteWords.ts';
import { find, votesFor } from './who.ts';
import { sayNumber } from './words.ts';

/** The vote: opened by whoever leads the round, cast by whoever speaks for an agency. */

const isMerging = ({ state }: Round): Answer | undefined =>
  state === 'merging'
    ? undefined
    : notice(
        state === 'asking'
          ? 'Answers are still taken. The vote comes after them.'
          : state === 'voting'
            ? 'The vote is open already.'
            : state === 'called off'
              ? 'This was called off.'
              : 'The vote is over.',
      );

const noNeeds = notice('There is nothing to choose from yet: merge answers into needs first.');

export const openVoteDeed = deed(openVotePress, {
  async opens({ tx, actor, about, now }) {
    const found = await find(tx, actor, { id: about.round, action: 'lead', now });
    if (!found) return hidden;
    const { round, today } = found;
    const not = isMerging(round);
    if (not) return not;
    const needs = await needsOf(tx, round);
    if (needs.length === 0) return noNeeds;
    const until = round.voteUntil > today ? round.voteUntil : undefined;
    return form(openVoteForm(round, { needs: needs.length, left: await tx.listening.unplaced(round.id), until }));
  },
  async sent({ tx, actor, about, values, now }) {
    const found = await find(tx, actor, { id: about.round, action: 'lead', now });
    if (!found) return hidden;
    const { round, today } = found;
    const not = isMerging(round);
    if (not) return not;
    if ((await needsOf(tx, round)).length === 0) return noNeeds;
    const read = readVoteUntil(values, today);
    if ('problems' in read) return errors(read.problems);
    const agencies = await openVote(tx, round, { until: read.until, by: actor.person.id }, now);
    return notice(
      `The vote is open: ${agencies === 1 ? 'one agency is' : `${agencies} agencies are`} asked, until ${sayDay(read.until, today)}.`,
    );
  },
});

export const withoutVote = deed(withoutVotePress, {
  async does({ tx, actor, about, now }) {
    const found = await find(tx, actor, { id: about.round, action: 'lead', now });
    if (!found) return hidden;
    const not = isMerging(found.round);
    if (not) return not;
    if ((await needsOf(tx, found.round)).length === 0) return noNeeds;
    await closeVote(tx, found.round, actor.person.id, now);
    return notice('The needs stand in the order in which most asked for them. Your card has a button for each.');
  },
});

type Voting = { round: Round; today: string; agency: VotingAgency; ballot: Ballot };

/** To everybody who does not vote for the agency, there is no such vote. */
async function voting(
  tx: Tx,
  actor: Actor,
  about: { round: number; agency: number },
  now: Date,
): Promise<Voting | Answer> {
  const found = await find(tx, actor, { id: about.round, action: 'see', now });
  const round = found && (await tx.listening.round(about.round));
  if (!found || !round) return hidden;
  if (round.state !== 'voting' || !takesVotes(round, found.today)) {
    const isTheirs = found.relations.includes('asked') || found.relations.includes('voter');
    return isTheirs ? notice('The vote is over. You read here what becomes of it.') : hidden;
  }
  const agency = (await votesFor(tx, actor, round)).find(({ id }) => id === about.agency);
  // Of two who vote at once the second waits, and has the last word.
  const ballot = agency && (await tx.listening.ballot(round.id, agency.id, 'locked'));
  return agency && ballot ? { round, today: found.today, agency, ballot } : hidden;
}

export const vote = deed(votePress, {
  async opens({ tx, actor, about, now }) {
    const found = await voting(tx, actor, about, now);
    if ('kind' in found) return found;
    return form(voteForm(found.round, found.agency, await needsOf(tx, found.round), found.ballot));
  },
  async sent({ tx, actor, about, values, at, now }) {
    // Nobody closes it while a vote is cast.
    await tx.listening.round(about.round, 'locked');
    const found = await voting(tx, actor, about, now);
    if ('kind' in found) return found;
    const { round, agency, today, ballot } = found;
    const needs = await needsOf(tx, round);
    const chosen = readIds(filled(values, 'needs')).filter((id) => needs.some((need) => need.id === id));
    if (chosen.length === 0) return errors({ needs: 'Choose at least one.' });
    if (chosen.length > round.choices) return errors({ needs: `Choose ${sayNumber(round.choices)} at most.` });
    await tx.listening.vote(round.id, agency.id, { personId: actor.person.id, needIds: chosen, at });
    const data = { round: round.id, agency: agency.id };
    await tx.records.addToOffice(round.officeId, { kind: 'vote cast', at, actorId: actor.person.id, data });
    await redrawVotes(tx, round, agency.id, now);
    return notice(
      `Thank you. ${agency.name} has ${ballot.needIds ? 'changed its vote' : 'voted'}; you may change it until ${sayDay(round.voteUntil, today)}.`,
    );
  },
});
