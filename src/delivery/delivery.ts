import type { ChatOutcome } from '../chat/errors.ts';
import type { Message } from '../chat/message.ts';
import type { OutgoingFile, Sent } from '../chat/outgoing.ts';

/**
 * The life of a delivery:
 *
 *     pending ──claim──► sending ──sent──────────────────────────────► sent
 *        ▲                  ├─── surely not sent, or asked: not there ─► pending (later)
 *        │                  ├─── perhaps sent, or its desk died ───────► doubtful ──asked: there──► sent
 *        └──── not there ───┴────────────────────────────────────────────┘
 *                           └─── cannot be delivered ──────────────────► failed, with a reason a person sees
 *
 * A change of a message that waits while a newer one of the same message does is not sent at all: it is superseded.
 *
 *     waiting ──its reader is awake─────────────► pending
 *        └────── a later word came on the same ─► superseded
 *
 * What waits for somebody's morning is not pending yet, so that claiming knows nothing of it. It waits by the desk's
 * clock, which may be ahead of the database's, by which all the rest goes.
 */
export type DeliveryState = 'waiting' | 'pending' | 'sending' | 'doubtful' | 'sent' | 'failed' | 'superseded';

/**
 * What it is. It decides what happens in doubt where a platform cannot be asked: what somebody waits for is sent again
 * (with a reference that makes a double recognisable), what nobody misses is not.
 */
export type DeliveryKind = 'receipt' | 'relay' | 'card' | 'notice' | 'escalation' | 'survey' | 'digest';

/**
 * Of what goes to very many, so many are on their way at once; the next follows when one has arrived. That is as fast as
 * chats take them (some ten a second), and leaves places of the sender free: whoever answers somebody waits behind few.
 */
export const ON_THE_WAY = 8;

export type NewDelivery = {
  /** Says what it is and makes it once, such as 'receipt R-1042'. */
  key: string;
  kind: DeliveryKind;
  to: { personId: number } | { accountId: number };
  message: Message;
  /**
   * Whom it is for is told to nobody, nor may be guessed: they left their name out. Where it cannot be delivered, neither
   * digests nor lists of who is not reached say so.
   */
  sealed?: true;
  officeId?: number;
  requestId?: number;
  /** The requests that its buttons are about, where they are several. */
  offersAbout?: number[];
  /** The message of a request that this relays: when it is delivered, clocks stop. */
  messageId?: number;
  /** Key of the delivery whose message is changed in place, instead of a new one sent. */
  replaces?: string;
  /** Key of the delivery under whose message this one stands, where the platform has threads and both go to one account. */
  under?: string;
  /** A kept file that goes with it. */
  fileId?: number;
  /** A file of the desk's own that goes with it. */
  attached?: TextFile;
  /** It waits until then, by the desk's clock: its reader is asleep, or the office is closed. */
  notBefore?: Date | undefined;
  /** What it is the latest word on, such as 'meeting 7': what waits on the same for the same person is not told any more. */
  latestOn?: string;
  /** With `latestOn`: what its reader knows of it as long as this waits, for whoever writes the next word on it. */
  knows?: string;
  /** Who has had it sent by a press, and is told soon if it fails. */
  askedBy?: number;
};

/** A file that the desk wrote itself. */
export type TextFile = { name: string; type: string; text: string };

/** As a chat is given it. */
export const fileOfText = (file: TextFile | null): OutgoingFile | undefined =>
  file ? { name: file.name, type: file.type, bytes: new TextEncoder().encode(file.text) } : undefined;

/** A delivery that was claimed. `attempts` is the fence: whoever claims it later has a higher one. */
export type Delivery = {
  id: number;
  uuid: string;
  key: string;
  kind: DeliveryKind;
  officeId: number | null;
  requestId: number | null;
  messageId: number | null;
  personId: number | null;
  accountId: number | null;
  sealed: boolean;
  /** Who has had it sent by a press. */
  askedBy: number | null;
  message: Message;
  replaces: string | null;
  under: string | null;
  fileId: number | null;
  attached: TextFile | null;
  attempts: number;
  /** Account that the latest sending went to, while its end is unknown. */
  sentTo: number | null;
  /** A sending began before and its end is unknown: ask first. */
  doubtful: boolean;
  /** How long ago that sending began, by the database's clock. */
  begunMs: number;
  createdAt: Date;
};

