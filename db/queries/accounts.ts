import { and, asc, eq, isNull, type SQLWrapper, sql } from 'drizzle-orm';
import type { Account } from '../../src/chat/account.ts';
import type { AccountRow } from '../../src/delivery/chatStore.ts';
import { actingThrough, namedBy, whoseAccount } from '../../src/people/identity.ts';
import { type Actor, type Membership, type Person, sameEmail } from '../../src/people/person.ts';
import { findZone } from '../../src/sla/zone.ts';
import type { NewPerson, PeopleStore } from '../../src/store.ts';
import type { Db } from '../engine/client.ts';
import { prepared } from '../engine/prepared.ts';
import { accounts, memberships, people } from '../schema.ts';
import { anyOf } from './anyOf.ts';

const { placeholder } = sql;
const selectAccount = prepared((db) =>
  db
    .select({
      account: accounts,
      person: people,
      membership: memberships,
      heardOf: sql<boolean>`coalesce(${accounts.seenAt} > now() - interval '1 minute', false)`,
    })
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
  'identify' | 'known' | 'account' | 'accountsOf' | 'cutOff' | 'addAccount' | 'markUnreachable' | 'enter'
>;

/** Chat identities: who they belong to, where they are reached. */
export function accountStore(tx: Db): AccountStore {
  return {
    async identify(account) {
      const found = await settled(tx, (await findAccount(tx, account)) ?? (await enterAccount(tx, account)), account);
      await keepFresh(tx, found, account);
      const { id: accountId, row, actor } = found;
      if (!actor) return { accountId, actor };
      const person = await withZone(tx, actor.person, account);
      return { accountId, actor: actingThrough({ ...actor, person }, account.vouched ?? row.vouched) };
    },

    async known(account) {
      return (await findAccount(tx, account))?.id;
    },
    async account(accountId) {
      const [row] = await tx.select().from(accounts).where(eq(accounts.id, accountId));
      return row && accountRow(row);
    },
    async accountsOf(personId, requestId = null) {
      const counts = countsFor(accounts.vouched, sql`${personId}::int`, sql`${requestId}::int`);
      const rows = await tx
        .select()
        .from(accounts)
        .where(and(eq(accounts.personId, personId), counts))
        .orderBy(sql`${accounts.unreachable} is not null`, sql`${accounts.seenAt} desc nulls last`, asc(accounts.id));
      return rows.map(accountRow);
    },
    async cutOff(personIds) {
      if (personIds.length === 0) return new Set();
      const found = await tx
        .select({ personId: accounts.personId })
        .from(accounts)
        .where(
          and(
            sql`${accounts.personId} = ${anyOf(personIds)}`,
            countsFor(accounts.vouched, accounts.personId, sql`null::int`),
          ),
        )
        .groupBy(accounts.personId)
        .having(sql`bool_and(${accounts.unreachable} is not null)`);
      return new Set(found.flatMap(({ personId }) => personId ?? []));
    },
    async addAccount(account, personId) {
      if (namedBy(account) === undefined) return undefined;
      const { platform, workspace, userId, address, photo } = account;
      await tx.insert(accounts).values({ platform, workspace, userId, address }).onConflictDoNothing();
      const found = await findAccount(tx, account);
      const { id, actor } = found ? await settled(tx, found, account) : { id: 0, actor: undefined };
      if (actor?.person.id !== personId) return undefined;
      const [row] = await tx
        .update(accounts)
        .set({ address, unreachable: null, ...(photo !== undefined && { photo }) })
        .where(eq(accounts.id, id))
        .returning();
      return row && accountRow(row);
    },
    async markUnreachable(accountId, reason) {
      await tx.update(accounts).set({ unreachable: reason }).where(eq(accounts.id, accountId));
    },
    async enter(accountId, person) {
      const known = await lockAccount(tx, accountId);
      // Two of their messages may come at once, from two conversations.
      const actor = known.personId === null ? undefined : await readActor(tx, known.personId);
      if (actor) return actingThrough(actor, known.vouched);
      const entered = await addPerson(tx, person);
      await tx.update(accounts).set({ personId: entered.id }).where(eq(accounts.id, accountId));
      return { person: entered, memberships: [] };
    },
  };
}

/**
 * Whether somebody is told of this request (if of one) through an account that is vouched for like this: see
 * `accountsOf`. Heads of agencies are told of theirs in the agency's own workspace too (see `actingThrough`).
 */
export const countsFor = (vouched: SQLWrapper, personId: SQLWrapper, requestId: SQLWrapper) =>
  sql`(${vouched} is not distinct from 'office'
    or not exists (select from memberships where person_id = ${personId} and role <> 'requester'
      and not (role = 'agency head' and ${vouched} is not distinct from 'agency'))
    or exists (select from requests where id = ${requestId} and requester_id = ${personId}))`;

export async function addPerson(tx: Db, { name, email, zone }: NewPerson): Promise<Person> {
  const [row] = await tx
    .insert(people)
    .values({ name, email: email && sameEmail(email), zone })
    .returning();
  if (!row) throw new Error('an insert answers with its row');
  return row;
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

type Row = typeof accounts.$inferSelect;
type Found = { id: number; row: Row; heardOf: boolean; actor: Actor | undefined };

async function findAccount(
  tx: Db,
  { platform, workspace, userId }: Pick<Account, 'platform' | 'workspace' | 'userId'>,
): Promise<Found | undefined> {
  const rows = await selectAccount(tx, { platform, workspace, userId });
  const first = rows[0];
  if (!first) return undefined;
  const { account: row, person, heardOf } = first;
  const joined = rows.flatMap(({ membership }): Membership[] => (membership ? [membership] : []));
  return { id: row.id, row, heardOf, actor: person ? { person, memberships: joined } : undefined };
}

async function enterAccount(tx: Db, account: Account): Promise<Found> {
  const { platform, workspace, userId, address, name, photo } = account;
  await tx
    .insert(accounts)
    .values({ platform, workspace, userId, address, name: name ?? null, photo: photo ?? null, seenAt: sql`now()` })
    .onConflictDoNothing();
  const found = await findAccount(tx, account);
  if (!found) throw new Error('the account was just entered');
  return found;
}

/** Held until the transaction ends: whoever else judges the account waits, and then sees what came of it. */
async function lockAccount(tx: Db, accountId: number): Promise<Row> {
  const [row] = await tx.select().from(accounts).where(eq(accounts.id, accountId)).for('no key update');
  if (!row) throw new Error('an account is never removed');
  return row;
}

/** The account with whose it is now, written down where that is news. */
async function settled(tx: Db, found: Found, account: Account): Promise<Found> {
  const { vouched } = account;
  if (vouched === undefined || !isNews(found, account)) return found;
  const known = await lockAccount(tx, found.id);
  const linked = known.personId === null ? undefined : await readActor(tx, known.personId);
  const email = namedBy(account);
  const named = email === undefined ? undefined : await byEmail(tx, email);
  const person = whoseAccount(account, { ...known, person: linked?.person }, named);
  const personId = person?.id ?? null;
  // An e-mail that is only missing was vouched for all the same; one that nobody stands behind was not.
  const kept = email ?? (vouched === 'no' ? null : known.email);
  const change = { personId, vouched, email: kept };
  if (known.personId !== personId || known.vouched !== vouched || known.email !== kept)
    await tx.update(accounts).set(change).where(eq(accounts.id, found.id));
  const row = { ...known, ...change };
  if (linked?.person.id === personId) return { ...found, row, actor: linked };
  return { ...found, row, actor: personId === null ? undefined : await readActor(tx, personId) };
}

/** Whether what is said of an account may change whose it is. Most of the time it does not, and nothing is locked. */
function isNews({ row, actor }: Found, account: Account): boolean {
  const { vouched } = account;
  if (row.vouched !== vouched) return true;
  if (vouched === 'no') return row.email !== null || (actor !== undefined && actor.person.email !== null);
  const email = namedBy(account);
  return email !== undefined && (row.email !== email || actor?.person.email !== email);
}

/** Addresses move, names change, and whoever writes can be reached again. Most of the time there is nothing to write. */
async function keepFresh(tx: Db, { id, row, heardOf }: Found, account: Account): Promise<void> {
  const { address, name, photo } = account;
  // Only what is said is written: what it leaves out may have been written by somebody else meanwhile.
  const said = { address, ...(name !== undefined && { name }), ...(photo !== undefined && { photo }) };
  const same = row.address === address && row.name === (name ?? row.name) && row.photo === (photo ?? row.photo);
  if (heardOf && same && !row.unreachable) return;
  await tx
    .update(accounts)
    .set({ ...said, unreachable: null, seenAt: sql`now()` })
    .where(eq(accounts.id, id));
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
    ...(row.vouched !== null && { vouched: row.vouched }),
    ...(row.photo !== null && { photo: row.photo }),
  },
});
