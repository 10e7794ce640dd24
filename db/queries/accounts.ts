import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Account } from '../../src/chat/account.ts';
import type { AccountRow } from '../../src/delivery/chatStore.ts';
import { type Actor, type Membership, type Person, sameEmail } from '../../src/people/person.ts';
import { findZone } from '../../src/sla/zone.ts';
import type { PeopleStore } from '../../src/store.ts';
import type { Db } from '../engine/client.ts';
import { prepared } from '../engine/prepared.ts';
import { accounts, memberships, people } from '../schema.ts';

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

type AccountStore = Pick<
  PeopleStore,
  'identify' | 'known' | 'account' | 'accountsOf' | 'addAccount' | 'markUnreachable' | 'link'
>;

/** Chat identities: who they belong to, where they are reached. */
export function accountStore(tx: Db): AccountStore {
  return {
    async identify(account) {
      const found = await findAccount(tx, account);
      const row = found ?? (await enter(tx, account));
      if (found) await refresh(tx, found, account);
      if (row.person) {
        const person = await withZone(tx, row.person, account);
        return { accountId: row.id, actor: { person, memberships: row.memberships } };
      }
      const person = account.email ? await byEmail(tx, account.email) : undefined;
      if (!person) return { accountId: row.id, actor: undefined };
      await tx.update(accounts).set({ personId: person.id }).where(eq(accounts.id, row.id));
      await withZone(tx, person, account);
      return { accountId: row.id, actor: await readActor(tx, person.id) };
    },

    async known(account) {
      return (await findAccount(tx, account))?.id;
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
      const { address, photo } = account;
      const [row] = await tx
        .insert(accounts)
        .values({ ...rowOf(account), personId })
        .onConflictDoUpdate({
          target: [accounts.platform, accounts.workspace, accounts.userId],
          set: { address, personId, unreachable: null, ...(photo !== undefined && { photo }) },
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
  };
}

export async function readActor(tx: Db, personId: number): Promise<Actor | undefined> {
  const rows = await tx
    .select()
    .from(people)
    .leftJoin(memberships, eq(memberships.personId, people.id))
    .where(eq(people.id, personId))
    .orderBy(asc(memberships.id));
  const person = rows[0]?.people;
  return person && { person, memberships: rows.flatMap((row) => (row.memberships ? [row.memberships] : [])) };
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

const rowOf = ({ platform, workspace, userId, address, name, email, photo }: Account) => ({
  platform,
  workspace,
  userId,
  address,
  name: name ?? null,
  email: email ?? null,
  photo: photo ?? null,
});

/** Addresses move, names change, and whoever writes can be reached again. Most of the time there is nothing to write. */
async function refresh(tx: Db, found: Found, account: Account): Promise<void> {
  const { row } = found;
  const name = account.name ?? row.name;
  const email = account.email ?? row.email;
  const photo = account.photo ?? row.photo;
  const same = row.address === account.address && row.name === name && row.email === email && row.photo === photo;
  const fresh = row.seenAt !== null && Date.now() - row.seenAt.getTime() < 60_000;
  if (fresh && same && !row.unreachable) return;
  await tx
    .update(accounts)
    .set({ address: account.address, name, email, photo, unreachable: null, seenAt: sql`now()` })
    .where(eq(accounts.id, found.id));
}

/** Where the roster leaves a person's time zone open, the one of their chat counts. */
async function withZone(tx: Db, person: Person, { zone }: Account): Promise<Person> {
  // A zone that this machine does not know would make every moment unsayable.
  if (person.zone !== null || zone === undefined || !findZone(zone)) return person;
  await tx
    .update(people)
    .set({ zone })
    .where(and(eq(people.id, person.id), isNull(people.zone)));
  return { ...person, zone };
}

async function byEmail(tx: Db, email: string): Promise<Person | undefined> {
  const [person] = await tx
    .select()
    .from(people)
    .where(eq(people.email, sameEmail(email)));
  return person;
}

export const accountRow = (row: typeof accounts.$inferSelect): AccountRow => ({
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
    ...(row.photo !== null && { photo: row.photo }),
  },
});
