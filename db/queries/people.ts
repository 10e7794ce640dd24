import { and, asc, desc, eq, gte, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import type { Person } from '../../src/people/person.ts';
import type { PeopleStore } from '../../src/store.ts';
import type { Db } from '../engine/client.ts';
import { prepared } from '../engine/prepared.ts';
import { absences, agencies, assignments, memberships, people } from '../schema.ts';
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
    .where(and(eq(assignments.officeId, placeholder('officeId')), eq(assignments.agencyId, placeholder('agencyId')))),
);
const selectAbsences = prepared((db) =>
  db
    .select()
    .from(absences)
    .where(
      and(
        eq(absences.officeId, placeholder('officeId')),
        or(isNull(absences.until), gte(absences.until, placeholder('day'))),
      ),
    ),
);

export function peopleStore(tx: Db): PeopleStore {
  return {
    ...accountStore(tx),
    add: (person) => addPerson(tx, person),
    actor: (personId) => readActor(tx, personId),
    named: (personIds) => readPeople(tx, personIds),
    async withRole(officeId, role) {
      const rows = await tx
        .selectDistinct({ person: people })
        .from(memberships)
        .innerJoin(people, eq(people.id, memberships.personId))
        .where(and(eq(memberships.officeId, officeId), eq(memberships.role, role), eq(people.active, true)));
      return byName(rows.map((row) => row.person));
    },
    async join(membership) {
      const { personId, officeId, role, agencyId, confirmed } = membership;
      await tx.insert(memberships).values({ personId, officeId, role, agencyId, confirmed }).onConflictDoNothing();
      if (!confirmed) return;
      const theirs = and(
        eq(memberships.personId, personId),
        eq(memberships.officeId, officeId),
        eq(memberships.role, role),
      );
      const there = agencyId === null ? isNull(memberships.agencyId) : eq(memberships.agencyId, agencyId);
      await tx
        .update(memberships)
        .set({ confirmed })
        .where(and(theirs, there, eq(memberships.confirmed, false)));
    },
    async leave(personId, agencyId) {
      await tx.delete(memberships).where(and(eq(memberships.personId, personId), eq(memberships.agencyId, agencyId)));
    },
    async everybody(limit) {
      const rows = await tx
        .select({ person: people, role: memberships.role, agency: agencies.name })
        .from(memberships)
        .innerJoin(people, eq(people.id, memberships.personId))
        .leftJoin(agencies, eq(agencies.id, memberships.agencyId))
        .where(eq(people.active, true))
        .orderBy(asc(memberships.id))
        .limit(limit);
      return rows;
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
      return byName(
        await tx
          .select()
          .from(agencies)
          .where(and(inArray(agencies.officeId, officeIds), eq(agencies.active, true))),
      );
    },
    async agency(agencyId) {
      const [row] = await selectAgency(tx, { agencyId });
      return row;
    },

    async coverage(officeId, agencyId, day) {
      const [assigned, away] = await Promise.all([
        agencyId === null
          ? tx.select().from(assignments).where(eq(assignments.officeId, officeId))
          : selectAssignments(tx, { officeId, agencyId }),
        selectAbsences(tx, { officeId, day }),
      ]);
      const ids = [...assigned.flatMap((a) => [a.liaisonId, a.backupId]), ...away.map((absence) => absence.coverId)];
      return {
        assignments: assigned,
        absences: away,
        people: await readPeople(
          tx,
          ids.filter((id) => id !== null),
        ),
      };
    },
    async addAbsence(officeId, absence) {
      await tx.insert(absences).values({ ...absence, officeId, saidInChat: true });
    },
    async endAbsences(personId, day) {
      const current = and(
        eq(absences.personId, personId),
        lte(absences.from, day),
        or(isNull(absences.until), gte(absences.until, day)),
      );
      const begunToday = await tx
        .delete(absences)
        .where(and(current, eq(absences.from, day)))
        .returning({ id: absences.id });
      const ended = await tx
        .update(absences)
        .set({ until: sql`${day}::date - 1` })
        .where(current)
        .returning({ id: absences.id });
      return begunToday.length + ended.length > 0;
    },
  };
}

async function readPeople(tx: Db, personIds: number[]): Promise<Map<number, Person>> {
  const ids = [...new Set(personIds)].sort((a, b) => a - b);
  if (ids.length === 0) return new Map();
  const rows = await selectPeople(tx, { ids });
  return new Map(rows.map((person) => [person.id, person]));
}

/** The database's collation differs from place to place: names are sorted here. */
const byName = <T extends { name: string }>(rows: T[]): T[] => rows.sort((a, b) => a.name.localeCompare(b.name, 'en'));
