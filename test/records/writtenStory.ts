import { sql } from 'drizzle-orm';
import type { Database, Db } from '../../db/engine/client.ts';
import { chainStore } from '../../db/queries/chain.ts';
import type { Unlinked } from '../../src/records/chainStore.ts';
import { verifyChains } from '../../src/records/verify.ts';
import type { Finding } from '../../src/records/walk.ts';
import { openStory, type Story } from '../support/story.ts';

/** Questions, answers, words that are edited twice, an end, and a request whose content was destroyed lawfully. */
export async function writtenStory(database: Database): Promise<Story> {
  const story = await openStory(database);
  const [ana, ben, lee] = [story.person('ana'), story.person('ben'), story.person('lee')];
  await ana.says('May I buy a drone?', { key: 'first' });
  for (const [n, text] of ['May I buy two drones?', 'May I buy three drones?'].entries()) {
    const from = { platform: 'fake', workspace: 'test', userId: 'ana@state.example', address: 'ana@state.example' };
    const edit = { kind: 'edit' as const, key: `edit ${n}`, of: 'first', at: story.now(), text, address: from.address };
    await story.store.keep({ ...edit, from });
    await story.settle();
  }
  await lee.presses('Reply', { text: 'Yes, you may.' });
  await lee.presses('Resolve', { outcome: 'answered', text: 'All done.' });
  await ben.asks('Where do I buy seed?');
  await ben.asks('And who sells salt?');
  const line = { authority: 'GS1-2, 6 years after closing', reason: null };
  await story.store.transaction((tx) =>
    tx.records.destroyContent([{ kind: 'request', id: 1003 }], 1, {
      ...{ kind: 'content destroyed', at: story.now(), actorId: 1, data: line },
    }),
  );
  return story;
}

/** What verifying finds in a database that somebody changed who can pass over its triggers; then it is as it was. */
export async function foundAfter(
  database: Database,
  tamper: (tx: Db) => Promise<unknown>,
): Promise<(Finding | Unlinked)[]> {
  const undone = new Error('undone');
  const found: (Finding | Unlinked)[] = [];
  await database
    .transaction(async (tx) => {
      await tx.execute(sql`set local session_replication_role = replica`);
      await tamper(tx);
      await verifyChains(chainStore(tx), (finding) => void found.push(finding));
      throw undone;
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error;
    });
  return found;
}
