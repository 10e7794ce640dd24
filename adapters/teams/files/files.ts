import { z } from 'zod';
import { ChatError } from '../../../src/chat/errors.ts';
import type { FileHandle } from '../../../src/chat/inbound.ts';
import type { Incoming } from '../in/activity.ts';
import { asChatError } from '../out/errors.ts';
import type { Hosts } from '../out/hosts.ts';

const LARGEST_FILE_BYTES = 25_000_000;
const FETCH_WITHIN_MS = 30_000;
const MOST_REDIRECTS = 3;

const download = z.looseObject({ downloadUrl: z.url(), fileType: z.string().optional() });
const TYPES: Record<string, string> = {
  csv: 'text/csv',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  gif: 'image/gif',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  pdf: 'application/pdf',
  png: 'image/png',
  txt: 'text/plain',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};
const UNKNOWN_TYPE = 'application/octet-stream';

/**
 * What came with a message of a personal chat: attached files, which lie with the sender, and pictures in the text, which
 * lie with the service. Teams says no sizes (0). The HTML that goes with every formatted message is not a file.
 */
export function filesOf(activity: Pick<Incoming, 'attachments'>): FileHandle[] {
  return (activity.attachments ?? []).flatMap(({ contentType, contentUrl, name, content }): FileHandle[] => {
    if (contentType === 'application/vnd.microsoft.teams.file.download.info') {
      const read = download.safeParse(content);
      if (!read.success) return [];
      const type = TYPES[read.data.fileType?.toLowerCase() ?? ''] ?? UNKNOWN_TYPE;
      return [{ ref: read.data.downloadUrl, name: name ?? 'file', type, size: 0 }];
    }
    if (contentType.startsWith('image/') && contentUrl !== undefined)
      return [
        {
          ref: contentUrl,
          name: name ?? 'picture',
          type: contentType === 'image/*' ? UNKNOWN_TYPE : contentType,
          size: 0,
        },
      ];
    return [];
  });
}

/**
 * The bytes of a file. Only from hosts where Teams keeps files, no further than they redirect among themselves, and the
 * bot's token goes to the service's own hosts alone. @throws ChatError
 */
export async function fetchFile(
  url: string,
  { hosts, token, withinMs = FETCH_WITHIN_MS }: { hosts: Hosts; token(): Promise<string>; withinMs?: number },
): Promise<Uint8Array> {
  const signal = AbortSignal.timeout(withinMs);
  let at = url;
  try {
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
      const service = hosts.isService(at);
      if (!service && !hosts.isFile(at))
        throw new ChatError('rejected', 'it lies where the desk does not fetch from; please attach the file itself');
      const bearer = service ? await token() : '';
      const headers = bearer === '' ? {} : { authorization: `Bearer ${bearer}` };
      const response = await fetch(at, { redirect: 'manual', signal, headers });
      const location = response.headers.get('location');
      if (response.status >= 300 && response.status < 400 && location !== null) {
        await response.body?.cancel();
        at = new URL(location, at).href;
        continue;
      }
      if (!response.ok) {
        await response.body?.cancel();
        const later = response.status >= 500 || response.status === 408 || response.status === 429;
        throw new ChatError(
          later ? 'retry' : 'rejected',
          'it is not there anymore, or the desk may not have it; please attach it again',
        );
      }
      return await readWhole(response);
    }
    throw new ChatError('rejected', 'it lies where the desk does not fetch from; please attach the file itself');
  } catch (error) {
    if (error instanceof ChatError) throw error;
    if (error instanceof Error && error.name === 'Unauthorised') throw asChatError(error);
    throw new ChatError('retry', 'it could not be fetched in time; please send it again');
  }
}

async function readWhole(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > LARGEST_FILE_BYTES)
      throw new ChatError('rejected', `it is larger than ${LARGEST_FILE_BYTES / 1_000_000} MB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
