import { createHash } from 'node:crypto';
import { createZip, type Sink } from './zip.ts';

/**
 * A BagIt package (RFC 8493) in a zip: what it holds stands under `data/`, and `sha256sum -c manifest-sha256.txt` says
 * whether all of it is there as it was. A zip has no more than 65,535 files and 4 GB in every program, so what is larger
 * goes into several, each a whole package of its own.
 */
export type Bag = {
  add(path: string, content: Uint8Array | string, squeezed?: boolean): Promise<void>;
  /** Whether there is room for so much more; else it begins another package. An empty one takes whatever comes. */
  takes(more: BagLimits): boolean;
  /** Answers with the SHA-256 of the manifest, which vouches for all the rest. */
  close(): Promise<string>;
};

const MOST_FILES = 60_000;
const MOST_BYTES = 3_500_000_000;

export type BagLimits = { files: number; bytes: number };

export function createBag(
  sink: Sink,
  about: { at: Date; info: readonly [label: string, value: string][]; readme: string },
  { files: mostFiles, bytes: mostBytes }: BagLimits = { files: MOST_FILES, bytes: MOST_BYTES },
): Bag {
  const zip = createZip(sink, about.at);
  const manifest = createHash('sha256');
  const lines: string[] = [];
  const tags: string[] = [];
  let payload = 0;
  const add = async (path: string, content: Uint8Array | string, squeezed?: boolean): Promise<void> => {
    const name = `data/${path}`;
    const line = `${await zip.add(name, content, squeezed)}  ${name}\n`;
    payload += Buffer.byteLength(content);
    manifest.update(line);
    lines.push(line);
  };
  const tag = async (name: string, text: string): Promise<void> => {
    tags.push(`${await zip.add(name, text)}  ${name}\n`);
  };
  return {
    add,
    takes: ({ files, bytes }) => zip.files === 0 || (zip.files + files <= mostFiles && zip.bytes + bytes <= mostBytes),
    async close() {
      await add('README.txt', about.readme);
      await tag('bagit.txt', 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n');
      const info: [string, string][] = [...about.info, ['Payload-Oxum', `${payload}.${lines.length}`]];
      await tag('bag-info.txt', info.map(([label, value]) => `${label}: ${folded(value)}\n`).join(''));
      await tag('manifest-sha256.txt', lines.join(''));
      await zip.add('tagmanifest-sha256.txt', tags.join(''));
      await zip.close();
      return manifest.digest('hex');
    },
  };
}

/** A line break in a value would begin another label. */
const folded = (value: string): string => value.replace(/\s+/gu, ' ').trim();
