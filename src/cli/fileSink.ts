import { open } from 'node:fs/promises';
import type { Sink } from '../exports/zip.ts';
import { UsageError } from './dueOptions.ts';

/** A file that is written bit by bit. @throws UsageError where it is there already, or its folder is not. */
export async function fileSink(file: string): Promise<Sink> {
  const handle = await open(file, 'wx').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') throw new UsageError(`${file} is there already: name another, or move it away`);
    if (error.code === 'ENOENT') throw new UsageError(`there is no folder for ${file}`);
    throw error;
  });
  return {
    async write(chunk) {
      await handle.writeFile(chunk);
    },
    async end() {
      await handle.close();
    },
  };
}
