import { expect, test } from 'vitest';
import { plainSpans } from '../../src/chat/message.ts';
import { alsoNotDelivered, failuresOf, sayFailure } from '../../src/digests/undelivered.ts';

const failed = (requestId: number | null, recipient: string | null, reason: string) => ({
  ...{ requestId, recipient, reason },
  key: 'relay',
});

test('however many messages of a request did not arrive, it is one line, with all whom they were for', () => {
  const failures = failuresOf([
    failed(1001, 'Ana Ruiz', 'the account was closed'),
    failed(null, 'Ben Osei', 'blocked'),
    failed(1001, 'Lee Park', 'blocked'),
    failed(1001, 'Ana Ruiz', 'blocked'),
    failed(null, null, 'gone'),
  ]);
  expect(failures.map((each) => plainSpans(sayFailure(each)))).toEqual([
    '3 messages not delivered on R-1001 to Ana Ruiz and Lee Park: blocked',
    'Not delivered to Ben Osei: blocked',
    'Not delivered to somebody: gone',
  ]);
  expect(plainSpans(alsoNotDelivered(failures, 1001))).toBe(' · not delivered to Ana Ruiz and Lee Park: blocked');
  expect(alsoNotDelivered(failures, 1002)).toEqual([]);
});
