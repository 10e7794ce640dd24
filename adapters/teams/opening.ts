import { type Bot, createBot } from './bot.ts';
import type { TeamsChatOptions } from './index.ts';
import { type Cloud, cloudOf, GOVERNMENT_SERVICE } from './people/clouds.ts';

const CALL_TIMEOUT_MS = 10_000;

export type Opened = Cloud & { bot: Bot; government: boolean; callTimeoutMs: number };

/** The bot, and the cloud that it is in, as the settings have them. @throws when it would let everybody in */
export function openBot(options: TeamsChatOptions): Opened {
  const { appId, cloud, unauthenticated = false } = options;
  if (appId === '' && !unauthenticated) throw new Error('Without an app id the Bot Framework would let everybody in.');
  const government = options.channelService === GOVERNMENT_SERVICE;
  const callTimeoutMs = options.callTimeoutMs ?? CALL_TIMEOUT_MS;
  const bot = createBot({
    appId,
    appType: options.appType,
    appTenant: options.appTenant,
    secret: options.appPassword,
    certificate: options.certificate,
    government,
    settings: {
      ...(options.channelService !== undefined && { ChannelService: options.channelService }),
      ...cloud?.settings,
    },
    login: cloud?.login,
    callTimeoutMs,
  });
  const { issuer, keys, graph, service } = { ...cloudOf(government, options.environment), ...cloud };
  return { bot, government, callTimeoutMs, issuer, keys, graph, service };
}
