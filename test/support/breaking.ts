import { sql } from 'drizzle-orm';
import { afterEach } from 'vitest';
import { type Database, rows } from '../../db/engine/client.ts';

/** Lets a database refuse what a test chooses, until the test is over. */
export function breaking(data: { readonly database: Database }) {
  const refused = new Set<string>();
  const run = (statement: ReturnType<typeof sql>) => data.database.db.execute(statement);
  afterEach(async () => {
    for (const table of refused) await run(sql.raw(`drop trigger if exists broken on ${table}`));
    refused.clear();
  });

  /** Whatever is written into such rows of a table is refused. */
  async function refuseChanges(table: string, when: string): Promise<void> {
    refused.add(table);
    await run(
      sql`create or replace function broken() returns trigger language plpgsql as $$ begin raise 'broken'; end $$`,
    );
    await run(
      sql.raw(`create trigger broken before insert or update on ${table} for each row when (${when})
      execute function broken()`),
    );
  }

  /** Nothing can be said to this person any more. */
  async function breakPerson(name: string): Promise<void> {
    const email = `${name}@state.example`;
    const found = await rows<{ id: number }>(data.database.db, sql`select id from people where email = ${email}`);
    await refuseChanges('deliveries', `new.person_id = ${found[0]?.id ?? 0}`);
  }
  return { refuseChanges, breakPerson };
}
