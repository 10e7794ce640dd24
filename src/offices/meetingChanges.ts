import { sayTime } from '../sla/hours.ts';
import { sayRhythm } from '../sla/recurrence.ts';
import type { MeetingRule } from './meetingRules.ts';

/** What is different in the meetings of an office, a line each with its sign. */
export function meetingChanges(before: readonly MeetingRule[], after: readonly MeetingRule[]): string[] {
  const known = new Map(before.map((rule) => [rule.code, sayMeeting(rule)]));
  return [
    ...after.flatMap((rule) => {
      const [was, is] = [known.get(rule.code), sayMeeting(rule)];
      if (was === is) return [];
      return [was === undefined ? `+ ${is}` : `~ ${was} → ${is}`];
    }),
    ...before.filter(({ code }) => !after.some((each) => each.code === code)).map((rule) => `- ${sayMeeting(rule)}`),
  ];
}

/** "Monthly meeting with each of DOT, DPS: the second Tuesday of each month at 10:00, 30 minutes". */
export function sayMeeting({ name, with: whom, agencies, rhythm, minute, minutes, place }: MeetingRule): string {
  const others =
    whom === 'leads' ? 'those who lead all agencies' : agencies ? `each of ${agencies.join(', ')}` : 'each agency';
  const where = place === null ? '' : `, ${place}`;
  return `${name} with ${others}: ${sayRhythm(rhythm)} at ${sayTime(minute)}, ${minutes} minutes${where}`;
}
