import { and, asc, eq, sql } from 'drizzle-orm';
import type { Addressee } from '../../src/listening/letter.ts';
import type { ListeningStore } from '../../src/listening/store.ts';
import { type Db, rows } from '../engine/client.ts';
import { listeningBallots as ballots } from '../schema.ts';
import { anyOf } from './anyOf.ts';

type Ballots = Pick<ListeningStore, 'openBallots' | 'ballot' | 'vote' | 'ballots' | 'voters' | 'headed' | 'silent'>;

/** Of an agency without a head, so many are told; each of its contacts may vote. */
const CONTACTS = 5;

export function listeningBallotStore(tx: Db): Ballots {
  return {
    async openBallots({ id, rule }) {
      await tx.execute(
        sql`insert into listening_ballots (round_id, agency_id, weight)
          select ${id}::int, q.agency_id, ${
            rule === 'agency'
              ? sql`1`
              : sql`greatest(1, (select count(distinct p.id) from memberships m
                  join people p on p.id = m.person_id and p.active
                  where m.agency_id = q.agency_id and m.confirmed and m.role in ('requester', 'agency head')))::int`
          }
          from (select agency_id from listening_letters where kind = 'question' and subject_id = ${id}::int
            -- Whoever was asked may belong to others that were asked, too: each of these has a vote.
            union select m.agency_id from listening_letters l
              join memberships m on m.person_id = l.person_id and m.confirmed and m.role in ('requester', 'agency head')
              join listening_rounds r on r.id = l.subject_id and m.agency_id = any(r.agency_ids)
              where l.kind = 'question' and l.subject_id = ${id}::int) q
          on conflict do nothing`,
      );
      return tx.select().from(ballots).where(eq(ballots.roundId, id)).orderBy(asc(ballots.agencyId));
    },
    async ballot(roundId, agencyId, how) {
      const found = tx
        .select()
        .from(ballots)
        .where(and(eq(ballots.roundId, roundId), eq(ballots.agencyId, agencyId)));
      const [row] = await (how === 'locked' ? found.for('update') : found);
      return row;
    },
    async vote(roundId, agencyId, by) {
      await tx
        .update(ballots)
        .set(by)
        .where(and(eq(ballots.roundId, roundId), eq(ballots.agencyId, agencyId)));
    },
    ballots: (roundId) => tx.select().from(ballots).where(eq(ballots.roundId, roundId)).orderBy(asc(ballots.agencyId)),
    voters: (officeId, agencyIds, roundId): Promise<Addressee[]> =>
      rows(
        tx,
        sql`with known as (
            select m.agency_id, p.id, bool_or(m.role = 'agency head') as heads,
              exists (select from listening_answers a where a.round_id = ${roundId}::int and a.person_id = p.id
                and a.taken_back_at is null) as answered,
              (select max(r.opened_at) from requests r
                where r.requester_id = p.id and r.office_id = ${officeId}::int) as asked
            from memberships m join people p on p.id = m.person_id and p.active
            where m.confirmed and m.role in ('agency head', 'requester') and m.agency_id = ${anyOf(agencyIds)}
            group by m.agency_id, p.id
          ), ranked as (
            select *, bool_or(heads) over (partition by agency_id) as headed,
              row_number() over (partition by agency_id order by answered desc, asked desc nulls last, id) as nth
            from known
          )
          select id as "personId", min(agency_id) as "agencyId" from ranked
          where heads or (not headed and nth <= ${CONTACTS}::int) group by id order by 2, 1`,
      ),
    async headed(agencyIds) {
      const found = await rows<{ id: number }>(
        tx,
        sql`select distinct m.agency_id as id from memberships m join people p on p.id = m.person_id and p.active
          where m.role = 'agency head' and m.agency_id = ${anyOf(agencyIds)}`,
      );
      return new Set(found.map(({ id }) => id));
    },
    async silent(roundId) {
      const found = await rows<{ id: number }>(
        tx,
        sql`select agency_id as id from listening_ballots where round_id = ${roundId}::int and need_ids is null
          order by agency_id`,
      );
      return found.map(({ id }) => id);
    },
  };
}
