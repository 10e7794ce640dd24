import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rows } from '../../db/engine/client.ts';
import { createStore } from '../../db/store.ts';
import { changesNothing, differenceLines, doubtLines } from '../../src/offices/differenceWords.ts';
import { importOffice, planImport } from '../../src/offices/importOffice.ts';
import type { OfficeSetup } from '../../src/offices/setup.ts';
import { chooseLiaison } from '../../src/people/coverage.ts';
import { requesterships } from '../../src/people/person.ts';
import type { Store, Tx } from '../../src/store.ts';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';
import { randomOffices } from './randomOffices.ts';

const own = useDatabase();
const now = new Date('2026-06-01T14:00:00Z');
const enter = (store: Store, office: OfficeSetup) => store.transaction((tx) => importOffice(tx, office, now));
const plan = (store: Store, office: OfficeSetup) => store.transaction((tx) => planImport(tx, office, now));

const person = (email: string, name: string, role: 'requester' | 'liaison' | 'supervisor', agency: string | null) => ({
  email: `${email}@state.example`,
  name,
  zone: null,
  roles: [{ role, agency }],
});
const procurement = storyOffice();
/** Human resources: Kim answers, Lee of procurement backs her up; Sam supervises both. Devon of procurement may ask. */
const hr = storyOffice({
  code: 'hr',
  name: 'Human Resources',
  lines: [{ code: 'benefits', name: 'Benefits', words: ['benefits'] }],
  agencies: [
    { code: 'DOT', name: 'Transportation' },
    { code: 'ADM', name: 'Administration' },
  ],
  people: [
    person('ana', 'Ana Ruiz', 'requester', 'DOT'),
    person('gus', 'Gus Moe', 'requester', 'DOT'),
    person('devon', 'Devon Clark', 'requester', 'ADM'),
    person('kim', 'Kim Bell', 'liaison', null),
    person('lee', 'Lee Park', 'liaison', null),
    person('sam', 'Sam Reed', 'supervisor', null),
  ],
  assignments: [
    {
      agency: 'DOT',
      line: null,
      liaison: 'kim@state.example',
      backup: 'lee@state.example',
      from: '2026-01-01',
      until: null,
    },
  ],
});

async function bothEntered(): Promise<Store> {
  const store = createStore(own.database);
  await enter(store, procurement);
  await enter(store, hr);
  return store;
}

async function actorOf(tx: Tx, name: string) {
  const found = (await tx.people.everybody(100)).find((each) => each.person.email === `${name}@state.example`);
  const actor = found && (await tx.people.actor(found.person.id));
  if (!actor) throw new Error(`nobody is ${name}`);
  return actor;
}

async function officeOf(tx: Tx, code: string): Promise<number> {
  const office = (await tx.offices.all()).find((each) => each.code === code);
  if (!office) throw new Error(`there is no office ${code}`);
  return office.id;
}

const agencyRows = sql`select agencies.code, agencies.name, o.code as office, active from agencies
  join served_agencies on agency_id = agencies.id join offices o on o.id = office_id order by 1, 3`;
const inactive = sql`select name from people where not active order by name`;

describe('any two offices', () => {
  it('leave each other’s people, assignments and absences alone', async () => {
    const store = createStore(own.database);
    await fc.assert(
      fc.asyncProperty(randomOffices, randomOffices, async (one, two) => {
        await enter(store, one);
        const before = (await plan(store, one)).stored;
        await enter(store, { ...two, code: 'hr', name: 'Human Resources' });
        const { difference, stored } = await plan(store, one);
        const { people, memberships, assignments, absences, agencies } = difference;
        expect([people, memberships, assignments, absences]).toEqual([
          { renamed: [], added: [], changed: [], removed: [] },
          ...Array.from({ length: 3 }, () => ({ added: [], removed: [] })),
        ]);
        expect([agencies.added, agencies.removed, difference.doubts, difference.kept]).toEqual([[], [], [], []]);
        const people1 = before.people.filter(({ active }) => active).map(({ id, name, email }) => [id, name, email]);
        const people2 = stored.people.filter(({ active }) => active).map(({ id, name, email }) => [id, name, email]);
        expect(people2).toEqual(expect.arrayContaining(people1));
        expect(changesNothing(await plan(store, { ...two, code: 'hr', name: 'Human Resources' }))).toBe(true);
      }),
      { numRuns: 10 },
    );
  });
});

