/** The page that each role finds, in an office with 200 agencies on four lines and 100,000 open requests. */
import { createStore } from '../db/store.ts';
import { createDeskSide } from '../src/doors/deskSide.ts';
import { accountOf, askMany, liaison, NOW, requester, supervisor } from './manyRequests.ts';
import { measure } from './measure.ts';
import type { BenchRow } from './row.ts';

const roles = { requester, liaison, supervisor };

export const benchHome = (): Promise<BenchRow[]> =>
  askMany(async (asked) => {
    const desk = createDeskSide({ store: createStore(asked.database), now: () => NOW });
    const rows: BenchRow[] = [];
    for (const [role, who] of Object.entries(roles))
      for (const whole of [false, true])
        rows.push(
          ...(await measure(asked, 'home', `${whole ? 'whole page' : 'greeting'} of a ${role}`, async () => {
            const answer = await desk.view({ kind: 'home', from: accountOf(who), whole });
            if (answer.kind !== 'show') throw new Error(`${role} finds no page`);
          })),
        );
    return rows;
  });
