import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { LiveRequest, RosterStore, StoredRoster } from '../../src/offices/roster.ts';
import type { Policy } from '../../src/sla/policy.ts';
import { type Db, rows } from '../engine/client.ts';
import {
  absences,
  agencies,
  assignments,
  calendars,
  memberships,
  offices,
  people,
  policies,
  requests,
  servedAgencies,
  serviceLines,
} from '../schema.ts';
import { readFiledAbsences, removeFiledAbsences } from './absences.ts';
import { isAnyOf } from './anyOf.ts';
import { readCourses, readFiledCertificates } from './courses.ts';
import { readPromises } from './openPromises.ts';

/** Rows of one statement: with the columns of the widest table far below the 65,535 values that PostgreSQL takes. */
const BATCH = 1_000;

export function rosterStore(tx: Db): RosterStore {
  return {
    async read(officeCode, named) {
      await tx.execute(sql`select pg_advisory_xact_lock(hashtext('liaison-desk import'))`);
      const [office] = await tx
        .select({
          id: offices.id,
          name: offices.name,
          ...{ typingReplies: offices.typingReplies, sendsEmptyDigests: offices.sendsEmptyDigests },
          calendar: calendars.spec,
          policy: policies.spec,
          ...{ surveys: offices.surveys, records: offices.records, meetings: offices.meetings },
          answers: offices.answers,
          ...{ reviews: offices.reviews },
          alternates: offices.alternates,
          filedPolicy: sql<Policy | null>`coalesce(${policies.filed}, ${policies.spec})`,
        })
        .from(offices)
        .leftJoin(calendars, eq(calendars.id, offices.calendarId))
        .leftJoin(policies, eq(policies.id, offices.policyId))
        .where(eq(offices.code, officeCode));
      const id = office?.id ?? 0;
      const found = {
        office,
        lines: await tx
          .select()
          .from(serviceLines)
          .where(eq(serviceLines.officeId, id))
          .orderBy(asc(serviceLines.place)),
        agencies: await readAgencies(tx, id, named.agencies),
        memberships: await tx
          .select()
          .from(memberships)
          .where(eq(memberships.officeId, id))
          .orderBy(asc(memberships.id)),
        assignments: await tx
          .select()
          .from(assignments)
          .where(eq(assignments.officeId, id))
          .orderBy(asc(assignments.id)),
        absences: await readFiledAbsences(tx, id),
        courses: await readCourses(tx, id),
        certificates: await readFiledCertificates(tx, id),
      };
      const ids = new Set([
        ...found.memberships.map(({ personId }) => personId),
        ...found.assignments.flatMap(({ liaisonId, backupId }) => [liaisonId, backupId ?? liaisonId]),
        ...found.certificates.map(({ personId }) => personId),
        ...found.absences.flatMap(({ personId, coverId }) => [personId, coverId ?? personId]),
      ]);
      return { ...found, people: await readPeople(tx, id, [...ids], named.emails) };
    },

    liveRequests: (officeId) => readLive(tx, eq(requests.officeId, officeId)),
    liveRequestsOf: async (personIds) =>
      personIds.length === 0 ? [] : readLive(tx, isAnyOf(requests.requesterId, personIds)),
    openPromises: (officeId, see, size = BATCH) => readPromises(tx, officeId, see, size),

    async saveOffice({ code, name, typingReplies, sendsEmptyDigests }, now) {
      const said = { name, typingReplies, sendsEmptyDigests };
      const [row] = await tx
        .insert(offices)
        .values({ code, ...said, createdAt: now })
        .onConflictDoUpdate({ target: offices.code, set: said })
        .returning({ id: offices.id });
      if (!row) throw new Error('an upsert answers with its row');
      return row.id;
    },
    async addCalendar(officeId, spec, filed = spec) {
      const version = sql<number>`(select coalesce(max(version), 0) + 1 from calendars where office_id = ${officeId})`;
      const [row] = await tx
        .insert(calendars)
        .values({ officeId, version, spec, filed })
        .returning({ id: calendars.id });
      if (!row) throw new Error('an insert answers with its row');
      await tx.update(offices).set({ calendarId: row.id }).where(eq(offices.id, officeId));
      return row.id;
    },
    async saveSurveys(officeId, surveys) {
      await tx.update(offices).set({ surveys }).where(eq(offices.id, officeId));
    },

    saveLines: (officeId, lines) =>
      inBatches(lines, (batch) =>
        tx
          .insert(serviceLines)
          .values(batch.map((line) => ({ ...line, officeId })))
          .onConflictDoUpdate({
            target: [serviceLines.officeId, serviceLines.code],
            set: excluded('name', 'words', 'place', 'active'),
          })
          .returning({ key: serviceLines.code, id: serviceLines.id }),
      ),
    saveAgencies: (officeId, list) =>
      inBatches(list, async (batch) => {
        const saved = await tx
          .insert(agencies)
          .values(batch.map(({ code, name }) => ({ code, name })))
          .onConflictDoUpdate({ target: agencies.code, set: excluded('name') })
          .returning({ key: agencies.code, id: agencies.id });
        const active = new Map(batch.map((agency) => [agency.code, agency.active]));
        await tx
          .insert(servedAgencies)
          .values(saved.map(({ key, id }) => ({ officeId, agencyId: id, active: active.get(key) ?? true })))
          .onConflictDoUpdate({
            target: [servedAgencies.officeId, servedAgencies.agencyId],
            set: excluded('active'),
          });
        return saved;
      }),
    async rename(list) {
      // An address may go from one person to another: nobody has any of them for a moment.
      await tx
        .update(people)
        .set({ email: null })
        .where(
          isAnyOf(
            people.id,
            list.map(({ id }) => id),
          ),
        );
      await tx.execute(sql`
        update people set email = t.after
        from jsonb_to_recordset(${JSON.stringify(list)}::text::jsonb) as t (id int, after text)
        where people.id = t.id`);
    },
    savePeople: (list) =>
      inBatches(list, (batch) =>
        tx
          .insert(people)
          .values(batch.map((person) => ({ ...person, active: true })))
          .onConflictDoUpdate({ target: people.email, set: excluded('name', 'zone', 'active') })
          .returning({ key: sql<string>`${people.email}`, id: people.id }),
      ),
    async deactivate(personIds) {
      await tx.update(people).set({ active: false }).where(isAnyOf(people.id, personIds));
    },

    async saveMemberships(list) {
      const values = list.map(({ personId, officeId, role, agencyId }) => ({
        person_id: personId,
        office_id: officeId,
        role,
        agency_id: agencyId,
      }));
      // Before they are entered, so that it shows who was a newcomer until now.
      const confirmed = await rows<{ personId: number; agencyId: number }>(
        tx,
        sql`
        update memberships set confirmed = true
        from jsonb_to_recordset(${JSON.stringify(values)}::text::jsonb) as t (person_id int, role text, agency_id int)
        where memberships.person_id = t.person_id and memberships.agency_id = t.agency_id
          and memberships.role = 'requester' and t.role = 'requester' and not memberships.confirmed
        returning memberships.person_id as "personId", memberships.agency_id as "agencyId"`,
      );
      await tx.execute(sql`
        insert into memberships (person_id, office_id, role, agency_id, confirmed, from_file)
        select person_id, office_id, role, agency_id, true, true
        from jsonb_to_recordset(${JSON.stringify(values)}::text::jsonb)
          as t (person_id int, office_id int, role text, agency_id int)
        on conflict (person_id, office_id, role, coalesce(agency_id, 0)) do update set confirmed = true, from_file = true`);
      return confirmed;
    },
    async removeMemberships(ids) {
      await tx.delete(memberships).where(isAnyOf(memberships.id, ids));
    },
    async addAssignments(officeId, list) {
      await inBatches(list, async (batch) => {
        await tx.insert(assignments).values(batch.map((assignment) => ({ ...assignment, officeId })));
        return [];
      });
    },
    async removeAssignments(ids) {
      await tx.delete(assignments).where(isAnyOf(assignments.id, ids));
    },
    async addAbsences(officeId, list) {
      await inBatches(list, async (batch) => {
        await tx.insert(absences).values(batch.map((absence) => ({ ...absence, officeId })));
        return [];
      });
    },
    removeAbsences: (ids, now) => removeFiledAbsences(tx, ids, now),
  };
}

