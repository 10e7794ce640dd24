import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { ChatError, type ChatOutcome } from '../../../src/chat/errors.ts';
import { meaningOf } from './meanings.ts';

/** Slack said "too often" without saying for how long. */
const RETRY_AFTER_MS = 30_000;
/** Limits and sign-in rules of a whole workspace do not go away within minutes. */
const RETRY_HOURLY_MS = 3_600_000;

/** Slack's error words by what follows from them; whatever stands nowhere here is taken for doubtful. */
export const WORDS: Record<Exclude<ChatOutcome, 'ambiguous'>, readonly string[]> = {
  retry: [
    'ratelimited',
    'rate_limited',
    'message_limit_exceeded',
    'org_login_required',
    'team_added_to_org',
    'external_channel_migrating',
  ],
  unauthorised: [
    ...['invalid_auth', 'not_authed', 'account_inactive', 'token_revoked', 'token_expired', 'missing_scope'],
    ...['no_permission', 'not_allowed_token_type', 'access_denied', 'accesslimited', 'app_access_restricted'],
    ...['two_factor_setup_required', 'enterprise_is_restricted', 'team_not_found', 'ekm_access_denied'],
    ...['messages_tab_disabled', 'deprecated_endpoint', 'method_deprecated', 'team_access_not_granted'],
    ...['team_disabled', 'user_removed_from_team'],
  ],
  gone: [
    ...['channel_not_found', 'is_archived', 'not_in_channel', 'user_not_found', 'user_disabled', 'user_not_visible'],
    ...['posting_to_channel_denied', 'posting_to_general_channel_denied', 'invalid_channel', 'user_not_in_channel'],
    ...['invalid_user_combination', 'method_not_supported_for_channel_type', 'cannot_dm_bot', 'users_not_found'],
  ],
  rejected: [
    ...['msg_too_long', 'msg_blocks_too_long', 'no_text', 'too_many_attachments', 'attachment_payload_limit_exceeded'],
    ...['metadata_too_large', 'metadata_must_be_sent_from_app', 'markdown_text_conflict', 'invalid_form_data'],
    ...['invalid_charset', 'invalid_post_type', 'cannot_reply_to_message', 'thread_not_found', 'view_too_large'],
    ...['missing_argument', 'missing_post_type', 'duplicate_channel_not_found', 'duplicate_message_not_found'],
    ...['as_user_not_supported', 'slack_connect_canvas_sharing_blocked', 'slack_connect_file_link_sharing_blocked'],
    // Of a file.
    ...['file_type_not_allowed', 'file_uploads_disabled', 'file_uploads_except_images_disabled', 'malware_detected'],
    ...['file_upload_size_restricted', 'storage_limit_reached', 'file_update_failed', 'file_sharing_disabled'],
    ...['slack_connect_file_upload_sharing_blocked', 'slack_connect_blocked_file_type', 'blocked_file_type'],
    ...['file_deleted', 'snippet_too_large', 'unknown_snippet_type', 'alt_txt_too_large', 'invalid_thread_ts'],
    // Of a change: the message stands as it is or not at all, which says nothing about the conversation.
    ...['message_not_found', 'cant_update_message', 'edit_window_closed', 'is_inactive', 'not_found', 'file_not_found'],
    ...['expired_trigger_id', 'exchanged_trigger_id', 'invalid_trigger_id', 'hash_conflict', 'push_limit_reached'],
  ],
};
export const BEGINNINGS: readonly [string, ChatOutcome][] = [
  ['restricted_action', 'gone'],
  ['invalid_blocks', 'rejected'],
  ['invalid_metadata', 'rejected'],
  ['invalid_arg', 'rejected'],
];
const HOURLY = new Set(['message_limit_exceeded', 'org_login_required', 'team_added_to_org']);

/** Errors of a connection that was never made: nothing can have been sent. */
const NEVER_CONNECTED =
  /^(?:ENOTFOUND|EAI_AGAIN|EAI_NODATA|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|UND_ERR_CONNECT_TIMEOUT|ERR_TLS_.*|CERT_.*|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_.*)$/u;

/** What an error of Slack's client means for the sending that met it. Carries no text of people. */
export function toChatError(error: unknown): ChatError {
  if (error instanceof ChatError) return error;
  if (error instanceof WebAPIRateLimitedError)
    return new ChatError('retry', 'Slack asks to wait', Math.max(1, error.retryAfter) * 1000);
  if (error instanceof WebAPIPlatformError) return fromWord(error.data.error);
  if (error instanceof WebAPIHTTPError) {
    const outcome = error.statusCode >= 500 ? 'ambiguous' : 'retry';
    return new ChatError(outcome, `Slack answered with status ${error.statusCode}`, retryAfter(error));
  }
  if (error instanceof WebAPIRequestError) {
    const codes = codesOf(error.original);
    const never = codes.find((code) => NEVER_CONNECTED.test(code));
    if (never) return new ChatError('retry', `Slack cannot be reached (${never})`);
    return new ChatError('ambiguous', `the connection to Slack broke (${codes[0] ?? error.original.name})`);
  }
  // What the client throws for "too often" without a time to wait is a plain error.
  if (error instanceof Error && error.message.startsWith('Retry header did not contain'))
    return new ChatError('retry', 'Slack asks to wait', RETRY_AFTER_MS);
  return new ChatError('ambiguous', 'talking to Slack failed in an unforeseen way');
}

function fromWord(word: string): ChatError {
  // A page of a proxy or a maintenance notice arrives here as one long "word".
  if (!/^[a-z_0-9]{1,60}$/u.test(word)) return new ChatError('ambiguous', 'Slack answered with something unknown');
  const listed = (Object.keys(WORDS) as (keyof typeof WORDS)[]).find((outcome) => WORDS[outcome].includes(word));
  const outcome = listed ?? BEGINNINGS.find(([beginning]) => word.startsWith(beginning))?.[1] ?? 'ambiguous';
  const wait = outcome !== 'retry' ? undefined : HOURLY.has(word) ? RETRY_HOURLY_MS : RETRY_AFTER_MS;
  return new ChatError(outcome, wordsFor(outcome, word), wait, word);
}

/** People read what cannot be delivered or may be; what waits until it is mended is the operator's, in Slack's own word. */
function wordsFor(outcome: ChatOutcome, word: string): string {
  if (outcome === 'gone' || outcome === 'rejected') return meaningOf(word);
  return outcome === 'ambiguous' ? 'Slack did not say whether it took it' : `Slack says ${word}`;
}

function retryAfter(error: WebAPIHTTPError): number | undefined {
  const seconds = Number.parseInt(error.headers['retry-after'] ?? '', 10);
  return Number.isFinite(seconds) ? seconds * 1000 : undefined;
}

/** The codes of an error and of what caused it, the outermost first. */
function codesOf(error: unknown, depth = 0): string[] {
  if (!(error instanceof Error) || depth > 5) return [];
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  const several = error instanceof AggregateError ? error.errors : [];
  return [...own, ...[error.cause, ...several].flatMap((each) => codesOf(each, depth + 1))];
}
