import type { FileHandle } from '../chat/inbound.ts';
import { reasonToRefuse } from '../delivery/file.ts';
import type { Tx } from '../store.ts';
import { refuseFile } from './change.ts';
import type { AgencyRequest } from './request.ts';

/** Files that came with a message; they are fetched as this account, later. */
export type Attached = { accountId: number; files: FileHandle[] };

/** Enters the files of a message. Those that are never taken are refused at once, with the reason. */
export async function attach(
  tx: Tx,
  request: Pick<AgencyRequest, 'id' | 'officeId'>,
  messageId: number,
  attached: Attached | undefined,
  now: Date,
): Promise<void> {
  for (const handle of attached?.files ?? []) {
    const refused = reasonToRefuse(handle);
    const file = {
      officeId: request.officeId,
      accountId: attached?.accountId ?? 0,
      handle,
      refused,
    };
    const of = { requestId: request.id, messageId };
    const id = await tx.files.add({ ...file, of });
    if (refused) await refuseFile(tx, { ...of, handle, id }, refused, now);
  }
}
