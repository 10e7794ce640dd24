// Migrates a PostgreSQL database when standard input ends, so that several can do it at the same moment.
import { openPostgres } from '../../db/engine/client.ts';

const database = await openPostgres(process.argv[2] ?? '');
process.stdout.write('ready\n');
for await (const _ of process.stdin);
await database.migrate();
await database.close();
process.stdout.write('migrated\n');
