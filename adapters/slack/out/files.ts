import { ChatError } from '../../../src/chat/errors.ts';
import type { FileHandle } from '../../../src/chat/inbound.ts';
import type { Outgoing, OutgoingFile } from '../../../src/chat/outgoing.ts';
import { type Api, isSlackHost } from '../client.ts';
import { toChatError } from './errors.ts';
import { FILE_ELSEWHERE } from './meanings.ts';

const MOST_BYTES = 25 * 1024 * 1024;
const TIMEOUT_MS = 30_000;
/** In characters. */
const LONGEST_ALT = 1_000;

/** Brings a file to Slack, where nobody sees it until it is shared. Safe to repeat. */
export async function uploadFile(api: Api, apiUrl: string, file: OutgoingFile): Promise<string> {
  const { upload_url: url, file_id: id } = await api.web.files.getUploadURLExternal({
    filename: file.name,
    length: file.bytes.length,
    // Slack's own name for it: its library has another and passes on what it is given.
    ...(file.alt !== undefined && { alt_txt: file.alt.slice(0, LONGEST_ALT) }),
  });
  if (!url || !id || !isSlackHost(url, apiUrl)) throw new ChatError('retry', 'Slack named no place for the file');
  const body = new FormData();
  body.append('file', new Blob([new Uint8Array(file.bytes)], { type: file.type }), file.name);
  const response = await fetch(url, {
    method: 'POST',
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch(() => {
    throw new ChatError('retry', 'the file could not be brought to Slack');
  });
  if (!response.ok) {
    const refused = response.status >= 400 && response.status < 500 && ![408, 429].includes(response.status);
    const outcome = refused ? 'rejected' : 'retry';
    throw new ChatError(outcome, 'Slack did not take the file; send it in another way');
  }
  return id;
}

/**
 * Will Slack not have this file, however often it is asked? Whether a token or a conversation is at fault, the words that
 * the file belongs to show for themselves.
 */
export const isFileRefused = (error: unknown): boolean =>
  ['rejected', 'gone', 'unauthorised'].includes(toChatError(error).outcome);

/** A file that waits in Slack for being shared. */
export type Brought = { id: string; title: string };

/** Shows files below their message, all of them in one post: it is there as a whole or not at all. */
export async function shareFiles(
  api: Api,
  { address, thread }: Pick<Outgoing, 'address' | 'thread'>,
  [first, ...more]: readonly [Brought, ...Brought[]],
): Promise<void> {
  const shared: { files: [Brought, ...Brought[]] } = { files: [first, ...more] };
  await api.web.files.completeUploadExternal(
    thread === undefined ? { ...shared, channel_id: address } : { ...shared, channel_id: address, thread_ts: thread },
  );
}

/** The bytes of a file that a person gave. The token goes to Slack's own hosts only, and follows no redirect. */
export async function fetchFile(api: Api, apiUrl: string, token: string, file: FileHandle): Promise<Uint8Array> {
  const tooBig = () => new ChatError('rejected', `it is larger than ${MOST_BYTES / 1024 / 1024} MB`);
  if (file.size > MOST_BYTES) throw tooBig();
  const url = await api.web.files.info({ file: file.ref }).then(
    (answer) => answer.file?.url_private_download ?? answer.file?.url_private,
    (error: unknown) => {
      const known = toChatError(error);
      if (known.outcome !== 'gone' && known.outcome !== 'rejected') throw known;
      throw new ChatError(known.outcome, FILE_ELSEWHERE, undefined, known.code);
    },
  );
  if (!url || !isSlackHost(url, apiUrl))
    throw new ChatError('rejected', 'it is not kept by Slack itself; please attach the file, not a link');
  try {
    const response = await fetch(url, {
      headers: { Authorization: `Bearer ${token}` },
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.status === 429 || response.status >= 500)
      throw new ChatError('retry', `Slack answered with status ${response.status} for the file`);
    if (!response.ok) throw new ChatError('rejected', FILE_ELSEWHERE);
    // Of a file in a channel that the app is not in, Slack shows its page for signing in; what the app lacks it says before.
    const type = response.headers.get('content-type') ?? '';
    if (type.startsWith('text/html') && !file.type.startsWith('text/')) throw new ChatError('rejected', FILE_ELSEWHERE);
    return await readAtMost(response, MOST_BYTES, tooBig);
  } catch (error) {
    if (error instanceof ChatError) throw error;
    throw new ChatError('retry', 'the file could not be fetched from Slack');
  }
}

async function readAtMost(response: Response, most: number, tooBig: () => ChatError): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += chunk.length;
    if (length > most) throw tooBig();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
