import type { ChatWith } from '../../src/chat/capabilities.ts';
import type { ChartsAs } from '../../src/chat/charts/chart.ts';
import type { DeskSide } from '../../src/chat/deskSide.ts';
import { ChatError } from '../../src/chat/errors.ts';
import { covers, type Home, type Homes } from '../../src/chat/vouching.ts';
import { createConsent } from './files/consent.ts';
import { fetchFile } from './files/files.ts';
import { CHANNEL, createDoor } from './in/door.ts';
import { createGate } from './in/gate.ts';
import { createKeys } from './in/keys.ts';
import { createTokenCheck } from './in/token.ts';
import type { TurnedAway } from './in/turnedAway.ts';
import type { Certificate, LoginNetwork } from './login.ts';
import { openBot } from './opening.ts';
import { decodeAddress } from './out/address.ts';
import { asChatError } from './out/errors.ts';
import { trustedHosts } from './out/hosts.ts';
import { ratesOf } from './out/rates.ts';
import { createSend } from './out/send.ts';
import type { Environment } from './people/clouds.ts';
import { createInstaller } from './people/graph.ts';
import { createReach } from './people/reach.ts';
import { createRoster } from './people/roster.ts';

export type TeamsChatOptions = {
  /** Empty only together with `unauthenticated`. */
  appId: string;
  appType: 'SingleTenant' | 'MultiTenant' | 'UserAssignedMSI';
  appTenant: string;
  /** This or a certificate; neither with a managed identity. */
  appPassword?: string;
  certificate?: Certificate;
  /** Whose people may use the desk. */
  tenants: readonly string[];
  /** Whose tenant each is. Absent: the bot's own is the office's, and no other vouches for anybody. */
  homes?: Homes;
  /** `https://botframework.azure.us` in the government clouds. */
  channelService?: string;
  /** Only what cannot be told by the channel service. */
  environment?: Environment;
  /** For the playground on this machine: nobody is asked who they are, and the service may be this machine itself. */
  unauthenticated?: boolean;
  /** Installs the app for people of the roster who have not written yet, through Microsoft Graph. */
  proactiveInstall?: boolean;
  /** Pictures, if nothing else is said: on iPhones Teams leaves its own charts blank. */
  charts?: ChartsAs | undefined;
  now(): Date;
  /** Told what went wrong; never told what people wrote. */
  report?(what: string, error: unknown): void;
  /** Told when the login lets the bot in; without it, that is not tried at the start. */
  tell?(facts: Record<string, unknown>): void;
  /** Told of each request to the entrance that was not taken. */
  turnedAway?: TurnedAway;
  /**
   * Another cloud than Microsoft's own, such as one on this machine: all of the SDK's `To…` settings, its login, and the
   * addresses of its keys, of Graph and of the service.
   */
  cloud?: {
    settings: Record<string, string>;
    issuer: string;
    keys: string;
    login: LoginNetwork;
    graph?: string;
    service?: string;
  };
  callTimeoutMs?: number;
  /** No further part of a long message is begun after this time. */
  beginWithinMs?: number;
  /** Longest time for one activity from Teams, which sends it again after 15 seconds. */
  answerWithinMs?: number;
};

const ANSWER_WITHIN_MS = 12_000;

const isSame = (tenant: string, other: string): boolean => tenant.toLowerCase() === other.toLowerCase();

