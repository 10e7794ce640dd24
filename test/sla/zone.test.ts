import { describe, expect, it } from 'vitest';
import { findZone, instantOf, offsetAt, readWall, wallTime, type Zone } from '../../src/sla/zone.ts';

const zone = (name: string): Zone => {
  const found = findZone(name);
  if (found === undefined) throw new Error(`no zone ${name}`);
  return found;
};
const wall = (text: string) => Date.parse(`${text}Z`);
const read = (name: string, text: string) => {
  const { instant, reading } = readWall(zone(name), wall(text));
  return [new Date(instant).toISOString(), reading];
};

describe('wall times', () => {
  it.each([
    ['America/New_York', '2026-03-08T01:59', '2026-03-08T06:59:00.000Z', 'once'],
    ['America/New_York', '2026-03-08T02:30', '2026-03-08T07:00:00.000Z', 'never'],
    ['America/New_York', '2026-03-08T03:00', '2026-03-08T07:00:00.000Z', 'once'],
    ['America/New_York', '2026-11-01T01:30', '2026-11-01T05:30:00.000Z', 'twice'],
    ['America/New_York', '2026-11-01T02:00', '2026-11-01T07:00:00.000Z', 'once'],
    ['Australia/Lord_Howe', '2026-10-04T02:10', '2026-10-03T15:30:00.000Z', 'never'],
    ['Australia/Lord_Howe', '2026-04-05T01:45', '2026-04-04T14:45:00.000Z', 'twice'],
    ['America/Adak', '2026-03-08T02:30', '2026-03-08T12:00:00.000Z', 'never'],
    ['Asia/Kathmandu', '2026-06-01T12:00', '2026-06-01T06:15:00.000Z', 'once'],
    // Samoa left out a whole day.
    ['Pacific/Apia', '2011-12-30T12:00', '2011-12-30T10:00:00.000Z', 'never'],
    ['Pacific/Apia', '2011-12-31T00:00', '2011-12-30T10:00:00.000Z', 'once'],
  ])('%s %s', (name, text, instant, reading) => {
    expect(read(name, text)).toEqual([instant, reading]);
  });

  it('come back from every instant of a year that they stand for, but in the repeated hour', () => {
    for (const name of ['America/St_Johns', 'Africa/Casablanca', 'Australia/Lord_Howe', 'Africa/Cairo', 'Asia/Gaza']) {
      for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 15 * 60_000) {
        const back = instantOf(zone(name), wallTime(zone(name), at));
        if (back === at) continue;
        expect(offsetAt(zone(name), back)).toBeGreaterThan(offsetAt(zone(name), at));
        expect(at - back).toBe(offsetAt(zone(name), back) - offsetAt(zone(name), at));
      }
    }
  });

  it('are as Intl shows them', () => {
    for (const name of ['America/New_York', 'Africa/Casablanca', 'America/Adak', 'Europe/Amsterdam']) {
      const format = new Intl.DateTimeFormat('sv-SE', { timeZone: name, dateStyle: 'short', timeStyle: 'medium' });
      for (let at = Date.UTC(1936, 11, 20); at < Date.UTC(1938, 0, 10); at += 7 * 3_600_001) {
        const shown = new Date(wallTime(zone(name), at)).toISOString().slice(0, 19).replace('T', ' ');
        expect(shown).toBe(format.format(at));
      }
    }
  });
});

describe('zones', () => {
  it('are found by their IANA names only', () => {
    expect(findZone('America/Chicago')?.name).toBe('America/Chicago');
    expect(findZone('UTC')?.name).toBe('UTC');
    for (const name of ['', 'Chicago/America', '+05:00', '-0500', 'local time']) expect(findZone(name)).toBeUndefined();
  });
});
