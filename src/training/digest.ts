import { type DigestPart, few, type MonthFact, type MonthPart } from '../feature/digestPart.ts';
import { SMALLEST_GROUP } from '../figures/satisfaction.ts';
import { addDays } from '../people/absence.ts';
import { endOfDayIn } from '../sla/zone.ts';
import { endsWhileOut, leadsToday, thinLine, unsaidLine } from './digestWords.ts';
import { sayUseful } from './leadWords.ts';
import { viewsOf } from './view.ts';

const DAY = 86_400_000;
/** So soon it has to be decided whether a session with few people takes place. */
const SOON_DAYS = 10;
/** So long afterwards supervisors still read that somebody's certificate has ended while they are out. */
const ENDED_DAYS = 7;

/** Supervisors decide about sessions with few sign-ups, and read whose certificate ends while they are out; whoever leads reads of their own alone, and of today's. */
export const trainingDigest: DigestPart = async (tx, reading) => {
  const { officeId, role, person, now, knownSince, officeZone, today } = reading;
  const until = new Date(now.getTime() + SOON_DAYS * DAY);
  const all = await tx.training.looseEnds(officeId, { now, until, askedBefore: knownSince });
  const isLiaison = role === 'liaison';
  const unsaid = isLiaison ? all.unsaid.filter(({ leaderId }) => leaderId === person.id) : all.unsaid;
  const thin = isLiaison ? [] : all.thin;
  const ledToday = isLiaison ? await tx.training.ledBy(person.id, officeId, now, endOfDayIn(officeZone, now)) : [];
  const days = { from: addDays(today, -ENDED_DAYS), to: addDays(today, SOON_DAYS) };
  const ends = isLiaison ? [] : await tx.training.endingWhileOut(officeId, today, days);
  return {
    decide: [
      few(await viewsOf(tx, unsaid, now), 'of which nobody has said who was there', unsaidLine),
      few(await viewsOf(tx, thin, now), 'with few sign-ups', thinLine),
    ],
    besides: [...(await viewsOf(tx, ledToday, now)).map(leadsToday), ...ends.map((each) => endsWhileOut(each, today))],
  };
};

/** People trained; how useful they found it of the whole office alone, since an agency has too few. */
export const trainingMonth: MonthPart = async (tx, { officeId, agencyIds, from, to }) => {
  const { sessions, people, useful } = await tx.training.month(officeId, agencyIds, from, to);
  if (sessions === 0) return [];
  const at = sessions === 1 ? 'at one session' : `at ${sessions} sessions`;
  const trained: MonthFact = { label: 'Trained', value: `${people === 1 ? 'one person' : `${people} people`}, ${at}` };
  if (agencyIds !== null || useful.length < SMALLEST_GROUP) return [trained];
  return [trained, { label: 'Found training useful (4 or 5 of 5)', value: sayUseful(useful) }];
};
