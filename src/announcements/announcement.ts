import type { Audience } from '../people/audience.ts';

/** Something an office tells its agencies before it happens: who is told, when, and what is wanted of them. */

/** As it was written. Days are 'YYYY-MM-DD' in the zone of the office. */
export type Announced = {
  title: string;
  text: string;
  /** The topic that it is about; with another audience than everybody, only requests on it count. */
  lineId: number | null;
  /** From which day on it holds. */
  holdsFrom: string | null;
  /** By which day everybody has read it. Whoever has not is reminded once. */
  readBy: string | null;
  /** null: every agency that its author may tell, as it is when it goes out. */
  agencyIds: number[] | null;
  audience: Audience;
  /** null: as soon as it is confirmed. */
  sendAt: Date | null;
};

/** `draft`: looked at, and told to nobody. `withdrawn`: before it went out; `taken back`: afterwards. */
export type AnnouncementState = 'draft' | 'planned' | 'sent' | 'withdrawn' | 'taken back';

/** What changes; or who somebody's liaison is from now on, which asks nobody for anything. */
export type About = 'change' | 'introduction';

export type Announcement = Announced & {
  id: number;
  officeId: number;
  authorId: number;
  state: AnnouncementState;
  about: About;
  /** When it was last written; null: before this was kept. */
  draftedAt: Date | null;
  sentAt: Date | null;
  takenBackAt: Date | null;
  takenBackBy: number | null;
  /** Why it was taken back, as everybody reads it who was told. */
  reason: string | null;
  /** When those who have not read it are reminded; null: nobody is, or they were. */
  remindAt: Date | null;
  /** The counts that its author's card shows, and since when. */
  shown: ReadCounts | null;
  shownAt: Date | null;
};

/** One it was told to. */
export type Reader = {
  announcementId: number;
  personId: number;
  agencyId: number;
  /** When it reached their chat. */
  toldAt: Date | null;
  /** Why it did not. */
  failed: string | null;
  failedAt: Date | null;
  readAt: Date | null;
};

/** Of all it goes to: each is in one of these, or still on the way. */
export type ReadCounts = { people: number; read: number; unread: number; unreached: number };

export const waiting = ({ people, read, unread, unreached }: ReadCounts): number => people - read - unread - unreached;

export const LONGEST_TITLE = 120;
export const LONGEST_TEXT = 3_000;
export const LONGEST_REASON = 300;

/** The card of its author is drawn anew at most so often while people read. */
export const CARD_EVERY_MS = 10 * 60_000;

export const messageKey = (id: number, personId: number): string => `announcement ${id} to ${personId}`;
export const reminderKey = (id: number, personId: number): string => `announcement ${id} reminder to ${personId}`;
export const takenBackKey = (id: number, personId: number): string => `announcement ${id} taken back to ${personId}`;
export const cardKey = (id: number): string => `announcement ${id} card`;

/** What was told: the announcement itself, or later, by waves, something about it. */
export type Wave = 'reminder' | 'taken back';

/** Whose delivery it was, and of what; `wave` undefined: of the announcement itself. */
export function readKey(key: string): { id: number; personId: number; wave: Wave | undefined } | undefined {
  const found = /^announcement (\d+)(?: (reminder|taken back))? to (\d+)$/u.exec(key);
  if (!found) return undefined;
  return { id: Number(found[1]), personId: Number(found[3]), wave: found[2] as Wave | undefined };
}
