import { type Finding, note, ok, wrong } from '../chat/finding.ts';
import { signingKey } from '../records/signingKey.ts';
import type { Store } from '../store.ts';

/** A desk takes one a day: then something is in the way. */
const TOO_OLD_MS = 3 * 86_400_000;

/** What the checkpoints of the record are signed with. */
export const checkSigning = (secret: string | undefined): Finding =>
  secret === undefined
    ? note(
        'RECORD_SIGNING_KEY is not set, so the daily checkpoints of the record are not signed: whoever can write all of the database could write record and checkpoints anew, and only a checkpoint that somebody has kept elsewhere would show it. Set it to 32 bytes in base64 (openssl rand -base64 32), the same for all desks, and keep a copy outside the database',
      )
    : ok(`checkpoints are signed; the public half of the key is ${signingKey(secret).public}`);

/** Whether all of the record is under its chain, and how long ago a checkpoint was taken of it. */
export async function checkRecord(store: Store, now: Date): Promise<Finding[]> {
  const { isComplete, last } = await store.transaction(async (tx) => ({
    isComplete: await tx.chain.isAllLinked(),
    last: await tx.chain.latestCheckpoint(),
  }));
  if (!isComplete)
    return [note('what is older than the chain is not all under it yet: a desk that runs sees to it, bit by bit')];
  if (!last) return [note('there is no checkpoint yet: a desk that runs takes one a day')];
  const at = new Date(last.at.replace(/\d{3}Z$/u, 'Z'));
  const when = `${last.at.slice(0, 16).replace('T', ' ')} UTC`;
  if (now.getTime() - at.getTime() < TOO_OLD_MS) return [ok(`checkpoint ${last.number} was taken ${when}`)];
  return [
    wrong(
      `the last checkpoint, ${last.number}, is of ${when}, though a desk that runs takes one a day: start a desk, or look in its log for what keeps it from that`,
    ),
  ];
}
