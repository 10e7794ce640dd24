import type { Report } from '../desk.ts';
import { isRecord, textOf } from '../read.ts';
import type { Reply } from './interactions.ts';
import { judgeSignature } from './signature.ts';

/** Takes one body from Slack; resolves with the answer when all is stored, rejects when it is to come again. */
export type Take = (body: Record<string, unknown>) => Promise<Reply>;

export const PATH = '/slack/events';
const MOST_BYTES = 1024 * 1024;
const FORGED_WORTH_TELLING = 5;
const MINUTE_MS = 60_000;

/**
 * Slack's requests over HTTP. Bolt's own receivers accept times in the future and acknowledge events before they are
 * stored, so this one stands in their place. It answers strangers with a status and nothing else.
 */
export function createHttp(options: { secret: string; now(): Date; take: Take; report: Report }) {
  const { secret, now, take, report } = options;
  const refused: number[] = [];
  let told = Number.NEGATIVE_INFINITY;

  return async function handle(request: Request): Promise<Response> {
    if (new URL(request.url).pathname !== PATH) return status(404);
    if (request.method !== 'POST') return status(405);
    const bytes = await readAtMost(request, MOST_BYTES);
    if (!bytes) return status(413);
    const isForm = (request.headers.get('content-type') ?? '').startsWith('application/x-www-form-urlencoded');
    const text = new TextDecoder().decode(bytes);
    // Slack's look at our certificate comes unsigned; nothing else of it is read.
    if (isForm && new URLSearchParams(text).get('ssl_check') === '1') return status(200);
    const verdict = judgeSignature(request.headers, bytes, secret, now());
    if (verdict !== 'good') return refuse(verdict, request.headers);
    const body = isForm ? readForm(text) : readJson(text);
    if (!isRecord(body)) return status(400);
    if (body.type === 'url_verification') return Response.json({ challenge: textOf(body.challenge) });
    try {
      const reply = await take(body);
      return reply ? Response.json(reply) : status(200);
    } catch (error) {
      const comesAgain = body.type === 'event_callback';
      report(
        comesAgain
          ? 'what came from Slack could not be taken; Slack sends it again'
          : 'what somebody did in Slack could not be done; Slack shows them a warning, and does not send it again',
        error,
      );
      return status(503);
    }
  };

  function refuse(verdict: string, headers: Headers): Response {
    const at = now().getTime();
    while (refused[0] !== undefined && refused[0] < at - MINUTE_MS) refused.shift();
    refused.push(at);
    if (verdict === 'untimely') {
      if (at - told < MINUTE_MS) return status(401);
      told = at;
      report(
        `Slack's signed requests are refused, because they are ${sayApart(at, headers)} by the desk's clock, and more than 5 minutes may be a repeat of old ones: set the clocks of this machine and of the database right`,
      );
    }
    if (verdict !== 'untimely' && refused.length === FORGED_WORTH_TELLING)
      report('several requests to /slack/events had no good signature: is SLACK_SIGNING_SECRET that of this app?');
    return status(401);
  }
}

/** By how much what Slack signed is off, "61 minutes early". */
function sayApart(at: number, headers: Headers): string {
  const minutes = Math.round((Number(headers.get('x-slack-request-timestamp')) * 1_000 - at) / MINUTE_MS);
  return `${Math.abs(minutes)} minutes ${minutes > 0 ? 'early' : 'old'}`;
}

const status = (code: number): Response => new Response(null, { status: code });

function readForm(text: string): unknown {
  const form = new URLSearchParams(text);
  const payload = form.get('payload');
  return payload === null ? Object.fromEntries(form) : readJson(payload);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function readAtMost(request: Request, most: number): Promise<Uint8Array | undefined> {
  const declared = request.headers.get('content-length');
  if (Number(declared ?? 0) > most) return undefined;
  // A server reads no further than what was declared; read as a whole it needs no stream, which costs as much as all else.
  if (declared !== null) {
    const whole = new Uint8Array(await request.arrayBuffer());
    return whole.length > most ? undefined : whole;
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > most) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
