import { type CryptoKey, importJWK } from 'jose';
import { z } from 'zod';

/** A key that Microsoft signs with, and the channels it may sign for: none named means all of them. */
export type SigningKey = { key: CryptoKey; channels: readonly string[] };

/**
 * The keys of the Bot Framework, kept. A key that is known costs nothing, so a good token passes whatever else comes;
 * what costs a call is asking for one that is not known, and only that is held down.
 */
export type Keys = {
  /** Undefined: there is no such key. @throws KeysAway */
  find(id: string): Promise<SigningKey | undefined>;
};

/** Microsoft could not be asked for its keys, so nobody can say whether it has this one. */
export class KeysAway extends Error {
  override readonly name = 'KeysAway';
}

export type KeysOptions = {
  /** The document that says where the keys are. */
  url: string;
  now(): Date;
  /** Longest time for the two calls together. */
  withinMs: number;
};

/** As Microsoft wants it: asked again once a day, and old ones believed for five days where it does not answer. */
const FRESH_MS = 24 * 3_600_000;
const BELIEVED_MS = 5 * FRESH_MS;
/** A made-up name of a key has them asked for; a key that was published a moment ago is found in the same way. */
const BURST = 5;
const EVERY_MS = 5_000;
const MOST_KEYS = 100;

const document = z.looseObject({ jwks_uri: z.url() });
const keySet = z.looseObject({ keys: z.array(z.unknown()).max(MOST_KEYS) });
const signing = z.looseObject({
  kid: z.string().min(1),
  kty: z.literal('RSA'),
  n: z.string(),
  e: z.string(),
  endorsements: z.array(z.string()).nullish().catch(undefined),
});

type Kept = { keys: Map<string, SigningKey>; at: number };

export function createKeys({ url, now, withinMs }: KeysOptions): Keys {
  let kept: Kept | undefined;
  let fetching: Promise<Kept> | undefined;
  let left = BURST;
  let filledAt = now().getTime();

  function takePlace(): boolean {
    const at = now().getTime();
    left = Math.min(BURST, left + Math.max(0, at - filledAt) / EVERY_MS);
    filledAt = at;
    if (left < 1) return false;
    left -= 1;
    return true;
  }

  /** All who wait for keys wait for the same call. @throws KeysAway */
  function fetchAll(): Promise<Kept> {
    if (fetching) return fetching;
    if (!takePlace()) return Promise.reject(new KeysAway('they were asked for often enough'));
    fetching = readKeys(url, withinMs)
      .then((keys) => {
        kept = { keys, at: now().getTime() };
        return kept;
      })
      .catch((error: unknown) => {
        throw new KeysAway('they could not be fetched', { cause: error });
      })
      .finally(() => {
        fetching = undefined;
      });
    return fetching;
  }

  return {
    async find(id) {
      const age = kept ? Math.abs(now().getTime() - kept.at) : Number.POSITIVE_INFINITY;
      const known = age < BELIEVED_MS ? kept?.keys.get(id) : undefined;
      if (!known) return (await fetchAll()).keys.get(id);
      // Nobody waits for that; when it fails, the next one tries again.
      if (age > FRESH_MS) void fetchAll().catch(() => {});
      return known;
    },
  };
}

async function readKeys(url: string, withinMs: number): Promise<Map<string, SigningKey>> {
  const signal = AbortSignal.timeout(withinMs);
  const { jwks_uri: place } = document.parse(await readJson(url, signal));
  if (new URL(place).protocol !== new URL(url).protocol) throw new Error('the keys lie where nobody may look');
  const { keys } = keySet.parse(await readJson(place, signal));
  const found = new Map<string, SigningKey>();
  for (const each of keys) {
    // Of another kind, or not to be read: no reason to do without the others.
    const read = signing.safeParse(each);
    if (!read.success) continue;
    const { kid, kty, n, e, endorsements } = read.data;
    const key = await importJWK({ kty, n, e }, 'RS256').catch(() => undefined);
    if (key && !(key instanceof Uint8Array)) found.set(kid, { key, channels: endorsements ?? [] });
  }
  if (found.size === 0) throw new Error('there is no key among the keys');
  return found;
}

async function readJson(url: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(url, { signal, redirect: 'error', headers: { accept: 'application/json' } });
  if (!response.ok) throw new Error(`the keys are not to be had (${response.status})`);
  return response.json();
}
