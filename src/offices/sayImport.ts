import { buildCalendar, localDate } from '../sla/calendar.ts';
import { calendarFindings } from './coverageWords.ts';
import {
  changesNothing,
  differenceLines,
  doubtLines,
  movesLines,
  noteLines,
  obstacleLines,
  policyLines,
} from './differenceWords.ts';
import type { ImportChoices, ImportPlan } from './importOffice.ts';
import type { ImportWays } from './importWays.ts';

/** All that whoever imports an office reads before they say yes, on the command line and on the page. */
export type ImportSaid = {
  /** Of the calendar: years may have been confirmed in the desk of which the file says nothing. */
  findings: string[];
  /** Whether the calendar can be used at all. */
  isUsable: boolean;
  /** Worth knowing even when nothing changes. */
  doubts: string[];
  isNothing: boolean;
  /** What would be different, and what follows. */
  lines: string[];
  /** What stands in its way, and what to do. */
  obstacles: string[];
};

export function sayImport(plan: ImportPlan, choices: ImportChoices, ways: ImportWays, now: Date): ImportSaid {
  const { calendar } = plan.setup;
  const findings = calendarFindings({ calendar }, localDate(buildCalendar(calendar), now));
  const obstacles = obstacleLines(plan, choices, ways);
  return {
    findings: findings.map(({ severity, message }) => `${severity}: ${message}`),
    isUsable: findings.every(({ severity }) => severity !== 'error'),
    doubts: doubtLines(plan),
    isNothing: changesNothing(plan) && obstacles.length === 0,
    lines: [
      ...differenceLines(plan),
      ...movesLines(plan, choices, ways),
      ...policyLines(plan, choices, ways),
      ...noteLines(plan, choices),
    ],
    obstacles,
  };
}
