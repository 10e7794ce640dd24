/** Times of day as people write them, and which half of the day they mean: "9-17" says it, "4-6pm" does not. */
import { CalendarError, type Minutes, sayTime, type Window } from './hours.ts';

/** A time as it was written; `minute` is what it says on a clock of 24 hours. */
export type ClockTime = {
  minute: Minutes;
  /** 'half': with am or pm. '24 hours': 13 and later, 0, or with a zero before it. 'open': 1 to 11, of either half. */
  kind: 'half' | '24 hours' | 'noon' | 'open';
  /** Written as 10:30, which is either of the two clocks. */
  full: boolean;
};

/** Two times with a dash between them, and the text that they stand in. */
export type WrittenWindow = { from: ClockTime; to: ClockTime; text: string };

/** `to` is after the end of the day for a night. */
type Reading = { from: Minutes; to: Minutes };

const DAY = 1440;
const HALF = 720;

/** Reads "9", "09:30", "9:30 pm". @throws CalendarError when it is no time of day. */
export function readClock(text: string): ClockTime {
  const found = /^(\d{1,2})(?::(\d{2}))?(?:\s*([ap])\.?m\.?)?$/i.exec(text);
  const half = found?.[3]?.toLowerCase();
  const hour = Number(found?.[1]);
  const minute = Number(found?.[2] ?? 0);
  const sound = half === undefined ? hour <= 24 : hour >= 1 && hour <= 12;
  if (found === null || !sound || minute > 59 || (hour === 24 && minute > 0)) {
    throw new CalendarError(`"${text}" is not a time of day; write it as 09:00, 17:30 or 5:30pm`);
  }
  const full = /^\d{2}:\d{2}$/.test(text);
  if (half !== undefined) return { minute: ((hour % 12) + (half === 'p' ? 12 : 0)) * 60 + minute, kind: 'half', full };
  const kind = hour === 12 ? 'noon' : hour > 12 || text.startsWith('0') ? '24 hours' : 'open';
  return { minute: hour * 60 + minute, kind, full };
}

/**
 * The windows of one day. Hours of 1 to 11 are taken as written where the day is plainly written in 24 hours; else a
 * window has to have one reading only that ends after it begins and lies across no window that is certain. A night
 * ("9-5" on a clock of 12 hours) counts as a reading. The order of the windows decides nothing.
 * @throws CalendarError that names the readings of the first window that has several.
 */
export function meantWindows(written: readonly WrittenWindow[]): Window[] {
  const plain = written.map(({ from, to }) => ({ from: from.minute, to: endOf(from.minute, to.minute) }));
  for (const [index, { from, to }] of plain.entries()) {
    if (from === 0 && to === 0) {
      throw new CalendarError(
        `"${written[index]?.text}" may mean all day or no time at all; write 00:00-24:00, or "closed"`,
      );
    }
  }
  if (isIn24Hours(written) && areInOrder(plain)) return plain.map(sayReading);
  const readings = narrowed(written.map(readingsOf));
  const open = readings.findIndex((each) => each.length > 1);
  if (open >= 0) {
    const meant = (readings[open] ?? []).map(sayMeaning).join(' or ');
    throw new CalendarError(`"${written[open]?.text}" may mean ${meant}; write the one that is meant`);
  }
  // What has no reading at all is left as written, for the errors of whoever checks it.
  return plain.map((window, index) => sayReading(readings[index]?.[0] ?? window));
}

const endOf = (from: Minutes, to: Minutes): Minutes => (to === 0 && from > 0 ? DAY : to);

function isIn24Hours(written: readonly WrittenWindow[]): boolean {
  const times = written.flatMap(({ from, to }) => [from, to]);
  if (times.some(({ kind }) => kind === 'half')) return false;
  return times.some(({ kind }) => kind === '24 hours') || times.every(({ full }) => full);
}

const areInOrder = (windows: readonly Reading[]): boolean =>
  windows.every(({ from, to }, index) => from < to && from >= (windows[index - 1]?.to ?? 0));

/** What a window can mean: one that ends after it begins, or a night of half a day at most. */
function readingsOf({ from, to }: WrittenWindow): Reading[] {
  return minutesOf(from).flatMap((start) =>
    minutesOf(to).flatMap((minute): Reading[] => {
      const end = endOf(start, minute);
      if (start < end) return [{ from: start, to: end }];
      return end + DAY - start <= HALF ? [{ from: start, to: end + DAY }] : [];
    }),
  );
}

const minutesOf = ({ minute, kind }: ClockTime): Minutes[] => (kind === 'open' ? [minute, minute + HALF] : [minute]);

/** Without the readings that lie across a window that has one reading only, as long as that takes any away. */
function narrowed(readings: readonly Reading[][]): Reading[][] {
  const certain = readings.map((each) => (each.length === 1 ? each[0] : undefined));
  const left = readings.map((each, index) =>
    each.filter(({ from, to }) =>
      certain.every((other, place) => !other || place === index || from >= other.to || to <= other.from),
    ),
  );
  const fewer = left.some((each, index) => each.length < (readings[index]?.length ?? 0) && each.length > 0);
  return fewer
    ? narrowed(left.map((each, index) => (each.length > 0 ? each : (readings[index] ?? []))))
    : [...readings];
}

const sayReading = ({ from, to }: Reading): Window => ({ from: sayTime(from), to: sayTime(to > DAY ? to - DAY : to) });

function sayMeaning(reading: Reading): string {
  const { from, to } = sayReading(reading);
  return reading.to > DAY ? `the night ${from}-24:00 and 00:00-${to} the next day` : `${from}-${to}`;
}
