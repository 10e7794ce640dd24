import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { rows } from '../../db/engine/client.ts';
import { sweepIntroductions } from '../../src/announcements/introduce.ts';
import { sweepAnnouncements } from '../../src/announcements/send.ts';
import { sweepAbsences } from '../../src/coverage/sweep.ts';
import type { Sweep } from '../../src/feature/sweep.ts';
import { features } from '../../src/features.ts';
import { sweepHolidays } from '../../src/holidays/sweep.ts';
import { applyImport, planImport } from '../../src/offices/importOffice.ts';
import { sweepPolicies } from '../../src/policies/publish.ts';
import { sweepPulses } from '../../src/pulse/sweep.ts';
import { sweepMoves } from '../../src/requests/follow.ts';
import { importDuties } from '../../src/requests/importDuties.ts';
import { sweepTelling } from '../../src/requests/tellMoves.ts';
import { placeUndecided } from '../../src/requests/undecided.ts';
import { judgeLate } from '../../src/requests/verdicts.ts';
import { withSpecialDays } from '../../src/sla/calendar.ts';
import { breaking } from '../support/breaking.ts';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { openStory, type Story } from '../support/story.ts';
import { alternateCases } from './alternateCases.ts';
import { answerCases } from './answerCases.ts';
import { digestCases } from './digestCases.ts';
import { escalationCases } from './escalationCases.ts';
import { listeningCases } from './listeningCases.ts';
import { meetingCases } from './meetingCases.ts';
import { morningCases } from './morningCases.ts';
import { recordCases } from './recordCases.ts';
import { reviewCases } from './reviewCases.ts';
import { type Case, surveyCases } from './surveyCases.ts';
import { trainingCases } from './trainingCases.ts';

const data = useDatabase();

/** At once so many at most are asked for here, and so many more stand in front that cannot be done. */
const LIMIT = 2;
const BROKEN = 2 * LIMIT + 1;
const MINUTE = 60_000;

const run = (statement: ReturnType<typeof sql>) => data.database.db.execute(statement);
const read = <Row extends object>(statement: ReturnType<typeof sql>) => rows<Row>(data.database.db, statement);

/** Ben asks first, and there are more requests just like his; Ana's is the last. Answers with the id of hers. */
async function ask(story: Story): Promise<void> {
  await story.person('ben').says('Where do I buy seed?');
  for (let n = 1; n < BROKEN; n++) {
    await run(sql`insert into requests (office_id, agency_id, service_line_id, requester_id, holder_id, subject, opened_at,
        calendar_id, policy_id, last_number)
      select office_id, agency_id, service_line_id, requester_id, holder_id, subject, opened_at, calendar_id, policy_id,
        last_number from requests where id = 1001`);
    await run(sql`insert into clocks (office_id, request_id, kind, started_at, target, due_at, step_at, step_percent)
      select office_id, (select max(id) from requests), kind, started_at, target, due_at, step_at, step_percent
      from clocks where request_id = 1001`);
  }
  await story.at('2026-06-01T10:01');
  await story.person('ana').says('Do I need three quotes?');
}
const hers = 1001 + BROKEN;

/** No words about it can be made: nobody can say when its office is open. */
const enterBrokenCalendar = () => run(sql`insert into calendars (office_id, version, spec) values (1, 99, '{}')`);
const breakRequests = () =>
  run(sql`update requests set calendar_id = (select id from calendars where version = 99) where id < ${hers}`);

/** When what was prepared is due, in office hours. */
const DUE = new Date('2026-06-02T17:00:00Z');

const { breakPerson, refuseChanges } = breaking(data);

async function askAndResolve(story: Story): Promise<void> {
  await ask(story);
  await run(sql`update requests set state = 'resolved', outcome = 'answered',
    resolved_at = '2026-06-01T15:00Z'::timestamptz + id * interval '1 ms'`);
}

