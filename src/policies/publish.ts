import { isDeepStrictEqual } from 'node:util';
import { eachAlone } from '../feature/sweep.ts';
import type { OfficeToday } from '../offices/officeToday.ts';
import type { PolicyVersion } from '../offices/policyStore.ts';
import { policyChanges } from '../offices/ruleChanges.ts';
import type { Actor, Person } from '../people/person.ts';
import { keepersOf } from '../requests/readers.ts';
import type { Policy } from '../sla/policy.ts';
import { instantOf } from '../sla/zone.ts';
import type { Store, Tx } from '../store.ts';
import { soundTargets, withTargets } from './change.ts';
import { type Change, published, takenBack } from './words.ts';

/** Other promises of an office: made of a button, published, and in force when their time has come. */

/** So many versions back can be gone to. */
export const SHOWN = 10;

const meanwhile = 'Somebody has published other promises meanwhile. Please look at them first.';

export type Proposal = { policy: Policy; changes: string[]; now: PolicyVersion; asVersion: number | null };

/** What a button proposes, read anew; or why it cannot be. */
export async function proposalOf(
  tx: Tx,
  { office }: OfficeToday,
  change: Change,
): Promise<Proposal | { problem: string }> {
  const versions = await tx.policies.versions(office.id, 200);
  const now = versions.find(({ id }) => id === office.policyId);
  if (!now || now.id !== change.base) return { problem: meanwhile };
  const before = versions.find(({ id }) => id === change.version);
  const { first = 0, next = 0, resolution = 0, update } = change;
  const targets = { firstReply: first, nextReply: next, resolution, ...(update && { update }) };
  const sound = change.which !== undefined && soundTargets(targets, now.spec.businessDayMinutes);
  const policy = before?.spec ?? (sound ? withTargets(now.spec, change.which ?? 0, targets) : undefined);
  if (!policy) return { problem: 'These times cannot be promised.' };
  if (isDeepStrictEqual(policy, now.spec)) return { problem: 'That is what the office promises already.' };
  return { policy, changes: policyChanges(now.spec, policy), now, asVersion: before?.version ?? null };
}

/** Publishes it; answers with what stands in the way. */
export async function publish(
  tx: Tx,
  own: OfficeToday,
  change: Change & { open: number },
  { actor, at, now }: { actor: Actor; at: Date; now: Date },
): Promise<string | undefined> {
  const { office, calendar, today } = own;
  if ((await tx.policies.lock(office.id)) !== change.base) {
    const [newest] = await tx.policies.versions(office.id, 1);
    return newest?.publishedBy === actor.person.id ? 'You have published other promises already.' : meanwhile;
  }
  const proposal = await proposalOf(tx, own, change);
  if ('problem' in proposal) return proposal.problem;
  if (change.from !== undefined && change.from < today) return 'That day is over. Please choose another.';
  const day = change.from === undefined || change.from === today ? undefined : change.from;
  const from = day === undefined ? now : new Date(instantOf(calendar.zone, Date.parse(`${day}T00:00:00Z`)));
  const openToo = change.open === 1;
  const { policy: spec, asVersion, changes } = proposal;
  const by = actor.person;
  const kept = { officeId: office.id, spec, from, publishedBy: by.id, movesOpen: openToo, asVersion };
  const policyId = await tx.policies.publish(kept, now);
  await tx.records.addToOffice(office.id, {
    ...{ kind: 'policy published', at, actorId: by.id },
    data: { policyId, from: from.toISOString(), openToo, ...(asVersion !== null && { asVersion }) },
  });
  if (openToo && day === undefined) await followed(tx, office.id, policyId, by, now);
  const zone = calendar.spec.zone;
  const message = published(office, { changes, by: by.name, from: day === undefined ? null : from, openToo, zone });
  await tx.outbox.put(
    (await keepersOf(tx, office.id)).map(({ id }) => ({
      ...{ key: publishedKey(policyId, id), kind: 'notice' as const, to: { personId: id } },
      ...{ message, officeId: office.id },
    })),
  );
  return undefined;
}

const publishedKey = (policyId: number, personId: number): string => `promises ${policyId} published to ${personId}`;

/** Whoever was told that it will hold reads that it does not; the one who took it back knows. */
export async function tellTakenBack(
  tx: Tx,
  { office, calendar }: OfficeToday,
  { id: policyId, from }: PolicyVersion,
  by: Person,
): Promise<void> {
  const message = takenBack(office, { by: by.name, from, zone: calendar.spec.zone });
  const keepers = await keepersOf(tx, office.id);
  const telling = (id: number) => ({ kind: 'notice' as const, to: { personId: id }, message, officeId: office.id });
  await tx.outbox.put(
    keepers.flatMap(({ id }) => {
      const key = `promises ${policyId} taken back to ${id}`;
      return [
        { ...telling(id), key: `${key} in its place`, replaces: publishedKey(policyId, id) },
        ...(id === by.id ? [] : [{ ...telling(id), key }]),
      ];
    }),
  );
}

const followed = (tx: Tx, officeId: number, policyId: number, by: Pick<Person, 'name'> | undefined, now: Date) =>
  tx.calendarMoves.begin(
    {
      officeId,
      policyId,
      reason: by ? `${by.name} changed what the office promises` : 'the office has changed what it promises',
    },
    now,
  );

/** Versions whose time has come hold from now on, and open requests follow those that were published for them too. */
export const sweepPolicies = async (store: Store, now: Date): Promise<number> =>
  eachAlone(
    { store, name: 'promises', now },
    await store.transaction((tx) => tx.policies.toBegin(now)),
    ({ id }) => id,
    async (tx, version) => {
      await tx.policies.lock(version.officeId);
      const still = (await tx.policies.toBegin(now)).some(({ id }) => id === version.id);
      if (!still) return false;
      await tx.policies.begin(version);
      const by =
        version.publishedBy === null
          ? undefined
          : (await tx.people.named([version.publishedBy])).get(version.publishedBy);
      if (version.movesOpen) await followed(tx, version.officeId, version.id, by, now);
      return true;
    },
  );
