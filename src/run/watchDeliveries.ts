import type { SendingOptions } from '../delivery/send.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';

/** A platform that no longer lets the desk write keeps the whole queue waiting: the operator is told, now and then. */
const REFUSED_AGAIN_MS = 10 * 60_000;

export function watchDeliveries(metrics: Metrics, log: Logger): SendingOptions['observe'] {
  const told = new Map<string, number>();
  return (delivery, outcome) => {
    metrics.delivered(delivery.kind, outcome.state);
    const isFirst = (what: string): boolean => {
      if (performance.now() - (told.get(what) ?? -REFUSED_AGAIN_MS) < REFUSED_AGAIN_MS) return false;
      told.set(what, performance.now());
      return true;
    };
    if ('code' in outcome && isFirst(outcome.code))
      log.warn('a chat platform does not take a message of the desk', { code: outcome.code, kind: delivery.kind });
    if (!('refused' in outcome) || !isFirst(outcome.reason)) return;
    log.warn('a chat platform does not let the desk write anymore; all messages for it wait until that is mended', {
      reason: outcome.reason,
    });
  };
}
