import { and, asc, desc, eq, gte, inArray, isNull, or, type SQLWrapper, sql } from 'drizzle-orm';
import type { Person } from '../../src/people/person.ts';
import type { Duties, PeopleStore } from '../../src/store.ts';
import type { Db } from '../engine/client.ts';
import { prepared } from '../engine/prepared.ts';
import { absences, agencies, assignments, memberships, offices, people, servedAgencies } from '../schema.ts';
import { accountStore, addPerson, readActor } from './accounts.ts';
import { readUnreached } from './unreached.ts';

const { placeholder } = sql;
const selectPeople = prepared((db) =>
  db
    .select()
    .from(people)
    .where(sql`${people.id} = any(${placeholder('ids')}::int[])`)
    .orderBy(desc(people.id)),
);
const selectAgency = prepared((db) =>
  db
    .select()
    .from(agencies)
    .where(eq(agencies.id, placeholder('agencyId'))),
);
const selectAssignments = prepared((db) =>
  db
    .select()
    .from(assignments)
    .where(
      and(
        eq(assignments.officeId, placeholder('officeId')),
        sql`${assignments.agencyId} = any(${placeholder('agencyIds')}::int[])`,
      ),
    ),
);
/** Of whoever answers for the office; who covers for them elsewhere covers nothing here. */
const selectAbsences = prepared((db) => {
  const answers = (personId: SQLWrapper) =>
    sql`${personId} in (select person_id from memberships
      where office_id = ${placeholder('officeId')} and role in ('liaison', 'supervisor'))`;
  return db
    .select({
      personId: absences.personId,
      from: absences.from,
      until: absences.until,
      coverId: sql<number | null>`case when ${answers(absences.coverId)} then ${absences.coverId} end`,
    })
    .from(absences)
    .where(
      and(
        answers(absences.personId),
        isNull(absences.endedAt),
        or(isNull(absences.until), gte(absences.until, placeholder('day'))),
      ),
    )
    .orderBy(asc(absences.id));
});

