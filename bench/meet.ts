/**
 * A meeting with each of 300 agencies on one day: how long until all are planned, until the agendas of all are written on
 * one morning, and until all have moved with a closure. In small transactions, so that whoever asks meanwhile waits for one.
 */
import { sql } from 'drizzle-orm';
import { type Database, openPostgres, rows } from '../db/engine/client.ts';
import { sweepMeetings, sweepPlans } from '../src/meetings/sweep.ts';
import { importOffice } from '../src/offices/importOffice.ts';
import { storyOffice } from '../test/support/office.ts';
import { startPostgres } from '../test/support/postgres-server.ts';
import { openStory } from '../test/support/story.ts';
import { type BenchRow, rowsOf } from './row.ts';

const AGENCIES = 300;
/** Of each so many may ask; where nobody heads it, five of them are invited. */
const PEOPLE = 8;

export async function benchMeet(): Promise<BenchRow[]> {
  const server = await startPostgres({ durable: true });
  try {
    const database = await openPostgres(server.address('postgres'));
    await database.migrate();
    const story = await openStory(database);
    await enterMeetings(database);
    const took = async (sweep: (now: Date) => Promise<number>, now: Date): Promise<number> => {
      const began = performance.now();
      await sweep(now);
      return (performance.now() - began) / 1_000;
    };
    const planned = await took((now) => sweepPlans(story.store, now), new Date('2026-06-01T14:00:00Z'));
    const agendas = await took((now) => sweepMeetings(story.store, now), new Date('2026-06-05T13:00:00Z'));
    const { calendar } = storyOffice();
    const specialDays = [...calendar.specialDays, { date: '2026-06-09', name: 'Storm', windows: [] }];
    await story.store.transaction((tx) =>
      importOffice(tx, storyOffice({ calendar: { ...calendar, specialDays } }), new Date('2026-06-05T14:00:00Z')),
    );
    const moved = await took((now) => sweepMeetings(story.store, now), new Date('2026-06-05T14:00:00Z'));
    const [sent] = await rows<{ n: number }>(database.db, sql`select count(*)::int as n from deliveries`);
    await database.close();
    const row = rowsOf('meet');
    return [
      row(`${AGENCIES} agencies on one day, planned`, planned, 's'),
      row('agendas of all, written on one morning', agendas, 's'),
      row('all of them moved by a closure', moved, 's'),
      row('messages of both', sent?.n ?? 0, ''),
    ];
  } finally {
    await server.remove();
  }
}

async function enterMeetings(database: Database): Promise<void> {
  await database.db.execute(sql`with made as (
      insert into agencies (code, name) select 'B' || n, 'Agency ' || n from generate_series(1, ${AGENCIES}::int) n returning id
    ), served as (insert into served_agencies (office_id, agency_id) select 1, id from made),
    assigned as (insert into assignments (office_id, agency_id, liaison_id, from_day)
      select 1, id, (select id from people where email = 'lee@state.example'), '2020-01-01' from made),
    entered as (insert into people (name, email)
      select 'Asker ' || id || ' ' || n, 'asker' || id || 'n' || n || '@agency.example'
      from made, generate_series(1, ${PEOPLE}::int) n returning id, email)
    insert into memberships (person_id, office_id, role, agency_id)
      select e.id, 1, 'requester', split_part(replace(split_part(e.email, '@', 1), 'asker', ''), 'n', 1)::int from entered e`);
  await database.db.execute(sql`insert into meeting_series (office_id, agency_id, title, rhythm, minute, minutes, created_at)
    select 1, id, 'Monthly meeting: ' || name, '{"nth": "second", "weekday": "tue", "every": "month"}', 600, 30, now()
    from agencies where code like 'B%'`);
  await database.db.execute(sql`analyze`);
}
