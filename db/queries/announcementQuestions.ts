import { and, count, desc, eq, sql } from 'drizzle-orm';
import type { AnnouncementStore } from '../../src/announcements/store.ts';
import type { Db } from '../engine/client.ts';
import { agencies, announcementQuestions as questions, requests } from '../schema.ts';
import { anyOf } from './anyOf.ts';

/** What was asked about announcements, by their button. */
export function questionStore(tx: Db): Pick<AnnouncementStore, 'askedAbout' | 'questions'> {
  return {
    async askedAbout(id, requestId) {
      await tx.insert(questions).values({ announcementId: id, requestId }).onConflictDoNothing();
    },
    async questions(id, agencyIds, limit) {
      const theirs = and(
        eq(questions.announcementId, id),
        agencyIds === null ? undefined : sql`${requests.agencyId} = ${anyOf(agencyIds)}`,
      );
      const [all] = await tx
        .select({ n: count() })
        .from(questions)
        .innerJoin(requests, eq(requests.id, questions.requestId))
        .where(theirs);
      const first = await tx
        .select({
          requestId: requests.id,
          state: requests.state,
          agency: sql<string>`coalesce(${agencies.name}, '')`,
        })
        .from(questions)
        .innerJoin(requests, eq(requests.id, questions.requestId))
        .leftJoin(agencies, eq(agencies.id, requests.agencyId))
        .where(theirs)
        .orderBy(desc(questions.requestId))
        .limit(limit);
      return { count: all?.n ?? 0, first };
    },
  };
}
