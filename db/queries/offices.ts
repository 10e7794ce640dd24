import { asc, eq, sql } from 'drizzle-orm';
import type { Office } from '../../src/offices/office.ts';
import { buildCalendar, type Calendar } from '../../src/sla/calendar.ts';
import type { Policy } from '../../src/sla/policy.ts';
import type { OfficeStore } from '../../src/store.ts';
import type { Db } from '../engine/client.ts';
import { prepared } from '../engine/prepared.ts';
import { calendars, offices, policies, servedAgencies, serviceLines } from '../schema.ts';

/** Versions never change: each is read and built once in the life of a process. One for each database. */
export type VersionCache = { calendars: Map<number, Calendar>; policies: Map<number, Policy> };
export const emptyCache = (): VersionCache => ({ calendars: new Map(), policies: new Map() });

const { placeholder } = sql;
/** One office, or all of them when `officeId` is null; of these, those that serve one of `agencyIds`, or all. */
const selectOffices = prepared((db) =>
  db
    .select({
      office: offices,
      line: serviceLines,
      planned: sql<{ policyId: number; from: string }[]>`(
        select coalesce(jsonb_agg(jsonb_build_object('policyId', p.id, 'from', p.from_at) order by p.from_at, p.id), '[]')
        from policies p where p.office_id = ${offices.id} and not p.begun and p.withdrawn_at is null)`,
      siblings: sql<number>`(select count(*)::int - 1 from ${offices} as others where others.calendar_id is not null)`,
    })
    .from(offices)
    .innerJoin(serviceLines, eq(serviceLines.officeId, offices.id))
    .where(
      sql`${offices.id} = coalesce(${placeholder('officeId')}, ${offices.id})
        and (${placeholder('agencyIds')}::int[] is null or exists (
          select from ${servedAgencies} where ${servedAgencies.officeId} = ${offices.id} and ${servedAgencies.active}
            and ${servedAgencies.agencyId} = any(${placeholder('agencyIds')}::int[])))`,
    )
    .orderBy(asc(offices.id), asc(serviceLines.place), asc(serviceLines.id)),
);

export function officeStore(tx: Db, cache: VersionCache): OfficeStore {
  const read = async (officeId: number | null, agencyIds: readonly number[] | null): Promise<Office[]> => {
    const rows = await selectOffices(tx, { officeId, agencyIds });
    const found = new Map<number, Office>();
    for (const { office, line, siblings, planned } of rows) {
      const { calendarId, policyId } = office;
      if (calendarId === null || policyId === null) continue;
      const known = found.get(office.id) ?? {
        ...{ ...office, siblings, calendarId, policyId, lines: [] },
        planned: planned.map((each) => ({ ...each, from: new Date(each.from) })),
      };
      if (line.active) known.lines.push(line);
      found.set(office.id, known);
    }
    return [...found.values()];
  };
  return {
    all: () => read(null, null),
    async serving(agencyIds) {
      const serving = agencyIds.length === 0 ? [] : await read(null, agencyIds);
      return serving.length > 0 ? serving : read(null, null);
    },
    async one(officeId) {
      const [office] = await read(officeId, null);
      if (!office) throw new Error(`there is no office ${officeId}`);
      return office;
    },
    calendar: async (id) => cache.calendars.get(id) ?? readCalendar(tx, cache, id),
    async rules({ calendarId, policyId }) {
      return {
        calendarId,
        calendar: cache.calendars.get(calendarId) ?? (await readCalendar(tx, cache, calendarId)),
        policyId,
        policy: cache.policies.get(policyId) ?? (await readPolicy(tx, cache, policyId)),
      };
    },
    async versions({ calendarId, policyId }) {
      const [row] = await tx
        .select({ calendar: calendars.version, policy: policies.version })
        .from(calendars)
        .innerJoin(policies, eq(policies.id, policyId))
        .where(eq(calendars.id, calendarId));
      if (!row) throw new Error(`there is no calendar ${calendarId} or no policy ${policyId}`);
      return row;
    },
  };
}

async function readCalendar(tx: Db, cache: VersionCache, id: number): Promise<Calendar> {
  const [row] = await tx.select().from(calendars).where(eq(calendars.id, id));
  if (!row) throw new Error(`there is no calendar version ${id}`);
  const calendar = buildCalendar(row.spec);
  cache.calendars.set(id, calendar);
  return calendar;
}

async function readPolicy(tx: Db, cache: VersionCache, id: number): Promise<Policy> {
  const [row] = await tx.select().from(policies).where(eq(policies.id, id));
  if (!row) throw new Error(`there is no policy version ${id}`);
  cache.policies.set(id, row.spec);
  return row.spec;
}
