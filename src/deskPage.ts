import type { Seat } from '../adapters/pages/visitors.ts';
import { accountOf } from '../adapters/try-it/seats.ts';
import type { Http } from './chat/capabilities.ts';
import type { DeskSide } from './chat/deskSide.ts';
import { createPageSide } from './doors/pageSide.ts';
import type { SignInProvider } from './page/provider.ts';
import type { Logger } from './run/log.ts';
import { isLoopback } from './settings/loopback.ts';
import type { Config } from './settings/settings.ts';
import { COMES_BACK_TO } from './settings/signIn.ts';
import type { Store, Tx } from './store.ts';

/** What the desk's own page is put together from. `tryIt`: nobody real is on the other side. */
type Parts = {
  store: Store;
  deskSide: DeskSide;
  now: () => Date;
  config: Pick<Config, 'pageUrl' | 'tryIt' | 'host' | 'provider'>;
  log: Logger;
  tryIt: boolean;
};

/**
 * The page for those who work for an office: at its own address, or on a try-it desk that stands on this machine alone,
 * where nobody signs in. Loaded only where it is used.
 */
export async function openDeskPage({ store, deskSide, now, config, log, tryIt }: Parts): Promise<Http | undefined> {
  await store.transaction(async (tx) => {
    await tx.sessions.moveTo(config.pageUrl);
    await tx.providers.moveTo(config.provider?.issuer);
  });
  const isTrying = isOpenToAll(config, tryIt);
  if (config.pageUrl === undefined && !isTrying) return undefined;
  const { deskPage } = await import('../adapters/pages/index.ts');
  return deskPage({
    side: createPageSide({ store, deskSide, now }),
    secure: config.pageUrl !== undefined,
    provider: await openProvider(config, log),
    ...(isTrying && { seats: () => store.transaction(seatsOfPage) }),
    report: (error) => log.failure('the desk’s page failed', error),
  });
}

/** Nothing is asked of it before somebody wants to sign in. */
async function openProvider({ pageUrl, provider }: Parts['config'], log: Logger): Promise<SignInProvider | undefined> {
  if (!provider || pageUrl === undefined) return undefined;
  const { openIdProvider } = await import('../adapters/pages/openid.ts');
  return openIdProvider({
    ...provider,
    redirectUri: `${pageUrl}${COMES_BACK_TO}`,
    report: (error) => log.failure('the office’s sign-in failed', error),
  });
}

/** Whether nobody signs in, and one looks as anybody of the office. */
export const isOpenToAll = ({ host, pageUrl, tryIt: isServed }: Parts['config'], tryIt: boolean): boolean =>
  tryIt && isServed && isLoopback(host) && pageUrl === undefined;

/** Those whom one may look as: who has something to see there, each once, whoever supervises first. */
async function seatsOfPage(tx: Tx): Promise<Seat[]> {
  const roster = await tx.people.everybody(20_000);
  const seats = new Map<string, Seat>();
  for (const role of ['supervisor', 'liaison', 'administrator', 'agency head'] as const)
    for (const { person } of roster.filter((each) => each.role === role)) {
      const { email, name } = person;
      if (email === null) continue;
      const known = seats.get(email);
      if (known?.roles.split(', ').includes(role)) continue;
      const account = accountOf({ address: email.toLowerCase(), name, email: email.toLowerCase() });
      seats.set(email, { email, name, account, roles: known ? `${known.roles}, ${role}` : role });
    }
  return [...seats.values()];
}
