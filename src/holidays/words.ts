import type { EndOfCalendar } from '../calendars/calendarEnd.ts';
import type { YearPreview } from '../calendars/confirm.ts';
import { differenceOf, type YearDifference } from '../calendars/yearDifference.ts';
import type { CalendarEnd, CalendarYear } from '../calendars/yearStore.ts';
import { sayDifference, sayYearMoves } from '../calendars/yearWords.ts';
import { type Block, type Button, type Form, type Message, sayDate, sayDay } from '../chat/message.ts';
import type { Office } from '../offices/office.ts';
import { sayClock } from '../offices/openingHours.ts';
import { holidaysPress } from '../requests/presses.ts';
import { sayRefs } from '../requests/request.ts';
import type { WeekHours } from '../sla/hours.ts';
import { weekdays } from '../sla/hours.ts';
import { readDate, type SpecialDay } from '../sla/specialDays.ts';
import { changeYearPress, confirmYearPress, yearPress } from './presses.ts';

/** The holidays of a year: drafted, looked at, confirmed; and what is said where a calendar ends. */

type Named = Pick<Office, 'id' | 'name'>;
type Draft = Pick<CalendarYear, 'id' | 'year' | 'days' | 'source'>;

/** A draft as it is looked at before anybody trusts it. `hours`: of the usual week. */
export type DraftView = { office: Named; draft: Draft; seen: YearPreview; hours: WeekHours };

/** The draft with what it does, and the button that makes it so, for whoever may press it. */
export function draftedYear({ office, draft, seen, hours }: DraftView, mayConfirm: boolean): Message {
  const { year, days, source } = draft;
  const difference = differenceOf(seen.before, days);
  const from =
    source === null ? '' : ` This is a draft, from the file ${source}: nothing counts before you confirm it.`;
  const { gone } = difference;
  return {
    blocks: [
      { kind: 'heading', text: `Holidays of ${year}: ${office.name}` },
      { kind: 'text', text: [{ strong: `${sayDifference(year, difference)}.` }, from] },
      { kind: 'list', items: days.map((day) => [sayHoliday(day, hours, noteOn(day, difference))]) },
      ...(gone.length > 0
        ? [text(`No holidays anymore: ${gone.map(({ date, name }) => `${sayInYear(date)} (${name})`).join(', ')}.`)]
        : []),
      text(sayYearMoves(seen.moves)),
      {
        kind: 'buttons',
        buttons: [
          ...(mayConfirm ? [confirmYearPress.button(`Confirm ${year}`, { draft: draft.id }, 'primary')] : []),
          ...(mayConfirm ? [changeYearPress.button('Change', { office: office.id, year })] : []),
        ],
      },
    ],
  };
}

/** What is different about a day. Of a year that is all new nothing is said of each. */
function noteOn(day: SpecialDay, { same, moved, changed, added }: YearDifference): string {
  const was = (pairs: YearDifference['moved']) => pairs.find(({ after }) => after.date === day.date)?.before;
  const from = was(moved);
  if (from) return `, before on ${sayInYear(from.date)}`;
  const before = was(changed);
  if (before) return `, before: ${sayHours(before)}`;
  const isAllNew = same.length + moved.length + changed.length === 0;
  return added.includes(day) && !isAllNew ? ' (new)' : '';
}

/** "Monday, January 17: Martin Luther King Jr. Day", with what somebody may have overlooked. */
function sayHoliday(day: SpecialDay, hours: WeekHours, note: string): string {
  const { date, windows } = day;
  const weekday = weekdays[new Date(readDate(date) ?? 0).getUTCDay()] ?? 'sun';
  const isFree = windows.length === 0 && (hours[weekday] ?? []).length === 0;
  const doubt = isFree ? ' (the office is closed on that day anyway: is it kept on another?)' : '';
  return `${sayDay(date, date)}: ${sayHours(day)}${note}${doubt}`;
}

const sayHours = ({ name, windows }: SpecialDay): string => {
  const open = windows.map(({ from, to }) => `${sayClock(from)} to ${sayClock(to)}`).join(' and ');
  return open === '' ? name : `${name}, open ${open}`;
};

/** Where the year is named already. */
const sayInYear = (date: string): string => sayDate(date, date);
/** With its year, whichever it is. */
const sayWithYear = (date: string): string => sayDate(date, '');

/** `text`: the days as they are known so far. */
export const yearForm = (office: Named, year: number, known: string): Form => ({
  title: `Holidays of ${year}`,
  intro: [text(`On which days is ${office.name} closed in ${year}? You see what that does before it counts.`)],
  fields: [
    {
      ...{ kind: 'paragraph', name: 'days', label: `Days of ${year}`, required: true, initial: known },
      hint: `One a line: ${year}-12-25 Christmas Day. Open for a part of it: ${year}-12-24 08:00-12:00 Christmas Eve.`,
    },
  ],
  submit: 'Look what it does',
  press: changeYearPress.to({ office: office.id, year }),
});

