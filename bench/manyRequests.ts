/** A large office on PostgreSQL: 200 agencies on four lines, 40 liaisons, 100,000 open requests after as many that have ended. */
import { type SQL, sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { type Database, openPostgres } from '../db/engine/client.ts';
import { createStore } from '../db/store.ts';
import { importOffice } from '../src/offices/importOffice.ts';
import type { OfficeSetup } from '../src/offices/setup.ts';
import { storyOffice } from '../test/support/office.ts';
import { startPostgres } from '../test/support/postgres-server.ts';
import type { Asked } from './measure.ts';
import { record } from './recording.ts';

const MANY = 100_000;
const AGENCIES = 200;
const LINES = 4;
const LIAISONS = 40;

/** A Monday in the office. */
export const NOW = new Date('2026-06-01T18:00:00Z');

const email = (name: string): string => `${name}@state.example`;
export const supervisor = 'sam';
export const liaison = 'liaison.0';
export const requester = 'asker.0';

export function accountOf(name: string) {
  return {
    platform: 'bench',
    workspace: 'bench',
    userId: name,
    address: name,
    email: email(name),
    vouched: 'office' as const,
  };
}

/** Every agency has a liaison and a backup for each line; some of these are away within two weeks. */
function largeOffice(): OfficeSetup {
  const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);
  const liaisonOf = (n: number) => email(`liaison.${n % LIAISONS}`);
  const person = (name: string, role: 'requester' | 'liaison' | 'supervisor', agency: string | null = null) => ({
    email: email(name),
    name,
    zone: null,
    roles: [{ role, agency }],
  });
  return storyOffice({
    lines: numbers(LINES).map((n) => ({ code: `line-${n}`, name: `Line ${n}`, words: [] })),
    agencies: numbers(AGENCIES).map((n) => ({ code: `A${n}`, name: `Agency ${n}` })),
    people: [
      ...numbers(AGENCIES).map((n) => person(`asker.${n}`, 'requester', `A${n}`)),
      ...numbers(LIAISONS).map((n) => person(`liaison.${n}`, 'liaison')),
      person(supervisor, 'supervisor'),
    ],
    assignments: numbers(AGENCIES * LINES).map((n) => ({
      agency: `A${n % AGENCIES}`,
      line: `line-${Math.floor(n / AGENCIES)}`,
      liaison: liaisonOf(n),
      backup: n % 3 === 0 ? null : liaisonOf(n + 1),
      from: '2026-01-01',
      until: n % 50 === 0 ? '2026-06-08' : null,
    })),
    absences: numbers(LIAISONS / 2).map((n) => ({
      person: liaisonOf(2 * n),
      from: `2026-06-${String(1 + (n % 9)).padStart(2, '0')}`,
      until: `2026-06-${String(3 + (n % 9)).padStart(2, '0')}`,
      cover: null,
    })),
  });
}

/** Asks a desk's database that was filled like this, and takes it away again. `open`: once more, as a desk opens it. */
export async function askMany<T>(
  ask: (asked: Asked & { database: Database; open(): Promise<Database> }) => Promise<T>,
  fill = (database: Database) => fillMany(database, requests(MANY)),
): Promise<T> {
  const server = await startPostgres({ durable: true });
  try {
    // Filling takes longer than any statement of the desk may.
    const database = await openPostgres(server.address('postgres'), { max: 1, statementTimeoutMs: 0 });
    const raw = postgres({ ...server.address('postgres'), max: 1 });
    drizzle(raw); // dates and JSON go through the driver as they are, as they do for the desk
    await fill(database);
    const open = () => openPostgres(server.address('postgres'));
    const answer = await ask({ database, raw, log: record(database), open });
    await database.close();
    await raw.end();
    return answer;
  } finally {
    await server.remove();
  }
}

export async function fillMany(database: Database, statements: SQL[]): Promise<void> {
  await database.migrate();
  const store = createStore(database);
  await store.transaction((tx) => importOffice(tx, largeOffice(), new Date(NOW.getTime() - 86_400_000)));
  for (const statement of statements) await database.db.execute(statement);
}

/** Due around now, one in fifty with nobody, one in ten waiting, one in twenty warned about. */
export const requests = (count: number): SQL[] => [
  sql`insert into requests (office_id, agency_id, service_line_id, requester_id, holder_id, subject, opened_at,
        calendar_id, policy_id, last_number, state, priority, resolved_at)
      select o.id, a.ids[1 + n % ${AGENCIES}::int], l.ids[1 + n % ${LINES}::int], q.ids[1 + n % ${AGENCIES}::int],
        case when n % 50 <> 0 then h.ids[1 + n % ${LIAISONS}::int] end, 'May we buy number ' || n || '?',
        ${NOW.toISOString()}::timestamptz - (n % 1009) * interval '7 minutes', o.calendar_id, o.policy_id, 1,
        case when n <= ${count}::int then 'resolved' when n % 10 = 3 then 'waiting' else 'open' end,
        case when n % 997 = 0 then 'urgent' else 'normal' end,
        case when n <= ${count}::int then ${NOW.toISOString()}::timestamptz - n * interval '1 minute' end
      from offices o,
        (select array_agg(id order by id) as ids from agencies) a,
        (select array_agg(id order by id) as ids from service_lines) l,
        (select array_agg(person_id order by person_id) as ids from memberships where role = 'requester') q,
        (select array_agg(person_id order by person_id) as ids from memberships where role = 'liaison') h,
        generate_series(1, 2 * ${count}::int) n`,
  sql`insert into clocks (office_id, request_id, kind, started_at, target, due_at)
      select office_id, id, kind, opened_at, target,
        case when state = 'open' or kind = 'first_reply' then opened_at + target * interval '1 minute' end
      from requests, (values ('first_reply', 5760), ('first_resolution', 8640), ('total_resolution', 8640))
        as kinds (kind, target)
      where state <> 'resolved' and (kind <> 'first_reply' or id % 2 = 0)`,
  sql`insert into escalations (clock_id, percent, office_id, request_id, at, told)
      select id, 50, office_id, request_id, started_at, array[(select min(liaison_id) from assignments)]
      from clocks where kind = 'first_resolution' and request_id % 20 = 0`,
  sql`vacuum analyze`,
];
