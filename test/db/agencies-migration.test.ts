import { sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { expect, it } from 'vitest';
import { type Db, rows } from '../../db/engine/client.ts';
import { findMigrations } from '../../db/engine/migrate.ts';
import { useDatabase } from '../support/database.ts';

const own = useDatabase();

/** Two offices that have both entered Transportation, as they had to before agencies were known once. */
const before = `
  insert into offices (code, name, created_at) values ('procurement', 'Procurement', now()), ('hr', 'HR', now());
  insert into calendars (office_id, version, spec) values (1, 1, '{}'), (2, 1, '{}');
  insert into policies (office_id, version, spec) values (1, 1, '{}'), (2, 1, '{}');
  insert into service_lines (office_id, code, name, place) values (1, 'purchasing', 'Purchasing', 0), (2, 'benefits', 'Benefits', 0);
  insert into agencies (office_id, code, name, active) values
    (1, 'DOT', 'Transport', true), (1, 'FIN', 'Finance', false), (2, 'AGR', 'Agriculture', true), (2, 'DOT', 'Transportation', true);
  insert into people (name, email) values ('Ana', 'ana@x.gov'), ('Lee', 'lee@x.gov');
  insert into memberships (person_id, office_id, role, agency_id, confirmed, from_file) values
    (1, 1, 'requester', 1, true, true), (1, 2, 'requester', 4, false, false), (2, 1, 'liaison', null, true, true), (2, 2, 'liaison', null, true, true);
  insert into assignments (office_id, agency_id, liaison_id, from_day) values (1, 1, 2, '2026-01-01'), (2, 4, 2, '2026-01-01'), (2, 3, 2, '2026-01-01');
  insert into requests (office_id, agency_id, service_line_id, requester_id, subject, opened_at, calendar_id, policy_id) values
    (1, 1, 1, 1, 'Quotes', now(), 1, 1), (2, 4, 2, 1, 'Benefits', now(), 2, 2), (2, 3, 2, 1, 'Seed', now(), 2, 2);
  insert into events (office_id, subject_id, request_id, kind, at, actor_id, data) values
    (2, 1002, 1002, 'agency chosen', now(), 1, '{"agencyId": 4}'), (2, 1002, 1002, 'opened', now(), 1, '{"number": 4}');
  insert into absences (office_id, person_id, from_day, said_in_chat) values
    (1, 2, '2026-08-10', true), (2, 2, '2026-08-10', true), (1, 2, '2026-12-28', false), (2, 2, '2026-12-28', false);`;

it('agencies that two offices had each for themselves become one, and all that was theirs is its', async () => {
  const undone = new Error('undone');
  const check = async (db: Db) => {
    const see = (query: string) => rows<Record<string, unknown>>(db, sql.raw(query));
    const run = async (statements: string[]) => {
      for (const statement of statements) await db.execute(sql.raw(statement));
    };
    await run(['drop schema public cascade', 'create schema public']);
    const migrations = readMigrationFiles({ migrationsFolder: findMigrations() });
    const place = migrations.findIndex(({ sql: statements }) => statements.join().includes('served_agencies'));
    await run(migrations.slice(0, place).flatMap(({ sql: statements }) => statements));
    await run(before.split(';\n'));
    await run(migrations[place]?.sql ?? []);

    expect(await see('select id, code, name from agencies order by id')).toEqual([
      { id: 1, code: 'DOT', name: 'Transportation' },
      { id: 2, code: 'FIN', name: 'Finance' },
      { id: 3, code: 'AGR', name: 'Agriculture' },
    ]);
    expect(await see('select office_id, agency_id, active from served_agencies order by 1, 2')).toEqual([
      { office_id: 1, agency_id: 1, active: true },
      { office_id: 1, agency_id: 2, active: false },
      { office_id: 2, agency_id: 1, active: true },
      { office_id: 2, agency_id: 3, active: true },
    ]);
    const agencies = async (table: string) =>
      (await see(`select agency_id from ${table} where agency_id is not null order by id`)).map((row) => row.agency_id);
    expect(await agencies('requests')).toEqual([1, 1, 3]);
    expect(await agencies('assignments')).toEqual([1, 1, 3]);
    expect(await agencies('memberships')).toEqual([1, 1]);
    expect(await see('select office_id, confirmed, from_file from memberships where person_id = 1')).toEqual(
      expect.arrayContaining([
        { office_id: 1, confirmed: true, from_file: true },
        { office_id: 2, confirmed: true, from_file: false },
      ]),
    );
    expect(await see('select data from events order by id')).toEqual([
      { data: { agencyId: 1 } },
      { data: { number: 4 } },
    ]);
    expect(await see('select office_id, from_day::text as day from absences order by id')).toEqual([
      { office_id: null, day: '2026-08-10' },
      { office_id: 1, day: '2026-12-28' },
      { office_id: 2, day: '2026-12-28' },
    ]);
    throw undone;
  };
  await expect(own.database.db.transaction((tx) => check(tx))).rejects.toBe(undone);
});
