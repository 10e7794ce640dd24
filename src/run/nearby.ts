import { isIP } from 'node:net';
import { isLoopback } from '../settings/loopback.ts';

/** Endings that no name of the internet has. */
const INNER = /\.(?:internal|local|lan|home\.arpa|localhost|svc|svc\.cluster\.local)$/u;

/**
 * Whether a server is asked for under a name that only those around it use: an address, a name without a dot (as
 * containers have), one of an inner network, or its machine's own. Under a public name whoever comes through the proxy
 * would be answered, and so would a foreign page whose name was pointed here.
 */
export function isNearby(hostname: string, own: readonly string[]): boolean {
  const host = hostname
    .toLowerCase()
    .replace(/^\[(.*)\]$/u, '$1')
    .replace(/\.$/u, '');
  return isLoopback(host) || isIP(host) !== 0 || !host.includes('.') || INNER.test(host) || own.includes(host);
}
