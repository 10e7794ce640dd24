import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { describe, expect, it, type TestContext } from 'vitest';
import { type Database, rows } from '../../db/engine/client.ts';
import { emailOf } from '../support/desk-load.ts';
import { type DeskProcess, openPlace, startDeskProcess } from '../support/desk-process.ts';
import { expectNothingLostNothingTwice, hastenWaiting } from '../support/desk-record.ts';
import { moments, openKillingLine, type Taken } from '../support/slack/killing-line.ts';
import { slackPeople, startSlackLoad } from '../support/slack/slack-load.ts';
import { BOT, BOT_TOKEN, openWorkspace, SECRET, type Workspace } from '../support/slack/workspace.ts';

/** On both databases together. */
const KILLS = Number(process.env.KILLS ?? 4);
/** Short, so that a test is quick; far longer than an answer of this Slack takes, on a busy machine too. */
const TIMES = { aheadMs: 0, settleMs: 500, leaseMs: 4_000 };

describe('a desk on Slack that is killed around its posts', () => {
  for (const kind of ['pglite', 'postgres'] as const) {
    const without = kind === 'postgres' && process.env.SKIP_POSTGRES_TESTS === '1';
    it.skipIf(without).concurrent(
      `on ${kind} posts everything once: receipts, relays, long texts and changes of cards`,
      { timeout: 300_000 + KILLS * 12_000 },
      async (test) => killAgainAndAgain(kind, test),
    );
  }
});

async function killAgainAndAgain(kind: 'pglite' | 'postgres', { onTestFinished }: TestContext): Promise<void> {
  const workspace = await openWorkspace(slackPeople.map((name) => ({ email: emailOf(name), name })));
  onTestFinished(() => workspace.close());
  const line = await openKillingLine(workspace.apiUrl);
  onTestFinished(() => line.close());
  const place = await openPlace(kind, new Date());
  onTestFinished(() => place.remove());
  const slack = { botToken: BOT_TOKEN, signingSecret: SECRET, apiUrl: line.apiUrl };
  const started: DeskProcess[] = [];
  onTestFinished(async () => {
    for (const desk of started) await desk.kill('SIGKILL');
  });
  // The next one is loaded while this one works.
  const load = (): DeskProcess => {
    const next = startDeskProcess(place, slack, TIMES);
    started.push(next);
    return next;
  };

  let desk = load();
  await desk.begin();
  const people = startSlackLoad(workspace, line, { desk: () => desk.address, pauseMs: 100 });
  for (let kill = 0; kill < KILLS / 2; kill++) {
    const next = load();
    const moment = moments[kill % moments.length] ?? 'answered';
    const atChange = kill % 4 === 3;
    const methods = atChange ? /chat\.update$/u : /chat\.(?:postMessage|update|delete)$/u;
    const nth = 1 + Math.floor(Math.random() * (atChange ? 2 : 6));
    await line.ambush({ moment, methods, nth }, () => desk.kill('SIGKILL'));
    desk = next;
    await desk.begin();
  }
  const longOnes = () => line.posts.filter(({ part }) => part > 1).length;
  const changes = () => line.posts.filter(({ change }) => change).length;
  while (longOnes() === 0 || changes() === 0) await pause(50);
  await people.stop();

  for (let waiting = -1; waiting !== 0; ) {
    if (!desk.address) {
      desk = load();
      await desk.begin();
    }
    for (let seen = -1; seen !== line.posts.length; ) {
      seen = line.posts.length;
      await pause(TIMES.leaseMs + TIMES.settleMs);
    }
    await desk.kill('SIGTERM');
    waiting = await place.look(hastenWaiting);
  }
  await place.look(async (database) => {
    await expectNothingLostNothingTwice(database, people.deeds, { arrivals: arrivalsOf(line.posts) });
    await expectShownOnce(database, workspace);
  });
}

/** A change that was made twice looks like one that was made once: only posts count each time. */
function arrivalsOf(posts: readonly Taken[]) {
  const firsts = posts.filter(({ part }) => part === 1);
  const once = firsts.filter(
    (post, place) =>
      !post.change || firsts.findIndex(({ change, delivery }) => change && delivery === post.delivery) === place,
  );
  return once.map(({ delivery, channel }) => ({ outgoing: { deliveryId: delivery, address: channel } }));
}

type Shown = { delivery: string; part: number; of: number };

/** What stands in Slack in the end: the newest state of every message, whole, and nothing else. */
async function expectShownOnce(database: Database, workspace: Workspace): Promise<void> {
  const shown: Shown[] = [];
  for (const name of slackPeople) {
    const { dm } = workspace.person(emailOf(name));
    for (const { metadata, text } of await messagesIn(workspace, dm)) {
      const { delivery = '', part = 0 } = metadata?.event_payload ?? {};
      shown.push({ delivery, part, of: Number(/^\(\d+\/(\d+)\)/u.exec(text)?.[1] ?? 1) });
    }
  }
  const newest = await rows<{ uuid: string }>(
    database.db,
    sql`select distinct on (coalesce(replaces, key)) uuid::text as uuid from deliveries
      order by coalesce(replaces, key), id desc`,
  );
  const wholes = new Map(shown.map(({ delivery, of }) => [delivery, of]));
  const expected = newest.flatMap(({ uuid }) =>
    Array.from({ length: wholes.get(uuid) ?? 1 }, (_, index) => `${uuid} ${index + 1}`),
  );
  const there = shown.map(({ delivery, part }) => `${delivery} ${part}`);
  expect({
    lost: expected.filter((each) => !there.includes(each)),
    doubled: there.filter((each, place) => there.indexOf(each) !== place),
    leftOver: there.filter((each) => !expected.includes(each)),
  }).toEqual({ lost: [], doubled: [], leftOver: [] });
}

type Message = {
  user?: string;
  ts: string;
  text: string;
  reply_count?: number;
  /** The picture of a digest: it belongs to the message that shows it, and says no words. */
  files?: unknown[];
  metadata?: { event_payload?: { delivery?: string; part?: number } };
};

/** The desk's own messages in a conversation and in its threads. */
async function messagesIn(workspace: Workspace, channel: string): Promise<Message[]> {
  const found = new Map<string, Message>();
  for (let cursor: string | undefined; ; ) {
    const page = (await workspace.api('conversations.history', {
      channel,
      limit: 200,
      ...(cursor && { cursor }),
    })) as { messages: Message[]; response_metadata?: { next_cursor?: string } };
    for (const message of page.messages) {
      found.set(message.ts, message);
      if (!message.reply_count) continue;
      const thread = (await workspace.api('conversations.replies', { channel, ts: message.ts, limit: 1_000 })) as {
        messages: Message[];
      };
      for (const reply of thread.messages) found.set(reply.ts, reply);
    }
    cursor = page.response_metadata?.next_cursor;
    if (!cursor) return [...found.values()].filter(({ user, files }) => user === BOT && !files?.length);
  }
}
