/** The libraries for business time that ours is compared with, set to one calendar. Both walk day by day. */
import dayjs from 'dayjs';
import dayjsBusinessTime from 'dayjs-business-time';
import moment from 'moment-timezone';
import 'moment-business-time';
import type { Window } from '../src/sla/calendar.ts';
import { type Weekday, weekdays } from '../src/sla/hours.ts';

dayjs.extend(dayjsBusinessTime);

/** Hours and closed dates of a calendar, in words that every library understands. */
export type PeerCalendar = { hours: Partial<Record<Weekday, Window[]>>; closed: string[] };

/** Business minutes, whole ones only: the libraries know no fractions. */
export type Peer = {
  name: string;
  addMinutes: (from: Date, minutes: number) => Date;
  minutesBetween: (from: Date, to: Date) => number;
};

/** What moment-business-time adds to a moment; it brings no types. */
type WorkingMoment = {
  addWorkingTime: (amount: number, unit: 'minutes') => WorkingMoment;
  workingDiff: (other: WorkingMoment, unit: 'minutes') => number;
  toDate: () => Date;
};

/** moment-business-time in the zone that is moment's default (the process's, or by `inMomentZone`). */
export function momentPeer({ hours, closed }: PeerCalendar): Peer {
  const workinghours = weekdays.map((day) => hours[day]?.flatMap(({ from, to }) => [from, to]) ?? null);
  const settings: object = { workinghours, holidays: closed };
  moment.updateLocale('en', settings);
  const at = (date: Date): WorkingMoment => moment(date) as unknown as WorkingMoment;
  return {
    name: 'moment-business-time',
    addMinutes: (from, minutes) => at(from).addWorkingTime(minutes, 'minutes').toDate(),
    // Plus nothing: no minutes come out as -0.
    minutesBetween: (from, to) => at(to).workingDiff(at(from), 'minutes') + 0,
  };
}

/** Runs something while moment's clock stands in another zone than the process. */
export function inMomentZone<T>(zone: string, work: () => T): T {
  moment.tz.setDefault(zone);
  try {
    return work();
  } finally {
    moment.tz.setDefault();
  }
}

/** dayjs-business-time, which knows the zone of the process only. */
export function dayjsPeer({ hours, closed }: PeerCalendar): Peer {
  const windows = (day: Weekday) =>
    hours[day]?.map(({ from, to }) => ({ start: `${from}:00`, end: `${to}:00` })) ?? null;
  dayjs.setBusinessTime({
    sunday: windows('sun'),
    monday: windows('mon'),
    tuesday: windows('tue'),
    wednesday: windows('wed'),
    thursday: windows('thu'),
    friday: windows('fri'),
    saturday: windows('sat'),
  });
  dayjs.setHolidays(closed);
  return {
    name: 'dayjs-business-time',
    addMinutes: (from, minutes) => dayjs(from).addBusinessMinutes(minutes).toDate(),
    // Its difference is that of the argument to the receiver, the other way round than dayjs's own.
    minutesBetween: (from, to) => dayjs(from).businessMinutesDiff(dayjs(to)),
  };
}
