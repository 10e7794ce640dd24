import { hash } from 'node:crypto';
import { canonicalJson } from './canonical.ts';
import type { Subject } from './event.ts';

/**
 * A link of the chain that the record of each subject is. The database writes it, together with what it is of (migration
 * chain); here it is computed a second time, to be compared. docs/decisions/16-the-record-is-a-chain.md has the exact bytes.
 */
export type Link = {
  subject: Subject;
  /** From 1 on, without gaps. */
  position: number;
  /** Goes with the content: null once that was lawfully destroyed. */
  salt: string | null;
  /** SHA-256 of the content, in hexadecimal digits, as `hash`. */
  content: string;
  hash: string;
  /** What it is of, as it stands in the database now; null when it stands there no more. */
  entry: LinkedEvent | LinkedWording | null;
};

/** `row`: its id in the database. `at`: in UTC, to the microsecond. */
type Entry = { row: number; kind: string; at: string | null; office: number | null };
export type LinkedEvent = Entry & {
  type: 'event';
  /** As the row has it. */
  subject: Subject;
  version: number;
  actor: number | null;
  /** null: destroyed. */
  data: unknown;
};
export type LinkedWording = Entry & {
  type: 'wording';
  subject: Subject;
  /** The number of the message, and which wording of it. */
  message: number;
  wording: number;
  author: number;
  asks: boolean;
  source: string;
  text: string;
};

const sha256 = (text: string): string => hash('sha256', text, 'hex');

export const nameOf = ({ kind, id }: Subject): string => `${kind} ${id}`;

// What is hashed is canonical, and written out here member by member: it is done for each link.

/** Of the content with its salt. */
export function contentHash(entry: LinkedEvent | LinkedWording, salt: string): string {
  return sha256(
    entry.type === 'event'
      ? `{"data":${canonicalJson(entry.data)},"salt":${plain(salt)}}`
      : `{"salt":${plain(salt)},"text":${quoted(entry.text)}}`,
  );
}

/** Of everything else, and of the link before: its hash, or null where there is none. */
export function linkHash(
  { subject, position, content }: Link,
  entry: LinkedEvent | LinkedWording,
  previous: string | null,
): string {
  return sha256(
    `{"entry":${entry.type === 'event' ? eventText(entry, content) : wordingText(entry, content)},"position":${position},"previous":${plain(previous)},"subject":"${nameOf(subject)}","v":1}`,
  );
}

const quoted = (text: string): string => JSON.stringify(text);
/** Of digits and letters nothing is escaped: a hash, a salt, a time. */
const plain = (text: string | null): string => (text === null ? 'null' : `"${text}"`);

const eventText = ({ actor, at, kind, office, row, version }: LinkedEvent, content: string): string =>
  `{"actor":${actor},"at":${plain(at)},"content":"${content}","kind":${quoted(kind)},"office":${office},"row":${row},"type":"event","version":${version}}`;

const wordingText = (
  { asks, at, author, kind, message, office, row, source, wording }: LinkedWording,
  content: string,
): string =>
  `{"asks":${asks},"at":${plain(at)},"author":${author},"content":"${content}","kind":${quoted(kind)},"message":${message},"office":${office},"row":${row},"source":${quoted(source)},"type":"wording","wording":${wording}}`;