/** Microsoft Teams, through the Bot Framework. */
export function teamsChat(options: TeamsChatOptions): ChatWith<'files' | 'http'> {
  const { appId, tenants, now, cloud, unauthenticated = false, charts = 'pictures' } = options;
  const { bot, government, callTimeoutMs, issuer, keys: keysAt, graph, service } = openBot(options);
  const report = options.report ?? (() => {});
  const hosts = trustedHosts({ loopback: unauthenticated || cloud !== undefined, government });
  const named: Homes = options.homes ?? new Map([[options.appTenant, 'office']]);
  const homes = new Map([...named].map(([id, home]) => [id.toLowerCase(), home]));
  // In the playground anybody can be anybody.
  const homeOf = (tenant: string): Home | undefined => (unauthenticated ? 'office' : homes.get(tenant.toLowerCase()));
  const isOffice = (tenant: string): boolean => homeOf(tenant) === 'office';
  const withinMs = options.answerWithinMs ?? ANSWER_WITHIN_MS;
  const roster = createRoster({
    now,
    homeOf,
    known: async (who) => given().known(who),
    patienceMs: withinMs / 4,
  });
  const reach = createReach({
    install: createInstaller({
      url: graph,
      appId,
      // Only a bot that belongs to no tenant can log in in others than its own.
      tenants: tenants
        .filter((each) => options.appType === 'MultiTenant' || isSame(each, options.appTenant))
        .toSorted((a, b) => Number(isOffice(b)) - Number(isOffice(a))),
      vouches: (tenant, email) => covers(homeOf(tenant), email),
      token: bot.token,
      now,
      report,
      // Up to six calls, all of them together well within the time after which a desk is taken for dead.
      withinMs: 1.5 * callTimeoutMs,
    }),
    appId,
    homeOf,
    serviceOf: roster.serviceOf,
    service,
  });
  let desk: DeskSide | undefined;
  let listening = false;
  /** Also after the stop: what is being sent is still drawn. */
  const given = (): DeskSide => {
    if (!desk) throw new ChatError('retry', 'the desk has not begun to listen yet');
    return desk;
  };
  // The playground opens no dialogs: there every form comes in the place of its card.
  const atOnce = (press: string) => unauthenticated || given().atOnce(press);
  // In the government clouds, which have their own channel service, Teams does not let bots hand files over.
  const consent =
    options.channelService === undefined
      ? createConsent({
          fileOf: (deliveryId, account) => given().fileOf(deliveryId, account),
          hosts,
          report,
          answerWithinMs: withinMs / 2,
        })
      : undefined;
  const turnedAway = options.turnedAway ?? (() => {});
  const keys = createKeys({ url: keysAt, now, withinMs });
  const door = createDoor({
    gate: createGate({
      judge: unauthenticated ? undefined : createTokenCheck({ appId, issuer, channel: CHANNEL, keys, now }),
      turnedAway,
    }),
    turnedAway,
    bot,
    hosts,
    // The playground has a tenant of its own invention.
    admits: (tenant) => unauthenticated || tenants.some((each) => isSame(each, tenant)),
    roster,
    ...(consent && { consent }),
    atOnce,
    charts,
    lines: () => given().lines(),
    now,
    report,
    desk: () => (listening ? desk : undefined),
    withinMs,
  });

  const drawing = { atOnce, offersFiles: consent !== undefined, charts };

  /** A login that refuses the bot is said before anybody waits for it. */
  async function tryLogin(tell: (facts: Record<string, unknown>) => void): Promise<void> {
    try {
      await bot.speak(service, (line) => line.token());
      if (listening) tell({ bot: appId });
    } catch (error) {
      const { outcome, message } = asChatError(error);
      if (!listening) return;
      if (outcome === 'unauthorised') report(`${message}; all messages for Teams wait until that is mended`, undefined);
      else report(`${message} at the start; the desk goes on, and tries again with each message`, undefined);
    }
  }

  return {
    platform: 'teams',
    async start(deskSide) {
      desk = deskSide;
      listening = true;
      if (options.tell && !unauthenticated) void tryLogin(options.tell);
    },
    outbound: {
      send: createSend({
        bot,
        hosts,
        now,
        ...drawing,
        ...(options.beginWithinMs !== undefined && { beginWithinMs: options.beginWithinMs }),
      }),
      rates: (outgoing) => ratesOf(outgoing, drawing),
    },
    files: {
      async fetch(file, from) {
        const serviceUrl = decodeAddress(from.address)?.serviceUrl ?? '';
        if (!hosts.isService(serviceUrl)) throw new ChatError('rejected', 'Teams: the sender has no address of Teams');
        const token = () => bot.speak(serviceUrl, (line) => line.token());
        return fetchFile(file.ref, { hosts, token }).catch((error: unknown) => {
          throw asChatError(error);
        });
      },
    },
    // By itself a bot may not look people up: they become known when they open it, or when it is installed for them.
    ...(options.proactiveInstall && { directory: { reach } }),
    http: { path: '/api/messages', handle: door },
    async stop() {
      listening = false;
      await consent?.stop();
    },
  };
}
