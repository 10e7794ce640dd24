import { expect, test } from 'vitest';
import { createStore } from '../../db/store.ts';
import { createMetrics } from '../../src/run/metrics.ts';
import type { Store } from '../../src/store.ts';
import { useDatabase } from '../support/database.ts';

const data = useDatabase();

test('figures are counted once for all who ask at the same time, and for those who come soon after', async () => {
  const inner = createStore(data.database);
  let counted = 0;
  const store: Store = {
    ...inner,
    transaction(work) {
      counted += 1;
      return inner.transaction(work);
    },
  };
  const metrics = createMetrics(store);
  const answers = await Promise.all(Array.from({ length: 40 }, () => metrics.text()));
  expect(answers.every(({ body }) => body.includes('desk_inbox_parked 0'))).toBe(true);
  await metrics.text();
  expect(counted).toBe(1);
});
