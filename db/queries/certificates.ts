import { and, asc, eq, inArray, type Placeholder, type SQL, sql } from 'drizzle-orm';
import type { Certificate } from '../../src/training/certificates.ts';
import type { Trained, TrainingStore } from '../../src/training/store.ts';
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
  | 'certificate'
  | 'setNext';

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
    async certificate(id) {
      const [found] = await read(eq(certificates.id, id));
      return found;
    },
    async setNext(id, nextOn) {
      await tx.update(certificates).set({ nextOn }).where(eq(certificates.id, id));
    },
  };
}