export type DeliveryOutcome =
  | { state: 'sent'; sent: Sent; accountId: number }
  /** `delayMs` from now, by the database's clock. */
  | { state: 'pending' | 'doubtful'; delayMs: number; reason: string; refused?: 'unauthorised' }
  /** `code`: the platform's own word for it. */
  | { state: 'failed'; reason: string; code?: string };

/** Beyond the client's own time-out of 10 s, with margin: by then a platform shows what it took. */
export const SETTLE_MS = 30_000;
/** A desk that has not settled a sending by then has died. */
export const LEASE_MS = 30_000;

/** So many changes of messages are under way at once from one desk: the other places are for words. */
export const CHANGES_AT_ONCE = 10;

/** Whether it changes a message that stands in a chat already, instead of saying something new. */
export const isChange = ({ replaces }: Pick<Delivery, 'replaces'>): boolean => replaces !== null;

const repeatable: Record<DeliveryKind, boolean> = {
  receipt: true,
  relay: true,
  card: true,
  notice: true,
  escalation: true,
  survey: false,
  digest: false,
};

/** 1 s, doubling, at most 5 min, plus or minus half so that many do not come back together. `chance` is in [0, 1). */
export function backOff(attempts: number, chance: number): number {
  return Math.round(Math.min(300_000, 1_000 * 2 ** Math.min(attempts - 1, 16)) * (0.5 + chance));
}

/** What follows from an error while sending. `findable`: the platform can be asked about this delivery later. */
export function afterError(
  delivery: Pick<Delivery, 'kind' | 'attempts'>,
  error: { outcome: ChatOutcome; reason: string; retryAfterMs: number | undefined },
  facts: { findable: boolean; chance: number; settleMs: number },
): DeliveryOutcome {
  const { reason } = error;
  const wait = Math.max(backOff(delivery.attempts, facts.chance), error.retryAfterMs ?? 0);
  switch (error.outcome) {
    case 'retry':
      return { state: 'pending', delayMs: wait, reason };
    case 'unauthorised':
      return { state: 'pending', delayMs: Math.max(wait, 60_000), reason, refused: 'unauthorised' };
    case 'ambiguous':
      if (facts.findable) return { state: 'doubtful', delayMs: facts.settleMs, reason };
      return afterDoubt(delivery, { delayMs: wait, reason });
    case 'gone':
    case 'rejected':
      return { state: 'failed', reason };
  }
}

/** What follows when it is unknown whether it was sent and the platform cannot be asked. */
export function afterDoubt(
  delivery: Pick<Delivery, 'kind'>,
  later: { delayMs: number; reason: string },
): DeliveryOutcome {
  if (repeatable[delivery.kind]) return { state: 'pending', ...later };
  return { state: 'failed', reason: `${later.reason}; it may have arrived, so it was not sent again` };
}

/** After so long without an answer whether it was sent, the answer is not waited for any more. */
const LONGEST_DOUBT_MS = 3 * 3_600_000;

/** What follows when the platform was asked whether it arrived, and did not say. `doubtMs`: since it was sent, perhaps. */
export function afterSilence(
  delivery: Pick<Delivery, 'kind'>,
  error: { outcome: ChatOutcome; message: string },
  { wait, doubtMs }: { wait: number; doubtMs: number },
): DeliveryOutcome {
  const reason = error.message;
  switch (error.outcome) {
    // Nobody can be told there, so nothing is sent again.
    case 'gone':
      return { state: 'failed', reason: `${reason}; it may have arrived before` };
    case 'rejected':
      return afterDoubt(delivery, { delayMs: wait, reason });
    case 'unauthorised':
      return { state: 'doubtful', delayMs: Math.max(wait, 60_000), reason, refused: 'unauthorised' };
    case 'retry':
    case 'ambiguous':
      if (doubtMs > LONGEST_DOUBT_MS) return afterDoubt(delivery, { delayMs: wait, reason });
      return { state: 'doubtful', delayMs: wait, reason };
  }
}
