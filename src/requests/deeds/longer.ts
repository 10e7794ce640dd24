import { sayMomentAt } from '../../chat/years.ts';
import { errors, filled, form, notice } from '../../feature/answer.ts';
import { readTime } from '../../offices/timeOfDay.ts';
import { addMinutes, nextOpening } from '../../sla/calendar.ts';
import { sayTime } from '../../sla/hours.ts';
import { readMoment } from '../../sla/question.ts';
import { readDate } from '../../sla/specialDays.ts';
import { contestable, extendable, inOfficeTime } from '../agreedTimes.ts';
import { decideLonger, decideTooLate } from '../decide/longer.ts';
import type { RequestFacts } from '../facts.ts';
import { longerPress, tooLatePress } from '../presses.ts';
import { requestRef } from '../request.ts';
import type { ClockRow } from '../requestClocks.ts';
import { requestDeed } from '../requestDeed.ts';
import { LONGEST_REASON, longerForm, namedAt, saidLonger, saidTooLate } from '../words/longer.ts';

/** *It will take longer*: whoever knows that a promise cannot be kept says so before it ends. */
export const takeLonger = requestDeed(
  longerPress,
  { needs: 'say longer' },
  {
    opens({ facts, now }) {
      const promise = extendable(facts.clocks, now);
      return promise ? form(longerForm(facts, promise, nextDay(facts, promise, now))) : nothingToMove(facts);
    },
    sent({ facts, actor, values, at, now }) {
      const promise = extendable(facts.clocks, now);
      if (!promise) return nothingToMove(facts);
      const reason = filled(values, 'reason');
      const read = readNew(facts, promise, values, now);
      const problems = {
        ...('problems' in read && read.problems),
        ...(!reason && { reason: 'Please say why: the agency reads it.' }),
        ...(reason && reason.length > LONGEST_REASON && { reason: `Please say it in ${LONGEST_REASON} characters.` }),
      };
      if ('problems' in read || !reason || Object.keys(problems).length > 0) return errors(problems);
      const decided = decideLonger(facts, actor.person, { promise, due: read.due, reason, at }, now);
      if (!decided) return errors({ day: NOT_CONFIRMED });
      return { decide: decided.decision, answer: saidLonger(facts, decided.agreed, actor.person) };
    },
  },
);

/** Whatever is further away is a slip of the pen, or no promise. */
const MOST_MS = 184 * 86_400_000;

const NOT_CONFIRMED = 'The office has not confirmed its calendar that far ahead.';

const nothingToMove = ({ request }: RequestFacts) =>
  notice(
    `No promise of ${requestRef(request.id)} can be given another time: none is running, or it has ended already.`,
  );

/** A business day later than what is promised, or than now. */
function nextDay({ rules }: RequestFacts, { dueAt }: ClockRow, now: Date): Date {
  const { calendar, policy } = rules;
  const from = dueAt ?? now;
  return addMinutes(calendar, from, policy.businessDayMinutes) ?? nextOpening(calendar, from) ?? from;
}

type Read = { due: Date } | { problems: Record<string, string> };

/** Times are those of the office. */
function readNew(facts: RequestFacts, promise: ClockRow, values: Record<string, string>, now: Date): Read {
  const { calendar } = facts.rules;
  const zone = calendar.spec.zone;
  const day = (values.day ?? '').trim();
  const time = readTime(values.time ?? '');
  const problems: Record<string, string> = {};
  if (readDate(day) === undefined) problems.day = 'Please choose a day.';
  if (typeof time !== 'number') problems.time = time.error;
  if (Object.keys(problems).length > 0 || typeof time !== 'number') return { problems };
  // Midnight is the end of that day, as people mean it who write it as an end.
  const due = readMoment(calendar.zone, `${day}T${sayTime(Math.min(time, 1439))}`).at;
  if (promise.dueAt && due <= promise.dueAt)
    return {
      problems: { day: `That is not later than what is promised: ${sayMomentAt({ when: promise.dueAt, zone }, now)}.` },
    };
  if (due.getTime() - now.getTime() > MOST_MS)
    return {
      problems: { day: 'That is more than half a year away. Name a nearer time; you can name a later one then.' },
    };
  const office = inOfficeTime(facts.rules, due);
  if (office === undefined) return { problems: { day: NOT_CONFIRMED } };
  if (!office.open) {
    const instead = office.next
      ? ` Take ${sayMomentAt({ when: office.next, zone }, now)}, or a time before it closes.`
      : '';
    return { problems: { time: `The office is closed then.${instead}` } };
  }
  return { due };
}

/** *That is too late*: what was promised stands, and a supervisor sees that it will not be kept. */
export const tooLate = requestDeed(
  tooLatePress,
  { needs: 'say too late' },
  {
    does({ facts, about, at, now }) {
      const agreed = contestable(facts.clocks, now);
      if (!agreed || (about.named !== undefined && about.named !== namedAt(agreed)))
        return notice(`That time of ${requestRef(facts.request.id)} counts no more.`);
      const decide = decideTooLate(facts, agreed, at, now);
      return { decide, answer: saidTooLate(decide.after, now) };
    },
  },
);