async function readLive(tx: Db, which: SQL): Promise<LiveRequest[]> {
  const { id, subject, agencyId, serviceLineId, requesterId, holderId } = requests;
  return tx
    .select({ id, subject, agencyId, serviceLineId, requesterId, holderId })
    .from(requests)
    .where(and(which, inArray(requests.state, ['open', 'waiting'])))
    .orderBy(asc(requests.id));
}

async function readAgencies(tx: Db, officeId: number, codes: string[]): Promise<StoredRoster['agencies']> {
  const here = sql`${servedAgencies.agencyId} = ${agencies.id} and ${servedAgencies.officeId} = ${officeId}`;
  return tx
    .select({
      id: agencies.id,
      code: agencies.code,
      name: agencies.name,
      served: sql<'now' | 'before' | 'never'>`case when ${servedAgencies.active} then 'now'
        when ${servedAgencies.active} is null then 'never' else 'before' end`,
      offices: sql<string[]>`array(
        select o.name from served_agencies s join offices o on o.id = s.office_id
        where s.agency_id = ${agencies.id} and s.active and o.id <> ${officeId} order by o.id)`,
    })
    .from(agencies)
    .leftJoin(servedAgencies, here)
    .where(sql`${servedAgencies.agencyId} is not null or ${agencies.code} = any(${sql.param(codes)}::text[])`)
    .orderBy(asc(agencies.id));
}

async function readPeople(tx: Db, officeId: number, ids: number[], emails: string[]): Promise<StoredRoster['people']> {
  return tx
    .select({
      id: people.id,
      name: people.name,
      email: people.email,
      zone: people.zone,
      active: people.active,
      elsewhere: sql<boolean>`exists (select from memberships where person_id = people.id and office_id <> ${officeId})`,
      filedBy: sql<{ id: number; name: string }[]>`coalesce((
        select json_agg(json_build_object('id', o.id, 'name', o.name) order by o.id) from offices o
        where o.id <> ${officeId} and exists (
          select from memberships m where m.person_id = people.id and m.office_id = o.id and m.from_file)), '[]')`,
    })
    .from(people)
    .where(sql`${isAnyOf(people.id, ids)} or ${people.email} = any(${sql.param(emails)}::text[])`)
    .orderBy(asc(people.id));
}

async function inBatches<T>(
  list: T[],
  write: (batch: T[]) => PromiseLike<{ key: string; id: number }[]>,
): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  for (let start = 0; start < list.length; start += BATCH) {
    for (const { key, id } of await write(list.slice(start, start + BATCH))) ids.set(key, id);
  }
  return ids;
}

/** "set name = excluded.name, …": what an upsert would have inserted. */
const excluded = (...columns: string[]) =>
  Object.fromEntries(columns.map((column) => [column, sql`excluded.${sql.identifier(column)}`]));
