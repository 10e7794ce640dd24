/** The slow and plain way to count business time: look at the clock on the wall every minute. */
import type { CalendarSpec, Weekday } from '../../src/sla/calendar.ts';
import type { WeekHours } from '../../src/sla/hours.ts';

const MINUTE = 60_000;
/** No zone changes its offset at another moment than a quarter of an hour, so one look tells fifteen minutes. */
const QUARTER = 15 * MINUTE;

type Wall = { date: string; weekday: Weekday; minute: number };

/** The times asked about begin at whole minutes. */
export class MinuteWalker {
  readonly #spec: CalendarSpec;
  readonly #format: Intl.DateTimeFormat;
  readonly #seen = new Map<number, Wall>();

  constructor(spec: CalendarSpec) {
    this.#spec = spec;
    this.#format = new Intl.DateTimeFormat('en-CA', {
      timeZone: spec.zone,
      hourCycle: 'h23',
      weekday: 'short',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
  }

  /** The end of the minute in which so many open minutes have passed, not counting those in a pause. */
  due(from: Date, minutes: number, pauses: { from: Date; to: Date }[] = []): Date {
    let at = from.getTime();
    for (let left = minutes; left > 0; at += MINUTE) {
      if (this.isOpen(at) && !pauses.some((pause) => at >= pause.from.getTime() && at < pause.to.getTime())) left--;
    }
    return new Date(at);
  }

  between(from: Date, to: Date): number {
    let open = 0;
    for (let at = from.getTime(); at < to.getTime(); at += MINUTE) if (this.isOpen(at)) open++;
    return open;
  }

  isOpen(at: number): boolean {
    const { date, weekday, minute } = this.#wall(at);
    const special = this.#spec.specialDays.find((day) => day.date === date);
    const windows = special?.windows ?? this.#hoursOn(date)[weekday] ?? [];
    return windows.some(({ from, to }) => minute >= minuteOfDay(from) && minute < minuteOfDay(to));
  }

  /** Day by day through the season, as a calendar on the wall would have it. */
  #hoursOn(date: string): WeekHours {
    const day = date.slice(5);
    const season = this.#spec.seasons?.find(({ from, until }) =>
      from <= until ? day >= from && day <= until : day >= from || day <= until,
    );
    return season?.hours ?? this.#spec.hours;
  }

  #wall(at: number): Wall {
    const quarter = Math.floor(at / QUARTER) * QUARTER;
    let wall = this.#seen.get(quarter);
    if (wall === undefined) {
      wall = this.#look(quarter);
      this.#seen.set(quarter, wall);
    }
    return { ...wall, minute: wall.minute + Math.floor((at - quarter) / MINUTE) };
  }

  #look(at: number): Wall {
    const part = new Map(this.#format.formatToParts(at).map(({ type, value }) => [type, value]));
    return {
      date: `${part.get('year')}-${part.get('month')}-${part.get('day')}`,
      weekday: String(part.get('weekday')).toLowerCase().slice(0, 3) as Weekday,
      minute: Number(part.get('hour')) * 60 + Number(part.get('minute')),
    };
  }
}

function minuteOfDay(time: string): number {
  const [hour, minute] = time.split(':');
  return Number(hour) * 60 + Number(minute);
}
