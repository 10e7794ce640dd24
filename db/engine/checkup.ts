import { getTableName, is, sql } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import { type Finding, note, ok, wrong } from '../../src/chat/finding.ts';
import * as schema from '../schema.ts';
import { type Database, rows } from './client.ts';
import { unseenMigrations } from './migrate.ts';

/** The oldest major version that the desk is tested on. */
const OLDEST = 14;
const SKEW_WORTH_TELLING_MS = 2_000;
/** At five minutes Slack’s and Teams’ signatures are refused. */
const SKEW_MUCH_MS = 60_000;

type Facts = {
  version: number;
  name: string;
  readOnly: boolean;
  schema: string | null;
  mayCreate: boolean;
  mayCreateSchemas: boolean;
  hasPlpgsql: boolean;
};

/** `usable`: whether its tables are those of this version, so that they can be read. */
export type DatabaseCheckup = { findings: Finding[]; usable: boolean };

/** Looks at a database and changes nothing in it: it is not brought up to date. @throws when it cannot be asked */
export async function checkDatabase(database: Database): Promise<DatabaseCheckup> {
  const { db } = database;
  const [facts] = await rows<Facts>(
    db,
    sql`select (current_setting('server_version_num')::int / 10000)::int as version,
      current_setting('server_version') as name,
      (current_setting('transaction_read_only') = 'on' or pg_is_in_recovery()) as "readOnly",
      current_schema()::text as schema,
      coalesce(has_schema_privilege(current_schema()::text, 'create'), false) as "mayCreate",
      has_database_privilege(current_database(), 'create') as "mayCreateSchemas",
      exists (select from pg_language where lanname = 'plpgsql') as "hasPlpgsql"`,
  );
  if (!facts) throw new Error('the database said nothing of itself');
  const unseen = await unseenMigrations(db._.session);
  const findings = [
    ...versionFindings(database, facts),
    ...rightsFindings(facts, await tablesWithout(database, 'rights')),
    ...(await ownerFindings(database)),
    ...(database.kind === 'postgres' ? skewFindings(await database.clockSkewMs()) : []),
    migrationFinding(unseen),
  ];
  return { findings, usable: unseen.pending === 0 && unseen.unknown.length === 0 };
}

function versionFindings({ kind }: Database, { version, name, hasPlpgsql }: Facts): Finding[] {
  const what = kind === 'pglite' ? `the embedded database, PostgreSQL ${name}` : `PostgreSQL ${name}`;
  return [
    version >= OLDEST
      ? ok(`${what}; the desk uses none of its extensions`)
      : wrong(`${what}: the desk needs version ${OLDEST} or newer; update the server`),
    ...(hasPlpgsql
      ? []
      : [wrong('the database has no PL/pgSQL, in which the desk keeps its counts: create extension plpgsql')]),
  ];
}

function rightsFindings(facts: Facts, forbidden: string[]): Finding[] {
  if (facts.readOnly)
    return [
      wrong(
        'the database can only be read (it is a standby, or read-only): DATABASE_URL has to name the one that is written to',
      ),
    ];
  if (facts.schema === null)
    return [
      wrong('there is no schema for the desk’s tables: create schema public, or set the search_path of the user'),
    ];
  const problems = [
    ...(facts.mayCreate && facts.mayCreateSchemas
      ? []
      : [
          wrong(
            'the user in DATABASE_URL may not create tables and schemas, which an update needs: make it the owner of the database: alter database … owner to …',
          ),
        ]),
    ...(forbidden.length > 0
      ? [
          wrong(
            `the user in DATABASE_URL may not read and write ${some(forbidden)}: grant it that, or make it their owner`,
          ),
        ]
      : []),
  ];
  return problems.length > 0 ? problems : [ok('the desk may read, write and create')];
}

async function ownerFindings(database: Database): Promise<Finding[]> {
  const foreign = await tablesWithout(database, 'ownership');
  if (foreign.length === 0) return [];
  return [
    note(
      `the user in DATABASE_URL does not own ${some(foreign)}, so an update could not change ${foreign.length === 1 ? 'it' : 'them'}: alter table … owner to …`,
    ),
  ];
}

/** Tables of the desk that are there and that this user may not write to, or not change. */
async function tablesWithout({ db }: Database, what: 'rights' | 'ownership'): Promise<string[]> {
  const ours = Object.values(schema).flatMap((each) => (is(each, PgTable) ? [getTableName(each)] : []));
  const lacks =
    what === 'ownership'
      ? sql`not pg_has_role(tableowner, 'usage')`
      : sql`not (${sql.join(
          ['select', 'insert', 'update', 'delete'].map(
            (right) =>
              sql`has_table_privilege(quote_ident(schemaname) || '.' || quote_ident(tablename), ${right}::text)`,
          ),
          sql` and `,
        )})`;
  const found = await rows<{ name: string }>(
    db,
    sql`select tablename::text as name from pg_tables where schemaname = current_schema()
      and tablename in (${sql.join(
        ours.map((name) => sql`${name}::text`),
        sql`, `,
      )}) and ${lacks}`,
  );
  return found.map(({ name }) => name).sort();
}

function skewFindings(ms: number): Finding[] {
  const off = Math.abs(ms);
  if (off <= SKEW_WORTH_TELLING_MS) return [ok('its clock and this machine’s agree')];
  const says = `this machine’s clock is ${Math.round(off / 1_000)} s ${ms < 0 ? 'ahead of' : 'behind'} the database’s, which counts: switch on time synchronisation on both`;
  return [off > SKEW_MUCH_MS ? wrong(says) : note(says)];
}

function migrationFinding({ pending, unknown }: { pending: number; unknown: number[] }): Finding {
  if (unknown.length > 0)
    return wrong(
      'its tables are those of a newer version of the desk: start that version, or restore a backup from before the update',
    );
  if (pending > 0)
    return note(
      `its tables are not those of this version yet (${pending} ${pending === 1 ? 'change' : 'changes'} to come): the next start brings them up to date`,
    );
  return ok('its tables are up to date');
}

const MOST_NAMED = 3;
const some = (names: string[]): string =>
  names.length > MOST_NAMED
    ? `${names.slice(0, MOST_NAMED).join(', ')} and ${names.length - MOST_NAMED} other tables`
    : names.join(', ');
