import { expect, test } from 'vitest';
import { plainSpans } from '../../src/chat/message.ts';
import { alsoNotDelivered, failuresOf, sayFailure } from '../../src/digests/undelivered.ts';

const failed = (id: number, requestId: number | null, to: [number, string] | null, reason: string) => ({
  ...{ id, requestId, reason, what: `Message ${id}` },
  ...{ personId: to?.[0] ?? null, accountId: to ? null : 9, recipient: to?.[1] ?? null },
});

test('however many messages of a request did not arrive, it is one line, with all whom they were for', () => {
  const [ana, lee]: [number, string][] = [
    [1, 'Ana Ruiz'],
    [2, 'Lee Park'],
  ];
  const failures = failuresOf([
    failed(1, 1001, [1, 'Ana Ruiz'], 'the account was closed'),
    failed(2, null, [3, 'Ben Osei'], 'blocked'),
    failed(3, 1001, lee ?? null, 'blocked'),
    failed(4, 1001, ana ?? null, 'blocked'),
    failed(5, null, null, 'gone'),
    failed(6, null, [3, 'Ben Osei'], 'gone'),
    failed(7, null, [4, 'Ben Osei'], 'gone'),
  ]);
  expect(failures.map((each) => plainSpans(sayFailure(each)))).toEqual([
    '3 messages not delivered on R-1001 to Ana Ruiz and Lee Park: blocked',
    '2 messages not delivered to Ben Osei, the latest “Message 6”: gone',
    'Not delivered to somebody, “Message 5”: gone',
    'Not delivered to Ben Osei, “Message 7”: gone',
  ]);
  // Two people of one name are two.
  expect(failures.map(({ whom, upTo }) => [whom, upTo])).toEqual([
    [{ person: 1 }, 4],
    [{ person: 3 }, 6],
    [{ account: 9 }, 5],
    [{ person: 4 }, 7],
  ]);
  expect(plainSpans(alsoNotDelivered(failures, 1001))).toBe(' · not delivered to Ana Ruiz and Lee Park: blocked');
  expect(alsoNotDelivered(failures, 1002)).toEqual([]);
});
