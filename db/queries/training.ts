import { and, asc, eq, type SQL, sql } from 'drizzle-orm';
import type { TrainingStore } from '../../src/training/store.ts';
import type { TrainingSession } from '../../src/training/training.ts';
import { type Db, rows } from '../engine/client.ts';
import { courses, trainingOffices as partners, trainingSessions as sessions } from '../schema.ts';
import { anyOf } from './anyOf.ts';
import { certificateStore } from './certificates.ts';
import { courseOf, keepCourses } from './courses.ts';
import { mayTry } from './sweeps.ts';
import { trainingPlaces } from './trainingPlaces.ts';

const NAMED = 5;
const instant = (at: Date): SQL => sql`${at.toISOString()}::timestamptz`;
const END = sql`${sessions.at} + ${sessions.minutes} * interval '1 minute'`;
const isPlanned = eq(sessions.state, 'planned');
const notOver = (now: Date): SQL | undefined => and(isPlanned, sql`${END} > ${instant(now)}`);
const bySoonest = [asc(sessions.at), asc(sessions.id)];
const byLatest = [sql`${sessions.at} desc`, sql`${sessions.id} desc`];

const partnersOf = sql<number[]>`(select coalesce(jsonb_agg(p.office_id order by p.office_id), '[]')
  from training_offices p where p.session_id = ${sessions.id})`;

