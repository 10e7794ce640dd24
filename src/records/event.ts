import type { OtherTarget, Priority } from '../sla/policy.ts';
import type { AlternateEventData } from './alternateEvents.ts';
import type { FailureEventData } from './failureEvents.ts';
import type { ListeningEventData } from './listeningEvent.ts';
import type { OfficeHoursEventData } from './officeHoursEvents.ts';
import type { PromiseEventData } from './promiseEvents.ts';
import type { ReviewEventData } from './reviewEvents.ts';

/** The record: what happened, to what, when, and who did it. Events are appended and never changed. */

/** Whose record it is. */
export type Subject = { kind: 'request' | 'office' | 'person'; id: number };

/** ISO 8601, as JSON keeps an instant. */
type Instant = string;
/** 'YYYY-MM-DD' in the zone of the office. */
type Day = string;

/**
 * What was written before it went, lawfully: hash, kind and time of it stay. `authority`: the schedule or rule under which,
 * such as "GS1-2, 6 years after closing".
 */
type Destroyed = {
  'content destroyed': {
    authority: string;
    reason: string | null;
    series?: string;
    receipt?: string;
    disposal?: number;
    /** Of an office's record: which kind of its records, by their ids. */
    of?: string;
    records?: readonly number[];
  };
};

/** A hold: what of, and in whose words why. */
type HoldSaid = { hold: number; of: string; reason: string };

type OtherRules = { calendarId: number; policyId?: number; targets?: OtherTarget[] };

/** What happens to a request, with what is worth keeping of it. */
export type RequestEventData = Destroyed &
  PromiseEventData & {
    opened: { number: number; promised: Instant | null };
    /** `unreached`: whom it passed over, since no chat reaches them. */
    routed: {
      to: number | null;
      reason: string;
      away: { personId: number; until: Day | null }[];
      unreached?: number[];
    };
    message: { number: number; kind?: 'to agency' | 'note' };
    edited: { number: number };
    deleted: { number: number };
    /** Words that were placed here were a question of their own: the request `to`. */
    moved: { number: number; to: number };
    'brought back': { number: number };
    reaction: { number: number; emoji: string };
    'file stored': { file: number; number: number };
    'file refused': { file: number; reason: string };
    delivered: { number: number };
    undelivered: { key: string; reason: string };
    waiting: { number: number };
    resumed: Record<string, never>;
    'handed over': { from: number | null; to: number | null; reason: string };
    'topic changed': { from: number; to: number };
    'office changed': { from: number; to: number; line: number; reason: string };
    'priority changed': { from: Priority; to: Priority; reason: string };
    'agency chosen': { agencyId: number };
    'agency confirmed': { agencyId: number };
    'agency declined': { agencyId: number };
    resolved: { outcome: string; duplicateOf: number | null; plainNo: boolean };
    accepted: Record<string, never>;
    'news asked': Record<string, never>;
    reopened: Record<string, never>;
    withdrawn: { reason: string | null };
    'promise moved': OtherRules & { from: Instant | null; to: Instant | null; reason: string };
    /** Somebody of the office looked at all of it: each of them once a day. */
    viewed: Record<string, never>;
    /** The office had answered the like before: that answer went into a reply; or whoever asked says that it answered them. */
    'answer used': { answer: number };
    'answer helped': { answer: number };
    /** Somebody who asked the same reads along from now on (`by`, with their own request); or no more. */
    joined: { by: number; request: number };
    'joined on': { request: number };
    rated: { rating: number };
    'recovery owned': Record<string, never>;
    'recovery ended': { text: string };
    /** What the words of an answer are about, by name. */
    'themes tagged': { survey: number; themes: string[] };
    /** Its time was told beforehand, or that it has passed, to these people. */
    'recovery warned': { told: number[] };
    'recovery late': { told: number[] };
  };

/** As office.yaml has it. */
type Series = {
  code: string;
  name: string;
  of?: string;
  trigger: string;
  years: number;
  disposition: string;
  authority: string;
};

