import { ChatError, type ChatOutcome } from '../../../src/chat/errors.ts';

/** The bot got no token of its own, so nothing was sent. `passing`: the login was away, which is nobody's mistake. */
export class Unauthorised extends Error {
  override readonly name = 'Unauthorised';
  readonly passing: boolean;
  constructor(reason: string, passing: boolean) {
    super(reason);
    this.passing = passing;
  }

  /** Of MSAL's error only its code is kept: its text has ids and addresses in it. */
  static from(error: unknown): Unauthorised {
    const cause = readProperty(error, 'cause');
    const codes = [readCode(error, 'errorCode'), readCode(error, 'code'), readCode(cause, 'errorCode')];
    // Of a managed identity there is nothing but the kind of the error.
    const code = codes.find((each) => each !== undefined) ?? readCode(error, 'name') ?? 'unknown';
    const status = readNumber(cause, 'status') ?? 0;
    const passing = PASSING_LOGIN.has(code) || NOT_CONNECTED.has(code) || status >= 500;
    if (passing) return new Unauthorised(`the login cannot be reached (${code})`, true);
    const why = readRefusal(error) ?? readRefusal(cause);
    return new Unauthorised(`the login refuses the bot (${code}${why === undefined ? '' : `: ${why}`})`, false);
  }
}

/**
 * What the login's own numbers mean, and what to do. https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
const REFUSALS: Record<string, string> = {
  '7000215': 'the client secret is wrong; MicrosoftAppPassword has to be its value, not its id',
  '7000222': 'the client secret has expired; make a new one in Azure',
  '7000112': 'the app is switched off in its tenant',
  '700016': 'there is no such app in that tenant; look at MicrosoftAppId and MicrosoftAppTenantId',
  '90002': 'there is no such tenant; look at MicrosoftAppTenantId',
  '900023': 'there is no such tenant; look at MicrosoftAppTenantId',
  '700027': 'the certificate is not among those of the app in Azure, or has expired',
  '700024': 'the clock of this machine is off; switch on time synchronisation',
};

/** Only the number is read: the text around it has ids and addresses in it. */
function readRefusal(error: unknown): string | undefined {
  for (const name of ['errorMessage', 'message']) {
    const text = readProperty(error, name);
    const number = typeof text === 'string' ? /AADSTS(\d{5,7})\b/u.exec(text)?.[1] : undefined;
    if (number !== undefined && Object.hasOwn(REFUSALS, number)) return REFUSALS[number];
  }
  return undefined;
}

const PASSING_LOGIN = new Set([
  'network_error',
  'no_network_connectivity',
  'endpoints_resolution_error',
  'openid_config_error',
  'temporarily_unavailable',
  'server_error',
  'request_timeout',
  'ECONNRESET',
  'ETIMEDOUT',
]);

/** The request never left, or never arrived. */
const NOT_CONNECTED = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'CERT_HAS_EXPIRED',
]);

/** Refusals that say who cannot be written to, whatever the status around them. */
const GONE_CODES = new Set([
  'MessageWritesBlocked',
  'ForbiddenOperationException',
  'BotNotInConversationRoster',
  'ConversationBlockedByUser',
  'ConversationNotFound',
  'UserNotFound',
]);

/** Longest wait that the platform may ask for. */
const LONGEST_WAIT_MS = 3_600_000;

type Failure = { status: number | undefined; code: string | undefined; retryAfterMs: number | undefined };

/** What became of a call to the connector. Its error's text is not repeated: it may quote the message. */
export function asChatError(error: unknown): ChatError {
  if (error instanceof ChatError) return error;
  if (error instanceof Unauthorised)
    return new ChatError(error.passing ? 'retry' : 'unauthorised', `Teams: ${error.message}`);
  const failure = readFailure(error);
  const { outcome, reason } = classify(failure);
  // What cannot be delivered is read by people; what waits until it is mended, by the operator.
  const isForPeople = outcome === 'gone' || outcome === 'rejected' || outcome === 'ambiguous';
  const code = failure.code ?? failure.status?.toString();
  const named = isForPeople || failure.code === undefined ? '' : ` (${failure.code})`;
  return new ChatError(outcome, `Teams: ${reason}${named}`, failure.retryAfterMs, code);
}

const ASK_THEM = 'ask them to open the app of the desk in Teams and write to it once';
const NOT_TAKEN =
  'it is not taken as the desk sends it; reach them in another way, and tell whoever looks after the desk';

function classify({ status, code }: Failure): { outcome: ChatOutcome; reason: string } {
  if (code !== undefined && GONE_CODES.has(code))
    return { outcome: 'gone', reason: `this person has blocked the bot or does not have it installed; ${ASK_THEM}` };
  if (status === undefined)
    return code !== undefined && NOT_CONNECTED.has(code)
      ? { outcome: 'retry', reason: 'the service cannot be reached' }
      : { outcome: 'ambiguous', reason: 'the connection ended without an answer' };
  switch (status) {
    case 401:
      return { outcome: 'unauthorised', reason: 'the bot is not accepted (401)' };
    case 403:
      return { outcome: 'gone', reason: `the bot may not write to this person; ${ASK_THEM}` };
    case 404:
    case 410:
      return { outcome: 'gone', reason: `the conversation with this person is not there anymore; ${ASK_THEM}` };
    case 429:
      return { outcome: 'retry', reason: 'too many messages at once (429)' };
    case 413:
      return { outcome: 'rejected', reason: 'it is longer than Teams takes; say it in shorter messages' };
    default:
      // 412 and 5xx are told to be tried again, and nobody says whether the message had been posted.
      return status === 408 || status === 412 || status >= 500
        ? { outcome: 'ambiguous', reason: 'the service did not say whether it took it' }
        : { outcome: 'rejected', reason: NOT_TAKEN };
  }
}

function readFailure(error: unknown): Failure {
  const status = readNumber(error, 'statusCode');
  const code = readCode(error, 'code');
  const headers = readProperty(readProperty(error, 'response'), 'headers');
  const get = readProperty(headers, 'get');
  const after = typeof get === 'function' ? Number(get.call(headers, 'retry-after')) : Number.NaN;
  const retryAfterMs = Number.isFinite(after) && after > 0 ? Math.min(after * 1_000, LONGEST_WAIT_MS) : undefined;
  return { status, code, retryAfterMs };
}

const readProperty = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;

const readNumber = (value: unknown, name: string): number | undefined => {
  const found = readProperty(value, name);
  return typeof found === 'number' ? found : undefined;
};

/** Codes only: a word without spaces, as they are shown to people and logged. */
const readCode = (value: unknown, name: string): string | undefined => {
  const found = readProperty(value, name);
  return typeof found === 'string' && /^[\w.-]{1,60}$/u.test(found) ? found : undefined;
};
