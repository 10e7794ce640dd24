import { and, asc, eq, gte, inArray, isNotNull, isNull, lt, lte, sql } from 'drizzle-orm';
import type { Asked } from '../../src/figures/channels.ts';
import { wholeGroups } from '../../src/figures/counted.ts';
import type { FederalAnswer } from '../../src/figures/federal.ts';
import type { RelationshipStore, RoundResult } from '../../src/surveys/relationshipStore.ts';
import { type Db, rows } from '../engine/client.ts';
import { relationshipRounds, relationships } from '../schema.ts';
import { mayTry } from './sweeps.ts';

export function relationshipStore(tx: Db): RelationshipStore {
  return {
    async isBegun(officeId, round) {
      const here = and(eq(relationshipRounds.officeId, officeId), eq(relationshipRounds.round, round));
      return (await tx.$count(relationshipRounds, here)) > 0;
    },
    async begin(officeId, round, at) {
      const begun = await tx
        .insert(relationshipRounds)
        .values({ officeId, round, begunAt: at })
        .onConflictDoNothing()
        .returning({ round: relationshipRounds.round });
      if (begun.length === 0) return undefined;
      // Whoever is served, and by whom somebody vouches; not those who would rate themselves.
      const asked = await rows<{ agency: number }>(
        tx,
        sql`insert into relationships (office_id, person_id, agency_id, round, next_at)
        select s.office_id, p.id, min(m.agency_id), ${round}::date, ${at.toISOString()}::timestamptz
        from people p
          join memberships m on m.person_id = p.id and m.role in ('requester', 'agency head') and m.confirmed
          join served_agencies s on s.agency_id = m.agency_id and s.office_id = ${officeId}::int and s.active
        where p.active and not exists (select from memberships w
          where w.person_id = p.id and w.office_id = s.office_id and w.role not in ('requester', 'agency head'))
        group by s.office_id, p.id
        on conflict do nothing returning agency_id as agency`,
      );
      return { people: asked.length, agencies: new Set(asked.map(({ agency }) => agency)).size };
    },
    async due(now, limit) {
      return (
        tx
          .select()
          .from(relationships)
          .where(and(lte(relationships.nextAt, now), mayTry('relationships', relationships.id, now)))
          // Where not all of an agency may be asked in a week, chance says who is.
          .orderBy(asc(relationships.nextAt), sql`md5(round::text || person_id::text)`)
          .limit(limit)
      );
    },
    async nextMoment(now) {
      const [row] = await rows<{ at: Date | string | null }>(
        tx,
        sql`select min(next_at) as at from relationships where next_at > ${now.toISOString()}::timestamptz`,
      );
      return row?.at ? new Date(row.at) : undefined;
    },
    async one(id) {
      const [row] = await tx.select().from(relationships).where(eq(relationships.id, id)).for('update');
      return row;
    },
    async openTo(personId) {
      const { id, askedAt, rating, closedAt, declinedAt } = relationships;
      const open = [isNotNull(askedAt), isNull(rating), isNull(closedAt), isNull(declinedAt)];
      const theirs = and(eq(relationships.personId, personId), ...open);
      return tx.select({ id }).from(relationships).where(theirs).orderBy(asc(id));
    },
    async ofExchange(exchangeId) {
      const [row] = await tx.select().from(relationships).where(eq(relationships.exchangeId, exchangeId)).for('update');
      return row;
    },
    async askedIn({ round, officeId, personId }, chat) {
      const { round: its, officeId: office, personId: person } = relationships;
      const here = and(eq(office, officeId), eq(its, round), eq(person, personId));
      await tx.update(relationships).set({ askedIn: chat }).where(here);
    },
    async rate(id, rating, at, chat) {
      const rated = await tx
        .update(relationships)
        .set({ rating, ratedAt: at, answeredIn: chat })
        .where(and(eq(relationships.id, id), isNull(relationships.rating)))
        .returning({ id: relationships.id });
      return rated.length > 0;
    },
    async mark(id, marks) {
      await tx.update(relationships).set(marks).where(eq(relationships.id, id));
    },
    async results(officeId, from, to) {
      const begun = await tx
        .select({ round: relationshipRounds.round })
        .from(relationshipRounds)
        .where(
          and(
            eq(relationshipRounds.officeId, officeId),
            gte(relationshipRounds.round, from),
            lt(relationshipRounds.round, to),
          ),
        )
        .orderBy(asc(relationshipRounds.round));
      if (begun.length === 0) return [];
      const { round, rating, nameless, askedAt, remindedAt, declinedAt, answers, comment, askedIn, answeredIn } =
        relationships;
      const all = await tx
        .select({ round, rating, nameless, askedAt, remindedAt, declinedAt, answers, comment, askedIn, answeredIn })
        .from(relationships)
        .where(
          and(
            eq(relationships.officeId, officeId),
            inArray(
              round,
              begun.map((each) => each.round),
            ),
          ),
        )
        .orderBy(asc(relationships.ratedAt), asc(relationships.id));
      return begun.map((each) =>
        resultOf(
          each.round,
          all.filter((one) => one.round === each.round),
        ),
      );
    },
  };
}

type Row = Pick<
  typeof relationships.$inferSelect,
  ('rating' | 'nameless' | 'askedAt' | 'remindedAt' | 'declinedAt') | ('answers' | 'comment' | 'askedIn' | 'answeredIn')
>;

/** `all`: in the order in which they answered. */
function resultOf(round: string, all: readonly Row[]): RoundResult {
  const count = (is: (row: Row) => boolean): number => all.filter(is).length;
  const rated = (nameless: boolean): FederalAnswer[] =>
    all.flatMap(({ rating, answers, comment, ...row }) =>
      rating !== null && row.nameless === nameless ? [{ form: 'relationship', rating, answers, comment }] : [],
    );
  const of = (rating: number): number => count((row) => row.rating === rating);
  return {
    round,
    counts: {
      served: all.length,
      invited: count(({ askedAt }) => askedAt !== null),
      reminded: count(({ remindedAt }) => remindedAt !== null),
      answered: count(({ rating }) => rating !== null),
      completed: count(({ answers, comment }) => answers !== null || comment !== null),
      declined: count(({ declinedAt }) => declinedAt !== null),
      ratings: { 1: of(1), 2: of(2), 3: of(3), 4: of(4), 5: of(5) },
    },
    channels: channelsOf(all.filter(({ askedAt }) => askedAt !== null)),
    given: [...rated(false), ...wholeGroups(rated(true))],
  };
}

const channelsOf = (asked: readonly Row[]): Asked[] =>
  [...new Set(asked.map(({ askedIn }) => askedIn))].map((chat) => {
    const here = asked.filter(({ askedIn }) => askedIn === chat);
    const count = (is: (row: Row) => boolean): number => here.filter(is).length;
    return {
      ...{ chat, invited: here.length, reminded: count(({ remindedAt }) => remindedAt !== null) },
      ...{ answered: count(({ rating }) => rating !== null), declined: count(({ declinedAt }) => declinedAt !== null) },
      elsewhere: count(({ rating, answeredIn }) => rating !== null && answeredIn !== null && answeredIn !== chat),
    };
  });
