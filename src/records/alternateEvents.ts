/** Calendar days ('YYYY-MM-DD') of the office's zone. */
type Day = string;

/** What an agency asked for, and what a report of it said, in their words. */
type AlternateSaid = { what: string; why: string; stake: string; timesAMonth: number; minutesAWeek: number };
type ReportSaid = { minutesSaved: number | null; timesUsed: number | null; words: string | null; link: string | null };

/** What happens to alternate processes: on the record of their office. */
export type AlternateEventData = {
  'alternate rules changed': Record<string, never>;
  'alternate asked': { alternate: number; agency: number; kind: string; renews: number | null; said: AlternateSaid };
  'alternate withdrawn': { alternate: number };
  'alternate viewed': { alternate: number; recommends: boolean; because: string; conditions: string | null };
  'alternate granted': {
    alternate: number;
    from: Day;
    until: Day;
    form: string | null;
    conditions: string | null;
    reports: readonly string[];
  };
  'alternate refused': { alternate: number; because: string; instead: string };
  /** `how`: it ran out, was ended early or given back. */
  'alternate ended': { alternate: number; how: string; reason: string | null };
  /** `code` and the first day of its period say which. */
  'report asked': { alternate: number; report: number; code: string; from: Day; until: Day; due: Day };
  'report sent': { alternate: number; report: number; revision: number; said: ReportSaid };
  'report refused': { alternate: number; report: number; revision: number; because: string; due: Day };
};