/** In the place of a draft that somebody was asked to confirm. `by`: who confirmed it; else a later one counts. */
export const yearSettled = (
  office: Named,
  { year, days }: Pick<Draft, 'year' | 'days'>,
  by: string | undefined,
): Message => ({
  blocks: [
    by === undefined
      ? text(`There is a later draft of the holidays of ${year} for ${office.name}.`)
      : {
          kind: 'text',
          text: [
            { strong: `The holidays of ${year} are confirmed for ${office.name}` },
            `, by ${by}: ${days.length === 1 ? '1 day' : `${days.length} days`}.`,
          ],
        },
    { kind: 'buttons', buttons: [holidaysPress.button('Holidays', {})] },
  ],
});

type End = Pick<EndOfCalendar, 'year' | 'lastDay' | 'isOver'>;

/** Before it ends: once, to those who can confirm the next year. */
export const calendarEnding = (office: Named, { year, lastDay }: End): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [
        { strong: `The calendar of ${office.name} ends on ${sayWithYear(lastDay)}.` },
        ` Nobody can be promised a time beyond it before somebody has confirmed the holidays of ${year}.`,
      ],
    },
    { kind: 'buttons', buttons: [holidaysOf(office, year)] },
  ],
});

/** Promises that cannot be dated: somebody's task. It is said anew in the same place when there are more or fewer. */
export function calendarEnded(
  office: Named,
  { year, lastDay, isOver }: End,
  { named, count }: Pick<CalendarEnd, 'named' | 'count'>,
): Message {
  const which = count === 1 ? '1 request has' : `${count} requests have`;
  return {
    blocks: [
      {
        kind: 'text',
        text: [
          { strong: `The calendar of ${office.name} ${isOver ? 'ended' : 'ends'} on ${sayWithYear(lastDay)}.` },
          count > 0 ? ` ${which} a promise that cannot be dated: ${sayRefs(named, count)}.` : '',
          ` Confirm the holidays of ${year}, and they are counted.`,
        ],
      },
      { kind: 'buttons', buttons: [holidaysOf(office, year, 'primary')] },
    ],
  };
}

/** In the place of the two above. */
export const calendarGoesOn = (office: Named, year: number): Message => ({
  blocks: [
    text(`The calendar of ${office.name} has ${year} now. What was promised is counted, and whoever asked is told.`),
  ],
});

const holidaysOf = ({ id }: Named, year: number, style?: Button['style']): Button =>
  yearPress.button(`Holidays of ${year}`, { office: id, year }, style);

/** What somebody sees who looks after offices: the years that count, and what waits. */
export type YearsOf = {
  office: Named;
  confirmed: readonly { year: number; days: readonly SpecialDay[]; by: string | undefined }[];
  drafts: readonly Pick<CalendarYear, 'year' | 'days'>[];
  missing: number;
  mayConfirm: boolean;
};

export const yearsList = (all: readonly YearsOf[]): Message => ({
  blocks: all.flatMap(({ office, confirmed, drafts, missing, mayConfirm }): Block[] => [
    { kind: 'heading', text: `Holidays of ${office.name}` },
    ...confirmed.map(
      ({ year, days, by }): Block => ({
        kind: 'row',
        text: [
          { strong: String(year) },
          `: ${days.length === 0 ? 'no special days' : days.map(({ date, name }) => `${sayInYear(date)} ${name}`).join(', ')}`,
          by === undefined ? '' : ` (confirmed by ${by})`,
        ],
        buttons: mayConfirm ? [changeYearPress.button(`Change ${year}`, { office: office.id, year })] : [],
      }),
    ),
    ...drafts.map(
      ({ year, days }): Block => ({
        kind: 'row',
        text: [
          { strong: String(year) },
          `: a draft with ${days.length === 1 ? '1 day' : `${days.length} days`}, not confirmed`,
        ],
        buttons: mayConfirm ? [yearPress.button(`Look at ${year}`, { office: office.id, year })] : [],
      }),
    ),
    ...(drafts.some(({ year }) => year === missing)
      ? []
      : [
          {
            kind: 'row' as const,
            text: [{ strong: String(missing) }, ': nobody has confirmed it yet'],
            buttons: mayConfirm ? [holidaysOf(office, missing)] : [],
          },
        ]),
  ]),
});

const text = (said: string): Block => ({ kind: 'text', text: [said] });
