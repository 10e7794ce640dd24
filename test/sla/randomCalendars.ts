/** Calendars and times for the properties: many zones, half days, lunch breaks, and times near clock changes. */
import fc from 'fast-check';
import type { CalendarSpec, SpecialDay, Window } from '../../src/sla/calendar.ts';
import { sayTime, weekdays } from '../../src/sla/hours.ts';
import type { Season } from '../../src/sla/seasons.ts';
import { findZone, offsetAt } from '../../src/sla/zone.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const FIRST = Date.UTC(2025, 0, 3);
const DAYS = 2 * 365;

const zoneNames = [
  ...['America/New_York', 'America/Chicago', 'America/Denver', 'America/Phoenix', 'America/Los_Angeles'],
  ...['America/Anchorage', 'America/Adak', 'Pacific/Honolulu', 'America/St_Johns', 'Australia/Lord_Howe'],
  ...['Africa/Casablanca', 'Africa/Cairo', 'America/Havana', 'America/Santiago', 'Europe/Helsinki', 'Europe/London'],
  ...['Asia/Kathmandu', 'Pacific/Chatham', 'Pacific/Apia', 'Antarctica/Troll', 'UTC'],
];

const zones = fc.constantFrom(...zoneNames);

/**
 * Midnight, or a quarter of an hour from 04:00 to 23:00: times that a repeated hour of these zones may contain are
 * open to two readings, and so are left out. 23:30 is one in Cairo.
 */
const boundary = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(0, 1440) },
  { weight: 8, arbitrary: fc.integer({ min: 16, max: 92 }).map((quarter) => quarter * 15) },
);

/** Up to two windows a day; sometimes they touch. */
const dayWindows: fc.Arbitrary<Window[]> = fc
  .uniqueArray(boundary, { minLength: 0, maxLength: 4 })
  .map((minutes) => minutes.sort((a, b) => a - b))
  .chain((minutes) =>
    minutes.length === 3
      ? fc.constantFrom([0, 1, 1, 2], [0, 2]).map((places) => places.map((p) => minutes[p] ?? 0))
      : fc.constant(minutes),
  )
  .map((minutes) => {
    const windows: Window[] = [];
    for (let i = 0; i + 1 < minutes.length; i += 2) {
      windows.push({ from: sayTime(minutes[i] ?? 0), to: sayTime(minutes[i + 1] ?? 0) });
    }
    return windows;
  });

const usualDay = fc.oneof(
  { weight: 3, arbitrary: fc.constant([{ from: '09:00', to: '17:00' }]) },
  { weight: 2, arbitrary: dayWindows },
);

const specialDay: fc.Arbitrary<SpecialDay> = fc.record({
  date: fc.integer({ min: 0, max: DAYS }).map((day) => new Date(FIRST + day * DAY).toISOString().slice(0, 10)),
  name: fc.constantFrom('Holiday', 'Half day', 'Snow'),
  windows: fc.oneof(fc.constant<Window[]>([]), dayWindows),
});

/** Over the new year too, and with a day on which the office is closed in summer. */
const seasons: Season[] = [
  {
    ...{ name: 'Summer', from: '06-01', until: '08-31' },
    hours: Object.fromEntries(
      weekdays.slice(0, 5).map((day) => [
        day,
        [
          { from: '07:00', to: '12:00' },
          { from: '13:00', to: '17:30' },
        ],
      ]),
    ),
  },
  {
    ...{ name: 'Winter', from: '11-15', until: '02-29' },
    hours: { mon: [{ from: '10:00', to: '15:00' }], thu: [{ from: '00:00', to: '24:00' }] },
  },
];

export const calendars: fc.Arbitrary<CalendarSpec> = fc
  .record({
    zone: zones,
    week: fc.array(usualDay, { minLength: 7, maxLength: 7 }),
    specialDays: fc.uniqueArray(specialDay, { maxLength: 40, selector: ({ date }) => date }),
    seasons: fc.subarray(seasons),
  })
  // Something must be open on two days of the week, or a walk minute by minute takes for ever.
  .filter(({ week }) => week.filter((windows) => windows.length > 0).length >= 2)
  .map(({ zone, week, specialDays, seasons: some }) => ({
    zone,
    ...(some.length > 0 && { seasons: some }),
    hours: Object.fromEntries(weekdays.map((day, index) => [day, week[index] ?? []])),
    specialDays,
    confirmedYears: [2024, 2025, 2026, 2027],
  }));

/** The instants at which a zone changes its clocks. */
function changesOf(zoneName: string): number[] {
  const zone = findZone(zoneName);
  if (zone === undefined) throw new Error(`no zone ${zoneName}`);
  const days = Array.from({ length: DAYS }, (_, day) => FIRST + day * DAY);
  return days.filter((day) => offsetAt(zone, day) !== offsetAt(zone, day + DAY));
}

const changes = new Map(zoneNames.map((zone) => [zone, changesOf(zone)]));

/** Whole minutes, most of them within a few days of a clock change of the zone. */
export function times(zone: string): fc.Arbitrary<Date> {
  const any = fc.integer({ min: 0, max: DAYS * 1440 }).map((minute) => FIRST + minute * MINUTE);
  const near = changes.get(zone) ?? [];
  if (near.length === 0) return any.map((at) => new Date(at));
  const around = fc
    .tuple(fc.constantFrom(...near), fc.integer({ min: -4 * 1440, max: 2 * 1440 }))
    .map(([change, minutes]) => change + minutes * MINUTE);
  return fc.oneof({ weight: 2, arbitrary: any }, { weight: 3, arbitrary: around }).map((at) => new Date(at));
}

/** A calendar with times of its zone. */
export function calendarWithTimes<N extends number>(count: N): fc.Arbitrary<{ spec: CalendarSpec; at: Date[] }> {
  return calendars.chain((spec) =>
    fc.array(times(spec.zone), { minLength: count, maxLength: count }).map((at) => ({ spec, at })),
  );
}
