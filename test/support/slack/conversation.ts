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
