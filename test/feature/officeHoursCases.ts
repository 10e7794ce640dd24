import { sql } from 'drizzle-orm';
import { sweepReminders, sweepSlots } from '../../src/officeHours/sweep.ts';
import type { Case, Tools as SurveyTools } from './surveyCases.ts';

type Tools = Pick<SurveyTools, 'run' | 'BROKEN' | 'breakPerson' | 'refuseChanges'>;

/** The sweeps of office hours. */
export function officeHoursCases({ run, BROKEN, breakPerson, refuseChanges }: Tools) {
  const person = (name: string) => sql`(select id from people where email = ${`${name}@state.example`})`;
  const enterHours = () =>
    run(sql`insert into office_hours (office_id, liaison_id, weekday, from_minute, until_minute, slot_minutes, created_at)
      values (1, ${person('lee')}, 'tue', 600, 660, 15, now())`);
  const agency = (code: string) => sql`(select id from agencies where code = ${code})`;
  const cases: Record<string, Case> = {
    'office hours': {
      sweep: (store, now) => sweepSlots(store, now, BROKEN - 1),
      async prepare() {
        await enterHours();
        await run(sql`insert into office_hour_slots (office_id, hours_id, liaison_id, taker_id, agency_id, at, day, minutes,
            about, taken_at, calendar_id, next_at)
          select 1, 1, ${person('lee')}, ${person('ana')}, ${agency('DOT')},
            '2026-06-09T13:00Z'::timestamptz + n * interval '15 minutes', '2026-06-09', 15,
            case when n <= ${BROKEN}::int then 'Broken' else 'Sound' end, '2026-06-02T13:00Z',
            (select calendar_id from offices where id = 1), '2026-06-02T13:00Z'
          from generate_series(1, ${BROKEN + 1}::int) n`);
        await refuseChanges('office_hour_slots', "new.about = 'Broken'");
      },
      async isDone(story) {
        await story.settle();
        const seen = story.person('lee').sees().join('\n');
        return seen.includes('Ana Ruiz: Sound') && !seen.includes('Broken');
      },
    },
    'slot reminders': {
      sweep: (store, now) => sweepReminders(store, now, 1),
      async prepare() {
        await enterHours();
        for (const [name, code, at, remind] of [
          ['ben', 'AGR', '2026-06-02T19:00Z', '2026-06-02T13:00Z'],
          ['ana', 'DOT', '2026-06-02T20:00Z', '2026-06-02T14:00Z'],
        ] as const)
          await run(sql`insert into office_hour_slots (office_id, hours_id, liaison_id, taker_id, agency_id, at, day, minutes,
              about, taken_at, told_at, calendar_id, taker_remind_at)
            values (1, 1, ${person('lee')}, ${person(name)}, ${agency(code)}, ${at}::timestamptz, '2026-06-02', 15,
              ${`Seed for ${name}`}, '2026-06-01T13:00Z', '2026-06-01T13:00Z',
              (select calendar_id from offices where id = 1), ${remind}::timestamptz)`);
        await breakPerson('ben');
      },
      async isDone(story) {
        await story.settle();
        return story.person('ana').last().includes('Seed for ana') && story.person('ben').sees().length === 0;
      },
    },
  };
  return cases;
}
