/** One answer of the calendar simulator in words, with every stretch of time that counts or does not. */
import type { Calendar, Unknown } from '../sla/calendar.ts';
import { dueTime, type Pause } from '../sla/clocks.ts';
import { explain, type Stretch } from '../sla/explain.ts';
import { dayNames, type Minutes, usualDayMinutes, weekdays } from '../sla/hours.ts';
import { sayTarget } from '../sla/policy.ts';
import { type Reading, wallTime } from '../sla/zone.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

export function answerLines(
  c: Calendar,
  asked: { at: Date; reading: Reading; text: string },
  target: Minutes,
  pauses: readonly Pause[] = [],
): string[] | Unknown {
  const due = dueTime(c, asked.at, target, pauses);
  const stretches = due && explain(c, asked.at, due, pauses);
  if (!due || !stretches) return undefined;
  const counted = stretches.filter((stretch) => stretch.counted).reduce((sum, stretch) => sum + lengthOf(stretch), 0);
  const rows = stretches.map((stretch) => [
    stretch.counted ? 'counted' : 'skipped',
    `${sayWall(c, stretch.from)} - ${sayWall(c, stretch.to)}`,
    sayLength(lengthOf(stretch)),
    sayReason(c, stretch),
  ]);
  return [
    `Asked    ${sayWall(c, asked.at)} (${c.spec.zone})`,
    ...noteOf(asked),
    `Target   ${sayTarget(target, usualDayMinutes(c.spec.hours) ?? Number.POSITIVE_INFINITY)}`,
    `Due      ${sayWall(c, due)} (${c.spec.zone}), which is ${sayInstant(due)}`,
    '',
    ...alignColumns(rows),
    `Counted  ${sayLength(counted)} of ${sayLength(target * MINUTE)}`,
  ];
}

/** An instant in UTC, '2026-03-09T16:00:00Z', with milliseconds only when there are any. */
export function sayInstant(at: Date): string {
  return at.toISOString().replace('.000Z', 'Z');
}

function noteOf({ reading, text }: { reading: Reading; text: string }): string[] {
  if (reading === 'never')
    return [`Note     ${text} never happens: clocks go forward over it. Read as the end of the gap`];
  if (reading === 'twice') return [`Note     ${text} happens twice: clocks go back. Read as the first`];
  return [];
}

function sayReason(c: Calendar, { from, to, reason }: Stretch): string {
  const name = reason.name;
  switch (reason.kind) {
    case 'open':
      return name === undefined ? 'open' : `open: ${name}`;
    case 'outside_hours':
      return name === undefined ? 'closed: outside opening hours' : `closed: outside the hours of the day (${name})`;
    case 'closed_weekday':
      return `closed: no opening hours on ${sayWeekdays(c, from, to)}`;
    case 'closed_day':
      return `closed: ${name}`;
    case 'paused':
      return 'paused';
  }
}

function sayWeekdays(c: Calendar, from: Date, to: Date): string {
  const names = new Set<string>();
  const end = wallTime(c.zone, to.getTime() - 1);
  for (let wall = wallTime(c.zone, from.getTime()); names.size < 7; wall += DAY) {
    const day = weekdays[new Date(Math.min(wall, end)).getUTCDay()];
    if (day !== undefined) names.add(dayNames[day]);
    if (wall >= end) break;
  }
  return [...names].join(', ');
}

/** A time on the wall of the office, with its zone: 'Mon 2026-03-09 11:00 EDT'. */
export function sayWall(c: Calendar, at: Date): string {
  const wall = new Date(wallTime(c.zone, at.getTime()));
  const weekday = dayNames[weekdays[wall.getUTCDay()] ?? 'sun'].slice(0, 3);
  const [date, time = ''] = wall.toISOString().slice(0, -1).split('T');
  return `${weekday} ${date} ${time.replace(/(:00)?\.000$/, '')} ${zoneLetters(c, at)}`;
}

/** 'EST', or 'GMT+10:30' where a zone has no letters. */
function zoneLetters(c: Calendar, at: Date): string {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: c.spec.zone, timeZoneName: 'short' });
  return format.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
}

function lengthOf({ from, to }: Stretch): number {
  return to.getTime() - from.getTime();
}

function sayLength(ms: number): string {
  const hours = Math.floor(ms / (60 * MINUTE));
  const minutes = Math.round(((ms - hours * 60 * MINUTE) / MINUTE) * 1000) / 1000;
  if (hours === 0) return `${minutes} min`;
  return minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`;
}

/** Rows whose cells stand below each other. */
export function alignColumns(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
