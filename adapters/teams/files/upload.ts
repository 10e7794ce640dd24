import type { Outgoing } from '../../../src/chat/outgoing.ts';
import type { Hosts } from '../out/hosts.ts';

/** Longest time for one file to be put where it belongs, in milliseconds. */
const UPLOAD_WITHIN_MS = 120_000;

/**
 * Puts the bytes into the place that Teams opened for them, in one piece: OneDrive takes up to 60 MB at once, which is
 * more than the desk keeps. The address is all the right that it takes, so no token goes with it, it is followed nowhere
 * else, and it stands in no error. @throws Error, when it is not surely there
 */
export async function uploadFile(
  url: string,
  { bytes, type }: NonNullable<Outgoing['file']>,
  {
    hosts,
    signal,
    withinMs = UPLOAD_WITHIN_MS,
  }: { hosts: Pick<Hosts, 'isDrive'>; signal: AbortSignal; withinMs?: number },
): Promise<void> {
  if (!hosts.isDrive(url)) throw new Error('Teams: the desk does not write files there');
  const size = bytes.byteLength;
  const response = await fetch(url, {
    method: 'PUT',
    redirect: 'manual',
    signal: AbortSignal.any([signal, AbortSignal.timeout(withinMs)]),
    headers: {
      'content-type': /^[\w.+-]+\/[\w.+-]+$/u.test(type) ? type : 'application/octet-stream',
      'content-range': `bytes 0-${size - 1}/${size}`,
    },
    body: new Uint8Array(bytes),
  }).catch((cause: unknown) => {
    throw new Error('Teams: the file could not be put there in time', { cause });
  });
  await response.body?.cancel().catch(() => {});
  // 202 would mean that OneDrive waits for more.
  if (response.status !== 200 && response.status !== 201)
    throw Object.assign(new Error(`Teams: the file was not taken (${response.status})`), {
      code: String(response.status),
    });
}
