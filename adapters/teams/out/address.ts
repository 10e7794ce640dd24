import { z } from 'zod';

/**
 * What speaking first needs, written into the opaque addresses that the desk keeps and refreshes at every activity:
 * where the service is, which tenant, which bot, and either a conversation or the person to open one with.
 */
export type Address = {
  serviceUrl: string;
  tenant: string;
  /** The bot's own id in the conversation. */
  bot: string;
  /** Absent for a person who has written in a channel only: their personal conversation is opened when it is needed. */
  conversation?: string;
  /** The person whose personal conversation it is; absent for channels and group chats. */
  user?: string;
};

const VERSION = 'teams-1.';
const written = z.tuple([z.url(), z.string(), z.string(), z.string().nullable(), z.string().nullable()]);

export function encodeAddress({ serviceUrl, tenant, bot, conversation, user }: Address): string {
  const parts = [serviceUrl, tenant, bot, conversation ?? null, user ?? null];
  return VERSION + Buffer.from(JSON.stringify(parts)).toString('base64url');
}

/** Undefined when it is no address of this adapter. */
export function decodeAddress(text: string): Address | undefined {
  if (!text.startsWith(VERSION)) return undefined;
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(text.slice(VERSION.length), 'base64url').toString());
  } catch {
    return undefined;
  }
  const read = written.safeParse(parts);
  if (!read.success) return undefined;
  const [serviceUrl, tenant, bot, conversation, user] = read.data;
  if (conversation === null && user === null) return undefined;
  return { serviceUrl, tenant, bot, ...(conversation !== null && { conversation }), ...(user !== null && { user }) };
}