/** What happens to an office: its files are imported, its rules get new versions. By codes and addresses, as in the files. */
export type OfficeEventData = AlternateEventData &
  FailureEventData &
  ListeningEventData &
  OfficeHoursEventData &
  ReviewEventData &
  Destroyed & {
    imported: { renamed: number; added: number; left: number };
    'calendar published': { calendarId: number };
    /** `draft`: the row of it; `days`: how many special days the year has. */
    'year confirmed': { year: number; draft: number; days: number; calendarId: number };
    /** `actorId` is null where the name was left out. */
    'supervisor told': { voice: number };
    'teller answered': { voice: number };
    /** What their words are about, by name. */
    'voice tagged': { voice: number; themes: string[] };
    /** Somebody asked an agency that had gone quiet how it is doing; `people`: who was written to. */
    'checked in': { agency: number; people: number[] };
    /** Somebody is to answer for an agency for which nobody did; `lines`: null is all. */
    'liaison named': { agency: number; liaison: number; lines: number[] | null; from: Day; until: Day | null };
    'surveys changed': Record<string, never>;
    /** How long which requests are kept, as the office's file says from now on. */
    'record rules changed': { officer: string | null; series: readonly Series[] };
    /** All customers are to be asked: how many people of how many agencies, and on which days of a year ('MM-DD') the office does so. */
    'round begun': { round: Day; people: number; agencies: number; on: string[] };
    'policy published': { policyId: number; from?: Instant; asVersion?: number; openToo?: boolean };
    'policy withdrawn': { policyId: number };
    'announcement sent': { announcement: number; people: number };
    'announcement taken back': { announcement: number; reason: string };
    'meeting rules changed': Record<string, never>;
    'courses changed': Record<string, never>;
    /** Certificates of the office's file, from before there was a desk. */
    'certificates entered': { added: number; removed: number };
    'session planned': { session: number; course: string; at: Instant; seats: number };
    /** `reason` is null where nobody gave one. */
    'session moved': { session: number; from: Instant; to: Instant; reason: string | null };
    'session changed': { session: number; seats: number; place: string | null; leader: number | null };
    'session called off': { session: number; reason: string };
    'session held': { session: number; people: number[] };
    'session not held': { session: number; reason: string };
    /** Another office takes part, or does no more. */
    'session joined': { session: number; office: number };
    'session left': { session: number; office: number };
    'signed up': { session: number; person: number; seat: boolean };
    'gave up': { session: number; person: number };
    'moved up': { session: number; person: number };
    /** There is less room than before. */
    'lost seat': { session: number; person: number };
    /** Meetings that come again and again, made or ended in chat. */
    'meetings begun': { series: number; agency: number | null };
    'meetings ended': { series: number };
    'agenda sent': { meeting: number; people: number };
    /** `reason` is null where a calendar moved it. */
    'meeting moved': { meeting: number; from: Instant; to: Instant; reason: string | null };
    'meeting called off': { meeting: number; reason: string };
    'meeting held': { meeting: number };
    'meeting not held': { meeting: number; reason: string };
    'minutes sent': { meeting: number; revision: number; said: string; decisions: string | null };
    'minutes confirmed': { meeting: number; revision: number };
    'minutes contested': { meeting: number; revision: number; objection: string };
    'minutes fixed': { meeting: number; revision: number; confirmed: number };
    /** Every wording of an answer that is kept; `state`: whether it is shown. */
    'answer written': {
      answer: number;
      revision: number;
      state: 'draft' | 'approved';
      question: string;
      text: string;
      sources: readonly string[];
      line: number | null;
      until: Day;
      owner: number;
    };
    'answer approved': { answer: number; revision: number };
    'answer renewed': { answer: number; until: Day };
    'answer withdrawn': { answer: number; reason: string };
    'answer rules changed': Record<string, never>;
    'action opened': { action: number; owner: number; due: Day };
    'action done': { action: number; result: string | null };
    'action changed': { action: number; what: string; owner: number; due: Day };
    'action dropped': { action: number };
    /** 'YYYY-MM'. */
    'baseline set': { month: string };
    /** Minutes of the day; `endsAt` when it had begun. */
    'closure declared': { closure: number; day: Day; from: number; to: number; reason: string; calendarId: number };
    'closure withdrawn': {
      closure: number;
      day: Day;
      from: number;
      to: number;
      endsAt: number | null;
      calendarId: number;
    };
    'assignment added': { agency: string; line: string | null; liaison: string; backup: string | null; from: Day };
    'assignment ended': { agency: string; line: string | null; liaison: string };
    'absence entered': { person: string; from: Day; until: Day | null; cover: string | null };
    'absence removed': { person: string; from: Day };
    'address changed': { from: string; to: string };
    'person left': { email: string };
    /** Somebody stopped the destruction of what this is about, or let it go on. */
    'hold set': HoldSaid;
    'hold lifted': HoldSaid;
    /** A records officer looked at what was due, and confirmed that its content goes; and how it ended. */
    'destruction confirmed': {
      disposal: number;
      series: string;
      authority: string;
      requests: number;
      reason: string;
      receipt: string | null;
    };
    /** Records were handed out: which, how many, why; and when it was done, the SHA-256 of the manifest of each package. */
    'export begun': {
      of: string;
      requests: number;
      /** Of the programme; absent: before they were handed out, too. */
      records?: number;
      reason: string;
      redacted: boolean;
      own?: boolean;
    };
    'records exported': {
      of: string;
      requests: number;
      records?: number;
      files: number;
      withheld: number;
      manifests: readonly string[];
      reason: string;
    };
    'destruction finished': { disposal: number; destroyed: number; kept: number };
    /** An open request went to another office (`to`) or came from one (`from`), by ids: both keep it. */
    'request left': { request: number; to: number; reason: string };
    'request came': { request: number; from: number; reason: string };
  };

