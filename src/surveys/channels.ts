import type { Doing } from '../feature/deed.ts';
import type { Feature } from '../feature/feature.ts';
import type { Tx } from '../store.ts';
import { isRelationshipKey } from './relationshipSweep.ts';
import { surveyKey } from './sweep.ts';

/** By which chat somebody is asked, and answers: by the name of the platform. */

type Delivery = Parameters<NonNullable<Feature['delivered']>>[1];

/** A question has arrived. */
export async function noteAskedIn(tx: Tx, delivery: Delivery): Promise<void> {
  const { kind, key, replaces, sentTo, requestId } = delivery;
  if (kind !== 'survey' || replaces !== null || sentTo === null) return;
  const chat = (await tx.people.account(sentTo))?.account.platform;
  if (chat === undefined) return;
  const relationship = isRelationshipKey(key);
  if (relationship) return tx.relationships.askedIn(relationship, chat);
  const survey = requestId === null ? undefined : await tx.surveys.of(requestId);
  if (survey && surveyKey(survey) === key) await tx.surveys.askedIn(survey.id, chat);
}

/** The chat in which somebody pressed. */
export const chatOf = async (tx: Tx, { accountId }: Pick<Doing, 'accountId'>): Promise<string | null> =>
  (await tx.people.account(accountId))?.account.platform ?? null;
