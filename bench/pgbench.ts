/** The floor: pgbench, written in C, doing what the desk does for a question, with prepared statements. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { PostgresServer } from '../test/support/postgres-server.ts';
import type { Recorded } from './recording.ts';

/**
 * Milliseconds for a question of these, which have to be the next ones of the database. Their values lie in a table,
 * from which the script takes them before each question; that is not counted.
 */
export async function pgbench(server: PostgresServer, database: string, questions: Recorded[][]): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'desk-pgbench-'));
  const file = join(folder, 'question.sql');
  const { host, user } = server.address(database);
  const client = postgres({ host, user, database, max: 1, onnotice() {} });
  try {
    const { script, columns, values } = scriptOf(questions);
    await client.unsafe(`create table replay (n int primary key, ${columns.map((name) => `${name} text`).join(', ')})`);
    for (const [n, row] of values.entries()) {
      const places = ['n', ...columns].map((_, place) => `$${place + 1}`);
      await client.unsafe(`insert into replay values (${places.join(', ')})`, [n, ...row]);
    }
    writeFileSync(file, script);
    const settings = ['-n', '-r', '-M', 'prepared', '-c', '1', '-t', `${questions.length}`, '-D', 'next=-1'];
    return latency(
      execFileSync(join(server.bin, 'pgbench'), [...settings, '-f', file, '-h', host, '-U', user, database], {
        encoding: 'utf8',
      }),
    );
  } finally {
    await client.end();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Script = { script: string; columns: string[]; values: (string | null)[][] };

function scriptOf(questions: Recorded[][]): Script {
  const [first = []] = questions;
  const shape = shapeOf(first);
  if (questions.some((each) => shapeOf(each) !== shape))
    throw new Error('the desk did not send the same statements for every question');
  const values = questions.map((each) =>
    each.flatMap((statements) => statements.flatMap(({ params }) => params.map(textOf))),
  );
  // A variable of pgbench cannot be null: what is null in one question has to be so in all, and stands in the script.
  const isNull = (column: number) => values.some((row) => row[column] === null);
  if (values.some((row) => row.some((value, column) => value !== null && isNull(column))))
    throw new Error('a value is null in one question and not in another');
  let column = 0;
  const lines = ['\\set next :next + 1', `select * from replay where n = :next ${GSET}`];
  for (const statements of first) {
    lines.push('begin;');
    for (const { text, params } of statements) {
      const base = column;
      column += params.length;
      const named = text.replace(/\$(\d+)/gu, (_, place: string) => {
        const index = base + Number(place) - 1;
        return isNull(index) ? 'null' : `:v${index}`;
      });
      lines.push(`${named.replaceAll('\n', ' ')};`);
    }
    lines.push('commit;');
  }
  return {
    script: `${lines.join('\n')}\n`,
    columns: Array.from({ length: column }, (_, index) => `v${index}`),
    values,
  };
}

const GSET = '\\gset';

const shapeOf = (transactions: Recorded[]): string =>
  transactions.map((statements) => statements.map(({ text }) => text).join(';')).join('|');

function textOf(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return `{${value.join(',')}}`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The sum of what `-r` tells of each line, without the two that only fetch the values. */
function latency(report: string): number {
  const lines = report.slice(report.indexOf('statement latencies')).split('\n').slice(1);
  const times = lines.flatMap((line) => {
    const [, time = '', statement = ''] = /^\s+([\d.]+)\s+(?:\d+\s+)?(\S.*)$/u.exec(line) ?? [];
    return statement && !statement.startsWith('\\set') && !statement.includes('from replay') ? [Number(time)] : [];
  });
  if (times.length === 0) throw new Error(`pgbench told nothing that is understood:\n${report}`);
  return times.reduce((sum, time) => sum + time, 0);
}
