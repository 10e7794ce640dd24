import { officeToday } from '../offices/officeToday.ts';
import { openingBeside } from '../sla/recurrence.ts';
import type { Tx } from '../store.ts';
import { after, batchOf, drawCard, needsOf, tellTurn } from './begin.ts';
import { goOn } from './letters.ts';
import type { Round } from './round.ts';
import { tally } from './tally.ts';
import { redrawAnswered, redrawClosed } from './told.ts';

/** How a round goes from one state to the next. */

/** Nobody answers any more: the office sorts what came in. */
export async function endAnswers(tx: Tx, round: Round, now: Date): Promise<void> {
  const merging: Round = { ...round, state: 'merging', remindAt: null, endsAt: null };
  await tx.listening.change(round.id, { state: 'merging', remindAt: null, endsAt: null });
  await tellTurn(tx, merging, now);
  await redrawAnswered(tx, merging, now);
  await drawCard(tx, merging, now);
}

/** Agencies may vote from now on, until a day. Answers how many may. */
export async function openVote(
  tx: Tx,
  round: Round,
  { until, by }: { until: string; by: number },
  now: Date,
): Promise<number> {
  const { id, officeId, rule, choices } = round;
  const { calendar } = await officeToday(tx, officeId, now);
  const change = {
    ...{ state: 'voting' as const, voteUntil: until },
    ...{
      remindAt: after(openingBeside(calendar, until, -1), now),
      endsAt: openingBeside(calendar, until, 1) ?? null,
    },
  };
  await tx.listening.change(id, change);
  const ballots = await tx.listening.openBallots(round);
  const agencyIds = ballots.map(({ agencyId }) => agencyId);
  const needs = (await needsOf(tx, round)).map((need) => need.id);
  const data = { round: id, until, rule, choices, needs };
  await tx.records.addToOffice(officeId, { kind: 'vote opened', at: now, actorId: by, data });
  const batch = batchOf('vote', id);
  await tx.listening.addressThese(batch, await tx.listening.voters(officeId, agencyIds, id));
  await goOn(tx, batch, now);
  await drawCard(tx, { ...round, ...change }, now);
  return ballots.length;
}

/** Agencies that have not voted are reminded, once. */
export async function remindOfVote(tx: Tx, round: Round, now: Date): Promise<void> {
  const batch = batchOf('vote reminder', round.id);
  const silent = await tx.listening.silent(round.id);
  await tx.listening.addressThese(batch, await tx.listening.voters(round.officeId, silent, round.id));
  await goOn(tx, batch, now);
}

/** The votes are counted, once: a round that is not voted on any more is not closed again. `by` null: its time was over. */
export async function closeVote(tx: Tx, round: Round, by: number | null, now: Date): Promise<boolean> {
  if (round.state !== 'voting' && round.state !== 'merging') return false;
  const { id, officeId } = round;
  const ballots = await tx.listening.ballots(id);
  const result = tally(ballots, await needsOf(tx, round));
  for (const { needId, votes, chosenBy, place, tied } of result)
    await tx.listening.changeNeed(needId, { result: { votes, chosenBy, place, tied } });
  const change = { state: 'deciding' as const, closedAt: now, remindAt: null, endsAt: null };
  await tx.listening.change(id, change);
  const data = {
    round: id,
    ballots: ballots.flatMap(({ agencyId, weight, needIds }) =>
      needIds === null ? [] : [{ agency: agencyId, weight, needs: needIds }],
    ),
    result: result.map(({ needId, votes, place }) => ({ need: needId, votes, place })),
  };
  await tx.records.addToOffice(officeId, { kind: 'vote closed', at: now, actorId: by, data });
  const closed: Round = { ...round, ...change };
  if (by === null) await tellTurn(tx, closed, now);
  if (round.state === 'voting') await redrawClosed(tx, closed, now);
  await drawCard(tx, closed, now);
  return true;
}
