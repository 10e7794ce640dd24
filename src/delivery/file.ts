import type { FileHandle } from '../chat/inbound.ts';

/**
 * `refused`: it will never be fetched, and the reason is told. `destroyed`: its bytes and its name went lawfully, its hash
 * and its size stay.
 */
export type FileState = 'waiting' | 'stored' | 'refused' | 'destroyed';

/** A file that waits to be fetched from the platform it came on. */
export type WaitingFile = {
  id: number;
  /** The request and message that it came with; null: it came with something else. */
  requestId: number | null;
  messageId: number | null;
  /** The report of an alternate process that it came with. */
  reportId: number | null;
  accountId: number;
  handle: FileHandle;
  attempts: number;
};

/** Larger ones are not taken, in bytes. */
export const LARGEST_FILE = 25 * 1024 * 1024;

const refusedEndings = /\.(?:exe|dll|bat|cmd|com|scr|ps1|vbs|js|jse|wsf|msi|jar|hta|lnk|reg)$/iu;

/** Why a file is not taken, before it is fetched; undefined: it is. */
export function reasonToRefuse({
  name,
  size,
  refused,
}: Pick<FileHandle, 'name' | 'size' | 'refused'>): string | undefined {
  if (refused !== undefined) return refused;
  if (size > LARGEST_FILE) return `it is larger than ${LARGEST_FILE / 1024 / 1024} MB`;
  if (refusedEndings.test(name.trim())) return 'programs are not passed on';
  return undefined;
}
