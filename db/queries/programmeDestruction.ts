import { type SQL, sql } from 'drizzle-orm';
import type { ProgrammeKind } from '../../src/offices/recordKinds.ts';
import { type Db, rows } from '../engine/client.ts';
import { anyOf } from './anyOf.ts';
import { needsOfRounds, needsWith } from './programmeRecords.ts';

/**
 * How what was written in a record of the programme goes, wherever it stands: in its own tables, in what the desk sent
 * about it, in the forms and files that brought it, and in the entries of the record. A new table or column that holds
 * what people wrote in one belongs into these lists; test/retention/programme-nothing-left.store.test.ts looks through
 * all tables.
 */

const GONE = 'Content destroyed';
const GONE_MESSAGE = {
  blocks: [
    { kind: 'small', text: ['What stood here was destroyed at the end of the time for which records are kept.'] },
  ],
};

/** How rows are named in presses (`meeting=12`), in keys of deliveries (`meeting 12 …`) and in entries of the record. */
type Named = {
  press?: string;
  /** What the name of the press begins with, where others name something else so. */
  of?: string;
  keys?: readonly string[];
  event?: string;
  /** What the kind of the entry begins with, likewise. */
  events?: string;
  /** What keys begin with that end with the `source` of the row. */
  sourced?: string;
};
type Part = {
  table: string;
  /** Its rows, of the records whose ids `roots` selects. */
  where(roots: SQL): SQL;
  /** Texts: each becomes "Content destroyed", where there is one. */
  texts: readonly string[];
  named?: Named;
};

const part = (table: string, column: string, texts: readonly string[], named?: Named): Part => ({
  ...{ table, texts, ...(named && { named }) },
  where: (roots) => sql`${sql.raw(column)} in (${roots})`,
});
const actions = (kind: 'meeting' | 'review' | 'need', of: (roots: SQL) => SQL): Part => ({
  ...{ table: 'actions', texts: ['about', 'what', 'result'] },
  named: { press: 'action', keys: ['action'], event: 'action' },
  where: (roots) => sql`subject_kind = ${kind} and subject_id in (${of(roots)})`,
});
const needs = (of: (roots: SQL) => SQL): Part[] => [
  {
    ...{ table: 'listening_answers', texts: ['text'] },
    named: { press: 'answer', of: '%listening%', event: 'answer', events: 'listening%', sourced: 'recommended' },
    where: (roots) => sql`need_id in (${of(roots)})`,
  },
  actions('need', of),
  {
    ...{ table: 'listening_needs', texts: ['name', 'because', 'instead', 'done_text'] },
    named: { press: 'need', keys: ['need', 'listening decision', 'listening done'], event: 'need' },
    where: (roots) => sql`id in (${of(roots)})`,
  },
];
const roots = (ids: SQL): SQL => ids;
const ofReports = (ids: SQL): SQL => sql`select p.id from alternate_reports p where p.alternate_id in (${ids})`;

const parts: Record<ProgrammeKind, readonly Part[]> = {
  announcements: [
    part('announcements', 'id', ['title', 'text', 'reason'], {
      ...{ press: 'announcement', keys: ['announcement'], event: 'announcement' },
    }),
  ],
  meetings: [
    part('meeting_topics', 'meeting_id', ['text']),
    part('meeting_answers', 'meeting_id', ['objection']),
    actions('meeting', roots),
    part('meetings', 'id', ['said', 'decisions', 'reason', 'place'], {
      ...{ press: 'meeting', keys: ['meeting'], event: 'meeting' },
    }),
  ],
  reviews: [
    part('review_files', 'review_id', ['name']),
    part('review_judgements', 'review_id', ['words']),
    part('review_findings', 'review_id', ['words', 'what'], {
      ...{ press: 'finding', keys: ['finding'], event: 'finding' },
    }),
    actions('review', roots),
    part('reviews', 'id', ['fewer', 'answer', 'summary', 'reason', 'comment'], {
      ...{ press: 'review', keys: ['review'], event: 'review' },
    }),
  ],
  training: [
    part('training_answers', 'session_id', ['words']),
    part('training_sessions', 'id', ['place', 'reason'], {
      ...{ press: 'session', of: '%training%', keys: ['training'], event: 'session' },
    }),
  ],
  listening: [
    part('listening_answers', 'round_id', ['text'], {
      ...{ press: 'answer', of: '%listening%', event: 'answer', events: 'listening%' },
    }),
    ...needs(needsOfRounds),
    part('listening_rounds', 'id', ['question', 'why', 'reason'], {
      press: 'round',
      keys: [
        ...['listening', 'listening question', 'listening reminder', 'listening vote', 'listening vote reminder'],
        ...['listening results', 'listening called off'],
      ],
      event: 'round',
    }),
  ],
  recommendations: needs(needsWith),
  alternates: [
    part('alternate_views', 'alternate_id', ['because', 'conditions']),
    {
      ...{ table: 'files', texts: ['name', 'ref', 'reason'], named: { keys: ['report file'] } },
      where: (ids) => sql`report_id in (${ofReports(ids)})`,
    },
    part('alternate_reports', 'alternate_id', ['words', 'link', 'refused_because'], {
      ...{ press: 'report', keys: ['report'], event: 'report' },
    }),
    part('alternates', 'id', ['what', 'why', 'stake', 'form', 'conditions', 'because', 'instead', 'end_reason'], {
      press: 'alternate',
      keys: ['alternate'],
      event: 'alternate',
    }),
  ],
  office_hours: [
    part('office_hour_slots', 'id', ['about', 'off_reason'], { press: 'slot', keys: ['slot'], event: 'slot' }),
  ],
};

