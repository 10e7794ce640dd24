import type { Message } from '../chat/message.ts';
import { tellAwake } from '../offices/tellAwake.ts';
import type { Tx } from '../store.ts';
import { card } from './officeWords.ts';
import type { Review } from './review.ts';
import { viewOf } from './view.ts';
import { reviewersNow } from './who.ts';
import { result } from './words.ts';

/** Everybody hears of a review what they have to, once; what stands in their chat changes in its place. */

const begunKey = (id: number, personId: number): string => `review ${id} begun to ${personId}`;
const resultKey = (id: number, personId: number): string => `review ${id} result to ${personId}`;
/** Whoever answers a finding anew is read anew. */
export const answeredKey = (findingId: number, answeredAt: Date, personId: number): string =>
  `finding ${findingId} answered ${answeredAt.toISOString()} to ${personId}`;

type To = { officeId: number };

const noticeTo = ({ officeId }: To, personId: number, key: string, message: Message) => ({
  ...{ kind: 'notice' as const, to: { personId }, officeId, key, message },
});

/** Each of these reads it once. `name`: of what happened; with whom it is a key. */
export async function tell(
  tx: Tx,
  of: To,
  personIds: readonly number[],
  { name, message }: { name: string; message: Message },
  now: Date,
): Promise<void> {
  await tellAwake(
    tx,
    of.officeId,
    [...new Set(personIds)].map((personId) => noticeTo(of, personId, `${name} to ${personId}`, message)),
    { now },
  );
}

/** Those who answer the agency now; whoever has just done it knows. */
export async function tellReviewers(
  tx: Tx,
  review: Review,
  { name, message, but }: { name: string; message: Message; but?: number },
  now: Date,
): Promise<void> {
  const ids = (await reviewersNow(tx, review, now)).map(({ id }) => id).filter((id) => id !== but);
  await tell(tx, review, ids, { name, message }, now);
}

/** To whoever answers the agency: it is theirs to do. */
export async function tellBegun(tx: Tx, review: Review, { but }: { but: number | null }, now: Date): Promise<number> {
  const message = card(await viewOf(tx, review, now));
  const ids = (await reviewersNow(tx, review, now)).map(({ id }) => id).filter((id) => id !== but);
  const news = ids.map((id) => noticeTo(review, id, begunKey(review.id, id), message));
  await tellAwake(tx, review.officeId, news, { now });
  return ids.length;
}

/** Where these stand by now, under a key of each person, they say something else, without a sound. */
async function redraw(
  tx: Tx,
  of: To,
  personIds: readonly number[],
  rootOf: (personId: number) => string,
  messageFor: (personId: number) => Message,
): Promise<void> {
  const known = await tx.outbox.known([...new Set(personIds)].map(rootOf));
  for (const personId of new Set(personIds)) {
    const replaces = rootOf(personId);
    if (!known.includes(replaces)) continue;
    const key = await tx.outbox.changeKey(replaces);
    await tx.outbox.put([{ ...noticeTo(of, personId, key, messageFor(personId)), replaces }]);
  }
}

/** Everybody of the office who may have it in their chat. */
const ofTheOffice = async (tx: Tx, { officeId }: To): Promise<number[]> =>
  [...(await tx.people.withRole(officeId, 'liaison')), ...(await tx.people.withRole(officeId, 'supervisor'))].map(
    ({ id }) => id,
  );

/** What was said of it stands as it is now, on both sides. */
export async function redrawAll(tx: Tx, id: number, now: Date): Promise<void> {
  const review = await tx.reviews.one(id);
  if (!review) return;
  const view = await viewOf(tx, review, now);
  const message = card(view);
  await redraw(
    tx,
    review,
    await ofTheOffice(tx, review),
    (personId) => begunKey(id, personId),
    () => message,
  );
  if (review.state !== 'finished') return;
  const told = await tx.reviews.told(id);
  await redraw(
    tx,
    review,
    told,
    (personId) => resultKey(id, personId),
    (personId) => result(view, personId),
  );
}

/** To the agency, and answers how many they are. */
export async function tellResult(tx: Tx, review: Review, now: Date): Promise<number> {
  const view = await viewOf(tx, review, now);
  const told = await tx.reviews.told(review.id);
  const news = told.map((id) => noticeTo(review, id, resultKey(review.id, id), result(view, id)));
  await tellAwake(tx, review.officeId, news, { now });
  return told.length;
}

/** What told of an answer to a finding leads nowhere any more. */
export async function redrawAnswer(
  tx: Tx,
  review: Review,
  { id, answeredAt }: { id: number; answeredAt: Date },
  message: Message,
): Promise<void> {
  const people = await ofTheOffice(tx, review);
  await redraw(
    tx,
    review,
    people,
    (personId) => answeredKey(id, answeredAt, personId),
    () => message,
  );
}
