// A process that is in a transaction when its PostgreSQL dies. It tells its parent on standard output how that went.
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { openPostgres, type PostgresAddress } from '../../db/engine/client.ts';
import { isConnectionError } from '../../db/engine/errors.ts';

process.stdin.on('end', () => process.exit(1)).resume(); // the parent is gone
const say = (word: string): boolean => process.stdout.write(`${word}\n`);
const database = await openPostgres(JSON.parse(process.argv[2] ?? '') as PostgresAddress);

const failure: unknown = await database
  .transaction(async (tx) => {
    await tx.execute(sql`select 1`);
    say('in a transaction');
    for (;;) await tx.execute(sql`select pg_sleep(0.01)`);
  })
  .catch((error: unknown) => error);
say(isConnectionError(failure) ? 'lost the connection' : `failed in another way: ${failure}`);

// Ten at once, as a desk under load: each connection of the pool has to come back.
for (;;) {
  const answers = await Promise.allSettled(Array.from({ length: 10 }, () => database.db.execute(sql`select 1`)));
  if (answers.every((answer) => answer.status === 'fulfilled')) break;
  await pause(50);
}
say('works again');
await database.close();
process.exit(0);
