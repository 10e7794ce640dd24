import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runDue } from '../../src/cli/due.ts';
import { parseHours } from '../../src/sla/hoursText.ts';
import { unsureTimes } from '../../src/sla/unsureTimes.ts';
import { MinuteWalker } from '../sla/minuteWalker.ts';
import { calendarWithTimes } from '../sla/randomCalendars.ts';
import { answers, type Chunks, chunks, office, policy, run } from './runningDue.ts';

describe('questions in lines of JSON', () => {
  const at = '2026-03-06T16:00';

  it('are answered in order, each by a line', async () => {
    expect(
      await answers(
        [],
        { at, targetMinutes: 240, pauses: [['2026-03-09T10:00', '2026-03-09T11:00']] },
        '',
        { at: '2026-03-06T21:00:00Z', targetMinutes: 60 },
        { at: '2026-03-06T16:00:00.250-05:00', targetMinutes: 0.5, pauses: null },
        '  \t\r',
        { at, targetMinutes: 0 },
      ),
    ).toEqual([
      { due: '2026-03-09T16:00:00Z' },
      { due: '2026-03-06T22:00:00Z' },
      { due: '2026-03-06T21:00:30.250Z' },
      { due: '2026-03-06T21:00:00Z' },
    ]);
  });

  it.each<[unknown, string]>([
    ['{', 'not JSON: '],
    ['NaN', 'not JSON: '],
    [[], 'a question is an object such as'],
    ['null', 'a question is an object such as'],
    [{}, 'targetMinutes: expected a number of minutes, 0 or more, found nothing'],
    [{ at, targetMinutes: '240' }, 'targetMinutes: expected a number of minutes, 0 or more, found "240"'],
    [{ at, targetMinutes: -1 }, 'targetMinutes: expected a number of minutes, 0 or more, found -1'],
    [`{"at":"${at}","targetMinutes":1e999}`, 'targetMinutes: expected a number of minutes'],
    [{ targetMinutes: 1 }, 'at: expected a time such as "2026-03-06T16:00", found nothing'],
    [{ at: 1772830800000, targetMinutes: 1 }, 'at: expected a time such as "2026-03-06T16:00", found 1772830800000'],
    [
      { at: '2026-02-29T10:00', targetMinutes: 1 },
      'at: "2026-02-29T10:00" is not a time: there is no such date or hour',
    ],
    [{ at: '2026-03-06T24:00', targetMinutes: 1 }, 'there is no such date or hour'],
    [{ at: '2026-03-06T10:60', targetMinutes: 1 }, 'minutes and seconds end at 59'],
    [{ at, targetMinutes: 1, pauses: {} }, 'pauses: expected a list of [from, to], found {}'],
    [{ at, targetMinutes: 1, pauses: ['x'] }, 'pauses[0]: expected [from, to], found "x"'],
    [{ at, targetMinutes: 1, pauses: [[at, at, at]] }, 'pauses[0]: expected [from, to]'],
    [{ at, targetMinutes: 1, pauses: [[]] }, 'pauses[0]: expected [from, to]'],
    [
      {
        at,
        targetMinutes: 1,
        pauses: [
          [at, at],
          [at, 'x'],
        ],
      },
      'pauses[1] to: "x" is not a time',
    ],
    [{ at, targetMinutes: 1, pauses: [[null, at]] }, 'pauses[0] from: expected a time'],
    [
      { at, targetMinutes: 1, pauses: [['2026-03-09T10:00', '2026-03-09T09:00']] },
      'pauses[0]: the pause ends (2026-03-09T09:00) before it begins (2026-03-09T10:00)',
    ],
    [{ at, targetMinutes: 1e300 }, 'the calendar is not confirmed for 2027'],
  ])('%j is an error', async (question, message) => {
    const [answer] = await answers([], question);
    expect(Object.keys(answer)).toEqual(['error']);
    expect(answer.error).toContain(message);
  });

  it('with a pause that has not ended have no due time, unless it comes before', async () => {
    const open = { error: 'no due time yet: paused since 2026-03-09T14:00:00Z and not ended' };
    expect(
      await answers(
        [],
        { at, targetMinutes: 240, pauses: [['2026-03-09T10:00']] },
        { at, targetMinutes: 240, pauses: [['2026-03-09T10:00', null]] },
        { at, targetMinutes: 60, pauses: [['2026-03-09T10:00', null]] },
      ),
    ).toEqual([open, open, { due: '2026-03-06T22:00:00Z' }]);
  });

  it('reach into any year of a calendar of its own, but not beyond it', async () => {
    const asked = [2150, 1950, 2026].map((year) => ({ at: `${year}-06-15T12:00:00Z`, targetMinutes: 150_000 }));
    const [late, early, now, huge] = await answers(['--zone', 'UTC'], ...asked, { at, targetMinutes: 1e300 });
    const nineToFive = { zone: 'UTC', hours: parseHours('Mon-Fri 09:00-17:00'), specialDays: [], confirmedYears: [] };
    const walker = new MinuteWalker(nineToFive);
    const due = asked.map((question) => walker.due(new Date(question.at), question.targetMinutes));
    expect([late, early, now].map((answer) => new Date(answer.due))).toEqual(due);
    expect(huge).toEqual({ error: 'this reaches outside the years 1900 to 2200' });
  });

  it('may be cut anywhere between chunks, in a character too, and need no last line break', async () => {
    const text = `\uFEFF${JSON.stringify({ at, targetMinutes: 60, note: 'día 🙂' })}\r\n{"é\n${JSON.stringify({ at, targetMinutes: 120 })}`;
    const bytes = new TextEncoder().encode(text);
    const single = await run(['--ndjson'], chunks(bytes));
    const cut = await run(['--ndjson'], chunks(...Array.from(bytes, (byte) => Uint8Array.of(byte))));
    const strings = await run(['--ndjson'], chunks(...text));
    expect(single.out.split('\n').map((line) => Object.keys(JSON.parse(line)))).toEqual([['due'], ['error'], ['due']]);
    expect(cut.out).toBe(single.out);
    expect(strings.out).toBe(single.out);
  });

  it('are answered as they come, not when all have come', async () => {
    const seen: string[] = [];
    const answeredBefore: number[] = [];
    async function* slowly(): Chunks {
      for (let n = 0; n < 3; n++) {
        answeredBefore.push(seen.length);
        yield `${JSON.stringify({ at, targetMinutes: n })}\n`;
      }
    }
    const loadOffice = async () => ({ calendar: office, policy, lines: [], agencies: [] });
    const io = { err: () => {}, loadOffice, defaultOffice: '' };
    await runDue(['--ndjson'], { ...io, stdin: slowly(), out: (line) => seen.push(line) });
    expect(answeredBefore).toEqual([0, 1, 2]);
  });

  it('whatever they are, get one answer a line', async () => {
    const time = fc.oneof(
      fc.constantFrom(at, '2026-03-08T02:30', '2026-11-01T01:30Z', '9999-12-31T23:59'),
      fc.string(),
      fc.constant(null),
    );
    const likely = fc.record(
      {
        at: time,
        targetMinutes: fc.oneof(fc.double(), fc.integer(), fc.string()),
        pauses: fc.oneof(fc.array(fc.array(time, { maxLength: 3 })), fc.jsonValue()),
      },
      { requiredKeys: [] },
    );
    const line = fc.oneof(
      likely.map((question) => JSON.stringify(question)),
      fc.json(),
      fc.string({ unit: 'grapheme' }).map((text) => text.replace(/\s/g, '_')),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          line.filter((text) => text.trim() !== ''),
          { minLength: 1, maxLength: 20 },
        ),
        async (lines) => {
          const got = await answers(['--zone', 'America/New_York'], ...lines);
          expect(got).toHaveLength(lines.length);
          for (const answer of got) expect(typeof (answer.due ?? answer.error)).toBe('string');
        },
      ),
    );
  });

  it('agree with a walk minute by minute on calendars described in the command line', async () => {
    const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
    const pausesAfter = fc.array(fc.tuple(fc.integer({ min: -600, max: 4000 }), fc.integer({ min: 0, max: 1500 })), {
      maxLength: 3,
    });
    const targets = fc.integer({ min: 0, max: 1000 });
    await fc.assert(
      fc.asyncProperty(
        calendarWithTimes(1),
        targets,
        pausesAfter,
        async ({ spec: { seasons: _, ...spec }, at: [from = new Date(0)] }, targetMinutes, list) => {
          // Seasons stand in an office's file alone.
          // An office that opens at a midnight which comes twice, as in Havana, is refused.
          fc.pre(unsureTimes(spec, [2024, 2025, 2026, 2027, 2028]).length === 0);
          const say = (windows: { from: string; to: string }[]) =>
            windows.map(({ from, to }) => `${from}-${to}`).join(' ') || 'closed';
          const args = [
            '--zone',
            spec.zone,
            '--hours',
            days.map((day) => `${day} ${say(spec.hours[day] ?? [])}`).join('; '),
          ];
          for (const { date, windows } of spec.specialDays) args.push('--special', `${date}=${say(windows)}`);
          const pauses = list.map(([after, length]) => {
            const begin = from.getTime() + after * 60_000;
            return { from: new Date(begin), to: new Date(begin + length * 60_000) };
          });
          const [answer] = await answers(args, {
            at: from,
            targetMinutes,
            pauses: pauses.map((pause) => [pause.from, pause.to]),
          });
          const due = new MinuteWalker(spec).due(from, targetMinutes, pauses);
          expect(answer).toEqual({ due: due.toISOString().replace('.000Z', 'Z') });
        },
      ),
    );
  });
});
