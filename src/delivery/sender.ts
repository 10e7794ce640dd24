import type { Logger } from '../run/log.ts';
import { type Delivery, isChange, LEASE_MS } from './delivery.ts';
import { type FileConsequences, fetchFiles } from './fetchFiles.ts';
import { type SendingOptions, sendOne } from './send.ts';
import { inShares } from './shares.ts';

/** So many conversations at once: one that hangs holds one of these places and delays no other conversation. */
const PLACES = 20;
/** So many of them for one platform, where there are several. */
const PLACES_OF_ONE = 15;
/** Others' commits are found at the latest after this; our own wake the sender at once. */
const LOOK_EVERY_MS = 1_000;

/** The only one who talks to chat platforms: claims what waits in the outbox and sends it, until it is stopped. */
export type Sender = {
  /** Something is to be sent. */
  wake(): void;
  /** A file is to be fetched. */
  wakeFetching(): void;
  stop(): Promise<void>;
};

export function startSender(options: SendingOptions & { log: Logger; files: FileConsequences }): Sender {
  const { store, log, leaseMs = LEASE_MS } = options;
  const sending: SendingOptions = { ...options, ports: inShares(options.ports, PLACES_OF_ONE) };
  const under = new Map<Delivery, Promise<void>>();
  let stopped = false;
  let woken = true;
  let filesWait = true;
  let calls = 0;
  let ring = () => {};
  const wake = () => {
    calls += 1;
    woken = true;
    ring();
  };
  const wakeFetching = () => {
    filesWait = true;
    wake();
  };

  // A long text to a slow platform takes longer than a lease: only of a desk that died, or stands still, does it run out.
  const renewing = setInterval(() => {
    if (under.size === 0) return;
    store
      .transaction((tx) => tx.outbox.renew([...under.keys()], leaseMs))
      .catch((error: unknown) => log.failure('the leases of what is being sent could not be renewed', error));
  }, leaseMs / 3);

  async function take(): Promise<void> {
    const places = PLACES - under.size;
    const { deliveries, superseded } = await store.transaction((tx) =>
      tx.outbox.claim(places, leaseMs, [...under.keys()]),
    );
    for (const kind of superseded) options.observe({ kind }, { state: 'superseded' });
    for (const delivery of deliveries) {
      const before = calls;
      const work = sendOne(sending, delivery)
        .then(
          () => {},
          (error: unknown) =>
            log.failure('a delivery could not be settled; it is looked at again after its lease', error, {
              delivery: delivery.uuid,
            }),
        )
        .finally(() => {
          const waited = under.size >= PLACES || isChange(delivery);
          under.delete(delivery);
          // What waits behind it wakes the sender itself; this is for its place, and for what came in meanwhile.
          if (waited || calls !== before) wake();
        });
      under.set(delivery, work);
    }
    if (deliveries.length === places) woken = true;
  }

  /** Files are fetched beside the sending, one batch at a time: a large one holds nobody's words up. */
  let fetching: Promise<void> | undefined;
  function fetchBeside(): void {
    if (!filesWait || fetching) return;
    filesWait = false;
    fetching = fetchFiles({ store, ports: options.ports, consequences: options.files })
      .then(
        (looked) => looked > 0 && wakeFetching(),
        (error: unknown) => log.failure('files could not be fetched', error),
      )
      .then(() => {
        fetching = undefined;
        if (filesWait) wake();
      });
  }

  async function run(): Promise<void> {
    while (!stopped) {
      woken = false;
      fetchBeside();
      if (under.size < PLACES) {
        try {
          await take();
        } catch (error) {
          log.failure('the outbox could not be read', error);
        }
      }
      if (!woken && !stopped) await bellOrTime();
    }
    await Promise.all([...under.values(), fetching]);
    clearInterval(renewing);
  }

  function bellOrTime(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        filesWait = true;
        resolve();
      }, LOOK_EVERY_MS);
      ring = () => {
        clearTimeout(timer);
        resolve();
      };
      if (woken || stopped) ring();
    });
  }

  const running = run();
  return {
    wake,
    wakeFetching,
    async stop() {
      stopped = true;
      ring();
      await running;
    },
  };
}
