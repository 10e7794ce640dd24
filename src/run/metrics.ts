import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Store } from '../store.ts';
import { once } from './once.ts';

/** What operators watch. Numbers only: no name, text or address of anybody is in them. */
export type Metrics = {
  text(): Promise<{ type: string; body: string }>;
  delivered(kind: string, outcome: string): void;
  swept(sweep: string, seconds: number, done: number): void;
  recovered(messages: number): void;
  refused(): void;
  turnedAway(platform: string, reason: string): void;
};

/** Counting the requests of years takes a while, so answers are kept for this long. */
const KEEP_MS = 10_000;

export function createMetrics(store: Store): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const deliveries = new Counter({
    name: 'desk_deliveries_total',
    help: 'Deliveries by kind and outcome of a try',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  const sweeps = new Histogram({
    name: 'desk_sweep_seconds',
    help: 'How long a sweep took',
    labelNames: ['sweep'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers,
  });
  const sweptItems = new Counter({
    name: 'desk_swept_total',
    help: 'What sweeps found due and did',
    labelNames: ['sweep'],
    registers,
  });
  const recovered = new Counter({
    name: 'desk_recovered_total',
    help: 'Messages found that were written while nobody listened',
    registers,
  });
  const refused = new Counter({
    name: 'desk_refusals_total',
    help: 'Buttons and forms of people to whom they do not belong, or not anymore',
    registers,
  });
  const turnedAway = new Counter({
    name: 'desk_turned_away_total',
    help: 'What the door of a chat did not take, by the reason',
    labelNames: ['platform', 'reason'],
    registers,
  });
  const inboxAge = new Gauge({
    name: 'desk_inbox_age_seconds',
    help: 'Age of the oldest event not handled yet',
    registers,
  });
  const outboxAge = new Gauge({
    name: 'desk_outbox_age_seconds',
    help: 'Age of the oldest delivery not sent yet',
    registers,
  });
  const parked = new Gauge({ name: 'desk_inbox_parked', help: 'Events that could not be handled', registers });
  const paused = new Gauge({
    name: 'desk_paused_workspaces',
    help: 'Chat workspaces that do not let the desk write',
    registers,
  });
  const requests = new Gauge({ name: 'desk_requests', help: 'Requests by state', labelNames: ['state'], registers });
  let looked = Number.NEGATIVE_INFINITY;

  const look = once(async () => {
    if (performance.now() - looked < KEEP_MS) return;
    const health = await store.transaction((tx) => tx.facts.health());
    looked = performance.now();
    inboxAge.set(health.inboxAge);
    outboxAge.set(health.outboxAge);
    parked.set(health.parked);
    paused.set(health.paused);
    requests.reset();
    for (const [state, n] of Object.entries(health.requests)) requests.set({ state }, n);
  });

  return {
    async text() {
      await look();
      return { type: registry.contentType, body: await registry.metrics() };
    },
    recovered: (messages) => recovered.inc(messages),
    refused: () => refused.inc(),
    turnedAway: (platform, reason) => turnedAway.inc({ platform, reason }),
    delivered: (kind, outcome) => deliveries.inc({ kind, outcome }),
    swept(sweep, seconds, done) {
      sweeps.observe({ sweep }, seconds);
      sweptItems.inc({ sweep }, done);
    },
  };
}
