import { openAsBlob } from 'node:fs';
import { PGlite, protocol } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { embeddedStatements } from '../../db/engine/embeddedStatements.ts';

describe.runIf(inject('databaseKind') === 'pglite')('statements of the embedded database', () => {
  let client: PGlite;
  let ours: ReturnType<typeof embeddedStatements>;
  beforeAll(async () => {
    client = await PGlite.create({ loadDataDir: await openAsBlob(inject('pgliteSnapshot')) });
    ours = embeddedStatements(client, protocol);
  });
  afterAll(() => client.close());
  const kept = async () =>
    (await client.query<{ n: number }>(`select count(*)::int as n from pg_prepared_statements where name like 'kept%'`))
      .rows[0]?.n;

  const cases: [text: string, values: unknown[]][] = [
    ['select $1::int as a, $2::text as b, $3::boolean as c, $4::float8 as d', [1, 'two', false, 0.5]],
    ['select 9007199254740993::bigint as large, 5::bigint as small, 1.10::numeric as exact, null as nothing', []],
    ['select $1::jsonb as it, $2::json as text, $3::jsonb as none', [{ a: [1, null] }, '{"b":2}', 'null']],
    ['select $1::int[] as numbers, $2::text[] as words, $3::text[] as none', [[1, 2], ['a"b', '{c}'], []]],
    [
      'select $1::timestamptz as at, $2::date as day, $3::bytea as bytes',
      [new Date(0), '2026-01-02', Buffer.from('x')],
    ],
    ['select $1::int as missing, $2::text as undefined', [null, undefined]],
    ['select 1 as one where false', []],
    ['values (1, 2), (3, 4)', []],
    [`insert into desk_facts (name, value) values ('${'x'.repeat(3)}', $1), ('y', $2)`, ['1', '2']],
    [`update desk_facts set value = '1' where name = $1`, ['nobody']],
    ['do $$ begin perform 1; end $$', []],
  ];
  it.each(cases)('%s: the same rows, the first time and again', async (text, values) => {
    for (const rowMode of ['object', 'array'] as const) {
      for (let time = 0; time < 2; time++) {
        await client.exec('begin');
        const theirs = await client.query(text, values, { rowMode });
        await client.exec('rollback; begin');
        const { rows, fields, affectedRows } = await ours.query(text, values, { rowMode });
        await client.exec('rollback');
        expect([rows, fields, affectedRows]).toEqual([theirs.rows, theirs.fields, theirs.affectedRows]);
      }
    }
    const asText = { parsers: { 23: (value: string) => `<${value}>` } };
    expect((await ours.query('select 7 as n', [], asText)).rows).toEqual([{ n: '<7>' }]);
  });

  it('tells a failure as PGlite does, and goes on', async () => {
    for (const [text, value] of [
      ['select nonsense', undefined],
      ['select $1::int as n', 'x'],
      ['select 1 / $1::int as n', 0],
      [`do $$ begin raise exception 'no'; end $$`, undefined],
    ] as const) {
      const values = value === undefined ? [] : [value];
      const theirs = await client.query(text, values).catch((error: unknown) => error);
      for (let time = 0; time < 2; time++)
        await expect(ours.query(text, values)).rejects.toMatchObject({
          code: (theirs as { code: string }).code,
          message: (theirs as Error).message,
        });
      expect((await ours.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    }
  });

  it('undoes what a transaction did that failed, and refuses one that is over', async () => {
    let late: (() => Promise<unknown>) | undefined;
    const work = client.transaction(async (tx) => {
      const query = ours.queryIn(tx);
      late = () => query('select 1 as one');
      await query(`insert into desk_facts (name, value) values ($1, '1')`, ['undone']);
      await query('select 1 / $1::int as n', [0]);
    });
    await expect(work).rejects.toMatchObject({ code: '22012' });
    expect((await ours.query(`select from desk_facts where name = 'undone'`)).rows).toEqual([]);
    await expect(late?.()).rejects.toThrow('over');
  });

  it('lets one statement wait for a transaction that is under way', async () => {
    let counted: Promise<unknown> | undefined;
    await client.transaction(async (tx) => {
      await ours.queryIn(tx)(`insert into desk_facts (name, value) values ('waited for', '1')`);
      counted = ours.query(`select name from desk_facts where name = 'waited for'`);
      await new Promise((resolve) => setImmediate(resolve));
    });
    expect(await counted).toMatchObject({ rows: [{ name: 'waited for' }] });
  });

  it('prepares a text once, and keeps no more of them than it needs', async () => {
    const before = (await kept()) ?? 0;
    for (let time = 0; time < 3; time++) await ours.query('select $1::int as again', [time]);
    expect(await kept()).toBe(before + 1);
    for (let n = 0; n < 450; n++) {
      await ours.query(`select ${n} as n`);
      if (n % 100 === 0) await ours.query('select $1::int as again', [n]);
    }
    expect(await kept()).toBe(400);
    const again = `select count(*)::int as n from pg_prepared_statements where statement = 'select $1::int as again'`;
    expect((await client.query(again)).rows).toEqual([{ n: 1 }]); // it was used now and then
    expect((await ours.query('select 0 as n')).rows).toEqual([{ n: 0 }]); // which was let go
  });

  it('reads a table anew after it was changed', async () => {
    await client.exec('create table changing (a int); insert into changing values (1)');
    await ours.query('select * from changing');
    await client.exec('alter table changing add b int default 2');
    await expect(ours.query('select * from changing')).rejects.toMatchObject({ code: '0A000' });
    expect((await ours.query('select * from changing')).rows).toEqual([{ a: 1, b: 2 }]);
  });
});
