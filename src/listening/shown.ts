import type { Block, Message } from '../chat/message.ts';
import type { Actor } from '../people/person.ts';
import type { Tx } from '../store.ts';
import { needsOf } from './begin.ts';
import { results } from './needWords.ts';
import { takesAnswers } from './round.ts';
import { card } from './roundWords.ts';
import { castOf, toldOf, votersOf } from './told.ts';
import { voteCall } from './voteWords.ts';
import type { Found } from './who.ts';
import { othersSaid, question } from './words.ts';

/** So many words of others at most stand in one message. */
const MOST_SHOWN = 30;

/** A round as somebody sees it: those who lead it all, those who were asked what is theirs and what they were promised. */
export async function shown(tx: Tx, { round, relations, today }: Found, actor: Actor, now: Date): Promise<Message> {
  const told = await toldOf(tx, round, now);
  const needs = await needsOf(tx, round);
  if (relations.includes('lead') || relations.includes('colleague')) {
    const message = card(told, await tx.listening.counts(round), needs);
    return relations.includes('lead') ? message : withoutButtons(message);
  }
  const { id } = actor.person;
  if (round.state === 'told') {
    const own = await tx.listening.askedFor(
      id,
      needs.map((need) => need.id),
    );
    const answered = (await tx.listening.answersOf(round.id, id)).length > 0;
    return results(told, needs, own, { voted: (await tx.listening.counts(round)).voted > 0, answered });
  }
  const answers = await tx.listening.answersOf(round.id, id);
  const own = question(told, answers, takesAnswers(round, today));
  const others = await saidByOthers(tx, told.round, id);
  const agencies = await votersOf(tx, round, id);
  const vote = agencies.length > 0 ? voteCall(told, needs, agencies, await castOf(tx, round, agencies)).blocks : [];
  return { blocks: [...own.blocks, ...others, ...vote] };
}

/** As far as everybody was told beforehand, and once nobody answers any more. */
async function saidByOthers(tx: Tx, round: Found['round'], personId: number): Promise<Block[]> {
  if (round.shows === 'needs' || round.state === 'asking') return [];
  const all = await tx.listening.answersIn(round.id);
  const others = all.filter((each) => each.personId !== personId);
  return othersSaid(others.slice(0, MOST_SHOWN), round.shows, others.length - MOST_SHOWN);
}

const withoutButtons = ({ blocks }: Message): Message => ({
  blocks: blocks.flatMap((block): Block[] =>
    block.kind === 'buttons' ? [] : block.kind === 'row' ? [{ ...block, buttons: [] }] : [block],
  ),
});
