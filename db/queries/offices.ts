import { asc, eq, sql } from 'drizzle-orm';
import type { Office } from '../../src/offices/office.ts';
import { buildCalendar, type Calendar } from '../../src/sla/calendar.ts';
import type { Policy } from '../../src/sla/policy.ts';
import type { OfficeStore } from '../../src/store.ts';
import type { Db } from '../engine/client.ts';
import { prepared } from '../engine/prepared.ts';
import { calendars, offices, policies, serviceLines } from '../schema.ts';

/** Versions never change: each is read and built once in the life of a process. One for each database. */
export type VersionCache = { calendars: Map<number, Calendar>; policies: Map<number, Policy> };
export const emptyCache = (): VersionCache => ({ calendars: new Map(), policies: new Map() });

/** One office, or all of them when `officeId` is null. */
const selectOffices = prepared((db) =>
  db
    .select({
      office: offices,
      line: serviceLines,
      siblings: sql<number>`(select count(*)::int - 1 from ${offices} as others where others.calendar_id is not null)`,
    })
    .from(offices)
    .innerJoin(serviceLines, eq(serviceLines.officeId, offices.id))
    .where(sql`${offices.id} = coalesce(${sql.placeholder('officeId')}, ${offices.id})`)
    .orderBy(asc(offices.id), asc(serviceLines.place), asc(serviceLines.id)),
);

export function officeStore(tx: Db, cache: VersionCache): OfficeStore {
  const read = async (officeId: number | null): Promise<Office[]> => {
    const rows = await selectOffices(tx, { officeId });
    const found = new Map<number, Office>();
    for (const { office, line, siblings } of rows) {
      const { calendarId, policyId } = office;
      if (calendarId === null || policyId === null) continue;
      const known = found.get(office.id) ?? { ...office, siblings, calendarId, policyId, lines: [] };
      if (line.active) known.lines.push(line);
      found.set(office.id, known);
    }
    return [...found.values()];
  };
  return {
    all: () => read(null),
    async one(officeId) {
      const [office] = await read(officeId);
      if (!office) throw new Error(`there is no office ${officeId}`);
      return office;
    },
    serving: () => read(null),
    async rules({ calendarId, policyId }) {
      return {
        calendarId,
        calendar: cache.calendars.get(calendarId) ?? (await readCalendar(tx, cache, calendarId)),
        policyId,
        policy: cache.policies.get(policyId) ?? (await readPolicy(tx, cache, policyId)),
      };
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
