import { buildCalendar, type CalendarSpec } from '../sla/calendar.ts';
import { isEverOpen, readRhythm } from '../sla/recurrence.ts';
import { type MeetingRule, seriesOf } from './meetingRules.ts';
import type { OfficeYaml } from './officeSchema.ts';
import { type Place, type Problem, problemAt } from './problem.ts';
import type { AgencySetup, AssignmentSetup } from './setup.ts';
import { readTime } from './timeOfDay.ts';
import type { YamlPath } from './yamlPlaces.ts';

/** What office.yaml says of meetings, and what cannot be meant by it. */

type Said = OfficeYaml['meetings'];

export const meetingsOf = (said: Said): MeetingRule[] =>
  (said ?? []).map(({ on, every = 'month', at, with: whom, agencies, place, ...rule }): MeetingRule => {
    const minute = readTime(at);
    return {
      ...rule,
      with: whom === 'all leads' ? 'leads' : 'agencies',
      ...(agencies && { agencies }),
      rhythm: { ...(readRhythm(on) ?? { nth: 'first', weekday: 'mon' }), every },
      minute: typeof minute === 'number' ? minute : 0,
      place: place ?? null,
    };
  });

/** Codes that stand twice, and agencies of a meeting with all leads. */
export function checkMeetings(said: Said): { path: YamlPath; message: string }[] {
  return (said ?? []).flatMap(({ code, with: whom, agencies }, nth, all) => {
    const first = all.findIndex((each) => each.code === code);
    return [
      ...(first < nth
        ? [{ path: ['meetings', nth, 'code'], message: `is "${code}", as meetings[${first + 1}] is; choose another` }]
        : []),
      ...(whom === 'all leads' && agencies
        ? [{ path: ['meetings', nth, 'agencies'], message: 'names agencies, and it is with all leads; leave it out' }]
        : []),
    ];
  });
}

/** Meetings at times when the office is closed on every such weekday: by the file's hours, or since one liaison has too many. */
export function checkMeetingTimes(
  rules: readonly MeetingRule[],
  office: { calendar: CalendarSpec; agencies: readonly AgencySetup[]; assignments: readonly AssignmentSetup[] },
  file: string,
  placeOf: (path: YamlPath, at: 'key' | 'value') => Place,
): Problem[] {
  const calendar = buildCalendar(office.calendar);
  return rules.flatMap((rule, nth) => {
    const late = seriesOf([rule], office.agencies, office.assignments).find((slot) => !isEverOpen(calendar, slot));
    if (!late) return [];
    const message =
      late.minute === rule.minute
        ? `meetings[${nth + 1}].at is a time when the office is closed; choose one within its hours`
        : `meetings[${nth + 1}] gives one liaison so many meetings on a day that the one with ${late.agency} would be when the office is closed; write two meetings, each with some of the agencies`;
    return [problemAt(file, placeOf(['meetings', nth, 'at'], 'value'), message)];
  });
}
