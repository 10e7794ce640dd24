import type { Answer } from '../chat/answer.ts';
import { errors, filled, form, hidden, notice, show } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { tooLong } from '../offices/formValues.ts';
import { officeToday } from '../offices/officeToday.ts';
import { opensFirst, zoneOf } from '../offices/sayHeard.ts';
import type { Tx } from '../store.ts';
import { batchOf, drawCard, needsOf } from './begin.ts';
import { decide, finish } from './decide.ts';
import { goOn } from './letters.ts';
import { type CountedNeed, isOpenNeed, LONGEST_REASON, type Need } from './need.ts';
import { decideForm, finishForm, needView } from './needWords.ts';
import { decideNeedPress, finishNeedPress, needPress, startNeedPress, tellResultsPress } from './presses.ts';
import { readDecision } from './reading.ts';
import type { Round } from './round.ts';
import { find, findNeed, ownersIn } from './who.ts';

/** The priority list: what is decided of each need, what is done, and who is told. */

const countedOf = async (tx: Tx, { id, officeId, roundId }: Need): Promise<CountedNeed | undefined> =>
  (await tx.listening.needs({ officeId, roundId })).find((each) => each.id === id);

export const showNeed = deed(needPress, {
  async shows({ tx, actor, about, now }) {
    const found = await findNeed(tx, actor, { id: about.need, action: 'see need', now });
    const need = found && (await countedOf(tx, found.need));
    if (!found || !need) return hidden;
    const answers = (await tx.listening.answersTo(need.id)).map(({ person, agency, text }) => ({
      ...{ by: `${person}, ${agency}`, text },
    }));
    return show(needView(need, { today: found.today, answers, leads: found.relations.includes('lead') }));
  },
});

/** Undefined where it may be decided. */
function notYet(need: Need, round: Round | undefined): Answer | undefined {
  if (need.state === 'done') return notice('This is done already.');
  if (!round || round.state === 'deciding' || round.state === 'told') return undefined;
  return notice(
    round.state === 'voting'
      ? 'The vote is still open. You decide once you know what matters most to the agencies.'
      : round.state === 'called off'
        ? 'This round was called off.'
        : 'The answers are still being sorted. You decide after the vote.',
  );
}

export const decideNeed = deed(decideNeedPress, {
  async opens({ tx, actor, about, now }) {
    const found = await findNeed(tx, actor, { id: about.need, action: 'lead', now });
    const need = found && (await countedOf(tx, found.need));
    if (!found || !need) return hidden;
    const { round } = found;
    const owners = await ownersIn(tx, need.officeId);
    const told = round && round.state !== 'told' ? 'with the others' : 'at once';
    return notYet(need, round) ?? form(decideForm(need, owners, told));
  },
  async sent({ tx, actor, about, values, at, now }) {
    const found = await findNeed(tx, actor, { id: about.need, action: 'lead', now });
    if (!found) return hidden;
    const { need, round, today } = found;
    const not = notYet(need, round);
    if (not) return not;
    const read = readDecision(values, { owners: await ownersIn(tx, need.officeId), today });
    if ('problems' in read) return errors(read.problems);
    const told = await decide(tx, found, read.decision, { personId: actor.person.id, at }, now);
    if (told === 'told') return notice('Decided. Whoever asked for it reads it now.');
    const left = round ? (await needsOf(tx, round)).filter(({ decision }) => decision === null).length : 0;
    return notice(
      left === 0
        ? 'Decided. All needs are: your card has the button that tells everybody who answered.'
        : `Decided. ${left === 1 ? 'One need waits' : `${left} needs wait`} for a decision.`,
    );
  },
});

export const startNeed = deed(startNeedPress, {
  async does({ tx, actor, about, at, now }) {
    const found = await findNeed(tx, actor, { id: about.need, action: 'finish', now });
    if (!found) return hidden;
    const { need, round } = found;
    if (need.state !== 'planned')
      return notice(need.state === 'doing' ? 'That is known already.' : 'It is not planned.');
    await tx.listening.changeNeed(need.id, { state: 'doing' });
    const data = { need: need.id };
    await tx.records.addToOffice(need.officeId, { kind: 'need begun', at, actorId: actor.person.id, data });
    if (round) await drawCard(tx, round, now);
    return notice('Good. The list says that you have begun.');
  },
});

export const finishNeed = deed(finishNeedPress, {
  async opens({ tx, actor, about, now }) {
    const found = await findNeed(tx, actor, { id: about.need, action: 'finish', now });
    const need = found && (await countedOf(tx, found.need));
    if (!need) return hidden;
    return isOpenNeed(need) ? form(finishForm(need)) : notDone(need);
  },
  async sent({ tx, actor, about, values, at, now }) {
    const found = await findNeed(tx, actor, { id: about.need, action: 'finish', now });
    if (!found) return hidden;
    if (!isOpenNeed(found.need)) return notDone(found.need);
    const text = filled(values, 'text');
    if (!text) return errors({ text: 'Say what you did: those who asked for it read it.' });
    const long = tooLong(text, LONGEST_REASON);
    if (long !== undefined) return errors({ text: long });
    const people = await finish(tx, found, text, { personId: actor.person.id, at }, now);
    return notice(
      people === 0
        ? 'Good. Nobody is left who asked for it.'
        : `Good. ${people === 1 ? 'Whoever asked for it is' : `${people.toLocaleString('en-US')} people who asked for it are`} told.`,
    );
  },
});

const notDone = ({ state }: Need): Answer =>
  notice(state === 'done' ? 'This is done already.' : 'Nobody has it on their list. Decide first that you do it.');

export const tellResults = deed(tellResultsPress, {
  async does({ tx, actor, about, at, now }) {
    const found = await find(tx, actor, { id: about.round, action: 'lead', now });
    if (!found) return hidden;
    const { round } = found;
    if (round.state === 'told') return notice('Everybody who answered has been told.');
    if (round.state !== 'deciding') return notice('There is nothing to tell yet.');
    const open = (await needsOf(tx, round)).filter(({ decision }) => decision === null).length;
    if (open > 0)
      return notice(`${open === 1 ? 'One need has' : `${open} needs have`} no decision yet. Decide first, then tell.`);
    const change = { state: 'told' as const, toldAt: now };
    await tx.listening.change(round.id, change);
    const batch = batchOf('results', round.id);
    const people = await tx.listening.addressAnswered(batch);
    const data = { round: round.id, people };
    await tx.records.addToOffice(round.officeId, { kind: 'listening told', at, actorId: actor.person.id, data });
    await goOn(tx, batch, now);
    await drawCard(tx, { ...round, ...change }, now);
    const whom = `${people === 1 ? 'the one person' : `the ${people.toLocaleString('en-US')} people`} who answered or voted`;
    const { calendar } = await officeToday(tx, round.officeId, now);
    const when = opensFirst(calendar, now);
    if (!when) return notice(`It is on its way to ${whom}.`);
    return notice(`Nobody is rung now: it goes to ${whom} `, { when, zone: zoneOf(actor, calendar) }, '.');
  },
});
