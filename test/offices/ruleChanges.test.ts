import { describe, expect, it } from 'vitest';
import { watchMoves } from '../../src/offices/promiseMoves.ts';
import type { OpenPromise } from '../../src/offices/roster.ts';
import { calendarChanges, policyChanges, sayHours } from '../../src/offices/ruleChanges.ts';
import { withSpecialDays } from '../../src/sla/calendar.ts';
import { parseHours } from '../../src/sla/hoursText.ts';
import { storyOffice } from '../support/office.ts';

const { calendar, policy } = storyOffice();
/** Shown promise by promise, as it is page by page. */
const movesOf = (...[spec, promises, now]: [typeof calendar, readonly OpenPromise[], Date]) => {
  const moves = watchMoves(spec, now);
  for (const one of promises) moves.see([one]);
  return moves.seen();
};
const snow = { date: '2026-06-02', name: 'Snow', windows: [] };

describe('what is different in the rules of an office', () => {
  it('is nothing between equals', () => {
    expect(calendarChanges(calendar, structuredClone(calendar))).toEqual([]);
    expect(policyChanges(policy, structuredClone(policy))).toEqual([]);
  });

  it('is said for a calendar day by day', () => {
    const changed = withSpecialDays(calendar, [
      snow,
      { date: '2026-12-24', name: 'Eve', windows: [{ from: '09:00', to: '12:00' }] },
    ]);
    const other = {
      ...changed,
      zone: 'America/Chicago',
      hours: parseHours('Mon-Thu 08:00-12:00 13:00-17:00; Sat 10:00-12:00'),
    };
    expect(calendarChanges(calendar, { ...other, confirmedYears: [2026] })).toEqual([
      'time zone America/New_York → America/Chicago',
      'hours Mon-Fri 09:00-17:00 → Mon-Thu 08:00-12:00 13:00-17:00; Sat 10:00-12:00',
      'confirmed for 2026 (before: 2026, 2027)',
      'closed on 2026-06-02 (Snow)',
      'open 09:00-12:00 on 2026-12-24 (Eve)',
    ]);
    expect(calendarChanges(changed, calendar)).toEqual([
      'usual hours on 2026-06-02 (was Snow)',
      'usual hours on 2026-12-24 (was Eve)',
    ]);
  });

  it('is said for seasons by their names', () => {
    const summer = { name: 'Summer hours', from: '06-01', until: '08-31', hours: parseHours('Mon-Thu 07:00-17:30') };
    const said = 'Summer hours, from 06-01 to 08-31: Mon-Thu 07:00-17:30';
    expect(calendarChanges(calendar, { ...calendar, seasons: [summer] })).toEqual([said]);
    expect(
      calendarChanges({ ...calendar, seasons: [{ ...summer, until: '07-31' }] }, { ...calendar, seasons: [summer] }),
    ).toEqual([said]);
    expect(calendarChanges({ ...calendar, seasons: [summer] }, calendar)).toEqual(['no Summer hours any more']);
  });

  it('is said for promises target by target', () => {
    const targets = { ...policy.targets, normal: { ...policy.targets.normal, firstReply: 480 } };
    const escalations = [{ percent: 90, tell: ['backup', 'supervisor'] as const }];
    expect(policyChanges(policy, { ...policy, targets, goalPercent: 50, escalations })).toEqual([
      'normal, first reply: 4 business hours → 1 business day (8 business hours)',
      'goal 75% → 50%',
      'escalations at 90% to backup and supervisor',
    ]);
  });

  it('is said for what follows after a broken promise', () => {
    const repeats = { everyDays: 2, tell: [['supervisor'], ['administrator', 'head']] as const };
    const more = { repeats, head: 'pat@state.example', quietHours: { from: '21:00', to: '06:00' } };
    expect(policyChanges(policy, { ...policy, ...more })).toEqual([
      'a broken promise is said again every 2 business days, to supervisor, then administrator and head',
      'head of the office: pat@state.example',
      'quiet hours 20:00-07:00 → 21:00-06:00',
    ]);
    expect(policyChanges({ ...policy, ...more }, { ...policy, repeats: { everyDays: 1, tell: [] } })).toEqual([
      'a broken promise is not said again',
      'head of the office: nobody',
      'quiet hours 21:00-06:00 → 20:00-07:00',
    ]);
  });

  it('names days that are apart one by one', () => {
    expect(sayHours(parseHours('Mon, Wed, Fri 09:00-12:00; Sat-Sun 10:00-11:00'))).toBe(
      'Mon 09:00-12:00; Wed 09:00-12:00; Fri 09:00-12:00; Sat-Sun 10:00-11:00',
    );
  });
});

describe('what a calendar does to open promises', () => {
  // Monday 1 June 2026, 15:00 in New York: four hours end on Tuesday at 11:00.
  const monday = new Date('2026-06-01T19:00:00Z');
  const promised = {
    officeId: 1,
    calendarId: 1,
    agency: 'DOT',
    line: null,
    priority: 'normal',
    urgentSince: null,
  } as const;
  const promise = (change: Partial<OpenPromise> = {}): OpenPromise => ({
    promised,
    requestId: 1001,
    kind: 'first_reply',
    startedAt: monday,
    target: 240,
    dueAt: new Date('2026-06-02T15:00:00Z'),
    breachedAt: null,
    pauses: [],
    ...change,
  });
  const nothing = { later: [], earlier: [], late: [], unknown: [], dated: [] };

  it('leaves them where it is the same', () => {
    expect(movesOf(calendar, [promise()], monday)).toEqual(nothing);
  });

  it('moves them, and counts a request once', () => {
    const closed = withSpecialDays(calendar, [snow]);
    const two = [promise(), promise({ kind: 'first_resolution' }), promise({ requestId: 1002 })];
    expect(movesOf(closed, two, monday)).toEqual({ ...nothing, later: [1001, 1002] });
  });

  it('makes late what would have been due before now, but not what is late already', () => {
    const longer = { ...calendar, hours: parseHours('Mon-Fri 08:00-19:00') };
    const now = new Date('2026-06-02T13:00:00Z');
    const late = promise({ requestId: 1002, dueAt: new Date('2026-06-02T12:30:00Z') });
    expect(movesOf(longer, [promise(), late], now)).toEqual({ ...nothing, earlier: [1001, 1002], late: [1001] });
  });

  it('counts the pauses of a clock, and leaves one that stands still', () => {
    const paused = { kind: 'waiting_on_agency' as const, from: monday };
    const closed = withSpecialDays(calendar, [snow]);
    const still = promise({ kind: 'first_resolution', dueAt: null, pauses: [paused] });
    expect(movesOf(closed, [still, promise({ pauses: [paused] })], monday)).toEqual({ ...nothing, later: [1001] });
  });

  it('says which would have no due time', () => {
    const short = { ...calendar, confirmedYears: [2025] };
    expect(movesOf(short, [promise()], monday)).toEqual({ ...nothing, unknown: [1001] });
  });
});
