import { type SQL, sql } from 'drizzle-orm';
import type { ProgrammeKind } from '../../src/offices/recordKinds.ts';
import { type Db, rows } from '../engine/client.ts';
import { emptied, making } from './programmeEmptied.ts';
import { namesOf, rootsOf, type Those } from './programmeEntries.ts';

/**
 * How what was written in a record of the programme goes, wherever it stands: in its own tables, in what the desk sent
 * about it, in the forms and files that brought it.
 */

const GONE = 'Content destroyed';
const GONE_MESSAGE = {
  blocks: [
    { kind: 'small', text: ['What stood here was destroyed at the end of the time for which records are kept.'] },
  ],
};

/** Empties all of it but the entries of the record. */
export async function destroyContentOf(tx: Db, kind: ProgrammeKind, ids: readonly number[]): Promise<void> {
  const roots = rootsOf(ids);
  const those = await namesOf(tx, kind, ids);
  const written = await wordsOf(tx, kind, roots);
  await destroyCopies(tx, those, { making: making[kind], written, offered: kind === 'answers' ? ids : [] });
  for (const { table, where, texts, more, goes } of emptied[kind]) {
    if (goes) {
      await tx.execute(sql`delete from ${sql.raw(table)} where ${where(roots)}`);
      continue;
    }
    const gone = texts.map((text) => {
      const column = sql.raw(text);
      return sql`${column} = case when ${column} is null then null else ${GONE} end`;
    });
    const all = more === undefined ? gone : [...gone, sql.raw(more)];
    await tx.execute(sql`update ${sql.raw(table)} set ${sql.join(all, sql`, `)} where ${where(roots)}`);
  }
}

async function wordsOf(tx: Db, kind: ProgrammeKind, roots: SQL): Promise<string[]> {
  const found: string[] = [];
  for (const { table, where, texts, also = [] } of emptied[kind]) {
    if (texts.length + also.length === 0) continue;
    const all = await rows<{ text: string }>(
      tx,
      sql`select distinct btrim(t.text) as text from ${sql.raw(table)}
        cross join lateral unnest(array[${sql.raw([...texts, ...also].map((text) => `(${text})::text`).join(', '))}]) t (text)
        where ${where(roots)} and btrim(coalesce(t.text, '')) <> ''`,
    );
    found.push(...all.map(({ text }) => text));
  }
  return [...new Set(found)];
}

/** Shorter ones stand in what has nothing to do with it. */
const TELLING = 12;
/** Digests and agendas quote what is of others; what they quote is cut. */
const QUOTED = 40;

async function destroyCopies(
  tx: Db,
  those: readonly Those[],
  { making, written, offered }: { making: readonly string[]; written: readonly string[]; offered: readonly number[] },
): Promise<void> {
  const [presses, keys] = [pressesOf(those), keysOf(those)];
  const quoted = [...new Set(written.flatMap((text) => text.split('\n')))]
    .map((line) => line.trim().slice(0, QUOTED))
    .filter((line) => line.length >= TELLING)
    // As it stands in the JSON of a message.
    .map((line) => JSON.stringify(line).slice(1, -1));
  const gone = sql`message = ${JSON.stringify(GONE_MESSAGE)}::jsonb`;
  const held = await rows<{ id: number; source: string }>(
    tx,
    sql`select h.id::float8 as id, h.source from held_messages h where h.request_id is null and h.id in (
      select m[1]::bigint from deliveries d cross join lateral regexp_matches(d.message::text, 'held=([0-9]{1,15})', 'g') m
      where ${presses === undefined ? sql`false` : sql`d.message::text ~ ${presses}`})`,
  );
  const sourced = those.flatMap(({ named, sources }) => sources.map((source) => `${named.sourced} ${source}`));
  const sources = held.map(({ source }) => source);
  await tx.execute(sql`update held_messages set text = '', files = '[]'
    where id = any(${sql.param(held.map(({ id }) => id))}::bigint[])`);
  const came = await rows<{ key: string }>(
    tx,
    sql`update inbox set body = (body - 'text' - 'quoted' - 'files' - 'values' - 'chosen')
        || case when body ? 'text' then '{"text": ""}'::jsonb else '{}' end
        || case when body ? 'values' then '{"values": {}}'::jsonb else '{}' end
      where (body -> 'press' is not null and ${presses === undefined ? sql`false` : sql`body::text ~ ${presses}`})
        or (body #>> '{press,name}' = any(${sql.param([...making])}::text[]) and exists (
          select from jsonb_each_text(body -> 'values') v where btrim(v.value) = any(${sql.param([...written])}::text[])
            or exists (select from unnest(${sql.param([...written])}::text[]) w where strpos(w, btrim(v.value)) > 0
              and length(btrim(v.value)) >= ${TELLING}::int)))
        or platform || ' ' || workspace || ' ' || key = any(${sql.param(sources)}::text[])
      returning key`,
  );
  const sent = await rows<{ uuid: string }>(
    tx,
    sql`update deliveries set ${gone}, file_id = null, attached = null
      where ${presses === undefined ? sql`false` : sql`message::text ~ ${presses}`}
        or ${keys === undefined ? sql`false` : sql`key ~ ${keys}`}
        or key = any(${sql.param(sourced)}::text[])
        or ((kind = 'digest' or key ~ '^meeting [0-9]+ agenda '
            or request_id in (select b.request_id from asked_before b where b.answer_id = any(${sql.param([...offered])}::int[]))) and exists (
          select from unnest(${sql.param(quoted)}::text[]) w where strpos(message::text, w) > 0))
      returning uuid::text as uuid`,
  );
  const lines = [...sent.map(({ uuid }) => uuid), ...came.flatMap(({ key }) => (UUID.test(key) ? [key] : []))];
  await tx.execute(sql`update chat_lines set ${gone} where delivery_id = any(${sql.param(lines)}::uuid[])`);
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;

/** As `jsonb` writes them, the shorter names first; undefined: none. */
const pressesOf = (those: readonly Those[]): string | undefined =>
  either(
    those.flatMap(({ named: { press, of }, ids }) => {
      if (press === undefined || ids.length === 0) return [];
      const name = of === undefined ? '' : `"name": "${of.replaceAll('%', '[^"]*')}", "about": "[^"]*`;
      return [`${name}\\m${press}=(${ids.join('|')})(?![0-9])`];
    }),
  );
const keysOf = (those: readonly Those[]): string | undefined =>
  either(
    those.flatMap(({ named: { keys = [] }, ids }) =>
      ids.length === 0 ? [] : keys.map((key) => `^${key} (${ids.join('|')})(?![0-9])`),
    ),
  );
const either = (all: readonly string[]): string | undefined => (all.length > 0 ? all.join('|') : undefined);
