import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rows } from '../../db/engine/client.ts';
import { createStore } from '../../db/store.ts';
import { changesNothing, differenceLines, noteLines } from '../../src/offices/differenceWords.ts';
import {
  applyImport,
  type ImportChoices,
  type ImportDuties,
  importOffice,
  planImport,
} from '../../src/offices/importOffice.ts';
import type { OfficeSetup } from '../../src/offices/setup.ts';
import type { Store } from '../../src/store.ts';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { randomOffices } from './randomOffices.ts';

const own = useDatabase();
const now = new Date('2026-06-01T14:00:00Z');

const enter = (store: Store, office: OfficeSetup) => store.transaction((tx) => importOffice(tx, office, now));
const plan = (store: Store, office: OfficeSetup) => store.transaction((tx) => planImport(tx, office, now));
const without = (office: OfficeSetup, ...emails: string[]): OfficeSetup => {
  const gone = new Set(emails.map((name) => `${name}@state.example`));
  return {
    ...office,
    people: office.people.filter(({ email }) => !gone.has(email)),
    assignments: office.assignments.filter(({ liaison, backup }) => !gone.has(liaison) && !gone.has(backup ?? '')),
  };
};

describe('an import', () => {
  it('enters an office whole, and the second time changes nothing', async () => {
    const store = createStore(own.database);
    const office = storyOffice({
      absences: [{ person: 'lee@state.example', from: '2026-08-10', until: null, cover: 'devon@state.example' }],
    });
    expect(changesNothing(await plan(store, office))).toBe(false);
    await enter(store, office);
    const again = await plan(store, office);
    expect(differenceLines(again)).toEqual([]);
    expect(changesNothing(again)).toBe(true);
    await enter(store, office);
    const counted = await rows(
      own.database.db,
      sql`select (select count(*)::int from calendars) as calendars, (select count(*)::int from policies) as policies,
        (select count(*)::int from people) as people, (select count(*)::int from assignments) as assignments`,
    );
    expect(counted).toEqual([{ calendars: 1, policies: 1, people: 8, assignments: 3 }]);
    const coverage = await store.transaction(async (tx) =>
      tx.people.coverage((await tx.offices.all())[0]?.id ?? 0, null, '2026-08-11'),
    );
    expect(coverage.absences).toMatchObject([{ from: '2026-08-10', until: null }]);
  });

  it('of any roster over any other leaves the second one, and then nothing to change', async () => {
    const store = createStore(own.database);
    await fc.assert(
      fc.asyncProperty(randomOffices, async (office) => {
        await enter(store, office);
        const again = await plan(store, office);
        expect(differenceLines(again)).toEqual([]);
        expect(changesNothing(again)).toBe(true);
        expect(
          again.stored.people
            .filter(({ active }) => active)
            .map(({ email }) => email)
            .toSorted(),
        ).toEqual(office.people.map(({ email }) => email).toSorted());
      }),
      { numRuns: 12 },
    );
  });

  it('shows each change, and makes a new version only of what changed', async () => {
    const store = createStore(own.database);
    const office = storyOffice();
    await enter(store, office);
    const { calendar, policy } = office;
    const changed: OfficeSetup = {
      ...without(office, 'fay', 'maria'),
      name: 'Purchasing Office',
      typingReplies: true,
      sendsEmptyDigests: false,
      calendar: {
        ...calendar,
        specialDays: [...calendar.specialDays, { date: '2026-06-02', name: 'Snow', windows: [] }],
      },
      lines: [...office.lines.toReversed(), { code: 'surplus', name: 'Surplus', words: ['old desk'] }],
      agencies: [
        { code: 'DOT', name: 'Department of Transportation' },
        { code: 'AGR', name: 'Agriculture' },
        { code: 'LAB', name: 'Labor' },
      ],
    };
    changed.people = changed.people.map((person) =>
      person.email === 'ben@state.example' ? { ...person, name: 'Benjamin Osei', zone: 'America/Chicago' } : person,
    );
    expect(differenceLines(await plan(store, changed))).toEqual([
      'Office',
      '  ~ "Procurement Office" → "Purchasing Office"',
      '  ~ typed in the thread under a card: note → reply',
      '  ~ digests with nothing to say: one line → none',
      'Calendar',
      '  ~ closed on 2026-06-02 (Snow)',
      'Service lines',
      '  + Surplus',
      '  ~ Contracts: is the default now',
      '  ~ Purchasing: another place',
      'Agencies',
      '  + LAB Labor',
      '  ~ DOT Department of Transportation: "Transportation" → "Department of Transportation"',
      '  - FIN Finance',
      'People',
      '  ~ Benjamin Osei <ben@state.example>: "Ben Osei" → "Benjamin Osei", zone none → America/Chicago',
      '  - Fay Lund <fay@state.example>',
      '  - Maria Lopez <maria@state.example>',
      'Assignments',
      '  - AGR purchasing: Maria Lopez, backup Lee Park, from 2000-01-01 on',
    ]);
    await enter(store, changed);
    expect(changesNothing(await plan(store, changed))).toBe(true);
    const [after] = await store.transaction((tx) => tx.offices.all());
    expect(after?.lines.map(({ code }) => code)).toEqual(['contracts', 'purchasing', 'surplus']);
    const versions = sql`select (select max(version) from calendars) as calendar, (select max(version) from policies) as policy`;
    expect(await rows(own.database.db, versions)).toEqual([{ calendar: 2, policy: 1 }]);
    const inactive = sql`select name from people where not active union all
      select name from agencies join served_agencies on agency_id = agencies.id where not active order by 1`;
    expect(await rows(own.database.db, inactive)).toEqual([
      { name: 'Fay Lund' },
      { name: 'Finance' },
      { name: 'Maria Lopez' },
    ]);

    await enter(store, { ...office, policy: { ...policy, goalPercent: 60 } });
    expect(await rows(own.database.db, versions)).toEqual([{ calendar: 3, policy: 2 }]);
    expect(await rows(own.database.db, inactive)).toEqual([{ name: 'Labor' }]);
  });

  it('keeps a person who belongs to another office, and says nothing of that one', async () => {
    const store = createStore(own.database);
    const office = storyOffice();
    const hr = { ...without(storyOffice(), 'ana'), code: 'hr', name: 'Human Resources' };
    await enter(store, office);
    await enter(store, hr);
    expect(changesNothing(await plan(store, office))).toBe(true);
    await enter(store, without(office, 'ana', 'ben'));
    expect(await rows(own.database.db, sql`select name from people where not active`)).toEqual([{ name: 'Ana Ruiz' }]);
    expect(changesNothing(await plan(store, hr))).toBe(true);
    await enter(store, office);
    expect(await rows(own.database.db, sql`select name from people where not active`)).toEqual([]);
  });

  it('leaves alone what was said and agreed in chat, and makes it its own when the file says it too', async () => {
    const store = createStore(own.database);
    const office = storyOffice();
    await enter(store, office);
    await store.transaction(async (tx) => {
      const { id: officeId } = (await tx.offices.all())[0] ?? { id: 0 };
      const [agency] = await tx.people.agencies([officeId]);
      const kim = await tx.people.add({ name: 'Kim Chat', email: 'Kim@State.example', zone: null });
      await tx.people.join({
        personId: kim.id,
        officeId,
        role: 'requester',
        agencyId: agency?.id ?? 0,
        confirmed: false,
      });
      const lee = (await tx.people.withRole(officeId, 'liaison')).find(({ name }) => name === 'Lee Park');
      const out = { personId: lee?.id ?? 0, from: '2026-06-01', until: null, coverId: null };
      await tx.absences.plan(out, new Date('2026-06-01T12:00:00Z'));
    });
    const same = await plan(store, office);
    expect(changesNothing(same)).toBe(true);
    expect(noteLines(same, {})).toEqual(['1 person who came in chat and is not in the file: left alone.']);
    await enter(store, office);
    const kept = sql`select from_file, confirmed, active from memberships join people on people.id = person_id where email = 'kim@state.example'`;
    expect(await rows(own.database.db, kept)).toEqual([{ from_file: false, confirmed: false, active: true }]);
    expect(await rows(own.database.db, sql`select office_id from absences`)).toEqual([{ office_id: null }]);

    const kim = {
      email: 'kim@state.example',
      name: 'Kim Chat',
      zone: null,
      roles: [{ role: 'requester' as const, agency: 'AGR' }],
    };
    await enter(store, { ...office, people: [...office.people, kim] });
    expect(await rows(own.database.db, kept)).toEqual([{ from_file: true, confirmed: true, active: true }]);
    await enter(store, office);
    expect(await rows(own.database.db, sql`select name from people where not active`)).toEqual([{ name: 'Kim Chat' }]);
  });

  it('writes all or nothing', async () => {
    const store = createStore(own.database);
    const office = storyOffice();
    await enter(store, office);
    const broken: ImportDuties = {
      handOver: () => Promise.reject(new Error('no')),
      confirmed: () => Promise.reject(new Error('no')),
    };
    const choices: ImportChoices = {};
    const changed = {
      ...office,
      name: 'Other',
      assignments: [{ ...office.assignments[0], liaison: 'nobody@state.example' } as never],
    };
    await expect(
      store.transaction(async (tx) => applyImport(tx, await planImport(tx, changed, now), choices, now, broken)),
    ).rejects.toThrow('nothing was entered for nobody@state.example');
    expect(changesNothing(await plan(store, office))).toBe(true);
  });

  it('takes 5,000 people, and again', async () => {
    const store = createStore(own.database);
    const many = Array.from({ length: 5_000 }, (_, n) => ({
      email: `p${n}@dot.example`,
      name: `Person ${n}`,
      zone: null,
      roles: [{ role: 'requester' as const, agency: 'DOT' }],
    }));
    const office = storyOffice();
    const large = { ...office, people: [...office.people, ...many] };
    await enter(store, large);
    expect(changesNothing(await plan(store, large))).toBe(true);
    const renamed = { ...large, people: large.people.map((person) => ({ ...person, name: `${person.name}.` })) };
    await enter(store, renamed);
    await enter(store, office);
    expect(await rows(own.database.db, sql`select count(*)::int as count from people where active`)).toEqual([
      { count: 8 },
    ]);
  });
});
