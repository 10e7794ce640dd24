import { describe, expect, test } from 'vitest';
import { facts, finishDue, replyDue } from '../../gallery/facts.ts';
import {
  contestable,
  extendable,
  extended,
  inOfficeTime,
  promisedBefore,
  refusedTime,
  takenBack,
  withoutEmpty,
} from '../../src/requests/agreedTimes.ts';
import { decideDelivered, decideUndelivered } from '../../src/requests/decide/delivered.ts';
import { decideLonger, decideTooLate } from '../../src/requests/decide/longer.ts';
import { decidePlace } from '../../src/requests/decide/moving.ts';
import { type ClockRow, owedReply, promiseNow, stopped } from '../../src/requests/requestClocks.ts';

const { rules } = facts();
const now = new Date('2026-06-01T15:00:27Z');
const due = new Date('2026-06-03T19:00:00Z');
const total: ClockRow = { ...finishDue, id: 3, kind: 'total_resolution' };
const clocks = [replyDue, finishDue, total];
const later = extended(clocks, { promise: replyDue, due, at: now }, [], rules).map((clock, n) => ({
  ...clock,
  id: n + 1,
}));
const agreed = later.find(({ kind }) => kind === 'agreed_reply');
if (!agreed) throw new Error('there is a later time');

describe('a later time', () => {
  test('counts to the minute, with warnings of its own, and the old one warns no more', () => {
    expect(agreed).toMatchObject({ dueAt: due, startedAt: new Date('2026-06-01T15:00:00Z'), target: 1200 });
    expect(agreed.stepAt).toEqual(new Date('2026-06-02T17:00:00Z'));
    expect(later[0]).toMatchObject({ dueAt: replyDue.dueAt, stepAt: null, releasedAt: agreed.startedAt });
    expect(promiseNow(later)).toBe(agreed);
    expect(owedReply(later)).toBe(agreed);
    expect(promisedBefore(later, agreed)).toBe(later[0]);
  });

  test('leaves the verdict of the old one to the old time', () => {
    const at = new Date('2026-06-02T15:00:00Z');
    const verdicts = later
      .slice(0, 1)
      .concat(agreed)
      .map((clock) => stopped(clock, at, [], rules).met);
    expect(verdicts).toEqual([false, true]);
  });

  test('ends with what it was given for', () => {
    const answered = later.map((clock) => (clock.kind === 'first_reply' ? { ...clock, stoppedAt: now } : clock));
    expect(withoutEmpty(answered, now).find(({ kind }) => kind === 'agreed_reply')?.droppedAt).toEqual(now);
    expect(withoutEmpty(later, now)).toEqual(later);
  });

  test('given twice in one minute are two', () => {
    const twice = extended(later, { promise: agreed, due: new Date('2026-06-04T19:00:00Z'), at: now }, [], rules);
    const [first, second] = twice.filter(({ kind }) => kind === 'agreed_reply');
    expect(second?.startedAt).not.toEqual(first?.startedAt);
    expect(first?.releasedAt).toEqual(second?.startedAt);
    expect(promiseNow(twice)).toBe(second);
  });

  test.each([
    ['a reply before it ends', clocks, '2026-06-01T17:59:59Z', 'first_reply'],
    ['no reply that has ended, and no resolution while one is owed', clocks, '2026-06-01T18:00:00Z', undefined],
    ['the resolution, once no reply is owed', clocks.slice(1), '2026-06-01T18:00:00Z', 'first_resolution'],
    [
      'nothing where no time is promised',
      [{ ...replyDue, target: null, dueAt: null }],
      '2026-06-01T15:00:00Z',
      undefined,
    ],
    ['the later time itself', later, '2026-06-02T15:00:00Z', 'agreed_reply'],
  ])('is given to %s', (_, of, at, kind) => {
    expect(extendable(of, new Date(at))?.kind).toBe(kind);
  });

  test.each([
    ['at work', '2026-06-03T19:00:00Z', { open: true }],
    ['exactly at closing', '2026-06-03T21:00:00Z', { open: true }],
    ['exactly at opening', '2026-06-03T13:00:00Z', { open: false, next: new Date('2026-06-03T14:00:00Z') }],
    ['on Saturday', '2026-06-06T15:00:00Z', { open: false, next: new Date('2026-06-08T14:00:00Z') }],
    ['past the calendar', '2027-06-03T15:00:00Z', undefined],
  ])('%s is office time or not', (_, at, expected) => {
    expect(inOfficeTime(rules, new Date(at))).toEqual(expected);
  });
});

describe('a later time that counts no more', () => {
  const at = new Date('2026-06-01T16:00:00Z');
  const refused = takenBack(later, [agreed], { at, contested: agreed }, [], rules);

  test('too late for whoever asked, the old one stands and is told at once', () => {
    expect(promiseNow(refused)).toMatchObject({ kind: 'first_reply', releasedAt: null, contestedAt: at, stepAt: at });
    expect(refusedTime(refused)).toMatchObject({
      promise: { id: 1 },
      refused: { kind: 'agreed_reply', droppedAt: at },
    });
    expect(contestable(refused, at)).toBeUndefined();
  });

  const open = facts({}, { clocks });
  const named = decideLonger(open, open.requester, { promise: replyDue, due, reason: 'x', at: now }, now);
  const then = named?.decision.after.clocks.map((clock, n) => ({ ...clock, id: n + 1 })) ?? [];
  const since = facts({}, { clocks: then });
  const kept = then.find(({ kind }) => kind === 'agreed_reply');

  test('whoever asked could not be told: nobody has agreed to it', () => {
    const key = `longer R-1042 r${open.request.revision + 1}`;
    const delivery = { key, kind: 'notice', messageId: null, personId: open.requester.id };
    const whom = { recipient: open.requester, backups: [] };
    expect(promiseNow(decideUndelivered(since, delivery, whom, 'blocked', at).after.clocks)?.kind).toBe('first_reply');
    const other = { ...delivery, key: `${key} to 2` };
    expect(promiseNow(decideUndelivered(since, other, whom, 'blocked', at).after.clocks)?.kind).toBe('agreed_reply');
  });

  test('of another office it is nobody’s: its own promise counts, and is told', () => {
    const place = { office: { ...open.office, id: 2 }, rules, lineId: 3 };
    const move = { by: open.holder, at, reason: 'it is theirs', movedBy: open.requester };
    const moved = decidePlace(since, place, open.holder, move, at);
    expect(promiseNow(moved.after.clocks)?.kind).toBe('first_reply');
    expect(moved.tell.some(({ key }) => key.startsWith('promise R-1042'))).toBe(true);
  });

  test('a reply that had come before the later time was named ends it too', () => {
    const written = { ...open.messages[0], id: 2, number: 2, kind: 'to agency', asks: false, deliveredAt: null };
    const messages = [...open.messages, { ...written, authorId: 2 }] as typeof open.messages;
    const before = new Date('2026-06-01T14:50:00Z');
    const { clocks: after } = decideDelivered(facts({}, { clocks: then, messages }), 2, before, at)?.after ?? since;
    expect(after.find(({ kind }) => kind === 'first_reply')).toMatchObject({ met: true });
    expect(after.find(({ kind }) => kind === 'agreed_reply')?.droppedAt).toEqual(before);
  });

  test('said too late, both times are on record', () => {
    if (!kept) throw new Error('there is a later time');
    const { events } = decideTooLate(since, kept, at, at);
    expect(events).toMatchObject([
      { kind: 'too late', data: { from: replyDue.dueAt?.toISOString(), to: due.toISOString() } },
    ]);
  });
});
