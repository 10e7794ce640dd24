import type { PromiseMoves } from '../offices/promiseMoves.ts';
import { sayWindows } from '../offices/ruleChanges.ts';
import { sayRefs } from '../requests/request.ts';
import type { SpecialDay } from '../sla/specialDays.ts';
import type { YearDifference } from './yearDifference.ts';

/** What a draft of a year changes, in words for chat and for the command line. */

/** "2027: 11 new, 1 moved, 2 gone", or that nothing is different. */
export function sayDifference(year: number, { changed, moved, added, gone }: YearDifference): string {
  const said = [
    ...(added.length > 0 ? [`${added.length} new`] : []),
    ...(moved.length > 0 ? [`${moved.length} moved`] : []),
    ...(changed.length > 0 ? [`${changed.length} changed`] : []),
    ...(gone.length > 0 ? [`${gone.length} gone`] : []),
  ];
  return `${year}: ${said.length > 0 ? said.join(', ') : 'nothing is different'}`;
}

/** A line for each day, as the command line shows them: what is new, what moved, what is gone. */
export function differenceLines({ same, changed, moved, added, gone }: YearDifference): string[] {
  const lines = [
    ...same.map((day) => ({ day, line: `  ${sayLine(day)}` })),
    ...added.map((day) => ({ day, line: `+ ${sayLine(day)}` })),
    ...moved.map(({ before, after }) => ({ day: after, line: `~ ${sayLine(after)}, before on ${before.date}` })),
    ...changed.map(({ before, after }) => ({ day: after, line: `~ ${sayLine(after)}, before: ${sayWhat(before)}` })),
    ...gone.map((day) => ({ day, line: `- ${sayLine(day)}` })),
  ];
  return lines.sort((a, b) => a.day.date.localeCompare(b.day.date)).map(({ line }) => line);
}

const sayLine = (day: SpecialDay): string => `${day.date} ${sayWhat(day)}`;
const sayWhat = ({ name, windows }: SpecialDay): string =>
  windows.length === 0 ? name : `${name}, open ${sayWindows(windows)}`;

/** What it does to open requests. */
export function sayYearMoves({ later, earlier, late, dated, unknown }: PromiseMoves): string {
  const said = [
    ...(dated.length > 0
      ? [`${requests(dated.length)} without a time ${dated.length === 1 ? 'gets one' : 'get one'} (${sayRefs(dated)})`]
      : []),
    ...(later.length > 0 ? [`${requests(later.length)} ${later.length === 1 ? 'moves' : 'move'} later`] : []),
    ...(earlier.length > 0 ? [`${requests(earlier.length)} ${earlier.length === 1 ? 'moves' : 'move'} earlier`] : []),
    ...(late.length > 0
      ? [`${requests(late.length)} ${late.length === 1 ? 'is' : 'are'} late by it (${sayRefs(late)})`]
      : []),
    ...(unknown.length > 0
      ? [`${requests(unknown.length)} still ${unknown.length === 1 ? 'has' : 'have'} no time (${sayRefs(unknown)})`]
      : []),
  ];
  return said.length === 0 ? 'No promise moves.' : `${said.join(', ')}. Whoever asked is told.`;
}

const requests = (count: number): string => (count === 1 ? '1 request' : `${count} requests`);
