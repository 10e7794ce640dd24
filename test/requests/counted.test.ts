import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { facts, finishDue, replyDue } from '../../gallery/facts.ts';
import { countedClock, countedClocks } from '../../src/requests/counted.ts';
import type { RequestPause } from '../../src/requests/requestClocks.ts';
import { buildCalendar } from '../../src/sla/calendar.ts';
import { elapsed } from '../../src/sla/clocks.ts';
import { withClosures } from '../../src/sla/closures.ts';

const at = (text: string): Date => new Date(text);

describe('how a clock was counted', () => {
  test('every stretch has its reason', () => {
    const rules = facts().rules;
    const spec = withClosures(rules.calendar.spec, [{ day: '2026-06-02', from: 720, to: 1440, reason: 'snow' }]);
    const asked = { ...facts().messages[0], number: 4, asks: true, deliveredAt: at('2026-06-03T15:00:00Z') };
    const pauses: RequestPause[] = [
      { kind: 'waiting_on_agency', from: at('2026-06-03T15:00:00Z'), to: at('2026-06-04T14:00:00Z') },
    ];
    const known = facts({}, { rules: { ...rules, calendar: buildCalendar(spec) }, pauses, messages: [asked] as never });
    const counted = countedClock(
      known,
      { ...finishDue, stoppedAt: at('2026-06-04T15:00:00Z') },
      at('2026-06-09T15:00:00Z'),
    );
    expect(
      counted?.stretches.map(({ from, to, minutes, excluded }) => [
        from.toISOString(),
        to.toISOString(),
        minutes,
        excluded,
      ]),
    ).toEqual([
      ['2026-06-01T14:00:00.000Z', '2026-06-01T21:00:00.000Z', 420, undefined],
      // Nobody would have been there in the morning before nine: it is not closed for snow then.
      ['2026-06-01T21:00:00.000Z', '2026-06-02T13:00:00.000Z', 0, { kind: 'hours' }],
      ['2026-06-02T13:00:00.000Z', '2026-06-02T16:00:00.000Z', 180, undefined],
      ['2026-06-02T16:00:00.000Z', '2026-06-03T04:00:00.000Z', 0, { kind: 'closed', name: 'snow' }],
      ['2026-06-03T04:00:00.000Z', '2026-06-03T13:00:00.000Z', 0, { kind: 'hours' }],
      ['2026-06-03T13:00:00.000Z', '2026-06-03T15:00:00.000Z', 120, undefined],
      ['2026-06-03T15:00:00.000Z', '2026-06-03T21:00:00.000Z', 0, { kind: 'waiting_on_agency', number: 4 }],
      ['2026-06-03T21:00:00.000Z', '2026-06-04T13:00:00.000Z', 0, { kind: 'hours' }],
      ['2026-06-04T13:00:00.000Z', '2026-06-04T14:00:00.000Z', 0, { kind: 'waiting_on_agency', number: 4 }],
      ['2026-06-04T14:00:00.000Z', '2026-06-04T15:00:00.000Z', 60, undefined],
    ]);
    expect(counted?.used).toBe(780);
  });

  test('the stretches follow without a gap and sum exactly to what elapsed, whatever the pauses', () => {
    const start = Date.parse('2026-06-01T14:00:00Z');
    const moment = fc.integer({ min: 0, max: 20 * 24 * 3_600 }).map((second) => new Date(start + second * 1_000));
    const pause = fc
      .tuple(
        moment,
        fc.option(moment, { nil: undefined }),
        fc.constantFrom('waiting_on_agency' as const, 'resolved' as const),
      )
      .map(([from, to, kind]): RequestPause => ({ kind, from, ...(to && { to }) }));
    fc.assert(
      fc.property(fc.array(pause, { maxLength: 5 }), moment, (pauses, now) => {
        const known = facts({}, { pauses });
        const clock = { ...finishDue, kind: 'total_resolution' as const, startedAt: new Date(start) };
        const counted = countedClock(known, clock, now);
        expect(counted?.used).toBe(elapsed(known.rules.calendar, clock.startedAt, now, pauses));
        const stretches = counted?.stretches ?? [];
        const ms = stretches.reduce((sum, { minutes }) => sum + Math.round(minutes * 60_000), 0);
        expect(ms).toBe(Math.round((counted?.used ?? 0) * 60_000));
        for (const [index, { from }] of stretches.entries())
          expect(from).toEqual(stretches[index - 1]?.to ?? clock.startedAt);
        if (stretches.length > 0) expect(stretches.at(-1)?.to).toEqual(now);
      }),
    );
  });

  test('what was used and what is still to come make the target, at any time before it is due', () => {
    const { startedAt, dueAt, target } = finishDue;
    const moment = fc.date({ min: startedAt, max: new Date((dueAt?.getTime() ?? 0) - 1), noInvalidDate: true });
    fc.assert(
      fc.property(moment, (now) => {
        const counted = countedClock(facts(), finishDue, now);
        const ahead = counted?.ahead ?? [];
        expect(ahead.reduce((sum, { minutes }) => sum + minutes, counted?.used ?? 0)).toBeCloseTo(target ?? 0, 6);
        expect([ahead[0]?.from, ahead.at(-1)?.to]).toEqual([now, dueAt]);
      }),
    );
    expect(countedClock(facts(), finishDue, new Date((dueAt?.getTime() ?? 0) + 1))?.ahead, 'it is late').toEqual([]);
    const stopped = { ...finishDue, stoppedAt: startedAt };
    expect(countedClock(facts(), stopped, startedAt)?.ahead).toEqual([]);
  });

  test('the resolution stands there once, and a second time once it was reopened', () => {
    const now = at('2026-06-05T15:00:00Z');
    const total = { ...finishDue, id: finishDue.id + 1, kind: 'total_resolution' as const };
    const kinds = (clocks: (typeof finishDue)[], pauses: RequestPause[] = []) =>
      countedClocks({ ...facts({}, { pauses }), clocks }, now).map(({ clock }) => clock.kind);
    expect(kinds([total, finishDue])).toEqual(['first_resolution']);
    const resolvedAt = at('2026-06-04T15:00:00Z');
    const first = { ...finishDue, stoppedAt: resolvedAt };
    expect(kinds([first, { ...total, stoppedAt: resolvedAt }])).toEqual(['first_resolution']);
    const again: RequestPause[] = [{ kind: 'resolved', from: resolvedAt, to: at('2026-06-05T14:00:00Z') }];
    expect(kinds([first, total], again)).toEqual(['first_resolution', 'total_resolution']);
  });

  test('nothing is told of a clock that nobody is owed, or that a year nobody confirmed would have to tell', () => {
    const dropped = { ...replyDue, droppedAt: at('2026-06-02T15:00:00Z') };
    expect(countedClock(facts(), dropped, at('2026-06-03T15:00:00Z'))).toBeUndefined();
    expect(countedClock(facts(), replyDue, at('2028-06-03T15:00:00Z'))).toBeUndefined();
  });
});
