import { and, asc, eq, gte, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import type { DigestFacts } from '../../src/digests/digest.ts';
import type { DigestStore } from '../../src/store.ts';
import type { Db } from '../engine/client.ts';
import {
  accounts,
  agencies,
  clocks,
  deliveries,
  digests,
  inbox,
  memberships,
  people,
  requests,
  surveys,
} from '../schema.ts';

/** How far a digest looks ahead: to the end of the day's hours at most. */
const HORIZON_MS = 24 * 3_600_000;

export function digestStore(tx: Db): DigestStore {
  return {
    async claim(slot, at) {
      const claimed = await tx
        .insert(digests)
        .values({ ...slot, at })
        .onConflictDoNothing()
        .returning({ day: digests.day });
      return claimed.length > 0;
    },

    async facts(officeId, { from, to }, liaisonId): Promise<DigestFacts> {
      const mine = liaisonId === null ? undefined : eq(requests.holderId, liaisonId);
      const ofOffice = and(eq(requests.officeId, officeId), mine);
      const live = sql`${requests.state} in ('open', 'waiting')`;
      const resolvedInSpan = and(
        eq(requests.officeId, officeId),
        gte(requests.resolvedAt, from),
        lt(requests.resolvedAt, to),
        liaisonId === null ? undefined : eq(requests.resolvedBy, liaisonId),
      );
      const [counts] = await tx
        .select({
          live: sql<number>`count(*) filter (where ${live})::int`,
          opened: sql<number>`count(*) filter (where ${and(gte(requests.openedAt, from), lt(requests.openedAt, to))})::int`,
        })
        .from(requests)
        .where(ofOffice);
      const [ended] = await tx
        .select({
          resolved: sql<number>`count(*)::int`,
          plainNoes: sql<number>`count(*) filter (where ${requests.outcome} = 'not possible' and coalesce(${requests.alternative}, '') = '')::int`,
        })
        .from(requests)
        .where(resolvedInSpan);
      const surveyed = and(
        eq(surveys.officeId, officeId),
        liaisonId === null ? undefined : eq(surveys.liaisonId, liaisonId),
      );
      const rated = await tx
        .select()
        .from(surveys)
        .where(and(surveyed, isNotNull(surveys.rating), gte(surveys.ratedAt, from), lt(surveys.ratedAt, to)))
        .orderBy(asc(surveys.id));
      const [asked] = await tx
        .select({ n: sql<number>`count(*)::int` })
        .from(surveys)
        .where(and(surveyed, gte(surveys.askedAt, from), lt(surveys.askedAt, to)));
      return {
        triage: liaisonId === null ? await triage(tx, officeId) : [],
        clocks: await runningClocks(tx, and(ofOffice, live, lt(clocks.dueAt, new Date(to.getTime() + HORIZON_MS)))),
        undelivered: liaisonId === null ? await undelivered(tx, officeId, from) : [],
        unconfirmed: liaisonId === null ? await unconfirmed(tx, officeId) : [],
        parked: liaisonId === null ? await parked(tx) : 0,
        opened: counts?.opened ?? 0,
        live: counts?.live ?? 0,
        resolved: ended?.resolved ?? 0,
        plainNoes: ended?.plainNoes ?? 0,
        asked: asked?.n ?? 0,
        ratings: rated.flatMap(({ rating }) => (rating === null ? [] : [rating])),
        lowRatings: rated.flatMap(({ requestId, rating, comment }) =>
          rating !== null && rating <= 2 ? [{ requestId, rating, comment }] : [],
        ),
      };
    },
  };
}

function triage(tx: Db, officeId: number): Promise<DigestFacts['triage']> {
  return tx
    .select({ requestId: requests.id, subject: requests.subject, openedAt: requests.openedAt })
    .from(requests)
    .where(
      and(eq(requests.officeId, officeId), isNull(requests.holderId), sql`${requests.state} in ('open', 'waiting')`),
    )
    .orderBy(asc(requests.id));
}

async function runningClocks(tx: Db, where: ReturnType<typeof and>): Promise<DigestFacts['clocks']> {
  const rows = await tx
    .select({
      requestId: clocks.requestId,
      subject: requests.subject,
      kind: clocks.kind,
      dueAt: clocks.dueAt,
      holderId: requests.holderId,
      holderName: people.name,
    })
    .from(clocks)
    .innerJoin(requests, eq(requests.id, clocks.requestId))
    .leftJoin(people, eq(people.id, requests.holderId))
    .where(
      and(
        where,
        isNull(clocks.stoppedAt),
        isNull(clocks.droppedAt),
        isNotNull(clocks.dueAt),
        // The first resolution speaks for both, until a reopening has stopped it.
        sql`(${clocks.stepAt} is not null or ${clocks.kind} <> 'total_resolution')`,
      ),
    )
    .orderBy(asc(clocks.dueAt));
  return rows.flatMap((row) => (row.dueAt ? [{ ...row, dueAt: row.dueAt }] : []));
}

function undelivered(tx: Db, officeId: number, since: Date): Promise<DigestFacts['undelivered']> {
  return tx
    .select({
      requestId: deliveries.requestId,
      key: deliveries.key,
      reason: sql<string>`coalesce(${deliveries.reason}, '')`,
      recipient: sql<string | null>`coalesce(${people.name}, ${accounts.name})`,
    })
    .from(deliveries)
    .leftJoin(people, eq(people.id, deliveries.personId))
    .leftJoin(accounts, eq(accounts.id, deliveries.accountId))
    .where(
      and(
        eq(deliveries.officeId, officeId),
        sql`${deliveries.state} = 'failed'`,
        // A card that could not be changed in place is stale, no more.
        isNull(deliveries.replaces),
        gte(deliveries.createdAt, since),
      ),
    )
    .orderBy(asc(deliveries.id))
    .limit(50);
}

function unconfirmed(tx: Db, officeId: number): Promise<DigestFacts['unconfirmed']> {
  return tx
    .select({ name: people.name, agency: agencies.name })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .innerJoin(agencies, eq(agencies.id, memberships.agencyId))
    .where(and(eq(memberships.officeId, officeId), eq(memberships.confirmed, false)))
    .orderBy(asc(memberships.id));
}

async function parked(tx: Db): Promise<number> {
  const [row] = await tx
    .select({ n: sql<number>`count(*)::int` })
    .from(inbox)
    .where(inArray(inbox.state, ['parked']));
  return row?.n ?? 0;
}
