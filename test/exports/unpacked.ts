import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import type { Sink } from '../../src/exports/zip.ts';

/** A package in memory, as it was written. */
export function memorySink(): { sink: Sink; chunks: Uint8Array[]; files(): Record<string, Uint8Array> } {
  const chunks: Uint8Array[] = [];
  return {
    chunks,
    sink: {
      async write(chunk) {
        chunks.push(chunk.slice());
      },
      async end() {},
    },
    files: () => unzipSync(Buffer.concat(chunks)),
  };
}

export const textOf = (files: Record<string, Uint8Array>, name: string): string =>
  Buffer.from(files[name] ?? new Uint8Array()).toString('utf8');

/** What `sha256sum -c` says: the names of all that is missing or other than the manifest has it, and what is in none. */
export function brokenIn(files: Record<string, Uint8Array>): string[] {
  const listed = ['manifest-sha256.txt', 'tagmanifest-sha256.txt'].flatMap((name) =>
    textOf(files, name)
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => line.split('  ') as [string, string]),
  );
  const names = new Set(listed.map(([, name]) => name));
  return [
    ...listed
      .filter(
        ([hash, name]) =>
          createHash('sha256')
            .update(files[name] ?? '')
            .digest('hex') !== hash,
      )
      .map(([, name]) => name),
    ...Object.keys(files).filter((name) => !names.has(name) && name !== 'tagmanifest-sha256.txt'),
  ];
}

/** All that a PDF says in any way: its bytes, what its streams unfold to, and its letters by the tables of its fonts. */
export function allOfPdf(pdf: Uint8Array): string {
  const raw = Buffer.from(pdf).toString('latin1');
  const streams = [...raw.matchAll(/stream\r?\n/gu)].flatMap((match) => {
    const from = match.index + match[0].length;
    const inside = pdf.subarray(from, raw.indexOf('endstream', from));
    try {
      return [inflateSync(Buffer.from(inside)).toString('latin1')];
    } catch {
      return [Buffer.from(inside).toString('latin1')];
    }
  });
  const tables = streams.filter((stream) => stream.includes('beginbfchar')).map(tableOf);
  // Which font a text has stands elsewhere: it is read by each.
  const said = tables.flatMap((table) => streams.map((stream) => lettersOf(stream, table)));
  return [raw, ...streams, ...said].join('\n');
}

const utf16 = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le');

const tableOf = (stream: string): Map<number, string> =>
  new Map(
    [...stream.matchAll(/<(?<code>[0-9A-Fa-f]{4})> <(?<letters>[0-9A-Fa-f]+)>/gu)].map((match) => [
      Number.parseInt(match.groups?.code ?? '', 16),
      utf16(match.groups?.letters ?? ''),
    ]),
  );

/** The strings of a page in the order in which they stand, two bytes a letter. */
function lettersOf(stream: string, table: ReadonlyMap<number, string>): string {
  let text = '';
  for (const bytes of stringsOf(stream))
    for (let at = 0; at + 1 < bytes.length; at += 2)
      text += table.get((bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0)) ?? '';
  return text;
}

const ESCAPED: Record<string, number> = { n: 10, r: 13, t: 9, b: 8, f: 12 };

/** By the rules of PDF: brackets in pairs need no stroke before them. */
function* stringsOf(stream: string): Generator<number[]> {
  let bytes: number[] = [];
  let depth = 0;
  for (let at = 0; at < stream.length; at += 1) {
    const sign = stream.charAt(at);
    if (depth > 0 && sign === '\\') {
      const octal = /^[0-7]{1,3}/u.exec(stream.slice(at + 1, at + 4))?.[0];
      const next = stream.charAt(at + 1);
      bytes.push(octal === undefined ? (ESCAPED[next] ?? next.charCodeAt(0)) : Number.parseInt(octal, 8));
      at += octal?.length ?? 1;
      continue;
    }
    const wasIn = depth > 0;
    if (sign === '(') depth += 1;
    else if (sign === ')' && depth > 0) depth -= 1;
    if (depth > 0 && wasIn) bytes.push(stream.charCodeAt(at));
    else if (wasIn) {
      yield bytes;
      bytes = [];
    }
  }
}
