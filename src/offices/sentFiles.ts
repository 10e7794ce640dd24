import { basename, posix } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import type { OfficeFolder } from './officeFile.ts';
import { noSuchFile, textOfFile } from './textOfFile.ts';

/** The files of an office as somebody sends them: one by one, or in one zip. They are held in memory and nowhere else. */

export type SentFile = { name: string; bytes: Uint8Array };

/** Room for the lists of some 50,000 people; reading them must not hold up the desk. */
const MOST_BYTES = 5_000_000;
const MOST_FILES = 50;

const tooLarge = {
  problem: `Together these files are larger than ${MOST_BYTES / 1_000_000} MB. Send the office’s files alone; lists that are longer are imported with npm run desk -- import.`,
};
const tooMany = { problem: `These are more than ${MOST_FILES} files. Send office.yaml and the CSV files it names.` };

/** The files with those in a zip in its place; a `problem` says what cannot be taken, and what to do. */
export function unpack(sent: readonly SentFile[]): { files: SentFile[] } | { problem: string } {
  const files: SentFile[] = [];
  let bytes = 0;
  for (const each of sent) {
    const found = /\.zip$/iu.test(each.name) ? unzip(each) : { files: [each] };
    if ('problem' in found) return found;
    files.push(...found.files);
    bytes += found.files.reduce((sum, file) => sum + file.bytes.length, 0);
    if (files.length > MOST_FILES) return tooMany;
    if (bytes > MOST_BYTES) return tooLarge;
  }
  return { files };
}

/** No more is unpacked than may be taken: a small zip may say that it holds very much. */
function unzip({ name, bytes }: SentFile): { files: SentFile[] } | { problem: string } {
  let [size, count] = [0, 0];
  try {
    const found = unzipSync(bytes, {
      filter(entry) {
        if (isNoise(entry.name)) return false;
        count += 1;
        size += entry.originalSize;
        return count <= MOST_FILES && size <= MOST_BYTES;
      },
    });
    if (count > MOST_FILES) return tooMany;
    if (size > MOST_BYTES) return tooLarge;
    return { files: Object.entries(found).map(([path, content]) => ({ name: path, bytes: content })) };
  } catch {
    return { problem: `${name} cannot be unpacked. Pack it anew without a password, or send the files themselves.` };
  }
}

/** Folders, and what computers put beside the files. */
const isNoise = (path: string): boolean => path.endsWith('/') || /(?:^|\/)(?:__MACOSX\/|\.)/u.test(path);

/** All of them as one zip, the same bytes for the same files. */
export const pack = (files: readonly SentFile[]): Uint8Array =>
  zipSync(Object.fromEntries(files.map(({ name, bytes }) => [name, bytes])), { mtime: new Date(2000, 0, 1) });

/** The folder of an office among these. */
export function folderOf(files: readonly SentFile[]): { folder: OfficeFolder } | { problem: string } {
  const yamls = files.map(({ name }) => name).filter((name) => /\.ya?ml$/iu.test(name));
  const offices = yamls.filter((name) => basename(name).toLowerCase() === 'office.yaml');
  const [yaml, another] = offices.length > 0 ? offices : yamls;
  if (yaml === undefined)
    return { problem: 'office.yaml is missing. Send it with the CSV files, or all of them in one zip.' };
  if (another !== undefined)
    return { problem: `There is more than one office here: ${yaml} and ${another}. Send the files of one.` };
  const found = new Map(files.map(({ name, bytes }) => [posix.normalize(name), bytes]));
  // Chosen one by one, files come without the folder that they were in.
  const besides = new Map(files.map(({ name, bytes }) => [basename(name), bytes]));
  return {
    folder: {
      yaml,
      beside: (name) => {
        const path = posix.normalize(posix.join(posix.dirname(yaml), name.replaceAll('\\', '/')));
        return found.has(path) || !besides.has(basename(path)) ? path : basename(path);
      },
      async read(name) {
        const bytes = found.get(posix.normalize(name)) ?? besides.get(name);
        if (!bytes) return noSuchFile;
        const reading = textOfFile(bytes);
        return 'text' in reading ? reading : { ...reading, missing: false };
      },
    },
  };
}
