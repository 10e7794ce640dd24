import { and, desc, eq, gte, inArray, isNull, notExists, or, sql } from 'drizzle-orm';
import type { Role } from '../../src/people/person.ts';
import { type Among, rolesByNeed, type Unreached } from '../../src/people/unreached.ts';
import type { Db } from '../engine/client.ts';
import { accounts, deliveries, memberships, people } from '../schema.ts';
import { isAnyOf } from './anyOf.ts';

/** Sorted by need, then by name. */
export async function readUnreached(tx: Db, among: Among): Promise<Unreached[]> {
  const { roles, officeId, platforms } = among;
  const reaches = and(
    eq(accounts.personId, people.id),
    isNull(accounts.unreachable),
    // An account from elsewhere is told nothing of what somebody has to do in an office.
    or(
      eq(memberships.role, 'requester'),
      eq(accounts.vouched, 'office'),
      and(eq(memberships.role, 'agency head'), eq(accounts.vouched, 'agency')),
    ),
    platforms && sql`${accounts.platform} = any(${sql.param([...platforms])}::text[])`,
  );
  const found = await tx
    .select({ person: people, role: memberships.role })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(
      and(
        eq(people.active, true),
        inArray(memberships.role, [...roles]),
        officeId === undefined ? undefined : eq(memberships.officeId, officeId),
        notExists(tx.select({ one: sql`1` }).from(accounts).where(reaches)),
      ),
    );
  const most = new Map<number, (typeof found)[number]>();
  for (const row of found) {
    const known = most.get(row.person.id);
    if (!known || rank(row.role) < rank(known.role)) most.set(row.person.id, row);
  }
  if (most.size === 0) return [];
  const ids = [...most.keys()];
  const theirs = new Map<number | null, Unreached['accounts']>();
  for (const { personId, platform, unreachable, seenAt, vouched } of await tx
    .select()
    .from(accounts)
    .where(isAnyOf(accounts.personId, ids))
    .orderBy(accounts.id))
    theirs.set(personId, [...(theirs.get(personId) ?? []), { platform, unreachable, seenAt, vouched }]);
  const failed = await newestFailures(tx, ids);
  return [...most.values()]
    .map(({ person, role }) => ({
      person,
      role,
      accounts: theirs.get(person.id) ?? [],
      failed: failed.get(person.id) ?? null,
    }))
    .sort((a, b) => rank(a.role) - rank(b.role) || a.person.name.localeCompare(b.person.name, 'en'));
}

async function newestFailures(tx: Db, ids: number[]): Promise<Map<number, Unreached['failed']>> {
  const rows = await tx
    .selectDistinctOn([deliveries.personId], {
      personId: deliveries.personId,
      at: deliveries.createdAt,
      reason: deliveries.reason,
    })
    .from(deliveries)
    .where(
      and(
        sql`${deliveries.state} = 'failed'`,
        isNull(deliveries.replaces),
        sql`not ${deliveries.sealed}`,
        gte(deliveries.createdAt, sql`now() - interval '90 days'`),
        isAnyOf(deliveries.personId, ids),
      ),
    )
    .orderBy(deliveries.personId, desc(deliveries.id));
  return new Map(
    rows.flatMap(({ personId, at, reason }) => (personId === null ? [] : [[personId, { at, reason: reason ?? '' }]])),
  );
}

const rank = (role: Role): number => rolesByNeed.indexOf(role);
