import { type DigestPart, few, type MonthPart } from '../feature/digestPart.ts';
import { addDays } from '../people/absence.ts';
import { doneInMonth, overdueNeed, recommendation, roundToDecide, roundToMerge, votesOut } from './digestWords.ts';
import type { Round } from './round.ts';

/** What digests and months say of rounds, of needs that were decided, and of changes that were recommended. */

/** More of a kind than anybody looks at in a digest. */
const READ = 50;
/** So many days before a vote ends it is told how many agencies have not voted. */
const VOTE_ENDS_SOON_DAYS = 2;

/** Of the whole office to its supervisors, of their own rounds to liaisons. */
export const listeningDigest: DigestPart = async (tx, { officeId, role, person, today }) => {
  const supervises = role === 'supervisor';
  const whose = { personId: person.id, officeIds: [officeId], supervised: supervises ? [officeId] : [] };
  const all = await tx.listening.latest(whose, READ);
  const rounds = supervises ? all : all.filter(({ authorId }) => authorId === person.id);
  const inState = (state: Round['state']): Round[] => rounds.filter((round) => round.state === state);
  const ending = inState('voting').filter(({ voteUntil }) => addDays(today, VOTE_ENDS_SOON_DAYS) >= voteUntil);
  const out = [];
  for (const round of ending) out.push({ round, silent: (await tx.listening.silent(round.id)).length });
  const needs = supervises ? await tx.listening.overdue(officeId, today) : [];
  const recommended = supervises ? await tx.listening.recommended(officeId, READ) : [];
  return {
    decide: [
      few(inState('merging'), 'rounds to sort', roundToMerge),
      few(inState('deciding'), 'rounds to decide about', roundToDecide),
      few(needs, 'needs whose day has come', (need) => overdueNeed(need, today)),
      few(
        recommended.filter(({ lookBy }) => lookBy === null || lookBy <= today),
        'recommendations to look at',
        (need) => recommendation(need, today),
      ),
    ],
    besides: out.filter(({ silent }) => silent > 0).map((each) => votesOut(each, today)),
  };
};

/** What came of what agencies said: of the whole office, or of what an agency asked for. */
export const listeningMonth: MonthPart = async (tx, { officeId, agencyIds, from, to }) =>
  doneInMonth(await tx.listening.done(officeId, agencyIds, { from, to }));
