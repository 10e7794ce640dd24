import type { Message } from '../../src/chat/message.ts';

/** Memory for the page: real platforms keep their messages themselves. */
export interface Transcript {
  /** Appends, or when `deliveryId` is known already returns what stands there: so a repeat never doubles. */
  append(line: NewLine): Promise<Line>;
  /** Replaces the message of a line; undefined when there is none. */
  replace(lineId: string, message: Message): Promise<Line | undefined>;
  find(deliveryId: string): Promise<Line | undefined>;
  /** The newest `limit` lines of an address, oldest first. */
  read(address: string, limit: number): Promise<Line[]>;
}
export type NewLine = { address: string; at: Date; from: 'desk' | 'person'; message: Message; deliveryId?: string };
export type Line = { lineId: string; address: string; at: Date; from: 'desk' | 'person'; message: Message };
