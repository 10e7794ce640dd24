import { constants } from 'node:fs';
import { open } from 'node:fs/promises';

/** No list of an office is larger, and what is no file at all may never end. */
const MOST_BYTES = 20 * 1024 * 1024;

/** The bytes of a file; an `error` says why it is none to be read. @throws what the system says of files that are not there */
export async function readRegularFile(
  path: string,
  mostBytes = MOST_BYTES,
): Promise<{ bytes: Uint8Array } | { error: string }> {
  // Without waiting for somebody to write, as a pipe would have it.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const about = await file.stat();
    if (about.isDirectory()) return { error: 'this is a folder; name the file in it' };
    if (!about.isFile()) return { error: 'this is no file but a device or a pipe; name a file' };
    if (about.size > mostBytes)
      return { error: `this file is larger than ${mostBytes / 1024 / 1024} MB; is it the right one?` };
    const bytes = Buffer.alloc(about.size);
    const { bytesRead } = await file.read(bytes, 0, about.size, 0);
    return { bytes: bytes.subarray(0, bytesRead) };
  } finally {
    await file.close();
  }
}
