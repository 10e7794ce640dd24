import type { FileState } from '../delivery/file.ts';
import type { Selection } from './selection.ts';

/** A wording of a message, from when on it stood. */
export type Wording = { messageId: number; text: string; at: Date };

export type KeptFile = {
  id: number;
  messageId: number;
  name: string;
  type: string;
  size: number;
  state: FileState;
  sha256: string | null;
  reason: string | null;
};

/** A link of the chain of a request, hashes as hexadecimal digits. */
export type ChainLink = { position: number; of: string; content: string; salt: string | null; hash: string };

/** What is read to be handed out, beside what is known of every request. */
export interface ExportStore {
  count(selection: Selection): Promise<number>;
  /** How many files came with them and are kept, and how large they are together. */
  weight(selection: Selection): Promise<{ files: number; bytes: number }>;
  /** So many ids behind one, in order. */
  page(selection: Selection, after: number, limit: number): Promise<number[]>;
  /** All wordings of its messages, the oldest first. */
  wordings(requestId: number): Promise<Wording[]>;
  files(requestId: number): Promise<KeptFile[]>;
  links(requestId: number): Promise<ChainLink[]>;
  /** What an office keeps of a person beside requests, by table. What they said without their name is not in it. */
  person(personId: number, officeId: number): Promise<Record<string, unknown[]>>;
}
