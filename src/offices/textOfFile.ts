import iconv from 'iconv-lite';
import { readRegularFile } from './regularFile.ts';

export const noSuchFile = { error: 'there is no such file: mend the path, or write it', missing: true };

/** The text of a file at a place, at most so many bytes. @throws what the system says beyond files that are not there. */
export async function readTextFile(
  path: string,
  mostBytes?: number,
): Promise<{ text: string } | { error: string; missing: boolean }> {
  try {
    const file = await readRegularFile(path, mostBytes);
    const reading = 'bytes' in file ? textOfFile(file.bytes) : file;
    return 'text' in reading ? reading : { ...reading, missing: false };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') return noSuchFile;
    if (code === 'EACCES') return { error: 'this file may not be read; allow it', missing: false };
    throw error;
  }
}

/**
 * The text of a file as offices have it: UTF-8 or UTF-16 with or without a byte order mark, or Windows 1252, which
 * Latin-1 is part of. Line ends are '\n'. An `error` says what the file is instead, and what to do.
 */
export function textOfFile(bytes: Uint8Array): { text: string } | { error: string } {
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) {
    return { error: 'this is an Excel workbook; open it and save it as "CSV UTF-8 (comma delimited)"' };
  }
  const text = decode(bytes);
  const place = text.search(/[\0\uFFFD]/u);
  if (place >= 0) {
    const line = text.slice(0, place).split(/\r\n|\r|\n/).length;
    return { error: `line ${line} has characters that are no text in UTF-8 or Windows 1252; save the file as UTF-8` };
  }
  return { text: text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n') };
}

function decode(bytes: Uint8Array): string {
  if (startsWith(bytes, [0xff, 0xfe])) return iconv.decode(bytes, 'utf-16le');
  if (startsWith(bytes, [0xfe, 0xff])) return iconv.decode(bytes, 'utf-16be');
  // Without a mark, a text that begins with an ASCII letter shows by its zero byte.
  if (bytes.length > 1 && bytes[1] === 0 && bytes[0] !== 0) return iconv.decode(bytes, 'utf-16le');
  if (bytes.length > 1 && bytes[0] === 0 && bytes[1] !== 0) return iconv.decode(bytes, 'utf-16be');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return iconv.decode(bytes, 'windows-1252');
  }
}

const startsWith = (bytes: Uint8Array, start: number[]): boolean => start.every((byte, index) => bytes[index] === byte);
