import { officeToday } from '../offices/officeToday.ts';
import type { ReviewItem } from '../offices/reviewRules.ts';
import type { Agency } from '../people/person.ts';
import type { Tx } from '../store.ts';
import {
  type Asked,
  type Counts,
  countsOf,
  type Judgement,
  type Part,
  partsOf,
  type Review,
  type SampledFile,
  standing,
  titleOf,
} from './review.ts';
import type { FindingSaid } from './store.ts';

/** All that is known of a review, as it is shown. */
export type View = {
  review: Review;
  agency: Agency;
  /** "Procurement review: Transportation". */
  title: string;
  zone: string;
  today: string;
  files: readonly SampledFile[];
  parts: readonly Part[];
  asked: readonly Asked[];
  saidOf(asked: Pick<Asked, 'item' | 'file'>): Judgement | undefined;
  /** The latest judgement; 0: there is none. */
  seen: number;
  counts: Counts;
  findings: readonly FindingSaid[];
  nameOf(personId: number | null): string;
};

export async function viewOf(tx: Tx, review: Review, now: Date): Promise<View> {
  const agency = await tx.people.agency(review.agencyId);
  if (!agency) throw new Error('a review is of an agency');
  const { calendar, today } = await officeToday(tx, review.officeId, now);
  const files = await tx.reviews.files(review.id);
  const judgements = await tx.reviews.judgements([review.id]);
  const findings = await tx.reviews.findings([review.id]);
  const { finishedBy, commentedBy, askedOf, askedBy, openedBy } = review;
  const involved = [finishedBy, commentedBy, askedOf, askedBy, openedBy, ...judgements.map(({ by }) => by)];
  const people = await tx.people.named([...new Set(involved.flatMap((id) => id ?? []))]);
  const parts = partsOf(review.checklist, files);
  const asked = parts.flatMap((part) => part.asked);
  const saidOf = standing(judgements);
  return {
    ...{ review, agency, title: titleOf(review, agency), zone: calendar.spec.zone, today, files, parts, asked },
    ...{ saidOf, seen: judgements.at(-1)?.id ?? 0, counts: countsOf(asked, saidOf), findings },
    nameOf: (id) => people.get(id ?? 0)?.name ?? 'Somebody',
  };
}

/** What has no outcome yet, by part. */
export const missingIn = ({ parts, saidOf }: Pick<View, 'parts' | 'saidOf'>): Part[] =>
  parts.flatMap((part) => {
    const asked = part.asked.filter((each) => saidOf(each) === undefined);
    return asked.length > 0 ? [{ ...part, asked }] : [];
  });

/** Whether the files are named as the checklist wants them, or somebody has said why there are fewer. */
export const isSampled = ({ review, files }: Pick<View, 'review' | 'files'>): boolean =>
  files.length >= review.checklist.files || review.fewer !== null;

/** What was found, with the item and the file that it is about. */
export type Placed = { finding: FindingSaid; item: ReviewItem; section: string; file: SampledFile | null };

export function placed(view: Pick<View, 'asked' | 'findings'>): Placed[] {
  return view.asked.flatMap(({ item, section, file }) => {
    const finding = view.findings.find((each) => each.item === item.code && each.fileId === (file?.id ?? null));
    return finding ? [{ finding, item, section, file }] : [];
  });
}
