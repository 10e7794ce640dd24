/** What people read when Slack refuses something: what it means, and what to do. Each ends a sentence; none has Slack's own word. */

const ELSEWHERE = 'reach them in another way, and tell whoever looks after the desk';
const MEANINGS: readonly [RegExp, string][] = [
  [
    /^(?:user_disabled|user_not_found|users_not_found)$/u,
    'their account in Slack is closed or unknown; ask somebody else of their agency',
  ],
  [
    /^(?:channel_not_found|invalid_channel|is_archived|not_in_channel|user_not_in_channel)$/u,
    'their conversation with the desk in Slack is not there anymore; ask them to write to the desk there once',
  ],
  [/^user_not_visible$/u, 'the desk does not see this person in Slack; ask them to write to the desk there once'],
  [
    /^(?:restricted_action|posting_to_)/u,
    'this Slack workspace does not let the desk write there; ask its administrators to allow the app',
  ],
  [
    /^(?:cannot_dm_bot|invalid_user_combination|method_not_supported_for_channel_type)$/u,
    'Slack does not let the desk write to this person; reach them in another way',
  ],
  [
    /^(?:msg_too_long|msg_blocks_too_long|too_many_attachments|attachment_payload_limit_exceeded|view_too_large|metadata_too_large)$/u,
    'it is longer than Slack takes; say it in shorter messages',
  ],
  [/^malware_detected$/u, 'Slack found something harmful in the file; do not pass it on'],
  [
    /^(?:file_type_not_allowed|blocked_file_type|unknown_snippet_type|file_uploads_disabled|file_uploads_except_images_disabled|file_sharing_disabled|slack_connect_\w+)$/u,
    'this Slack workspace does not take such files; send them in another way',
  ],
  [
    /^(?:file_upload_size_restricted|snippet_too_large|alt_txt_too_large)$/u,
    'the file is larger than this Slack workspace takes; send it in another way',
  ],
  [/^storage_limit_reached$/u, 'the Slack workspace has no room for files; ask its administrators'],
  [
    /^(?:file_deleted|file_not_found|file_update_failed)$/u,
    'the file is not there anymore, or lies in a channel that the desk is not in; attach it in a message to the desk',
  ],
  [
    /^(?:message_not_found|cant_update_message|edit_window_closed|is_inactive|not_found)$/u,
    'what was to be changed is not in Slack anymore; nothing is lost, and a new message comes with the next change',
  ],
  [
    /^(?:cannot_reply_to_message|thread_not_found|invalid_thread_ts)$/u,
    'the message that it was to stand under is not in Slack anymore; send it again',
  ],
  [
    /^(?:expired_trigger_id|exchanged_trigger_id|invalid_trigger_id|hash_conflict|push_limit_reached)$/u,
    'Slack was too slow to open the form; press the button again',
  ],
];

/** Of a person who cannot be written to, or something that Slack will never take. */
export const meaningOf = (word: string): string =>
  MEANINGS.find(([words]) => words.test(word))?.[1] ?? `Slack does not take this as the desk sends it; ${ELSEWHERE}`;

/** Of a file that somebody gave, and that Slack does not let the app have. */
export const FILE_ELSEWHERE =
  'it is not there anymore, or lies in a channel that the desk is not in; please attach it in a message to the desk';
/** Older than a workspace on Slack's free plan can look back. */
export const FILE_HIDDEN = 'it is older than what this Slack workspace shows; please attach it again';
