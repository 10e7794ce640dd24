import type { Message } from '../chat/message.ts';
import { officeToday } from '../offices/officeToday.ts';
import type { Tx } from '../store.ts';
import { letterKey } from './letter.ts';
import { type Round, takesAnswers } from './round.ts';
import type { Cast, VotingAgency } from './voteWords.ts';
import { voteCall, voteClosed } from './voteWords.ts';
import { votesFor } from './who.ts';
import { question, type Told } from './words.ts';

/** A round as it is read, and messages about it that change in their place. */

export async function toldOf(tx: Tx, round: Round, now: Date): Promise<Told> {
  const { office, calendar, today } = await officeToday(tx, round.officeId, now);
  const author = (await tx.people.named([round.authorId])).get(round.authorId);
  return { round, office, author: author?.name ?? office.name, zone: calendar.spec.zone, today };
}

/** The agencies whose vote somebody may cast by now. */
export async function votersOf(tx: Tx, round: Round, personId: number): Promise<VotingAgency[]> {
  const actor = await tx.people.actor(personId);
  return actor ? votesFor(tx, actor, round) : [];
}

/** Who has voted for these; nobody reads here what. */
export async function castOf(tx: Tx, round: Round, agencies: readonly VotingAgency[]): Promise<Cast[]> {
  const cast: Cast[] = [];
  for (const agency of agencies) {
    const ballot = await tx.listening.ballot(round.id, agency.id);
    if (!ballot?.at || ballot.personId === null) continue;
    const by = (await tx.people.named([ballot.personId])).get(ballot.personId)?.name ?? '';
    cast.push({ agency, by, at: ballot.at });
  }
  return cast;
}

/** The question in somebody's chat says what they have answered, without a sound. */
export async function redrawQuestion(tx: Tx, round: Round, personId: number, now: Date): Promise<void> {
  const told = await toldOf(tx, round, now);
  const answers = await tx.listening.answersOf(round.id, personId);
  const message = question(told, answers, takesAnswers(round, told.today));
  const root = letterKey({ kind: 'question', subjectId: round.id, turn: 0 }, personId);
  await redraw(tx, { officeId: round.officeId, personId, root, message });
}

/** All who may vote for an agency see that it has, and who for it. */
export async function redrawVotes(tx: Tx, round: Round, agencyId: number, now: Date): Promise<void> {
  const told = await toldOf(tx, round, now);
  const needs = await tx.listening.needs({ officeId: round.officeId, roundId: round.id });
  for (const personId of await tx.listening.toldToVote(round.id, agencyId)) {
    const agencies = await votersOf(tx, round, personId);
    if (agencies.length === 0) continue;
    const message = voteCall(told, needs, agencies, await castOf(tx, round, agencies));
    const root = letterKey({ kind: 'vote', subjectId: round.id, turn: 0 }, personId);
    await redraw(tx, { officeId: round.officeId, personId, root, message });
  }
}

/**
 * So many messages at most are changed as something ends. Each is a sending of its own at the pace of a chat: of
 * thousands the last would be changed hours later, and everything else that changes would wait behind them. Where more
 * were told, their buttons stay, and a press is answered in words.
 */
const MOST_REDRAWN = 500;

/** Nobody votes any more: what called for it says so, and asks for nothing. */
export async function redrawClosed(tx: Tx, round: Round, now: Date): Promise<void> {
  const people = await tx.listening.addressed('vote', round.id, MOST_REDRAWN + 1);
  if (people.length > MOST_REDRAWN) return;
  const told = await toldOf(tx, round, now);
  // Those who could, while it was open.
  const voting: Round = { ...round, state: 'voting' };
  for (const personId of people) {
    const agencies = await votersOf(tx, voting, personId);
    const message = voteClosed(told, agencies, await castOf(tx, round, agencies));
    for (const kind of ['vote', 'vote reminder'] as const) {
      const root = letterKey({ kind, subjectId: round.id, turn: 0 }, personId);
      await redraw(tx, { officeId: round.officeId, personId, root, message });
    }
  }
}

/** Nobody answers any more: the question asks for nothing. */
export async function redrawAnswered(tx: Tx, round: Round, now: Date): Promise<void> {
  const people = await tx.listening.addressed('question', round.id, MOST_REDRAWN + 1);
  if (people.length > MOST_REDRAWN) return;
  for (const personId of people) await redrawQuestion(tx, round, personId, now);
}

async function redraw(
  tx: Tx,
  { officeId, personId, root, message }: { officeId: number; personId: number; root: string; message: Message },
): Promise<void> {
  if ((await tx.outbox.known([root])).length === 0) return;
  const key = await tx.outbox.changeKey(root);
  await tx.outbox.put([{ key, kind: 'notice', to: { personId }, officeId, message, replaces: root }]);
}
