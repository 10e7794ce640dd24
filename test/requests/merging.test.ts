import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { devon, facts, lee, question } from '../../gallery/facts.ts';
import { decideMerging, readMerging } from '../../src/requests/decide/merging.ts';
import type { RequestFacts } from '../../src/requests/facts.ts';
import { type ClockRow, openingClocks, owedReply, stopped } from '../../src/requests/requestClocks.ts';
import { clockKinds } from '../../src/sla/clockKinds.ts';

/** What was asked first goes on in what was asked later: nobody gains a minute by that. */

const MINUTE = 60_000;
const monday = Date.parse('2026-06-01T13:00:00Z');
const instant = (minutes: number): Date => new Date(monday + minutes * MINUTE);

type Asked = { id: number; at: number; urgentAfter: number | null; by?: number };

/** A request as it is when nobody has answered it yet. */
function asked({ id, at, urgentAfter, by = 1 }: Asked): RequestFacts {
  const openedAt = instant(at);
  const urgentSince = urgentAfter === null ? null : instant(at + urgentAfter);
  const request = {
    ...{ id, openedAt, requesterId: by, urgentSince, urgentReason: null },
    ...{ priority: urgentSince ? ('urgent' as const) : ('normal' as const) },
  };
  const { rules } = facts();
  const promised = { officeId: 1, agency: 'DOT', line: 'purchasing', ...request };
  const clocks = openingClocks(promised, rules).map((clock, nth) => ({ ...clock, id: 10 * id + nth }));
  return facts(request, { clocks, messages: [{ ...question, at: openedAt }] });
}

const answered = (of: RequestFacts, at: Date): RequestFacts => ({
  ...of,
  clocks: of.clocks.map((clock) => (clock.kind === 'first_reply' ? stopped(clock, at, [], of.rules) : clock)),
  messages: [
    ...of.messages,
    { ...question, id: 2, number: 2, kind: 'to agency', authorId: lee.id, at, deliveredAt: at },
  ],
});

/** The clocks that begin with the request, whichever they are. */
const ofRequest = ({ clocks }: RequestFacts) => clocks.filter(({ kind }) => clockKinds[kind].begins === 'request');

const owed = ({ clocks }: RequestFacts) => {
  const clock = owedReply(clocks);
  if (!clock?.dueAt) throw new Error('a reply is owed');
  return { since: clock.startedAt, dueAt: clock.dueAt };
};

const same =
  ({ kind }: ClockRow) =>
  (other: ClockRow) =>
    other.kind === kind;

function merged(into: RequestFacts, part: RequestFacts, minute: number): RequestFacts {
  const now = instant(minute);
  return decideMerging(into, part, devon, now, now)?.after ?? into;
}

const WEEK = 5 * 1440;
const urgentAfter = fc.option(fc.nat({ max: 600 }));
const two = fc.record({ one: fc.nat({ max: WEEK }), other: fc.nat({ max: WEEK }), later: fc.nat({ max: 1440 }) });

describe('one request is made a part of another', () => {
  test('the oldest question counts, and no promise is later than any of the two was; what is late is not forgotten', () => {
    fc.assert(
      fc.property(two, urgentAfter, urgentAfter, ({ one, other, later }, first, second) => {
        const minute = Math.max(one + (first ?? 0), other + (second ?? 0)) + later;
        const part = asked({ id: 1041, at: one, urgentAfter: first });
        const into = asked({ id: 1042, at: other, urgentAfter: second });
        const isLate = (of: RequestFacts) => owed(of).dueAt <= instant(minute);
        fc.pre(!isLate(into));
        const all = merged(into, part, minute);
        const after = owed(all);
        expect(after.dueAt.getTime()).toBeLessThanOrEqual(owed(into).dueAt.getTime());
        expect(after.dueAt.getTime()).toBeGreaterThan(instant(minute).getTime());
        const isRefused = readMerging(part, into, instant(minute)) !== undefined;
        expect(isRefused).toBe(isLate(part) && one < other);
        if (isLate(part)) return;
        expect(after.since).toEqual(instant(Math.min(one, other)));
        for (const clock of ofRequest(all)) {
          expect(clock.startedAt, 'the resolution starts as the first reply').toEqual(after.since);
          expect(clock.dueAt?.getTime()).toBeLessThanOrEqual(ofRequest(into).find(same(clock))?.dueAt?.getTime() ?? 0);
          expect(clock.dueAt?.getTime()).toBeGreaterThan(instant(minute).getTime());
        }
        expect(after.dueAt.getTime()).toBeLessThanOrEqual(owed(part).dueAt.getTime());
      }),
    );
  });

  test('of a colleague: it is due no later, and never late with it', () => {
    fc.assert(
      fc.property(two, urgentAfter, ({ one, other, later }, urgent) => {
        const minute = Math.max(one + (urgent ?? 0), other) + later;
        const part = asked({ id: 1041, at: one, urgentAfter: urgent, by: 9 });
        const into = asked({ id: 1042, at: other, urgentAfter: null });
        const before = owed(into).dueAt;
        fc.pre(before > instant(minute));
        const after = owed(merged(into, part, minute)).dueAt;
        expect(after.getTime()).toBeLessThanOrEqual(before.getTime());
        expect(after.getTime()).toBeGreaterThan(instant(minute).getTime());
      }),
    );
  });

  test('where what it is to be a part of was answered before it was asked, whoever asked is written to', () => {
    const part = asked({ id: 1043, at: 60, urgentAfter: null });
    const into = (minute: number) => answered(asked({ id: 1042, at: 0, urgentAfter: null }), instant(minute));
    expect(readMerging(part, into(30), instant(90))?.text).toContain('please write what Ana Ruiz is told');
    expect(readMerging(part, into(75), instant(90)), 'that answered both').toBeUndefined();
  });
});
