import { createHash } from 'node:crypto';
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** Where a package goes, bit by bit: whoever takes it says when there is room for more. */
export type Sink = { write(chunk: Uint8Array): Promise<void>; end(): Promise<void> };

/** A zip file as it is written: no more of it is kept than what the sink has not taken. */
export type ZipWriter = {
  /** Adds a file; answers with its SHA-256. `squeezed`: it was packed already. */
  add(path: string, content: Uint8Array | string, squeezed?: boolean): Promise<string>;
  close(): Promise<void>;
  readonly files: number;
  readonly bytes: number;
};

/** `at`: the time of all files in it, so that the same content makes the same bytes. */
export function createZip(sink: Sink, at: Date): ZipWriter {
  let waiting: Uint8Array[] = [];
  let failed: Error | undefined;
  let files = 0;
  let bytes = 0;
  const zip = new Zip((error, chunk) => {
    if (error) failed = error;
    else waiting.push(chunk);
  });
  const flush = async (): Promise<void> => {
    if (failed) throw failed;
    const now = waiting;
    waiting = [];
    for (const chunk of now) {
      bytes += chunk.length;
      await sink.write(chunk);
    }
  };
  return {
    get files() {
      return files;
    },
    get bytes() {
      return bytes;
    },
    async add(path, content, squeezed = false) {
      const data = typeof content === 'string' ? Buffer.from(content) : content;
      const file = squeezed ? new ZipPassThrough(path) : new ZipDeflate(path, { level: 6 });
      file.mtime = at;
      files += 1;
      zip.add(file);
      file.push(data, true);
      await flush();
      return createHash('sha256').update(data).digest('hex');
    },
    async close() {
      zip.end();
      await flush();
      await sink.end();
    },
  };
}
