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
