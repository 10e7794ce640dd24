import { type DigestPart, few, type MonthPart, many } from '../feature/digestPart.ts';
import { addDays } from '../people/absence.ts';
import { likeness, SUGGESTED } from '../requests/likeness.ts';
import { answersPress } from '../requests/presses.ts';
import type { Tx } from '../store.ts';
import { ENDS_SOON_DAYS } from './answer.ts';
import { askedOften } from './asked.ts';
import { askedLine, endingLine, waitingLine } from './digestWords.ts';
import { readServed, usualResolution } from './measured.ts';
import { saySaved, sayServed } from './saved.ts';
import type { AnswersOf } from './store.ts';

/** What waits for a supervisor, what ends, and what several agencies have asked, for digests; what it saved, for months. */

const NAMED = 5;
/** An answer that ends is named so many days before, again before the last week, and once it has ended. */
const LAST_DAYS = 7;
/** As far back as questions are looked at, and so many at most. */
const ASKED_DAYS = 28;
const MOST_ASKED = 2_000;
const MOST_LINES = 3;
/** A digest of more days than these is that of a week. */
const FEW_DAYS = 4;

export const answersDigest: DigestPart = async (tx, { officeId, person, role, since, today, from, now }) => {
  const isSupervisor = role === 'supervisor';
  const of: AnswersOf = { which: 'waiting', officeIds: [officeId], today, notSoon: addDays(today, ENDS_SOON_DAYS) };
  const waiting = isSupervisor ? await tx.answers.list(of, NAMED) : [];
  const count = waiting.length < NAMED ? waiting.length : await tx.answers.count(of);
  // Those whose day has come since the last digest.
  const spans = [ENDS_SOON_DAYS, LAST_DAYS, -1].map((ahead) => ({
    from: addDays(since, ahead + 1),
    to: addDays(today, ahead),
  }));
  const ending = await tx.answers.ending({ officeId, ownerId: isSupervisor ? null : person.id, spans }, NAMED);
  const isWeek = addDays(since, FEW_DAYS) <= today;
  const often = isSupervisor && isWeek ? await oftenAsked(tx, { officeId, from, now, today }) : [];
  const more = answersPress.button('All that wait for approval', { which: 'waiting' });
  return {
    decide: [
      many({ first: waiting, count }, 'answers that wait for approval', more, waitingLine),
      few(ending, 'answers that end', (answer) => endingLine(answer, today)),
      few(often, 'questions that many agencies ask', askedLine),
    ],
    besides: [],
  };
};

type Asked = { officeId: number; from: Date; now: Date; today: string };

/** What many agencies have asked, and somebody again since the last digest, that no answer in use is like. */
async function oftenAsked(tx: Tx, { officeId, from, now, today }: Asked) {
  const back = new Date(now.getTime() - ASKED_DAYS * 86_400_000);
  const asked = await tx.answers.asked(officeId, back, MOST_ASKED);
  const fresh = new Set(asked.filter(({ at }) => at >= from).map(({ id }) => id));
  const often = [];
  for (const group of askedOften(asked)) {
    if (often.length === MOST_LINES) break;
    if (!fresh.has(group.last)) continue;
    const { rarity, found } = await tx.answers.like({ officeId, lineId: null, words: group.words, today });
    if (!found.some(({ words }) => likeness(group.words, words, rarity) >= SUGGESTED)) often.push(group);
  }
  return often;
}

/** For supervisors: heads of agencies read nothing of what single people were offered. */
export const answersMonth: MonthPart = async (tx, { officeId, agencyIds, from, to }) => {
  if (agencyIds !== null) return [];
  const served = await readServed(tx, { officeId, from, to, answerId: null });
  if (served.suggested === 0) return [];
  const usual = await usualResolution(tx, { officeId, from, to, lineId: null }, to);
  const saved = saySaved(served, usual);
  return [{ label: 'Answered before', value: [sayServed(served), ...(saved ? [saved] : [])].join('; ') }];
};
