import type { Inbound } from './inbound.ts';

/**
 * What a database cannot keep is taken out before it is stored: NUL and half surrogates would make the insert fail for
 * ever. Everything else that people write stays as it is; a turn of direction (right to left) that they left open ends
 * with their text, or it would turn the desk's own words that stand beside it.
 */
export function clean<T>(value: T): T {
  if (typeof value === 'string') return endTurns(value.replaceAll('\0', '').toWellFormed()) as T;
  if (Array.isArray(value)) return value.map(clean) as T;
  if (value !== null && typeof value === 'object' && !(value instanceof Date))
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [clean(key), clean(each)])) as T;
  return value;
}

/** Before any chat was; and what a clock of ours may be behind a platform's, more than generously. */
const EARLIEST = Date.UTC(2010, 0, 1);
const AHEAD_MS = 86_400_000;
/** No file that anybody sends is larger; and a database counts no further than some thousand times this. */
const LARGEST = 1e15;

/**
 * What somebody did, as the desk can keep it. A time that cannot be true is the time at which it came in; a size that is
 * none is unknown (0), as on platforms that say none.
 */
export function cleanAct<A extends Inbound>(act: A, now: Date): A {
  const cleaned = clean(act);
  const at = cleaned.at.getTime();
  // Written so that no time at all is not true either.
  if (!(at >= EARLIEST && at <= now.getTime() + AHEAD_MS)) cleaned.at = now;
  if (cleaned.kind === 'message' && cleaned.files)
    cleaned.files = cleaned.files.map(({ name, size, ...file }) => ({
      ...file,
      name: soundName(name),
      size: soundSize(size),
    }));
  return cleaned;
}

/** Without what turns or hides its characters: `gnp.exe` turned around reads as a picture, and would pass for one. */
const soundName = (name: string): string =>
  name.replace(/[\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/gu, '') || 'file';

const soundSize = (size: number): number => (size >= 0 && size <= LARGEST ? Math.ceil(size) : 0);

const beginsEmbedding = /[\u202A\u202B\u202D\u202E]/u;
const beginsIsolate = /[\u2066-\u2068]/u;

/** Unicode's bidirectional algorithm (UAX 9): what begins an embedding is ended by U+202C, an isolate by U+2069. */
function endTurns(text: string): string {
  const open: string[] = [];
  // How many isolates are open: to look for one each time takes longer the more there is.
  let isolates = 0;
  for (const [sign] of text.matchAll(/[\u202A-\u202E\u2066-\u2069]/gu)) {
    if (beginsEmbedding.test(sign)) open.push(ENDS_EMBEDDING);
    else if (beginsIsolate.test(sign)) {
      open.push(ENDS_ISOLATE);
      isolates += 1;
    } else if (sign === ENDS_EMBEDDING) {
      if (open.at(-1) === sign) open.pop();
    } else if (isolates > 0) {
      // It ends all embeddings within it, too.
      while (open.pop() !== ENDS_ISOLATE);
      isolates -= 1;
    }
  }
  return text + open.reverse().join('');
}

const ENDS_EMBEDDING = '\u202C';
const ENDS_ISOLATE = '\u2069';
