// Tries to lock each folder named on standard input, says whether it could, and lets go at the word "release".
import { createInterface } from 'node:readline';
import { FolderInUse, lockFolder } from '../../db/engine/folder-lock.ts';

let release = (): void => {};
process.stdout.write('ready\n');
for await (const line of createInterface(process.stdin)) {
  if (line === 'release') {
    release();
    release = () => {};
    process.stdout.write('released\n');
    continue;
  }
  try {
    release = lockFolder(line);
    process.stdout.write('locked\n');
  } catch (error) {
    process.stdout.write(error instanceof FolderInUse ? 'in use\n' : `${error}\n`);
  }
}