async function closeTomorrow(story: Story): Promise<void> {
  await ask(story);
  const office = storyOffice();
  const calendar = withSpecialDays(office.calendar, [{ date: '2026-06-02', name: 'Snow', windows: [] }]);
  await story.store.transaction(async (tx) => {
    const plan = await planImport(tx, storyOffice({ calendar }), story.now());
    await applyImport(tx, plan, {}, story.now(), importDuties(story.now));
  });
}

const cases: Record<string, Case> = {
  absences: {
    sweep: sweepAbsences,
    // Maria, who holds what breaks, is out from this day on, and so is Lee.
    async prepare(story) {
      await ask(story);
      await run(sql`insert into absences (office_id, person_id, from_day, until_day)
        select 1, id, '2026-06-02', '2026-06-03' from people
        where email in ('maria@state.example', 'lee@state.example') order by name desc`);
    },
    async isDone() {
      const begun = sql`select p.name from absences a join people p on p.id = a.person_id where a.begun_at is not null`;
      return (await read<{ name: string }>(begun)).map(({ name }) => name).join() === 'Lee Park';
    },
  },
  'moved promises': {
    sweep: (store, now) => sweepMoves(store, now, { most: LIMIT, batch: LIMIT, lanes: 1 }),
    async prepare(story) {
      await closeTomorrow(story);
      // No clock of Ben's can be written.
      await refuseChanges('clocks', `new.request_id < ${hers}`);
    },
    async isDone(story) {
      const [read, office] = await story.store.transaction(async (tx) => [
        await tx.requests.read(hers),
        await tx.offices.one(1),
      ]);
      return read?.calendarId === office.calendarId;
    },
  },
  'told moves': {
    sweep: (store, now) => sweepTelling(store, now, { page: LIMIT, batch: LIMIT }),
    async prepare(story) {
      await closeTomorrow(story);
      await sweepMoves(story.store, story.now());
    },
    async isDone(story) {
      const untold = await story.store.transaction((tx) => tx.calendarMoves.untold(new Date('2030-01-01'), 100));
      return untold.length === BROKEN && untold.every(({ id }) => id < hers);
    },
  },
  holidays: {
    sweep: sweepHolidays,
    // Of all drafts but the last nobody can say what they hold.
    prepare: async () =>
      run(sql`insert into calendar_years (office_id, year, days, drafted_at)
        select 1, 2026, case when n <= ${BROKEN} then '{}'::jsonb else '[]'::jsonb end, now()
        from generate_series(1, ${BROKEN + 1}::int) n`),
    async isDone(story) {
      await story.settle();
      return story.person('ada').sees().join().includes('Holidays of 2026: Procurement Office');
    },
  },
  promises: {
    sweep: sweepPolicies,
    async prepare() {
      await run(sql`insert into policies (office_id, version, spec, from_at, begun)
        select 1, 90 + n, spec, '2026-06-02T12:00Z'::timestamptz + n * interval '1 ms', false
        from policies, generate_series(1, ${BROKEN + 1}::int) n where version = 1`);
      await refuseChanges('policies', `new.version < ${91 + BROKEN}`);
    },
    async isDone(story) {
      const holds = sql`select version from policies p join offices o on o.policy_id = p.id`;
      const [row] = await read<{ version: number }>(holds);
      return story.failures.length === 0 && row?.version === 91 + BROKEN;
    },
  },
  undecided: {
    sweep: (store, now) => placeUndecided(store, now, LIMIT),
    async prepare(story) {
      await ask(story);
      for (let n = 0; n < BROKEN; n++) await story.person('ben').says(`And where do I buy soil number ${n}?`);
      await story.at('2026-06-01T10:02');
      await story.person('ana').says('And who signs the form?');
      await breakPerson('ben');
      await story.at('2026-06-01T10:02');
      await run(sql`update held_messages set decide_by = ${story.now().toISOString()}::timestamptz`);
    },
    async isDone(story) {
      await story.settle();
      return story.person('lee').sees().join().includes('And who signs the form?');
    },
  },
  ...escalationCases({ run, LIMIT, hers, ask, breakPerson }),
  verdicts: {
    sweep: (store, now) => judgeLate(store, now, LIMIT),
    async prepare(story) {
      await ask(story);
      await run(sql`update clocks set stopped_at = started_at + interval '1 hour', step_at = null`);
    },
    async isDone(story) {
      const clocks = await story.store.transaction((tx) => tx.clocks.of([hers]));
      return clocks.length > 0 && clocks.every(({ met }) => met === true);
    },
  },
  announcements: {
    sweep: sweepAnnouncements,
    async prepare() {
      await run(sql`insert into announcements (office_id, author_id, state, title, text, audience, send_at)
        select 1, (select id from people where email = 'sam@state.example'), 'planned',
          case when n <= ${BROKEN}::int then 'Broken' else 'New rates' end, 'From July on.', 'everybody', now() - interval '1 year'
        from generate_series(1, ${BROKEN + 1}::int) n`);
      await refuseChanges('announcements', "new.title = 'Broken'");
    },
    async isDone(story) {
      await story.settle();
      const seen = story.person('ana').sees().join('\n');
      return seen.includes('New rates') && !seen.includes('Broken');
    },
  },
  introductions: {
    sweep: sweepIntroductions,
    // Devon and Maria take agencies over from Lee; nothing can be written for Devon.
    async prepare(story) {
      await story.sweep();
      await ask(story);
      await run(sql`update assignments a set liaison_id = p.id from people p, agencies g
        where g.id = a.agency_id and p.email = case g.code when 'DOT' then 'maria' else 'devon' end || '@state.example'`);
      await refuseChanges('announcements', "new.title like 'Devon%'");
    },
    async isDone(story) {
      await story.settle();
      const cards = (name: string) => story.person(name).sees().join().includes('is your liaison now');
      return cards('maria') && !cards('devon');
    },
  },
  pulses: {
    // Asked from the 20th of a month on.
    sweep: (store, now) => sweepPulses(store, new Date(now.getTime() + 21 * 86_400_000)),
    async prepare() {
      await run(sql`insert into memberships (person_id, office_id, role) select id, 1, 'liaison' from people
        where email not in ('lee@state.example', 'devon@state.example') on conflict do nothing`);
      await breakPerson('devon');
    },
    async isDone(story) {
      await story.settle();
      const [lee, devon, ana] = ['lee', 'devon', 'ana'].map((name) => story.person(name).sees().join('\n'));
      return [lee, ana].every((seen) => seen?.includes('In June 2026,')) && !devon?.includes('In June');
    },
  },
  ...morningCases({ LIMIT, BROKEN, DUE, refuseChanges }),
  ...digestCases({ run, breakPerson }),
  ...surveyCases({ run, read, LIMIT, BROKEN, hers, askAndResolve, breakPerson, refuseChanges }),
  ...alternateCases({ run, read, BROKEN, refuseChanges }),
  ...listeningCases({ run, BROKEN, refuseChanges }),
  ...meetingCases({ run, read, BROKEN, breakPerson, refuseChanges }),
  ...answerCases({ run, read, LIMIT, hers, ask }),
  ...trainingCases({ run, read, BROKEN, refuseChanges }),
  ...reviewCases({ run, read, BROKEN, breakPerson, refuseChanges }),
  ...recordCases({ run, read, BROKEN, hers, ask, breakPerson, refuseChanges }),
};

test('every sweep has its case here', () => {
  const sweeps = features.flatMap(({ sweeps: own }): readonly Sweep[] => own ?? []);
  expect(sweeps.map(({ name }) => name).sort()).toEqual(Object.keys(cases).sort());
});

test.each(Object.entries(cases))('%s: what cannot be done keeps nothing else waiting', async (_, each) => {
  const story = await openStory(data.database);
  await enterBrokenCalendar();
  await each.prepare(story);
  await breakRequests();
  const failures: unknown[] = [];
  for (let minute = 0; minute < 8; minute++) {
    const now = new Date(DUE.getTime() + minute * MINUTE);
    await each.sweep(story.store, now).catch((error) => failures.push(error));
  }
  expect(failures).not.toEqual([]);
  expect(await each.isDone(story)).toBe(true);
});
