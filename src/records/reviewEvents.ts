/** 'YYYY-MM-DD' in the zone of the office. */
type Day = string;

/** What happens in reviews of agencies: on the record of the office. */
export type ReviewEventData = {
  'review rules changed': Record<string, never>;
  /** `actorId` is null where its day came near. `items`: how many the checklist has. */
  'review begun': { review: number; agency: number; checklist: string; due: Day; items: number };
  /** `fewer`: why there are not as many as the checklist wants. */
  'review sample named': { review: number; files: string[]; fewer: string | null };
  'review files asked': { review: number; of: number };
  'review files answered': { review: number; answer: string };
  'review item judged': {
    review: number;
    item: string;
    file: string | null;
    outcome: string;
    severity: string | null;
    words: string | null;
  };
  'review called off': { review: number; reason: string };
  'review finished': {
    review: number;
    fine: number;
    findings: number;
    notApplicable: number;
    summary: string | null;
    people: number;
  };
  'review commented': { review: number; comment: string };
  /** Before it is answered, what is to be done about a finding is changed. */
  'finding changed': { review: number; finding: number; what: string; owner: number; due: Day };
  'finding accepted': { review: number; finding: number };
  'finding opened again': { review: number; finding: number; reason: string; due: Day };
};
