import { createHash } from 'node:crypto';
import type { Chat } from '../chat/capabilities.ts';
import { ChatError } from '../chat/errors.ts';
import type { Store, Tx } from '../store.ts';
import { backOff } from './delivery.ts';
import { LARGEST_FILE, type WaitingFile } from './file.ts';

/** What follows when a file is kept, or cannot be. */
export type FileConsequences = {
  stored(tx: Tx, file: WaitingFile): Promise<void>;
  refused(tx: Tx, file: WaitingFile, reason: string): Promise<void>;
};

const LEASE_MS = 120_000;
const TRIES = 10;

/** Fetches what waits from the platforms, hashes and keeps it. Answers how many files were looked at. */
export async function fetchFiles(options: {
  store: Store;
  ports: readonly Chat[];
  consequences: FileConsequences;
}): Promise<number> {
  const { store, ports, consequences } = options;
  const waiting = await store.transaction((tx) => tx.files.claim(5, LEASE_MS));
  for (const file of waiting) {
    const fetched = await fetchOne(store, ports, file);
    await store.transaction(async (tx) => {
      if (fetched instanceof Uint8Array) {
        await tx.files.store(file.id, { sha256: createHash('sha256').update(fetched).digest('hex'), bytes: fetched });
        await consequences.stored(tx, file);
        return;
      }
      const again =
        fetched.outcome === 'retry' || fetched.outcome === 'ambiguous' || fetched.outcome === 'unauthorised';
      const delayMs =
        again && file.attempts < TRIES ? Math.max(backOff(file.attempts, 0.5), fetched.retryAfterMs ?? 0) : undefined;
      await tx.files.defer(file.id, fetched.message, delayMs);
      if (delayMs === undefined) await consequences.refused(tx, file, again ? givenUp(fetched) : fetched.message);
    });
  }
  return waiting.length;
}

/** What keeps the desk from a file is not for who sent it to mend; they can send it again. */
const givenUp = ({ outcome }: ChatError): string =>
  outcome === 'unauthorised'
    ? 'the chat does not let the desk have files just now; please send it in another way'
    : 'it could not be fetched from the chat; please send it again';

async function fetchOne(store: Store, ports: readonly Chat[], file: WaitingFile): Promise<Uint8Array | ChatError> {
  const row = await store.transaction((tx) => tx.people.account(file.accountId));
  const port = ports.find((each) => each.platform === row?.account.platform);
  if (!row || !port?.files) return new ChatError('retry', 'the platform is not connected');
  try {
    const bytes = await port.files.fetch(file.handle, row.account);
    return bytes.byteLength > LARGEST_FILE
      ? new ChatError('rejected', `it is larger than ${LARGEST_FILE / 1024 / 1024} MB`)
      : bytes;
  } catch (error) {
    return error instanceof ChatError ? error : new ChatError('retry', 'the adapter failed');
  }
}
