type Raw = Record<string, unknown>;
type Api = (method: string, body: Raw) => Promise<Raw>;

/** The messages of somebody in a conversation, those in threads too, oldest first. */
export async function messagesOf(api: Api, channel: string, of: string): Promise<Raw[]> {
  const asked = await api('conversations.history', { channel, limit: 500 });
  const all = await Promise.all(
    (asked.messages as Raw[]).map(async (message) =>
      message.reply_count
        ? ((await api('conversations.replies', { channel, ts: message.ts })).messages as Raw[])
        : [message],
    ),
  );
  return all
    .flat()
    .filter(({ user }) => user === of)
    .sort((a, b) => String(a.ts).localeCompare(String(b.ts)));
}

/** What people wrote while nobody listened, where it is asked for. */
export function unheard(written: readonly Raw[], method: string, { channel, ts }: Raw): Raw[] {
  const here = written.filter((each) => each.channel === channel);
  if (method === 'conversations.history') return here.filter((each) => each.thread_ts === undefined);
  return here.filter((each) => each.thread_ts === ts);
}

/** A message as Slack shows it, with how its thread goes on. */
export function withThread(written: readonly Raw[], message: Raw): Raw {
  const replies = written.filter(({ thread_ts: root }) => root === message.ts);
  const [latest_reply] = replies.map(({ ts }) => String(ts)).sort((a, b) => b.localeCompare(a));
  return latest_reply ? { ...message, latest_reply, reply_users: replies.map(({ user }) => user) } : message;
}
