import { and, desc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Round, RoundCounts } from '../../src/listening/round.ts';
import type { ListeningStore } from '../../src/listening/store.ts';
import { type Db, rows } from '../engine/client.ts';
import { listeningLetters as letters, listeningRounds as rounds } from '../schema.ts';
import { anyOf } from './anyOf.ts';
import { listeningAnswerStore } from './listeningAnswers.ts';
import { listeningBallotStore } from './listeningBallots.ts';
import { listeningLetterStore } from './listeningLetters.ts';
import { listeningNeedStore } from './listeningNeeds.ts';
import { mayTry } from './sweeps.ts';

const instant = (at: Date): SQL => sql`${at.toISOString()}::timestamptz`;

/** A platform's time of something, and its commit, may be so much earlier than the card that does not count it. */
const LAG = sql`interval '2 minutes'`;

/** Rounds; their letters, answers, needs and ballots are put together here. */
export function listeningStore(tx: Db): ListeningStore {
  return {
    ...listeningLetterStore(tx),
    ...listeningAnswerStore(tx),
    ...listeningNeedStore(tx),
    ...listeningBallotStore(tx),
    async add(round) {
      const [row] = await tx.insert(rounds).values(round).returning();
      if (!row) throw new Error('a listening round was not kept');
      return row;
    },
    async round(id, how) {
      const found = tx.select().from(rounds).where(eq(rounds.id, id));
      const [row] = await (how === 'locked' ? found.for('update') : found);
      return row;
    },
    async change(id, change) {
      await tx.update(rounds).set(change).where(eq(rounds.id, id));
    },
    latest: ({ personId, officeIds, supervised }, limit) =>
      tx
        .select()
        .from(rounds)
        .where(
          and(
            sql`${rounds.officeId} = ${anyOf(officeIds)}`,
            sql`${rounds.state} not in ('draft', 'withdrawn')`,
            // What has not gone out yet is its author's and the supervisors'.
            sql`(${rounds.state} <> 'planned' or ${rounds.authorId} = ${personId}::int
              or ${rounds.officeId} = ${anyOf(supervised)})`,
          ),
        )
        .orderBy(desc(rounds.id))
        .limit(limit),
    async askedOf(personId, limit): Promise<Round[]> {
      const found = await tx
        .selectDistinct({ round: rounds })
        .from(letters)
        .innerJoin(rounds, eq(rounds.id, letters.subjectId))
        .where(and(eq(letters.personId, personId), inArray(letters.kind, ['question', 'vote'])))
        .orderBy(desc(rounds.id))
        .limit(limit);
      return found.map(({ round }) => round);
    },
    async due(now, cardsBefore) {
      const found = await rows<{ id: number }>(
        tx,
        sql`select id from listening_rounds r where ${mayTry('listening', sql`r.id`, now)} and (
            (state = 'planned' and send_at <= ${instant(now)})
            or remind_at <= ${instant(now)} or ends_at <= ${instant(now)}
            or (state in ('asking', 'merging') and shown_at <= ${instant(cardsBefore)} and exists (
              select from listening_answers a where a.round_id = r.id
                and greatest(a.at, a.changed_at, a.taken_back_at) >= r.shown_at - ${LAG}))
            or (state = 'voting' and shown_at <= ${instant(cardsBefore)} and exists (
              select from listening_ballots b where b.round_id = r.id and b.at >= r.shown_at - ${LAG})))
          order by id`,
      );
      return found.map(({ id }) => id);
    },
    async nextMoment(now) {
      const [row] = await rows<{ at: Date | string | null }>(
        tx,
        sql`select least(
          (select min(send_at) from listening_rounds where state = 'planned' and send_at > ${instant(now)}),
          (select min(remind_at) from listening_rounds where remind_at > ${instant(now)}),
          (select min(ends_at) from listening_rounds where ends_at > ${instant(now)}),
          (select min(not_before) from listening_letters where taken_at is null and not_before > ${instant(now)})) as at`,
      );
      return row?.at ? new Date(row.at) : undefined;
    },
    async counts({ id }) {
      const [row] = await rows<RoundCounts>(
        tx,
        sql`select
          (select count(*)::int from listening_letters where kind = 'question' and subject_id = ${id}::int) as people,
          (select count(*)::int from listening_answers where round_id = ${id}::int and taken_back_at is null) as answers,
          (select count(distinct agency_id)::int from listening_answers
            where round_id = ${id}::int and taken_back_at is null) as agencies,
          (select count(*)::int from listening_ballots where round_id = ${id}::int) as voters,
          (select count(need_ids)::int from listening_ballots where round_id = ${id}::int) as voted`,
      );
      return row ?? { people: 0, answers: 0, agencies: 0, voters: 0, voted: 0 };
    },
  };
}
