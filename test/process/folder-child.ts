// Opens an embedded database, writes a line into it, and keeps it open until standard input ends.
import { sql } from 'drizzle-orm';
import { openPglite, rows } from '../../db/engine/client.ts';

try {
  const database = await openPglite(process.argv[2]);
  await database.db.execute(sql`create table if not exists openings (pid int)`);
  await database.db.execute(sql`insert into openings values (${process.pid})`);
  process.stdout.write(`${JSON.stringify(await rows(database.db, sql`select pid from openings`))}\n`);
  for await (const _ of process.stdin);
  await database.close();
} catch (error) {
  process.stdout.write(`${error}\n`);
}