export function peopleStore(tx: Db): PeopleStore {
  return {
    ...accountStore(tx),
    add: (person) => addPerson(tx, person),
    actor: (personId) => readActor(tx, personId),
    async lock(personId) {
      const [row] = await tx.select().from(people).where(eq(people.id, personId)).for('no key update');
      return row;
    },
    named: (personIds) => readPeople(tx, personIds),
    async withRole(officeId, role) {
      const rows = await tx
        .selectDistinct({ person: people })
        .from(memberships)
        .innerJoin(people, eq(people.id, memberships.personId))
        .where(and(eq(memberships.officeId, officeId), eq(memberships.role, role), eq(people.active, true)));
      return byName(rows.map((row) => row.person));
    },
    async heads(officeId) {
      const found = await tx
        .select({ person: people, agency: agencies })
        .from(memberships)
        .innerJoin(people, eq(people.id, memberships.personId))
        .innerJoin(agencies, eq(agencies.id, memberships.agencyId))
        .innerJoin(
          servedAgencies,
          and(eq(servedAgencies.officeId, memberships.officeId), eq(servedAgencies.agencyId, agencies.id)),
        )
        .where(
          and(
            eq(memberships.officeId, officeId),
            eq(memberships.role, 'agency head'),
            ...[eq(people.active, true), eq(servedAgencies.active, true)],
          ),
        );
      const persons = new Map(found.map(({ person }) => [person.id, person]));
      return byName([...persons.values()]).map((person) => ({
        person,
        agencies: byName(found.filter((row) => row.person.id === person.id).map(({ agency }) => agency)),
      }));
    },
    async join(membership) {
      const { personId, officeId, role, agencyId, confirmed } = membership;
      await tx.insert(memberships).values({ personId, officeId, role, agencyId, confirmed }).onConflictDoNothing();
      if (!confirmed) return;
      const office = role === 'requester' ? undefined : eq(memberships.officeId, officeId);
      const theirs = and(eq(memberships.personId, personId), office, eq(memberships.role, role));
      const there = agencyId === null ? isNull(memberships.agencyId) : eq(memberships.agencyId, agencyId);
      await tx
        .update(memberships)
        .set({ confirmed })
        .where(and(theirs, there, eq(memberships.confirmed, false)));
    },
    async leave(personId, agencyId) {
      const there = and(eq(memberships.personId, personId), eq(memberships.agencyId, agencyId));
      await tx.delete(memberships).where(and(there, eq(memberships.fromFile, false)));
    },
    async saidInChat(personId) {
      const theirs = await tx
        .selectDistinct({ agency: agencies, fromFile: memberships.fromFile })
        .from(memberships)
        .innerJoin(agencies, eq(agencies.id, memberships.agencyId))
        .where(and(eq(memberships.personId, personId), eq(memberships.role, 'requester')));
      const [only, another] = theirs;
      return only && !another && !only.fromFile ? only.agency : undefined;
    },
    async everybody(limit) {
      return tx
        .select({
          person: people,
          role: memberships.role,
          officeId: memberships.officeId,
          office: offices.name,
          agencyId: memberships.agencyId,
          agency: agencies.name,
        })
        .from(memberships)
        .innerJoin(people, eq(people.id, memberships.personId))
        .innerJoin(offices, eq(offices.id, memberships.officeId))
        .leftJoin(agencies, eq(agencies.id, memberships.agencyId))
        .where(eq(people.active, true))
        .orderBy(asc(memberships.id))
        .limit(limit);
    },
    unreached: (among) => readUnreached(tx, among),
    async unconfirmed(officeIds) {
      if (officeIds.length === 0) return [];
      return tx
        .select({ person: people, agency: agencies })
        .from(memberships)
        .innerJoin(people, eq(people.id, memberships.personId))
        .innerJoin(agencies, eq(agencies.id, memberships.agencyId))
        .where(and(inArray(memberships.officeId, officeIds), eq(memberships.confirmed, false)))
        .orderBy(asc(memberships.id));
    },
    async agencies(officeIds) {
      if (officeIds.length === 0) return [];
      const rows = await tx
        .selectDistinct({ id: agencies.id, code: agencies.code, name: agencies.name })
        .from(agencies)
        .innerJoin(servedAgencies, eq(servedAgencies.agencyId, agencies.id))
        .where(and(inArray(servedAgencies.officeId, officeIds), eq(servedAgencies.active, true)));
      return byName(rows);
    },
    async agency(agencyId) {
      const [row] = await selectAgency(tx, { agencyId });
      return row;
    },

    async coverage(officeId, agencyId, day) {
      const { assignments, absences } = await readDuties(tx, officeId, agencyId === null ? null : [agencyId], day);
      const ids = [...assignments.flatMap((a) => [a.liaisonId, a.backupId]), ...absences.map(({ coverId }) => coverId)];
      const people = await readPeople(
        tx,
        ids.filter((id) => id !== null),
      );
      return { assignments, absences, people };
    },
    duties: (officeId, agencyIds, day) => readDuties(tx, officeId, agencyIds, day),
  };
}

/** The one reader of who answers and who is out. */
async function readDuties(tx: Db, officeId: number, agencyIds: readonly number[] | null, day: string): Promise<Duties> {
  const [assigned, away] = await Promise.all([
    agencyIds === null
      ? tx.select().from(assignments).where(eq(assignments.officeId, officeId))
      : agencyIds.length === 0
        ? []
        : selectAssignments(tx, { officeId, agencyIds }),
    selectAbsences(tx, { officeId, day }),
  ]);
  return { assignments: assigned, absences: away };
}

export async function readPeople(tx: Db, personIds: number[]): Promise<Map<number, Person>> {
  const ids = [...new Set(personIds)].sort((a, b) => a - b);
  if (ids.length === 0) return new Map();
  const rows = await selectPeople(tx, { ids });
  return new Map(rows.map((person) => [person.id, person]));
}

/** The database's collation differs from place to place: names are sorted here. */
const byName = <T extends { name: string }>(rows: T[]): T[] => rows.sort((a, b) => a.name.localeCompare(b.name, 'en'));
