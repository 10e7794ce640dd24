import { tooLong, wrongDay } from '../offices/formValues.ts';
import { readAgencies, readSendingTime } from '../offices/sendingForm.ts';
import { readAudience } from '../people/audience.ts';
import type { Agency } from '../people/person.ts';
import { type Calendar, isOpen, localDate, nextOpening } from '../sla/calendar.ts';
import { openingBeside } from '../sla/recurrence.ts';
import { minuteOfDay } from '../sla/zone.ts';
import { type Decision, LONGEST_NEED, LONGEST_REASON } from './need.ts';
import { type Asked, LONGEST_QUESTION, LONGEST_WHY, MOST_CHOICES, type Shows } from './round.ts';

/** What was filled in, or what is wrong with it, by field. Pure. */

export type Problems = Record<string, string>;
type Values = Readonly<Record<string, string>>;
export type Writing = { agencies: readonly Agency[]; calendar: Calendar; today: string; now: Date };

const fieldOf = (values: Values, name: string): string => values[name]?.trim() ?? '';
const NOON = 12 * 60;

const shown: readonly string[] = ['agency', 'words', 'needs'] satisfies Shows[];

export function readRound(values: Values, writing: Writing): { asked: Asked } | { problems: Problems } {
  const { today } = writing;
  const problems: Problems = {};
  const wrong = (name: string, problem: string | undefined): void => {
    if (problem !== undefined) problems[name] ??= problem;
  };
  const text = (name: string, longest: number, missing: string): string => {
    const said = fieldOf(values, name);
    if (!said) wrong(name, missing);
    wrong(name, tooLong(said, longest));
    return said;
  };
  const question = text('question', LONGEST_QUESTION, 'Write the question.');
  const why = text('why', LONGEST_WHY, 'Say why you ask, and what becomes of the answers.');
  const named = readAgencies(fieldOf(values, 'agencies'), writing.agencies);
  if ('problem' in named) wrong('agencies', named.problem);
  const when = readMorning(fieldOf(values, 'day'), writing);
  if ('problem' in when) wrong('day', when.problem);
  const sentOn = 'problem' in when || when.at === null ? today : localDate(writing.calendar, when.at);
  const [answerUntil, voteUntil] = [fieldOf(values, 'answerUntil'), fieldOf(values, 'voteUntil')];
  wrong('answerUntil', wrongDay(answerUntil, today));
  if (answerUntil <= sentOn) wrong('answerUntil', 'Give people at least a day: choose one after it goes out.');
  wrong('voteUntil', wrongDay(voteUntil, today));
  if (voteUntil <= answerUntil) wrong('voteUntil', 'Agencies vote after the answers: choose a later day.');
  const choices = Number(fieldOf(values, 'choices'));
  if (!Number.isInteger(choices) || choices < 1 || choices > MOST_CHOICES)
    wrong('choices', `Choose a number from 1 to ${MOST_CHOICES}.`);
  const shows = fieldOf(values, 'shows');
  if (!shown.includes(shows)) wrong('shows', 'Choose what other agencies read.');
  if (Object.keys(problems).length > 0 || 'problem' in named || 'problem' in when) return { problems };
  return {
    asked: {
      ...{ question, why, agencyIds: named.ids, audience: readAudience(fieldOf(values, 'audience')) },
      ...{ shows: shows as Shows, answerUntil, voteUntil, choices, sendAt: when.at },
      rule: fieldOf(values, 'rule') === 'people' ? 'people' : 'agency',
    },
  };
}

/** As the office opens on a working day; without one this morning, or else the next. null: at once. */
export function readMorning(
  day: string,
  { calendar, today, now }: Pick<Writing, 'calendar' | 'today' | 'now'>,
): { at: Date | null } | { problem: string } {
  const isMorning = isOpen(calendar, now) === true && minuteOfDay(calendar.zone, now) < NOON;
  if (!day || day === today) {
    if (isMorning) return { at: null };
    const next = nextOpening(calendar, now);
    if (next && !isOpen(calendar, now) && minuteOfDay(calendar.zone, next) < NOON) {
      if (!day || localDate(calendar, next) === day) return { at: next };
    }
    if (day) return { problem: 'This morning is over. Choose a later day.' };
    return { at: openingBeside(calendar, today, 1) ?? null };
  }
  const read = readSendingTime(day, '', { calendar, today, now });
  return 'problem' in read ? { problem: read.problem } : read;
}

/** Until when agencies vote, where the vote is opened. */
export function readVoteUntil(values: Values, today: string): { until: string } | { problems: Problems } {
  const until = fieldOf(values, 'until');
  const wrong = wrongDay(until, today);
  if (wrong !== undefined) return { problems: { until: wrong } };
  if (until <= today) return { problems: { until: 'Give agencies at least a day: choose a later one.' } };
  return { until };
}

/** What one of them is called. */
export function readNeedName(values: Values): { name: string } | { problems: Problems } {
  const name = fieldOf(values, 'name');
  if (!name) return { problems: { name: 'Say in a few words what is needed.' } };
  const long = tooLong(name, LONGEST_NEED);
  return long === undefined ? { name } : { problems: { name: long } };
}

/** Ids of check-boxes, each once. */
export const readIds = (text: string | undefined): number[] => [
  ...new Set(
    (text ?? '')
      .split(',')
      .map(Number)
      .filter((id) => Number.isSafeInteger(id) && id > 0),
  ),
];

/** Of *no*, a reason and another way; of *later*, a day; of *now*, who and by when. */
export function readDecision(
  values: Values,
  { owners, today }: { owners: readonly { id: number }[]; today: string },
): { decision: Decision } | { problems: Problems } {
  const problems: Problems = {};
  const text = (name: string): string | null => {
    const said = fieldOf(values, name);
    const long = tooLong(said, LONGEST_REASON);
    if (long !== undefined) problems[name] = long;
    return said || null;
  };
  const [because, instead] = [text('because'), text('instead')];
  const choice = fieldOf(values, 'choice');
  const effort = fieldOf(values, 'effort');
  if (effort !== 'small' && effort !== 'medium' && effort !== 'large') problems.effort = 'Choose how much work it is.';
  const owner = owners.find(({ id }) => String(id) === fieldOf(values, 'owner'));
  const [due, again] = [fieldOf(values, 'due'), fieldOf(values, 'again')];
  const day = (name: string, value: string, missing: string): void => {
    const wrong = wrongDay(value, today);
    if (wrong !== undefined) problems[name] = value ? wrong : missing;
  };
  if (choice === 'now') {
    if (!owner) problems.owner = 'Choose who sees to it.';
    day('due', due, 'Choose by which day.');
  } else if (choice === 'later') {
    day('again', again, 'Choose the day on which you look at it again.');
    if (again === today) problems.again = 'Choose a day after today.';
  } else if (choice === 'no') {
    if (because === null) problems.because = 'Say why not.';
    if (instead === null) problems.instead = 'Say what they can do instead: a plain no helps nobody.';
  } else problems.choice = 'Choose what becomes of it.';
  if (Object.keys(problems).length > 0) return { problems };
  return {
    decision: {
      ...{ choice: choice as Decision['choice'], effort: effort as Decision['effort'], because },
      instead: choice === 'no' ? instead : null,
      again: choice === 'later' ? again : null,
      ownerId: choice === 'now' ? (owner?.id ?? null) : null,
      due: choice === 'now' ? due : null,
    },
  };
}
