import type { Rhythm } from '../sla/recurrence.ts';
import type { AgencySetup, AssignmentSetup } from './setup.ts';

/** Meetings that an office holds again and again, as its file says. */
export type MeetingRule = {
  /** Lower case; it names the meeting for ever. */
  code: string;
  name: string;
  /** `agencies`: each with one agency. `leads`: one with those who lead all of them. */
  with: 'agencies' | 'leads';
  /** Codes of the agencies; absent: all. */
  agencies?: readonly string[];
  rhythm: Rhythm;
  /** Of the day. */
  minute: number;
  minutes: number;
  place: string | null;
};

/** One series of meetings: of a rule with one agency, or (null) with all leads together. */
export type SeriesSetup = Omit<MeetingRule, 'with' | 'agencies'> & { agency: string | null };

/**
 * The series that rules make. Nobody is at two of them at once: those of one liaison on one day follow one another, in the
 * order of the agencies' codes.
 */
export function seriesOf(
  rules: readonly MeetingRule[],
  agencies: readonly AgencySetup[],
  assignments: readonly Pick<AssignmentSetup, 'agency' | 'line' | 'liaison'>[],
): SeriesSetup[] {
  return rules.flatMap(({ with: whom, agencies: named, ...rule }): SeriesSetup[] => {
    if (whom === 'leads') return [{ ...rule, agency: null }];
    const taken = new Map<string, number>();
    return agencies
      .map(({ code }) => code)
      .filter((code) => named === undefined || named.includes(code))
      .sort()
      .map((agency) => {
        const liaison = liaisonOf(agency, assignments);
        const before = taken.get(liaison) ?? 0;
        taken.set(liaison, before + 1);
        return { ...rule, agency, minute: rule.minute + before * rule.minutes };
      });
  });
}

/** Whoever answers it on all lines, or on the first that is named. An agency that nobody answers meets by itself. */
function liaisonOf(
  agency: string,
  assignments: readonly Pick<AssignmentSetup, 'agency' | 'line' | 'liaison'>[],
): string {
  const own = assignments.filter((each) => each.agency === agency);
  return (own.find(({ line }) => line === null) ?? own[0])?.liaison ?? `nobody answers ${agency}`;
}
