/** What the app may do, each with what it is needed for. The manifest asks for the same. */
export const scopes = {
  'app_mentions:read': 'questions in channels',
  'chat:write': 'everything the desk says',
  commands: '/ask and the shortcuts',
  'files:read': 'files that come with questions',
  'files:write': 'files of the other side',
  'im:history': 'direct messages, and finding out whether something was sent',
  'im:read': 'who has a conversation with the desk, to look what was written while it was away',
  'im:write': 'writing to somebody first',
  'reactions:read': 'reactions to what the desk said',
  'users:read': 'who is who',
  'users:read.email': 'finding people of the roster',
} as const;
