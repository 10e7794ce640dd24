import { and, asc, desc, eq, gte, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import type { Account } from '../src/chat/port.ts';
import { type Actor, type Membership, type Person, sameEmail } from '../src/people/person.ts';
import type { AccountRow, PeopleStore } from '../src/store.ts';
import type { Db } from './client.ts';
import { prepared } from './prepared.ts';
import { absences, accounts, agencies, assignments, memberships, people } from './schema.ts';

const { placeholder } = sql;
const selectAccount = prepared((db) =>
  db
    .select()
    .from(accounts)
    .leftJoin(people, eq(people.id, accounts.personId))
    .leftJoin(memberships, eq(memberships.personId, people.id))
    .where(
      and(
        eq(accounts.platform, placeholder('platform')),
        eq(accounts.workspace, placeholder('workspace')),
        eq(accounts.userId, placeholder('userId')),
      ),
    )
    .orderBy(asc(memberships.id)),
);
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
    async identify(account) {
      const found = await findAccount(tx, account);
      const row = found ?? (await enter(tx, account));
      if (found) await refresh(tx, found, account);
      if (row.person) return { accountId: row.id, actor: { person: row.person, memberships: row.memberships } };
      const person = account.email ? await byEmail(tx, account.email) : undefined;
      if (!person) return { accountId: row.id, actor: undefined };
      await tx.update(accounts).set({ personId: person.id }).where(eq(accounts.id, row.id));
      return { accountId: row.id, actor: await readActor(tx, person.id) };
    },

    async account(accountId) {
      const [row] = await tx.select().from(accounts).where(eq(accounts.id, accountId));
      return row && accountRow(row);
    },
    async accountsOf(personId) {
      const rows = await tx
        .select()
        .from(accounts)
        .where(eq(accounts.personId, personId))
        .orderBy(sql`${accounts.unreachable} is not null`, sql`${accounts.seenAt} desc nulls last`, asc(accounts.id));
      return rows.map(accountRow);
    },
    async addAccount(account, personId) {
      const { address } = account;
      const [row] = await tx
        .insert(accounts)
        .values({ ...rowOf(account), personId })
        .onConflictDoUpdate({
          target: [accounts.platform, accounts.workspace, accounts.userId],
          set: { address, personId },
        })
        .returning();
      if (!row) throw new Error('an upsert answers with its row');
      return accountRow(row);
    },
    async markUnreachable(accountId, reason) {
      await tx.update(accounts).set({ unreachable: reason }).where(eq(accounts.id, accountId));
    },
    async link(accountId, personId) {
      await tx.update(accounts).set({ personId }).where(eq(accounts.id, accountId));
    },

    async add({ name, email, zone }) {
      const [row] = await tx
        .insert(people)
        .values({ name, email: email && sameEmail(email), zone })
        .returning();
      if (!row) throw new Error('an insert answers with its row');
      return row;
    },
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

type Found = { id: number; row: typeof accounts.$inferSelect; person: Person | null; memberships: Membership[] };

async function findAccount(tx: Db, { platform, workspace, userId }: Account): Promise<Found | undefined> {
  const rows = await selectAccount(tx, { platform, workspace, userId });
  const first = rows[0];
  if (!first) return undefined;
  return {
    id: first.accounts.id,
    row: first.accounts,
    person: first.people,
    memberships: rows.flatMap((row) => (row.memberships ? [row.memberships] : [])),
  };
}

async function enter(tx: Db, account: Account): Promise<Found> {
  await tx
    .insert(accounts)
    .values({ ...rowOf(account), seenAt: sql`now()` })
    .onConflictDoNothing();
  const found = await findAccount(tx, account);
  if (!found) throw new Error('the account was just entered');
  return found;
}

const rowOf = ({ platform, workspace, userId, address, name, email }: Account) => ({
  platform,
  workspace,
  userId,
  address,
  name: name ?? null,
  email: email ?? null,
});

/** Addresses move, names change, and whoever writes can be reached again. Most of the time there is nothing to write. */
async function refresh(tx: Db, found: Found, account: Account): Promise<void> {
  const { row } = found;
  const name = account.name ?? row.name;
  const email = account.email ?? row.email;
  const fresh = row.seenAt !== null && Date.now() - row.seenAt.getTime() < 60_000;
  if (fresh && row.address === account.address && row.name === name && row.email === email && !row.unreachable) return;
  await tx
    .update(accounts)
    .set({ address: account.address, name, email, unreachable: null, seenAt: sql`now()` })
    .where(eq(accounts.id, found.id));
}

async function byEmail(tx: Db, email: string): Promise<Person | undefined> {
  const [person] = await tx
    .select()
    .from(people)
    .where(eq(people.email, sameEmail(email)));
  return person;
}

async function readActor(tx: Db, personId: number): Promise<Actor | undefined> {
  const rows = await tx
    .select()
    .from(people)
    .leftJoin(memberships, eq(memberships.personId, people.id))
    .where(eq(people.id, personId))
    .orderBy(asc(memberships.id));
  const person = rows[0]?.people;
  return person && { person, memberships: rows.flatMap((row) => (row.memberships ? [row.memberships] : [])) };
}

async function readPeople(tx: Db, personIds: number[]): Promise<Map<number, Person>> {
  const ids = [...new Set(personIds)].sort((a, b) => a - b);
  if (ids.length === 0) return new Map();
  const rows = await selectPeople(tx, { ids });
  return new Map(rows.map((person) => [person.id, person]));
}

const accountRow = (row: typeof accounts.$inferSelect): AccountRow => ({
  id: row.id,
  personId: row.personId,
  unreachable: row.unreachable,
  account: {
    platform: row.platform,
    workspace: row.workspace,
    userId: row.userId,
    address: row.address,
    ...(row.name !== null && { name: row.name }),
    ...(row.email !== null && { email: row.email }),
  },
});

/** The database's collation differs from place to place: names are sorted here. */
const byName = <T extends { name: string }>(rows: T[]): T[] => rows.sort((a, b) => a.name.localeCompare(b.name, 'en'));