describe('two offices of the same people', () => {
  it('know an agency once, and whoever is listed by one may ask all that serve it', async () => {
    const store = await bothEntered();
    expect(await rows(own.database.db, sql`select count(*)::int as agencies from agencies`)).toEqual([{ agencies: 4 }]);
    expect(changesNothing(await plan(store, procurement))).toBe(true);
    expect(changesNothing(await plan(store, hr))).toBe(true);
    await store.transaction(async (tx) => {
      const served = async (name: string) => {
        const theirs = requesterships(await actorOf(tx, name)).map(({ agencyId }) => agencyId);
        const serving = await tx.offices.serving(theirs);
        return [theirs.length, serving.map(({ code, lines }) => `${code} ${lines.length}`)];
      };
      expect(await served('ana')).toEqual([1, ['procurement 2', 'hr 1']]);
      expect(await served('gus')).toEqual([1, ['procurement 2', 'hr 1']]);
      expect(await served('ben')).toEqual([1, ['procurement 2']]);
      expect(await served('devon')).toEqual([1, ['hr 1']]);
      expect(await served('sam')).toEqual([0, ['procurement 2', 'hr 1']]);
      const both = [await officeOf(tx, 'procurement'), await officeOf(tx, 'hr')];
      const named = async (ids: number[]) => (await tx.people.agencies(ids)).map(({ name }) => name);
      expect(await named(both)).toEqual(['Administration', 'Agriculture', 'Finance', 'Transportation']);
      expect(await named(both.slice(1))).toEqual(['Administration', 'Transportation']);
      expect(await named([])).toEqual([]);
    });
  });

  it('take away only what their own files brought', async () => {
    const store = await bothEntered();
    const smaller: OfficeSetup = {
      ...hr,
      agencies: hr.agencies.filter(({ code }) => code !== 'DOT'),
      people: hr.people.filter(({ email }) => !/^(?:ana|gus|lee|sam)/u.test(email)),
      assignments: [],
    };
    expect(differenceLines(await plan(store, smaller))).toEqual([
      'Agencies',
      '  - DOT Transportation',
      'People',
      '  - Ana Ruiz <ana@state.example> (stays, by chat or another office)',
      '  - Lee Park <lee@state.example> (stays, by chat or another office)',
      '  - Sam Reed <sam@state.example> (stays, by chat or another office)',
      '  - Gus Moe <gus@state.example>',
      'Assignments',
      '  - DOT: Kim Bell, backup Lee Park, from 2026-01-01 on',
    ]);
    await enter(store, smaller);
    expect(await rows(own.database.db, inactive)).toEqual([{ name: 'Gus Moe' }]);
    expect(changesNothing(await plan(store, procurement))).toBe(true);
    expect(await rows(own.database.db, agencyRows)).toContainEqual({
      code: 'DOT',
      name: 'Transportation',
      office: 'procurement',
      active: true,
    });
    await store.transaction(async (tx) => {
      const [{ agencyId } = { agencyId: 0 }] = requesterships(await actorOf(tx, 'ana'));
      expect((await tx.offices.serving([agencyId])).map(({ code }) => code)).toEqual(['procurement']);
      const lee = await actorOf(tx, 'lee');
      expect(lee.memberships).toMatchObject([{ role: 'liaison', officeId: await officeOf(tx, 'procurement') }]);
    });
  });

  it('may call an agency by two names: the latest import counts, and says so', async () => {
    const store = createStore(own.database);
    await enter(store, procurement);
    const renaming: OfficeSetup = {
      ...hr,
      agencies: [{ code: 'DOT', name: 'Dept. of Transportation' }, ...hr.agencies.slice(1)],
    };
    const entering = await plan(store, renaming);
    expect(differenceLines(entering)).toContain(
      '  + DOT Dept. of Transportation: "Transportation" → "Dept. of Transportation", for Procurement Office too, since the latest import counts',
    );
    await enter(store, renaming);
    expect(differenceLines(await plan(store, procurement))).toEqual([
      'Agencies',
      '  ~ DOT Transportation: "Dept. of Transportation" → "Transportation", for Human Resources too, since the latest import counts',
    ]);
    await enter(store, procurement);
    expect(differenceLines(await plan(store, renaming)).slice(0, 1)).toEqual(['Agencies']);
  });

  it('keep the name and zone that the first of them has in its file, and the other is told', async () => {
    const store = await bothEntered();
    const other: OfficeSetup = {
      ...hr,
      people: hr.people.map((each) =>
        each.email === 'ana@state.example' ? { ...each, name: 'Ana M. Ruiz', zone: 'America/Chicago' } : each,
      ),
    };
    expect(differenceLines(await plan(store, other))).toEqual([
      'People',
      '  ~ Ana Ruiz <ana@state.example>: zone none → America/Chicago',
    ]);
    await enter(store, other);
    const elsewhere = {
      ...other,
      people: other.people.map((each) => ({ ...each, zone: each.zone && 'America/Denver' })),
    };
    const refused = await plan(store, elsewhere);
    expect(changesNothing(refused)).toBe(true);
    expect(doubtLines(refused)).toEqual([
      'Ana Ruiz <ana@state.example> stays as the file of Procurement Office has it, though this one says otherwise: "Ana Ruiz" → "Ana M. Ruiz", zone America/Chicago → America/Denver',
    ]);
    const [ana, ...others] = procurement.people;
    if (!ana) throw new Error('the story has Ana');
    await enter(store, { ...procurement, people: [{ ...ana, name: 'Ana M. Ruiz' }, ...others] });
    expect(await rows(own.database.db, sql`select name from people where email = 'ana@state.example'`)).toEqual([
      { name: 'Ana M. Ruiz' },
    ]);
    await enter(store, other);
    await enter(store, { ...procurement, people: others });
    expect(doubtLines(await plan(store, other))).toEqual([]);
    expect(differenceLines(await plan(store, hr))).toEqual([
      'People',
      '  ~ Ana Ruiz <ana@state.example>: "Ana M. Ruiz" → "Ana Ruiz"',
    ]);
  });

  it('confirm somebody for an agency whose word alone the other had', async () => {
    const store = createStore(own.database);
    await enter(store, procurement);
    await store.transaction(async (tx) => {
      const officeId = await officeOf(tx, 'procurement');
      const dot = (await tx.people.agencies([officeId])).find(({ code }) => code === 'DOT');
      const gus = await tx.people.add({ name: 'Gus Moe', email: 'gus@state.example', zone: null });
      await tx.people.join({
        personId: gus.id,
        officeId,
        role: 'requester',
        agencyId: dot?.id ?? 0,
        confirmed: false,
      });
      expect(await tx.people.unconfirmed([officeId])).toMatchObject([{ agency: { code: 'DOT' } }]);
    });
    await enter(store, hr);
    await store.transaction(async (tx) => {
      expect(await tx.people.unconfirmed([await officeOf(tx, 'procurement'), await officeOf(tx, 'hr')])).toEqual([]);
      expect(requesterships(await actorOf(tx, 'gus'))).toMatchObject([{ confirmed: true }]);
    });
  });

  it('know who is out, whoever said so; a cover counts where they answer', async () => {
    const store = createStore(own.database);
    const out = { person: 'lee@state.example', from: '2026-08-10', until: '2026-08-14', cover: 'devon@state.example' };
    await enter(store, { ...procurement, absences: [out] });
    await enter(store, hr);
    expect(changesNothing(await plan(store, hr))).toBe(true);
    await store.transaction(async (tx) => {
      const { person: lee } = await actorOf(tx, 'lee');
      const { person: devon } = await actorOf(tx, 'devon');
      const { person: kim } = await actorOf(tx, 'kim');
      const away = async (code: string, day: string) =>
        (await tx.people.coverage(await officeOf(tx, code), null, day)).absences;
      const days = { personId: lee.id, from: '2026-08-10', until: '2026-08-14' };
      expect(await away('procurement', '2026-08-11')).toEqual([{ ...days, coverId: devon.id }]);
      expect(await away('hr', '2026-08-11')).toEqual([{ ...days, coverId: null }]);

      const open = { personId: kim.id, from: '2026-08-11', until: null, coverId: lee.id };
      const id = await tx.absences.plan(open, new Date('2026-08-10T12:00:00Z'));
      expect(await away('procurement', '2026-08-11')).toHaveLength(1);
      const hrId = await officeOf(tx, 'hr');
      const [{ agencyId } = { agencyId: 0 }] = requesterships(await actorOf(tx, 'ana'));
      const lines = (await tx.offices.one(hrId)).lines;
      const answering = async (day: string) => {
        const { people, ...facts } = await tx.people.coverage(hrId, agencyId, day);
        const active = (id: number) => people.get(id)?.active ?? false;
        return chooseLiaison({ ...facts, active }, { agencyId, serviceLineId: lines[0]?.id ?? 0, day }).holderId;
      };
      expect(await answering('2026-08-10')).toBe(kim.id);
      expect(await answering('2026-08-11')).toBeNull();
      expect(await answering('2026-08-17')).toBe(lee.id);

      const planned = await tx.absences.lock(id);
      if (planned) await tx.absences.change(planned, { until: '2026-08-11' });
      expect(await answering('2026-08-12')).toBe(kim.id);
    });
  });
});
