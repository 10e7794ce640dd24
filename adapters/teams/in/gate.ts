import type { Judged } from './token.ts';
import { type TurnedAway, turnAway } from './turnedAway.ts';

/** What a request must have before anything of it is read: everybody on the internet may send one. */
export type Gate = {
  /** The body as JSON and whether its token was made for a service, or the status to refuse with. */
  admit(request: Request): Promise<{ body: unknown; isFor(serviceUrl: string): boolean } | { refuse: number }>;
};

export type GateOptions = {
  /** Judges a token; undefined where no token is asked for. */
  judge: ((authorization: string) => Promise<Judged>) | undefined;
  turnedAway: TurnedAway;
};

const LONGEST_BODY = 1_000_000;

export function createGate({ judge, turnedAway }: GateOptions): Gate {
  return {
    async admit(request) {
      if (request.method !== 'POST') return { refuse: 405 };
      if (!/^application\/json\s*(?:;|$)/iu.test(request.headers.get('content-type') ?? '')) return { refuse: 415 };
      const judged = await judge?.(request.headers.get('authorization') ?? '');
      if (judged?.good === false) return { refuse: turnAway(turnedAway, judged.reason, judged.facts).status };
      if (Number(request.headers.get('content-length') ?? 0) > LONGEST_BODY) return { refuse: 413 };
      const text = await readText(request);
      if (text === undefined) return { refuse: 413 };
      try {
        const isFor = (serviceUrl: string) => !judged || judged.serviceUrl === serviceUrl;
        return { body: JSON.parse(text) as unknown, isFor };
      } catch {
        return { refuse: turnAway(turnedAway, 'unreadable', { why: 'it is no JSON' }).status };
      }
    },
  };
}

/** Undefined when it is longer than is taken. Counted while it comes: a length may be left out or lied about. */
async function readText(request: Request): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > LONGEST_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
