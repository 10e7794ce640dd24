import type { Message } from '../chat/message.ts';
import { ON_THE_WAY } from '../delivery/delivery.ts';
import { officeToday } from '../offices/officeToday.ts';
import { isOpen, nextOpening } from '../sla/calendar.ts';
import { isQuietFor } from '../sla/quiet.ts';
import type { Tx } from '../store.ts';
import { type Addressee, type Batch, letterKey, readLetterKey } from './letter.ts';
import { decided, results, saidAndDone } from './needWords.ts';
import { takesAnswers, takesVotes } from './round.ts';
import { castOf, toldOf, votersOf } from './told.ts';
import { voteCall, voteReminder } from './voteWords.ts';
import { calledOff, question, reminder } from './words.ts';

/** Letters go out: to a few at once, and to the next when one of these has arrived; never out of hours. */

/** An hour is short enough for whoever wakes up in another zone. */
const LOOK_AGAIN_MS = 3_600_000;

/** As many are told as there is room for on the way, if it is worth while: `atLeast` so many. Answers how many. */
export async function goOn(tx: Tx, batch: Batch, now: Date, atLeast = 1): Promise<number> {
  const room = ON_THE_WAY - (await tx.listening.onTheWay(batch));
  if (room < atLeast) return 0;
  const officeId = await officeOf(tx, batch);
  if (officeId === undefined) return 0;
  const { office, calendar } = await officeToday(tx, officeId, now);
  if (!isOpen(calendar, now)) {
    await tx.listening.putOff(batch, null, nextOpening(calendar, now) ?? new Date(now.getTime() + LOOK_AGAIN_MS));
    return 0;
  }
  const next = await tx.listening.nextLetters(batch, room, now);
  if (next.length === 0) return 0;
  const { policy } = await tx.offices.rules(office);
  const people = await tx.people.named(next.map(({ personId }) => personId));
  const atNight = next.filter(({ personId }) => {
    const person = people.get(personId);
    return person && isQuietFor(person, { policy, calendar }, now);
  });
  if (atNight.length > 0) {
    const ids = atNight.map(({ personId }) => personId);
    await tx.listening.putOff(batch, ids, new Date(now.getTime() + LOOK_AGAIN_MS));
  }
  const write = await writerOf(tx, batch, now);
  const letters = [];
  for (const each of next) {
    if (atNight.includes(each)) continue;
    const message = people.get(each.personId)?.active ? await write?.(each) : undefined;
    if (!message) {
      await tx.listening.markLetter(batch, each.personId, { failed: 'nothing to tell any more' });
      continue;
    }
    letters.push({
      ...{ key: letterKey(batch, each.personId), kind: 'notice' as const, officeId, message },
      to: { personId: each.personId },
      ...underOf(batch, each),
    });
  }
  await tx.outbox.put(letters);
  return letters.length;
}

/** A reminder stands under what it reminds of. */
function underOf({ kind, subjectId }: Batch, { personId }: Addressee): { under?: string } {
  const root = kind === 'reminder' ? 'question' : kind === 'vote reminder' ? 'vote' : undefined;
  return root === undefined ? {} : { under: letterKey({ kind: root, subjectId, turn: 0 }, personId) };
}

const isOfNeed = ({ kind }: Batch): boolean => kind === 'decision' || kind === 'done';

async function officeOf(tx: Tx, batch: Batch): Promise<number | undefined> {
  const { listening } = tx;
  const found = isOfNeed(batch) ? await listening.need(batch.subjectId) : await listening.round(batch.subjectId);
  return found?.officeId;
}

type Writer = (to: Addressee) => Promise<Message | undefined>;

/** What each of them reads; undefined: nothing, any more. All that is the same for everybody is read once. */
async function writerOf(tx: Tx, batch: Batch, now: Date): Promise<Writer | undefined> {
  if (isOfNeed(batch)) return needWriter(tx, batch, now);
  const round = await tx.listening.round(batch.subjectId);
  if (!round) return undefined;
  const told = await toldOf(tx, round, now);
  const { today } = told;
  switch (batch.kind) {
    case 'question':
      return async ({ personId }) =>
        question(told, await tx.listening.answersOf(round.id, personId), takesAnswers(round, today));
    case 'reminder':
      return async ({ personId }) => {
        if (!takesAnswers(round, today)) return undefined;
        return (await tx.listening.answersOf(round.id, personId)).length > 0 ? undefined : reminder(told);
      };
    case 'vote':
    case 'vote reminder': {
      const needs = await tx.listening.needs({ officeId: round.officeId, roundId: round.id });
      return async ({ personId }) => {
        const agencies = takesVotes(round, today) ? await votersOf(tx, round, personId) : [];
        if (agencies.length === 0) return undefined;
        const cast = await castOf(tx, round, agencies);
        if (batch.kind === 'vote') return voteCall(told, needs, agencies, cast);
        const left = agencies.filter(({ id }) => !cast.some(({ agency }) => agency.id === id));
        return left.length > 0 ? voteReminder(told, left) : undefined;
      };
    }
    case 'results': {
      const needs = await tx.listening.needs({ officeId: round.officeId, roundId: round.id });
      const ids = needs.map(({ id }) => id);
      const voted = (await tx.listening.counts(round)).voted > 0;
      return async ({ personId }) => {
        const answered = (await tx.listening.answersOf(round.id, personId)).length > 0;
        return results(told, needs, await tx.listening.askedFor(personId, ids), { voted, answered });
      };
    }
    case 'called off': {
      const by = round.endedBy === null ? undefined : (await tx.people.named([round.endedBy])).get(round.endedBy);
      return async () => calledOff(told, by?.name ?? told.office.name, round.reason ?? '');
    }
    default:
      return undefined;
  }
}

async function needWriter(tx: Tx, batch: Batch, now: Date): Promise<Writer | undefined> {
  const seen = await tx.listening.need(batch.subjectId);
  if (!seen) return undefined;
  const { office, today } = await officeToday(tx, seen.officeId, now);
  const need = (await tx.listening.needs(seen)).find(({ id }) => id === seen.id);
  if (!need) return undefined;
  // What was decided anew meanwhile is told by the letter of that.
  if (batch.kind === 'decision' && batch.turn !== need.decisions) return undefined;
  return async () => (batch.kind === 'done' ? saidAndDone(need, office.name) : decided(need, today));
}

/** What is the same for all letters is read for each few of them, so that replies do not wait for it. */
const A_FEW = ON_THE_WAY / 2;

/** What became of a delivery; when a few have arrived, the next few are told. */
export async function arrived(tx: Tx, key: string, how: { at: Date } | { reason: string }, now: Date): Promise<void> {
  const letter = readLetterKey(key);
  if (!letter) return;
  await tx.listening.markLetter(letter, letter.personId, 'at' in how ? { toldAt: how.at } : { failed: how.reason });
  await goOn(tx, letter, now, A_FEW);
}
