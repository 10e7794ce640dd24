import { and, asc, eq, inArray, type Placeholder, type SQL, sql } from 'drizzle-orm';
import type { Certificate } from '../../src/training/certificates.ts';
import type { EndsWhileOut, Trained, TrainingStore } from '../../src/training/store.ts';
import { type Db, rows } from '../engine/client.ts';
import { certificates, courses } from '../schema.ts';
import { anyOf } from './anyOf.ts';
import { mayTry } from './sweeps.ts';

/** Of each course the certificate of somebody that holds longest, in the order in which its office teaches them. */
export const trainedIn = (personId: SQL | Placeholder): SQL => sql`(
    select coalesce(jsonb_agg(jsonb_build_object('officeId', k.office_id, 'course', k.name, 'authority', k.authority,
      'endsOn', c.ends_on) order by k.place, k.id), '[]')
    from (select distinct on (course_id) course_id, ends_on from certificates where person_id = ${personId}
      order by course_id, ends_on desc nulls first) c join courses k on k.id = c.course_id and k.active)`;

type Ours =
  | 'enter'
  | 'takeBack'
  | 'certificatesOf'
  | 'trained'
  | 'give'
  | 'withdraw'
  | 'certificatesDue'
  | 'endingWhileOut'
  | 'certificate'
  | 'setNext';

/** So many a digest names. */
const NAMED = 10;

const columns = {
  ...{ id: certificates.id, officeId: certificates.officeId, courseId: certificates.courseId },
  ...{ code: courses.code, name: courses.name, authority: courses.authority },
  ...{ personId: certificates.personId, sessionId: certificates.sessionId },
  ...{ givenOn: certificates.givenOn, endsOn: certificates.endsOn, nextOn: certificates.nextOn },
};

/** Days are those of each office; this is the earliest that it may be anywhere, so that none is looked at too late. */
const dayOf = (now: Date): SQL =>
  sql`(${now.toISOString()}::timestamptz at time zone 'UTC' + interval '14 hours')::date`;

export function certificateStore(tx: Db): Pick<TrainingStore, Ours> {
  const read = (where: SQL | undefined): Promise<Certificate[]> =>
    tx
      .select(columns)
      .from(certificates)
      .innerJoin(courses, eq(courses.id, certificates.courseId))
      .where(where)
      .orderBy(asc(courses.place), asc(certificates.id));
  return {
    async enter(officeId, given) {
      if (given.length === 0) return;
      const taught = await tx.select().from(courses).where(eq(courses.officeId, officeId));
      const values = given.flatMap(({ course, ...days }) => {
        const found = taught.find(({ code }) => code === course);
        return found ? [{ ...days, officeId, courseId: found.id, fromFile: true }] : [];
      });
      if (values.length > 0) await tx.insert(certificates).values(values).onConflictDoNothing();
    },
    async takeBack(ids) {
      await tx
        .delete(certificates)
        .where(and(sql`${certificates.id} = ${anyOf(ids)}`, eq(certificates.fromFile, true)));
    },
    certificatesOf: (personId) => read(eq(certificates.personId, personId)),
    async trained(officeId, agencyIds, day, limit) {
      const theirs =
        agencyIds === null
          ? sql`true`
          : sql`exists (select from memberships m where m.person_id = c.person_id and m.agency_id = ${anyOf(agencyIds)})`;
      return rows<Trained>(
        tx,
        sql`select distinct on (p.id, c.course_id) c.id, c.office_id as "officeId", c.course_id as "courseId", k.code,
            k.name, k.authority, c.person_id as "personId", c.session_id as "sessionId", c.given_on::text as "givenOn",
            c.ends_on::text as "endsOn", c.next_on::text as "nextOn", p.name as person,
            (select string_agg(distinct a.name, ', ') from memberships m join agencies a on a.id = m.agency_id
              where m.person_id = p.id) as agency
          from certificates c join courses k on k.id = c.course_id join people p on p.id = c.person_id
          where c.office_id = ${officeId}::int and p.active and (c.ends_on is null or c.ends_on >= ${day}::date) and ${theirs}
          order by p.id, c.course_id, c.ends_on desc nulls first limit ${limit}::int`,
      );
    },
    async give(certificate) {
      await tx.insert(certificates).values(certificate).onConflictDoNothing();
    },
    async withdraw(sessionId, personIds) {
      if (personIds.length === 0) return;
      await tx
        .delete(certificates)
        .where(and(eq(certificates.sessionId, sessionId), inArray(certificates.personId, [...personIds])));
    },
    async certificatesDue(now) {
      const found = await rows<{ id: number }>(
        tx,
        sql`select id from certificates c where next_on <= ${dayOf(now)} and ${mayTry('certificates', sql`c.id`, now)}
          order by next_on, id limit 200`,
      );
      return found.map(({ id }) => id);
    },
    async endingWhileOut(officeId, today, { from, to }) {
      return rows<EndsWhileOut>(
        tx,
        sql`select p.name as person, k.name as course, c.ends_on::text as "endsOn", out.until::text as until
          from certificates c join courses k on k.id = c.course_id join people p on p.id = c.person_id
            join lateral (select case when bool_or(a.until_day is null) then null else max(a.until_day) end as until,
                count(*) as count
              from absences a where a.person_id = c.person_id and a.ended_at is null
                and a.from_day <= ${today}::date and (a.until_day is null or a.until_day >= ${today}::date)) as out
              on out.count > 0 and (out.until is null or out.until >= c.ends_on)
          where c.office_id = ${officeId}::int and c.next_on is not null and p.active
            and c.ends_on between ${from}::date and ${to}::date
            and not exists (select from certificates later where later.person_id = c.person_id
              and later.course_id = c.course_id and (later.ends_on is null or later.ends_on > c.ends_on))
            and not exists (select from deliveries d where d.key = 'certificate ' || c.id || ' ends')
          order by c.ends_on, p.name limit ${NAMED}::int`,
      );
    },
    async certificate(id) {
      const [found] = await read(eq(certificates.id, id));
      return found;
    },
    async setNext(id, nextOn) {
      await tx.update(certificates).set({ nextOn }).where(eq(certificates.id, id));
    },
  };
}
