import { LONGEST_ACTION } from '../actions/action.ts';
import type { Checklist, ReviewItem } from '../offices/reviewRules.ts';

/** A review of an agency by a checklist: what was looked at, and what was found. */

export type ReviewState = 'open' | 'finished' | 'called off';
export type Outcome = 'fine' | 'finding' | 'not applicable';
export const severities = ['critical', 'major', 'minor'] as const;
export type Severity = (typeof severities)[number];

export type Review = {
  id: number;
  officeId: number;
  agencyId: number;
  /** Of its checklist. */
  code: string;
  /** As it was when the review began. */
  checklist: Checklist;
  /** 'YYYY-MM-DD' in the office's zone. */
  due: string;
  state: ReviewState;
  openedAt: Date;
  /** null: by itself, as its day came near. */
  openedBy: number | null;
  /** Why fewer files than the checklist wants are looked at. */
  fewer: string | null;
  /** Who of the agency was asked for the files, and what they said. */
  askedOf: number | null;
  askedAt: Date | null;
  askedBy: number | null;
  answer: string | null;
  /** In the words of whoever finished it, to the agency. */
  summary: string | null;
  finishedAt: Date | null;
  finishedBy: number | null;
  /** Why it was called off. */
  reason: string | null;
  /** What the agency says of its result, once. */
  comment: string | null;
  commentedBy: number | null;
};

export type SampledFile = { id: number; name: string };

export type Said = { outcome: Outcome; severity: Severity | null; words: string | null };
/** What somebody said of an item, of one file or (null) of the agency. All are kept, and the latest counts. */
export type Judgement = Said & { id: number; item: string; fileId: number | null; by: number; at: Date };

/** What is to be done about something that was found. */
export type Finding = {
  id: number;
  reviewId: number;
  item: string;
  fileId: number | null;
  severity: Severity;
  words: string;
  what: string;
  ownerId: number;
  due: string;
  /** null: the result is not out yet. */
  actionId: number | null;
  /** When the office was told of the agency's answer. */
  toldAt: Date | null;
  acceptedAt: Date | null;
  acceptedBy: number | null;
};

export const LONGEST_FILE = 150;
export const LONGEST_WORDS = 500;
export const LONGEST_SUMMARY = 2_000;
export const LONGEST_REASON = 300;
export const LONGEST_COMMENT = 1_000;
/** To answer a finding, unless somebody says otherwise. */
export const DAYS_TO_ANSWER = 30;

/** One thing that wants an outcome: an item, of the agency or of a file. */
export type Asked = { item: ReviewItem; section: string; file: SampledFile | null };
/** What is filled in together: what a section asks once, or all that is asked of a file. `name`: in forms and buttons. */
export type Part = { key: string; title: string; asked: Asked[] };

export function partsOf({ sections }: Checklist, files: readonly SampledFile[]): Part[] {
  const every = sections.flatMap(({ name, items }) => items.map((item) => ({ item, section: name })));
  const ofFiles = every.filter(({ item }) => item.of === 'file');
  const once = sections.flatMap(({ name, items }, nth): Part[] => {
    const asked = items.filter(({ of }) => of === 'agency').map((item) => ({ item, section: name, file: null }));
    return asked.length > 0 ? [{ key: `s${nth}`, title: name, asked }] : [];
  });
  const each = files.map((file) => ({
    ...{ key: `f${file.id}`, title: file.name },
    asked: ofFiles.map((asked) => ({ ...asked, file })),
  }));
  return ofFiles.length > 0 ? [...once, ...each] : once;
}

const keyOf = (item: string, fileId: number | null): string => `${fileId ?? 0} ${item}`;

/** What counts of each thing that is asked, as of a judgement (0: none yet). `all`: in the order in which they were made. */
export function standing(all: readonly Judgement[], asOf = Number.POSITIVE_INFINITY) {
  const latest = new Map<string, Judgement>();
  for (const each of all) if (each.id <= asOf) latest.set(keyOf(each.item, each.fileId), each);
  return (asked: Pick<Asked, 'item' | 'file'>): Judgement | undefined =>
    latest.get(keyOf(asked.item.code, asked.file?.id ?? null));
}

export type Counts = { asked: number; fine: number; notApplicable: number; findings: Record<Severity, number> };

/** Of these things. */
export function countsOf(asked: readonly Asked[], saidOf: (asked: Asked) => Said | undefined): Counts {
  const counts: Counts = {
    ...{ asked: asked.length, fine: 0, notApplicable: 0 },
    findings: { critical: 0, major: 0, minor: 0 },
  };
  for (const each of asked) {
    const said = saidOf(each);
    if (said?.outcome === 'fine') counts.fine += 1;
    if (said?.outcome === 'not applicable') counts.notApplicable += 1;
    if (said?.outcome === 'finding') counts.findings[said.severity ?? 'minor'] += 1;
  }
  return counts;
}

export const foundIn = ({ findings }: Counts): number => severities.reduce((sum, each) => sum + findings[each], 0);
export const saidIn = (counts: Counts): number => counts.fine + counts.notApplicable + foundIn(counts);

/** The share that is fine of what applies, from 0 to 1; undefined where nothing does. */
export function shareFine(counts: Counts): number | undefined {
  const applies = counts.fine + foundIn(counts);
  return applies === 0 ? undefined : counts.fine / applies;
}

/** What is to be done about a finding, unless somebody says it otherwise. */
export function toPutRight(words: string, file: string | undefined): string {
  const where = file === undefined ? '' : ` (${file})`;
  const said = words.replace(/(?<![.!\s])[.!\s]+$/u, '');
  const room = LONGEST_ACTION - where.length - 'Put right: '.length;
  return `Put right: ${said.length > room ? `${said.slice(0, room - 1).toWellFormed()}…` : said}${where}`;
}

export const titleOf = ({ checklist }: Pick<Review, 'checklist'>, agency: { name: string }): string =>
  `${checklist.name}: ${agency.name}`;