/** What happens to a person, as far as it decides who answers. */
export type PersonEventData = Destroyed & {
  'absence planned': { from: Day; until: Day | null; coverId: number | null; inChat: boolean };
  'absence changed': { from: Day; until: Day | null; coverId: number | null };
  'absence canceled': { from: Day; until: Day | null };
  'absence ended': { day: Day };
  'account closed': { accountId: number };
  'account opened': { accountId: number };
  'app removed': { accountId: number };
  /** Their name, address and accounts went, lawfully: from then on they are called so. `entries`: of the record that named them. */
  forgotten: { pseudonym: string; reason: string; entries: number };
  /** They were trained by an office, in the course of this code. `until`: the last day; null: it does not end. */
  'certificate given': { office: number; course: string; session: number; until: Day | null };
  /** They were not there after all. */
  'certificate withdrawn': { office: number; course: string; session: number };
  'certificate ended': { office: number; course: string; day: Day };
  /** At the desk's page. `link`: by this account of the office's provider. */
  'signed in': { session: number; link?: number };
  'signed out': { session: number };
  /** An account of the office's sign-in provider signs them in from now on, or does no more. */
  'provider linked': { link: number; issuer: string };
  'provider unlinked': { link: number; issuer: string };
  /** They took a table of the desk's page away as a file: of which page, with its query. */
  exported: { page: string; table: string };
};

/** Grows when the data of a kind change their shape; events of all versions are read. */
export const EVENT_VERSION = 1;

type EventOf<D> = {
  [K in keyof D]: { kind: K; at: Date; actorId: number | null; data: D[K] };
}[keyof D];

export type RequestEvent = EventOf<RequestEventData>;
export type OfficeEvent = EventOf<OfficeEventData>;
export type PersonEvent = EventOf<PersonEventData>;
export type DeskEvent = RequestEvent | OfficeEvent | PersonEvent;

type EventsOf = { request: RequestEvent; office: OfficeEvent; person: PersonEvent };
/** What can have happened to a subject of this kind. */
export type EventAbout<S extends Subject> = EventsOf[S['kind']];
export type ContentDestroyed = Extract<DeskEvent, { kind: 'content destroyed' }>;
