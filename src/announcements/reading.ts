import { tooLong, wrongDay } from '../offices/formValues.ts';
import { readAgencies, readSendingTime } from '../offices/sendingForm.ts';
import { readAudience } from '../people/audience.ts';
import type { Agency, ServiceLine } from '../people/person.ts';
import type { Calendar } from '../sla/calendar.ts';
import { type Announced, LONGEST_TEXT, LONGEST_TITLE } from './announcement.ts';

/** What was filled in, or what is wrong with it, by field. */

export type Writing = {
  agencies: readonly Agency[];
  officeId: number;
  lines: readonly Pick<ServiceLine, 'id' | 'code'>[];
  calendar: Calendar;
  today: string;
  now: Date;
};

export type Values = Readonly<Record<string, string>>;

export function readAnnouncement(
  values: Values,
  { officeId, agencies, lines, calendar, today, now }: Writing,
): { announced: Announced } | { problems: Record<string, string> } {
  const problems: Record<string, string> = {};
  const value = (name: string): string => values[name]?.trim() ?? '';
  const wrong = (name: string, problem: string | undefined): void => {
    if (problem !== undefined) problems[name] ??= problem;
  };
  const text = (name: string, longest: number, missing: string): string => {
    const said = value(name);
    if (!said) wrong(name, missing);
    wrong(name, tooLong(said, longest));
    return said;
  };
  const title = text('title', LONGEST_TITLE, 'Say in a few words what changes.');
  const body = text('text', LONGEST_TEXT, 'Write what people should know.');
  const named = readAgencies(value('agencies'), agencies);
  if ('problem' in named) wrong('agencies', named.problem);
  const when = readSendingTime(value('day'), value('time'), { calendar, today, now });
  if ('problem' in when) wrong(when.field, when.problem);
  const sentOn = value('day') || today;
  const holdsFrom = value('holdsFrom') || null;
  const readBy = value('readBy') || null;
  if (holdsFrom !== null) wrong('holdsFrom', wrongDay(holdsFrom, today));
  if (readBy !== null) {
    wrong('readBy', wrongDay(readBy, today));
    if (readBy <= sentOn) wrong('readBy', 'Give people at least a day: choose one after it goes out.');
  }
  // A form for several offices says with the topic whose it is.
  const line = lines.find(({ code }) => value('line') === code || value('line') === `${officeId} ${code}`);
  if (!line && value('line') !== '') wrong('line', 'Choose a topic of this office.');
  if (Object.keys(problems).length > 0 || 'problem' in named || 'problem' in when) return { problems };
  return {
    announced: {
      ...{ title, text: body, lineId: line?.id ?? null, holdsFrom, readBy, agencyIds: named.ids },
      audience: readAudience(value('audience')),
      sendAt: when.at,
    },
  };
}
