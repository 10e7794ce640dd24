import { createHmac, timingSafeEqual } from 'node:crypto';

/** Older or newer than this is not taken: Slack's own figure, in both directions. */
const MOST_APART_MS = 300_000;

export type Verdict = 'good' | 'unsigned' | 'forged' | 'untimely';

/** Judges the signature of a request: HMAC-SHA256 over the version, the time and the body as it came. */
export function judgeSignature(headers: Headers, body: Uint8Array, secret: string, now: Date): Verdict {
  const time = headers.get('x-slack-request-timestamp') ?? '';
  const given = headers.get('x-slack-signature') ?? '';
  if (!/^\d{1,12}$/u.test(time) || !/^v0=[\da-f]{64}$/u.test(given)) return 'unsigned';
  const right = createHmac('sha256', secret).update(`v0:${time}:`).update(body).digest();
  if (!timingSafeEqual(right, Buffer.from(given.slice(3), 'hex'))) return 'forged';
  return Math.abs(now.getTime() - Number(time) * 1000) > MOST_APART_MS ? 'untimely' : 'good';
}
