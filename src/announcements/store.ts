import type { Reach, Told } from '../people/audience.ts';
import type { ChangeAhead } from '../requests/facts.ts';
import type { AgencyRequest } from '../requests/request.ts';
import type { About, Announced, Announcement, ReadCounts, Reader, Wave } from './announcement.ts';

/** Of one agency; `names` are some of those who have not read it, or were not reached. */
export type AgencyReads = ReadCounts & { agencyId: number; agency: string; names: string[] };

/** Requests about an announcement. */
export type AskedAbout = {
  count: number;
  first: { requestId: number; agency: string; state: AgencyRequest['state'] }[];
};

export type Whose = { personId: number; officeIds: readonly number[]; supervised: readonly number[] };

export type Unread = { id: number; title: string; readBy: string; people: number; read: number };

/** As it is first put down: a draft about a change, where nothing else is said. */
export type New = Announced & { officeId: number; authorId: number; draftedAt: Date; about?: About; state?: 'planned' };

/** `beforeId`: who was. `isFirst`: nothing is known of the whole office yet. */
export type NewLiaison = {
  agencyId: number;
  lineId: number;
  liaisonId: number;
  beforeId: number | null;
  isFirst: boolean;
};

/** Announcements, as the desk asks a database for them: a part of store.ts. */
export interface AnnouncementStore {
  add(announcement: New): Promise<Announcement>;
  /** 'locked' until the transaction ends, for whoever changes it. */
  one(id: number, how?: 'to read' | 'locked'): Promise<Announcement | undefined>;
  change(id: number, change: Partial<Omit<Announcement, 'id' | 'officeId' | 'authorId'>>): Promise<void>;
  /** How many people and agencies it would reach, and how many of them have no chat with the desk yet. `since`: what "asked" means. */
  reach(told: Told, since: Date): Promise<Reach>;
  /** Puts everybody down whom it goes to, each once, in one statement. Answers how many. */
  address(id: number, told: Told, since: Date): Promise<number>;
  /** So many at most who are next to be told, those of whom nobody has taken: they are now on their way. */
  next(id: number, limit: number, at: Date): Promise<number[]>;
  /** It is not the turn of these yet: they are asleep until then. */
  putOff(id: number, sleepers: readonly { personId: number; until: Date }[]): Promise<void>;
  /**
   * The same of those whom a wave goes to: a reminder to those who have not read it, what was taken back to all who were
   * told. Nobody is who has left the agency since.
   */
  nextOf(wave: Wave, id: number, limit: number, at: Date): Promise<number[]>;
  /** When somebody was last taken for a wave; undefined: nobody was yet. */
  latestOf(wave: Wave, id: number): Promise<Date | undefined>;
  onTheWay(id: number): Promise<number>;
  reader(id: number, personId: number): Promise<Reader | undefined>;
  /** Marks what became of it for somebody; what is marked already stays. */
  mark(
    id: number,
    personId: number,
    marks: Partial<Pick<Reader, 'toldAt' | 'failed' | 'failedAt' | 'readAt'>>,
  ): Promise<boolean>;
  /** Somebody asked about it: the request is linked with it. */
  askedAbout(id: number, requestId: number): Promise<void>;
  /** What was asked about it by these agencies (null: by anybody), the latest first; and how many they are. */
  questions(id: number, agencyIds: readonly number[] | null, limit: number): Promise<AskedAbout>;
  /** Who has left the agency since without having read it counts no more. */
  counts(id: number): Promise<ReadCounts>;
  byAgency(id: number, names: number): Promise<AgencyReads[]>;
  /** Those to go out or to remind of, with people still to be told, or read since the card was drawn, `cardsBefore`. */
  due(now: Date, cardsBefore: Date): Promise<number[]>;
  nextMoment(now: Date): Promise<Date | undefined>;
  /** The newest that are planned or out in the offices that somebody supervises, those that they wrote in others, and their drafts. */
  latest(whose: Whose, limit: number): Promise<Announcement[]>;
  /** Those of an office that were to be read by one of these days, and were not by everybody. `authorId`: theirs alone. */
  unread(officeId: number, days: { from: string; to: string }, authorId: number | null): Promise<Unread[]>;
  /** Of an author, those that were last written between two instants and told to nobody, the latest first. */
  drafts(of: { officeId: number; authorId: number }, from: Date, to: Date): Promise<{ id: number; title: string }[]>;
  /** Who is assigned on a day and was not known as the liaison, by agency and line; without those that may not be tried yet. */
  newLiaisons(officeId: number, today: string, now: Date): Promise<NewLiaison[]>;
  /** Knows them from now on. Answers with those whom no other desk had learned of before. */
  learn(officeId: number, news: readonly NewLiaison[]): Promise<NewLiaison[]>;
  /** Introductions of somebody that have not gone out. */
  introducing(officeId: number, authorId: number): Promise<Announcement[]>;
  /** What somebody was told, the newest first. */
  toldTo(personId: number, limit: number): Promise<(Announcement & { readAt: Date | null })[]>;
  /** What changes for an agency, on this topic or all, from a day until another; without what its heads alone were told. */
  soon(where: { officeId: number; agencyId: number; lineId: number }, from: string, to: string): Promise<ChangeAhead[]>;
}