export function trainingStore(tx: Db): TrainingStore {
  const read = async (where: SQL | undefined, order: SQL[], limit: number): Promise<TrainingSession[]> => {
    const found = await tx
      .select({ session: sessions, course: courses, partners: partnersOf.as('partners') })
      .from(sessions)
      .innerJoin(courses, eq(courses.id, sessions.courseId))
      .where(where)
      .orderBy(...order)
      .limit(limit);
    return found.map(({ session, course, partners: with_ }) => ({
      ...session,
      course: courseOf(course),
      partners: with_,
    }));
  };
  const takesPart = (officeIds: readonly number[]): SQL =>
    sql`(${sessions.officeId} = ${anyOf(officeIds)} or exists (select from training_offices p
      where p.session_id = ${sessions.id} and p.office_id = ${anyOf(officeIds)}))`;
  return {
    ...certificateStore(tx),
    ...trainingPlaces(tx),
    keepCourses: (officeId, rules) => keepCourses(tx, officeId, rules),
    async courses(officeIds) {
      const found = await tx
        .select()
        .from(courses)
        .where(and(sql`${courses.officeId} = ${anyOf(officeIds)}`, eq(courses.active, true)))
        .orderBy(asc(courses.officeId), asc(courses.place));
      return found.map(courseOf);
    },
    async toPlan(now) {
      const found = await tx
        .select()
        .from(courses)
        .where(
          and(
            eq(courses.active, true),
            sql`${courses.sessions} is not null and ${courses.sessions} <> 'null'::jsonb`,
            sql`not exists (select from ${sessions} where ${sessions.courseId} = ${courses.id}
              and ${sessions.nominal} is not null and ${sessions.state} = 'planned' and ${END} > ${instant(now)})`,
            mayTry('training plans', courses.id, now),
          ),
        )
        .orderBy(asc(courses.id));
      return found.map(courseOf);
    },
    async latestDate(courseId) {
      const [row] = await tx
        .select({ nominal: sql<string | null>`max(${sessions.nominal})::text` })
        .from(sessions)
        .where(eq(sessions.courseId, courseId));
      return row?.nominal ?? undefined;
    },
    async plan(session) {
      const [row] = await tx.insert(sessions).values(session).onConflictDoNothing().returning({ id: sessions.id });
      return row?.id;
    },
    async one(id, how) {
      if (how === 'locked')
        await tx.select({ id: sessions.id }).from(sessions).where(eq(sessions.id, id)).for('update');
      const [found] = await read(eq(sessions.id, id), bySoonest, 1);
      return found;
    },
    async change(id, change) {
      await tx.update(sessions).set(change).where(eq(sessions.id, id));
    },
    async takePart(id, officeId, at) {
      const added = await tx
        .insert(partners)
        .values({ sessionId: id, officeId, joinedAt: at })
        .onConflictDoNothing()
        .returning({ id: partners.sessionId });
      return added.length > 0;
    },
    async partNoMore(id, officeId) {
      const gone = await tx
        .delete(partners)
        .where(and(eq(partners.sessionId, id), eq(partners.officeId, officeId)))
        .returning({ id: partners.sessionId });
      return gone.length > 0;
    },
    async due(now) {
      const found = await rows<{ id: number }>(
        tx,
        sql`select s.id from training_sessions s join offices o on o.id = s.office_id
          where ${mayTry('training', sql`s.id`, now)} and (s.next_at <= ${instant(now)} or (s.state = 'planned'
            and s.at > ${instant(now)} and s.calendar_id is distinct from o.calendar_id))
          order by s.next_at, s.id`,
      );
      return found.map(({ id }) => id);
    },
    async nextMoment(now) {
      const [row] = await rows<{ at: Date | string | null }>(
        tx,
        sql`select min(next_at) as at from training_sessions where next_at > ${instant(now)}`,
      );
      return row?.at ? new Date(row.at) : undefined;
    },
    ahead: (officeIds, now, limit) => read(and(takesPart(officeIds), notOver(now)), bySoonest, limit),
    toJoin: (officeIds, now, limit) =>
      read(
        and(
          eq(sessions.shared, true),
          sql`${sessions.officeId} <> all(${`{${[...officeIds].join(',')}}`}::int[])`,
          isPlanned,
          sql`${sessions.at} > ${instant(now)}`,
        ),
        bySoonest,
        limit,
      ),
    past: (officeIds, now, limit) =>
      read(
        and(
          takesPart(officeIds),
          sql`(${sessions.state} in ('held', 'not held') or (${sessions.state} = 'planned' and ${END} <= ${instant(now)}))`,
        ),
        byLatest,
        limit,
      ),
    signedUp: (personId, now) =>
      read(
        and(
          sql`exists (select from training_sign_ups u where u.session_id = ${sessions.id}
            and u.person_id = ${personId}::int and u.state in ('seated', 'waiting'))`,
          notOver(now),
        ),
        bySoonest,
        100,
      ),
    async looseEnds(officeId, { now, until, askedBefore }) {
      const here = eq(sessions.officeId, officeId);
      const taken = sql`(select count(*) from training_sign_ups u where u.session_id = ${sessions.id} and u.state = 'seated')`;
      return {
        thin: await read(
          and(
            here,
            isPlanned,
            sql`${sessions.at} > ${instant(now)} and ${sessions.at} <= ${instant(until)} and ${taken} * 2 < ${sessions.seats}`,
          ),
          bySoonest,
          NAMED,
        ),
        unsaid: await read(and(here, isPlanned, sql`${sessions.askedAt} <= ${instant(askedBefore)}`), byLatest, NAMED),
      };
    },
    ledBy: (personId, officeId, from, to) =>
      read(
        and(
          eq(sessions.officeId, officeId),
          eq(sessions.leaderId, personId),
          isPlanned,
          sql`${sessions.at} >= ${instant(from)} and ${sessions.at} < ${instant(to)}`,
        ),
        bySoonest,
        20,
      ),
    async month(officeId, agencyIds, from, to) {
      const theirs = agencyIds === null ? sql`true` : sql`u.agency_id = ${anyOf(agencyIds)}`;
      const held = sql`s.office_id = ${officeId}::int and s.state = 'held' and s.at >= ${instant(from)} and s.at < ${instant(to)}`;
      const [row] = await rows<{ sessions: number; people: number; useful: number[] }>(
        tx,
        sql`select count(distinct s.id)::int as sessions, count(distinct u.person_id)::int as people,
            coalesce(jsonb_agg(a.useful) filter (where a.useful is not null), '[]') as useful
          from training_sessions s join training_sign_ups u on u.session_id = s.id and u.attended
            left join training_answers a on a.session_id = s.id and a.person_id = u.person_id
          where ${held} and ${theirs}`,
      );
      return row ?? { sessions: 0, people: 0, useful: [] };
    },
  };
}
