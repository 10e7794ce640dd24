import { and, asc, desc, eq, gt, isNull, lte, min, sql } from 'drizzle-orm';
import type { JudgedClocks, PolicyStore, PolicyVersion } from '../../src/offices/policyStore.ts';
import { type Db, rows } from '../engine/client.ts';
import { offices, policies } from '../schema.ts';
import { mayTry } from './sweeps.ts';

const waiting = and(eq(policies.begun, false), isNull(policies.withdrawnAt));

export function policyStore(tx: Db): PolicyStore {
  const hold = (officeId: number, policyId: number) =>
    tx.update(offices).set({ policyId }).where(eq(offices.id, officeId));
  return {
    async versions(officeId, limit) {
      const found = await tx
        .select()
        .from(policies)
        .where(eq(policies.officeId, officeId))
        .orderBy(desc(policies.version))
        .limit(limit);
      return found.map(({ filed: _, ...version }): PolicyVersion => version);
    },
    async lock(officeId) {
      const [office] = await tx
        .select({ policyId: offices.policyId })
        .from(offices)
        .where(eq(offices.id, officeId))
        // Not against new requests, which only point at the office.
        .for('no key update');
      return office?.policyId ?? null;
    },
    async publish({ filed, ...policy }, now) {
      const version = sql<number>`(select coalesce(max(version), 0) + 1 from policies where office_id = ${policy.officeId})`;
      const before = sql`(select coalesce(p.filed, p.spec) from policies p join offices o on o.policy_id = p.id
        where o.id = ${policy.officeId})`;
      const begun = policy.from <= now;
      const [row] = await tx
        .insert(policies)
        .values({ ...policy, version, begun, publishedAt: now, filed: filed ?? before })
        .returning({ id: policies.id });
      if (!row) throw new Error('an insert answers with its row');
      if (begun) await hold(policy.officeId, row.id);
      return row.id;
    },
    async withdraw(id, at) {
      await tx.update(policies).set({ withdrawnAt: at }).where(eq(policies.id, id));
    },
    async toBegin(now) {
      return tx
        .select()
        .from(policies)
        .where(and(waiting, lte(policies.from, now), mayTry('promises', policies.id, now)))
        .orderBy(asc(policies.from), asc(policies.id));
    },
    async begin({ id, officeId }) {
      await tx.update(policies).set({ begun: true }).where(eq(policies.id, id));
      await hold(officeId, id);
    },
    async nextBeginning(now) {
      const [row] = await tx
        .select({ at: min(policies.from) })
        .from(policies)
        .where(and(waiting, gt(policies.from, now)));
      return row?.at ?? undefined;
    },
    judged: (officeId, kind, from, to) =>
      rows<JudgedClocks>(
        tx,
        sql`select a.code as agency, l.code as line, r.priority,
            coalesce(r.urgent_since > c.started_at, false) as raised,
            ceil(c.elapsed)::int as minutes, count(*)::int as n, (count(*) filter (where c.met))::int as met
          from clocks c join requests r on r.id = c.request_id join service_lines l on l.id = r.service_line_id
            left join agencies a on a.id = r.agency_id
          where c.office_id = ${officeId} and c.kind = ${kind} and c.met is not null
            and c.elapsed is not null and c.dropped_at is null
            and c.due_at >= ${from.toISOString()}::timestamptz and c.due_at < ${to.toISOString()}::timestamptz
          group by 1, 2, 3, 4, 5`,
      ),
  };
}
