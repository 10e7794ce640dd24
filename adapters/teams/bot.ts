import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type ConversationParameters,
  type TurnContext,
} from 'botbuilder';
import {
  type JwtTokenProviderFactory,
  ManagedIdentityServiceClientCredentialsFactory,
  MsalServiceClientCredentialsFactory,
} from 'botframework-connector';
import type { Outbound } from './in/activity.ts';
import { type Certificate, createLogin, createMachineLogin, type LoginNetwork } from './login.ts';
import { Unauthorised } from './out/errors.ts';

/**
 * All that is used of the Bot Framework SDK, in this one file: it is out of support, and a move to its successor should
 * touch nothing else. It calls the connector of Teams with the bot's token; who calls the desk is checked in `in/token.ts`,
 * since the SDK fetches keys once an hour at most and writes every forgery to the console.
 */
export type Bot = {
  /** Runs `work` with a line to a service that Microsoft's token, now or earlier, was made for. */
  speak<T>(serviceUrl: string, work: Work<T>): Promise<T>;
  /** The app's own token for another of Microsoft's services, in a tenant; `fresh`: a new one. @throws Unauthorised */
  token(service: string, tenant: string, fresh: boolean): Promise<string>;
};
type Work<T> = (line: Line) => Promise<T>;

/** A line to the connector behind one service URL. Everything is tried once; every try ends within its time-out. */
export type Line = {
  send(conversationId: string, activity: Outbound): Promise<string>;
  update(conversationId: string, activityId: string, activity: Outbound): Promise<void>;
  remove(conversationId: string, activityId: string): Promise<void>;
  /** The personal conversation with somebody; asked again, the same one. */
  openPersonal(who: { tenant: string; bot: string; user: string }): Promise<string>;
  /** Somebody as the roster of a conversation has them. */
  member(conversationId: string, userId: string): Promise<unknown>;
  /** The bot's own token, for files that are fetched from the service. @throws Unauthorised */
  token(): Promise<string>;
};

export type BotSettings = {
  /** Empty: nobody is asked who they are, and the bot has no tokens. */
  appId: string;
  appType: 'SingleTenant' | 'MultiTenant' | 'UserAssignedMSI';
  appTenant: string;
  /** One of the two, or neither with a managed identity. */
  secret: string | undefined;
  certificate: Certificate | undefined;
  government: boolean;
  /** By the names that the SDK reads: ChannelService and so on. */
  settings: Record<string, string>;
  /** The way to Microsoft's login, when not over the internet. */
  login: LoginNetwork | undefined;
  /** Longest time for one call to the connector or the login, in milliseconds. */
  callTimeoutMs: number;
};

export function createBot(options: BotSettings): Bot {
  const { appId, settings, callTimeoutMs } = options;
  const { credentials, token } = identityOf(options);
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication(settings, credentials));
  return {
    async speak(serviceUrl, work) {
      const outcome: { result?: Awaited<ReturnType<typeof work>> } = {};
      const reference = { serviceUrl, channelId: 'msteams', conversation: { id: 'any' }, bot: { id: appId } };
      await adapter.continueConversationAsync(appId, reference as never, async (context) => {
        outcome.result = await work(lineOf(adapter, context, callTimeoutMs));
      });
      return outcome.result as Awaited<ReturnType<typeof work>>;
    },
    token: (service, tenant, fresh) => withinTime(token(`${service}/.default`, tenant, fresh), callTimeoutMs),
  };
}

/** Who the bot is to Microsoft: for the SDK, and for other services. */
function identityOf({ appType, ...options }: BotSettings): {
  credentials: ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[1];
  token(scope: string, tenant: string, fresh: boolean): Promise<string>;
} {
  const { appId } = options;
  if (appId === '') return { credentials: undefined, token: async () => '' };
  if (appType === 'UserAssignedMSI') {
    const { credential, token } = createMachineLogin(appId);
    const tokens = { createAzureServiceTokenProvider: () => credential } as unknown as JwtTokenProviderFactory;
    return { credentials: new ManagedIdentityServiceClientCredentialsFactory(appId, tokens), token };
  }
  const { client, token } = createLogin({ ...options, appType, network: options.login });
  // One and the same class, typed once for import and once for require.
  const typed = client as unknown as ConstructorParameters<typeof MsalServiceClientCredentialsFactory>[1];
  return { credentials: new MsalServiceClientCredentialsFactory(appId, typed), token };
}

/** The parts of the connector client that its types keep to themselves. */
type Connector = {
  client: {
    pipeline: {
      removePolicy(which: { name: string }): unknown;
      addPolicy(policy: {
        name: string;
        sendRequest(request: { timeout: number }, next: (request: { timeout: number }) => unknown): unknown;
      }): void;
    };
  };
  credentials: { getToken?(): Promise<string>; appId?: string };
  conversations: {
    sendToConversation(conversationId: string, activity: object): Promise<{ id?: string }>;
    updateActivity(conversationId: string, activityId: string, activity: object): Promise<unknown>;
    deleteActivity(conversationId: string, activityId: string): Promise<unknown>;
    createConversation(parameters: Partial<ConversationParameters>): Promise<{ id?: string }>;
    getConversationMember(conversationId: string, userId: string): Promise<unknown>;
  };
};

function lineOf(adapter: CloudAdapter, context: TurnContext, callTimeoutMs: number): Line {
  const connector = context.turnState.get(adapter.ConnectorClientKey) as unknown as Connector;
  // By itself the client posts a message up to four times, and waits for an answer for ever.
  connector.client.pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  connector.client.pipeline.addPolicy({
    name: 'ends within its time',
    sendRequest(request, next) {
      request.timeout = callTimeoutMs;
      return next(request);
    },
  });
  const { conversations } = connector;
  const token = () => tokenOf(connector, callTimeoutMs);
  /** The token is asked for before: an error then means that nothing was sent. */
  const call = async <T>(work: () => Promise<T>): Promise<T> => {
    await token();
    return work();
  };
  return {
    token,
    send: (conversationId, activity) =>
      call(async () => (await conversations.sendToConversation(conversationId, activity)).id ?? ''),
    update: (conversationId, activityId, activity) =>
      call(async () => void (await conversations.updateActivity(conversationId, activityId, activity))),
    remove: (conversationId, activityId) =>
      call(async () => void (await conversations.deleteActivity(conversationId, activityId))),
    member: (conversationId, userId) => call(() => conversations.getConversationMember(conversationId, userId)),
    openPersonal: ({ tenant, bot, user }) =>
      call(async () => {
        const parameters = {
          isGroup: false,
          bot: { id: bot, name: '' },
          members: [{ id: user, name: '' }],
          tenantId: tenant,
          channelData: { tenant: { id: tenant } },
        };
        return (await conversations.createConversation(parameters)).id ?? '';
      }),
  };
}

async function tokenOf({ credentials }: Connector, timeoutMs: number): Promise<string> {
  // Without an app id there is no login and no token: only for the playground on this machine.
  if (!credentials.appId || !credentials.getToken) return '';
  return withinTime(credentials.getToken(), timeoutMs);
}

/** @throws Unauthorised */
async function withinTime(token: Promise<string>, timeoutMs: number): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Unauthorised('the login did not answer', true)), timeoutMs);
  });
  try {
    return await Promise.race([token, late]);
  } catch (error) {
    throw error instanceof Unauthorised ? error : Unauthorised.from(error);
  } finally {
    clearTimeout(timer);
  }
}
