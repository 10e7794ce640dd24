/** A package of 1,000 requests, each with six messages and a file of 300 kB, whole and without PDFs. */
import { sql } from 'drizzle-orm';
import { openPostgres } from '../db/engine/client.ts';
import { createStore } from '../db/store.ts';
import { writePackage } from '../src/exports/package.ts';
import { pdfMaker } from '../src/exports/pdf.ts';
import type { Sink } from '../src/exports/zip.ts';
import { importOffice } from '../src/offices/importOffice.ts';
import { storyOffice } from '../test/support/office.ts';
import { startPostgres } from '../test/support/postgres-server.ts';
import { type BenchRow, rowsOf } from './row.ts';

const REQUESTS = 1_000;

export async function benchExport(): Promise<BenchRow[]> {
  const server = await startPostgres({ durable: true });
  try {
    const database = await openPostgres(server.address('postgres'), { max: 2, statementTimeoutMs: 60_000 });
    await database.migrate();
    const store = createStore(database);
    const now = new Date('2026-06-01T18:00:00Z');
    await store.transaction((tx) => importOffice(tx, storyOffice(), now));
    for (const statement of filled) await database.db.execute(statement);
    await database.db.execute(sql`vacuum analyze`);
    const rows: BenchRow[] = [];
    for (const [name, pdf] of [
      ['without PDFs', undefined],
      ['whole', await pdfMaker()],
    ] as const) {
      let [bytes, most] = [0, 0];
      const sink: Sink = {
        async write(chunk) {
          bytes += chunk.length;
          most = Math.max(most, process.memoryUsage().rss);
        },
        async end() {},
      };
      const began = performance.now();
      const { requests, files } = await writePackage(store, {
        ...{ selection: { officeId: 1 }, said: [], office: { id: 1, name: 'Procurement Office' }, now },
        ...(pdf && { pdf }),
        sink: async () => sink,
      });
      if (requests !== REQUESTS || files !== REQUESTS) throw new Error(`${requests} requests, ${files} files`);
      rows.push(
        row(
          `${REQUESTS.toLocaleString('en-US')} requests with files, ${name}`,
          (performance.now() - began) / 1_000,
          's',
        ),
        row('memory meanwhile, at most', most / 2 ** 20, 'MB'),
        row('size of the package', bytes / 2 ** 20, 'MB'),
      );
    }
    await database.close();
    return rows;
  } finally {
    await server.remove();
  }
}

const row = rowsOf('export');

const filled = [
  sql`insert into requests (office_id, agency_id, service_line_id, requester_id, subject, opened_at, calendar_id, policy_id, last_number)
      select o.id, (select min(id) from agencies), (select min(id) from service_lines), (select min(id) from people),
        'Question ' || n, '2026-05-01T14:00Z', o.calendar_id, o.policy_id, 6
      from offices o, generate_series(1, ${REQUESTS}::int) n`,
  sql`insert into messages (office_id, request_id, number, author_id, kind, text, at, source)
      select r.office_id, r.id, n, r.requester_id, case when n % 2 = 1 then 'from agency' else 'to agency' end,
        r.subject || ', part ' || n || ': ' || repeat('do we need three quotes for an order of $40,000? ', 6),
        r.opened_at + n * interval '1 hour', 'bench ' || r.id || ' ' || n
      from requests r, generate_series(1, 6) n`,
  sql`insert into events (office_id, subject_kind, subject_id, request_id, kind, at, actor_id, data)
      select office_id, 'request', request_id, request_id, 'message', at, author_id, jsonb_build_object('number', number)
      from messages`,
  sql`insert into files (office_id, request_id, message_id, account_id, ref, name, type, size, state, sha256, bytes)
      select m.office_id, m.request_id, m.id, 0, 'bench', 'quotes.pdf', 'application/pdf', length(b.bytes), 'stored',
        encode(sha256(b.bytes), 'hex'), b.bytes
      from messages m cross join lateral (
        select string_agg(sha256(convert_to(m.id || ' ' || n, 'UTF8')), ''::bytea) as bytes from generate_series(1, 9600) n) b
      where m.number = 1`,
];