/** Forms that make such a record, and name none therefore: what was written in them is known by its words. */
const making: Record<ProgrammeKind, readonly string[]> = {
  announcements: ['announce'],
  meetings: [],
  reviews: [],
  training: ['plan training'],
  listening: ['begin listening'],
  recommendations: ['recommend change'],
  alternates: ['ask alternate', 'renew alternate'],
  office_hours: ['take slot'],
};

/** The entries of an office's record that say what was written in these, by ids. */
export async function entriesOf(
  tx: Db,
  officeId: number,
  kind: ProgrammeKind,
  ids: readonly number[],
): Promise<number[]> {
  const those = await namesOf(tx, kind, ids);
  const says = those.flatMap(({ named: { event, events }, ids: own }) =>
    event === undefined || own.length === 0
      ? []
      : [
          sql`((e.data ->> ${event}) ~ '^[0-9]{1,9}$' and (e.data ->> ${event})::int = ${anyOf(own)}
            ${events === undefined ? sql`` : sql`and e.kind like ${events}`})`,
        ],
  );
  if (says.length === 0) return [];
  const found = await rows<{ id: number }>(
    tx,
    sql`select e.id::float8 as id from events e where e.subject_kind = 'office' and e.subject_id = ${officeId}::int
      and e.kind <> 'content destroyed' and e.data <> 'null' and (${sql.join(says, sql` or `)}) order by e.id`,
  );
  return found.map(({ id }) => id);
}

type Those = { named: Named; ids: number[]; sources: string[] };

async function namesOf(tx: Db, kind: ProgrammeKind, ids: readonly number[]): Promise<Those[]> {
  const roots = rootsOf(ids);
  const those: Those[] = [];
  for (const { table, where, named } of parts[kind]) {
    if (!named) continue;
    const source = named.sourced === undefined ? sql`null` : sql`source`;
    const found = await rows<{ id: number; source: string | null }>(
      tx,
      sql`select id::float8 as id, ${source} as source from ${sql.raw(table)} where ${where(roots)} order by id`,
    );
    those.push({ named, ids: found.map(({ id }) => id), sources: found.flatMap(({ source }) => source ?? []) });
  }
  return those;
}

const rootsOf = (ids: readonly number[]): SQL => sql`select unnest(${sql.param([...ids])}::int[])`;

/** Empties all of it but the entries of the record. */
export async function destroyContentOf(tx: Db, kind: ProgrammeKind, ids: readonly number[]): Promise<void> {
  const roots = rootsOf(ids);
  const those = await namesOf(tx, kind, ids);
  const written = await wordsOf(tx, kind, roots);
  await destroyCopies(tx, those, { making: making[kind], written });
  for (const { table, where, texts } of parts[kind]) {
    const emptied = sql.join(
      texts.map((text) => {
        const column = sql.raw(text);
        return sql`${column} = case when ${column} is null then null else ${GONE} end`;
      }),
      sql`, `,
    );
    const more = table === 'files' ? sql`, bytes = null, state = 'destroyed'` : sql``;
    await tx.execute(sql`update ${sql.raw(table)} set ${emptied} ${more} where ${where(roots)}`);
  }
}

async function wordsOf(tx: Db, kind: ProgrammeKind, roots: SQL): Promise<string[]> {
  const found: string[] = [];
  for (const { table, where, texts } of parts[kind]) {
    const all = await rows<{ text: string }>(
      tx,
      sql`select distinct btrim(t.text) as text from ${sql.raw(table)}
        cross join lateral unnest(array[${sql.raw(texts.map((text) => `${text}::text`).join(', '))}]) t (text)
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
  { making, written }: { making: readonly string[]; written: readonly string[] },
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
        or ((kind = 'digest' or key ~ '^meeting [0-9]+ agenda ') and exists (
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
