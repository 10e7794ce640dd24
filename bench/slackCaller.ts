// Slack's side of the bench, in a process of its own, so that what it costs to call is nobody's time. It is told on
// standard input what to call, one JSON a line, and answers with how that went.
import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { BOT, TEAM } from '../test/support/slack/workspace.ts';

export type Calls = {
  url: string;
  secret: string;
  people: { id: string; dm: string }[];
  count: number;
  /** Number of the first event: no two are the same message. */
  next: number;
  /** So many at a time, each as soon as one is done; or so many every second, whether those before are done or not. */
  pace: { atOnce: number } | { aSecond: number };
};

/** `timesMs`: from the moment at which an event was due to its answer. */
export type Outcome = { tookMs: number; timesMs: number[]; refused: number };

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

for await (const line of createInterface(process.stdin)) {
  const outcome = await call(JSON.parse(line) as Calls);
  process.stdout.write(`${JSON.stringify(outcome)}\n`);
}
agent.destroy();

async function call({ pace, count, ...calls }: Calls): Promise<Outcome> {
  const events = Array.from({ length: count }, (_, index) => signedEvent(calls, index));
  const outcome: Outcome = { tookMs: 0, timesMs: [], refused: 0 };
  const began = performance.now();
  const one = async (event: SignedEvent, due: number) => {
    if ((await post(calls.url, event)) !== 200) outcome.refused += 1;
    outcome.timesMs.push(performance.now() - due);
  };
  if ('atOnce' in pace) {
    const left = events.values();
    const run = async () => {
      for (const event of left) await one(event, performance.now());
    };
    await Promise.all(Array.from({ length: pace.atOnce }, run));
  } else {
    const under = events.map(async (event, index) => {
      const due = began + (index * 1_000) / pace.aSecond;
      await pause(due - performance.now());
      await one(event, due);
    });
    await Promise.all(under);
  }
  outcome.tookMs = performance.now() - began;
  return outcome;
}

type SignedEvent = { body: string; headers: Record<string, string> };

function signedEvent({ people, next, secret }: Pick<Calls, 'people' | 'next' | 'secret'>, index: number): SignedEvent {
  const number = next + index;
  const { id = '', dm = '' } = people[number % people.length] ?? {};
  const seconds = Math.floor(Date.now() / 1_000);
  const ts = `${seconds}.${String(number).padStart(6, '0')}`;
  const body = JSON.stringify({
    token: 'old',
    team_id: TEAM,
    api_app_id: 'A0DESK',
    type: 'event_callback',
    event_id: `Ev${number}`,
    event_time: seconds,
    authorizations: [{ enterprise_id: null, team_id: TEAM, user_id: BOT, is_bot: true, is_enterprise_install: false }],
    is_ext_shared_channel: false,
    event: {
      type: 'message',
      user: id,
      ts,
      client_msg_id: `c${number}`,
      text: 'Do I need three quotes for $40k?',
      team: TEAM,
      channel: dm,
      event_ts: ts,
      channel_type: 'im',
    },
  });
  const signature = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex');
  const headers = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'x-slack-request-timestamp': String(seconds),
    'x-slack-signature': `v0=${signature}`,
  };
  return { body, headers };
}

function post(url: string, { body, headers }: SignedEvent): Promise<number> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { method: 'POST', headers, agent }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    asking.on('error', reject).end(body);
  });
}
