import type { AppsManifestValidateArguments } from '@slack/web-api';
import { ASK, ASK_ABOUT } from '../in/ask.ts';
import { ASK_COMMAND } from '../in/commands.ts';
import { eventNames } from '../in/events.ts';
import { PATH } from '../in/http.ts';
import { REDIRECT_PATH } from './install.ts';
import { scopes } from './scopes.ts';

type Manifest = AppsManifestValidateArguments['manifest'];

/**
 * The app as Slack is to set it up, of which manifest.json is a copy. `url` is where the desk is reached from outside,
 * without a path; without it the desk connects to Slack itself (Socket Mode). With `oauth` the app can be installed in
 * several workspaces, over that address.
 */
export function slackManifest(url: string | undefined, oauth = false): Manifest {
  const origin = url?.replace(/(?<!\/)\/+$/u, '');
  const address = origin === undefined ? undefined : `${origin}${PATH}`;
  const request_url = address === undefined ? {} : { request_url: address };
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: 'Liaison Desk',
      description:
        "Ask the office: your question goes to your agency's liaison, and you are told by when you have a reply.",
      long_description:
        'Write to Liaison Desk as to a colleague. Your question goes to the liaison of your agency, or to whoever covers for them. You are told at once who has it and by when you will have a reply, and the desk sees to it that this is kept. Replies come back here, in the same conversation. Afterwards you are asked, once, how it went. Nothing that you write is shown in a channel. Please do not send Social Security numbers, bank details or passwords.',
      background_color: '#1f3a5f',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'Liaison-Desk', always_online: true },
      shortcuts: [
        {
          name: 'Ask the desk',
          type: 'global',
          callback_id: ASK,
          description: 'Ask the office a question, in a form',
        },
        {
          name: 'Ask the desk about this',
          type: 'message',
          callback_id: ASK_ABOUT,
          description: 'Ask the office about this message; it is quoted, and only the office sees your question',
        },
      ],
      slash_commands: [
        {
          command: ASK_COMMAND,
          ...(address !== undefined && { url: address }),
          description: 'Ask the office a question',
          usage_hint: '[your question, or nothing for a form]',
          should_escape: true,
        },
      ],
    },
    oauth_config: {
      ...(oauth && origin !== undefined && { redirect_urls: [`${origin}${REDIRECT_PATH}`] }),
      scopes: { bot: Object.keys(scopes) as (keyof typeof scopes)[] },
    },
    settings: {
      event_subscriptions: { ...request_url, bot_events: eventNames.toSorted() },
      interactivity: { is_enabled: true, ...request_url },
      // Where it is installed through the desk, a whole organisation may do so at once.
      org_deploy_enabled: oauth && origin !== undefined,
      socket_mode_enabled: url === undefined,
      token_rotation_enabled: false,
    },
  };
}
