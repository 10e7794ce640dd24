import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { facts, replyDue } from '../../gallery/facts.ts';
import type { Rules } from '../../src/offices/office.ts';
import { countedClock } from '../../src/requests/counted.ts';
import { followedBy, otherVersions } from '../../src/requests/countedBy.ts';
import { type ClockRow, replanned, stopped } from '../../src/requests/requestClocks.ts';
import { buildCalendar } from '../../src/sla/calendar.ts';
import { type Closure, withClosures } from '../../src/sla/closures.ts';

/** A calendar that changes behind a clock, again and again: each version has one closure more. */

const filed = facts().rules;
const closure = fc
  .tuple(fc.constantFrom('2026-06-01', '2026-06-02', '2026-06-03', '2026-06-04'), fc.constantFrom(0, 600, 720))
  .map(([day, from]): Closure => ({ day, from, to: 1440, reason: 'snow' }));
const versionsOf = (closures: readonly Closure[]): Rules[] =>
  Array.from({ length: closures.length + 1 }, (_, n) => ({
    ...filed,
    calendarId: n + 1,
    calendar: buildCalendar(withClosures(filed.calendar.spec, closures.slice(0, n))),
  }));
/** As it is loaded: with the versions that something of the clock goes by. */
const loaded = (versions: readonly Rules[], rules: Rules, clock: ClockRow): Rules =>
  otherVersions([clock], rules.calendarId).reduce((all, id) => {
    const version = versions[id - 1];
    return version
      ? { ...followedBy(version, all), earlier: new Map([...(all.earlier ?? []), [id, version.calendar]]) }
      : all;
  }, rules);

const clock: ClockRow = { ...replyDue, startedAt: new Date('2026-06-01T13:00:00Z') };
/** Of a week, in seconds. */
const second = fc.nat({ max: 5 * 24 * 3_600 });
const later = (from: Date, seconds: number): Date => new Date(from.getTime() + seconds * 1_000);
/** Which version holds when it breaks, when it ends, and when somebody asks how it was counted. */
const turns = fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 }), fc.nat({ max: 3 })).map((all) => all.toSorted());
const closures = fc.array(closure, { minLength: 3, maxLength: 3 });

function check(ended: ClockRow, read: Rules): void {
  const counted = countedClock(facts({}, { rules: read, pauses: [] }), ended, new Date('2026-06-30T12:00:00Z'));
  const sum = counted?.stretches.reduce((all, { minutes }) => all + minutes, 0);
  expect(sum).toBeCloseTo(ended.elapsed ?? -1, 6);
  expect(counted?.used).toBe(ended.elapsed);
  expect(counted?.stretches[0]?.from ?? ended.stoppedAt).toEqual(ended.startedAt);
  for (const [n, { to }] of (counted?.stretches ?? []).entries())
    expect(counted?.stretches[n + 1]?.from ?? ended.stoppedAt).toEqual(to);
}

describe('whatever calendars come', () => {
  test('what was broken is never kept after that, and keeps the time of which it was told', () => {
    fc.assert(
      fc.property(
        closures,
        turns,
        fc.nat({ max: 3_600 }),
        fc.integer({ min: 1, max: 5 * 24 * 3_600 }),
        (all, [a = 0, b = 0, c = 0], late, more) => {
          const versions = versionsOf(all);
          const [first, then, last] = [versions[a] ?? filed, versions[b] ?? filed, versions[c] ?? filed];
          const [planned] = replanned([clock], [], first);
          if (!planned?.dueAt) throw new Error('it has a due time');
          const breachedAt = later(planned.dueAt, 90 + late);
          const broken: ClockRow = { ...planned, breachedAt, brokenBy: first.calendarId };
          const [follows] = replanned([broken], [], loaded(versions, then, broken));
          expect(follows?.dueAt).toEqual(planned.dueAt);
          const ended = stopped(broken, later(breachedAt, more), [], loaded(versions, then, broken));
          expect(ended.met).toBe(false);
          expect(ended.elapsed).toBeGreaterThanOrEqual(clock.target ?? 0);
          check(ended, loaded(versions, last, ended));
        },
      ),
    );
  });

  test('the receipt of what was judged adds up to what was judged', () => {
    fc.assert(
      fc.property(closures, turns, second, (all, [, b = 0, c = 0], end) => {
        const versions = versionsOf(all);
        const [then, last] = [versions[b] ?? filed, versions[c] ?? filed];
        const ended = stopped(clock, later(clock.startedAt, end + 1), [], then);
        expect(ended.calendarId).toBe(then.calendarId);
        check(ended, loaded(versions, last, ended));
      }),
    );
  });

  test('a reply of before, that is known late, makes good what was announced', () => {
    const breachedAt = later(clock.dueAt ?? clock.startedAt, 90);
    const broken: ClockRow = { ...clock, breachedAt, brokenBy: filed.calendarId };
    expect(stopped(broken, later(clock.startedAt, 60), [], filed).met).toBe(true);
    expect(stopped(broken, later(breachedAt, 60), [], filed).met).toBe(false);
  });
});
