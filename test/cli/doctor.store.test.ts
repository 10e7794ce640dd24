import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { checkDatabase } from '../../db/engine/checkup.ts';
import { createStore } from '../../db/store.ts';
import { checkCalendars, checkReach, checkRosters } from '../../src/cli/doctorOffices.ts';
import { checkRecord, checkSigning } from '../../src/cli/doctorRecord.ts';
import { importOffice } from '../../src/offices/importOffice.ts';
import type { OfficeSetup } from '../../src/offices/setup.ts';
import { linkOldRecord } from '../../src/records/linkOld.ts';
import { signingKey } from '../../src/records/signingKey.ts';
import { takeCheckpoint } from '../../src/records/takeCheckpoint.ts';
import type { Store } from '../../src/store.ts';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';

const own = useDatabase();
let store: Store;
beforeEach(() => {
  store = createStore(own.database);
});
const JUNE = new Date('2026-06-02T15:00:00Z');
const isPostgres = () => own.database.kind === 'postgres';

const enter = (change: Partial<OfficeSetup> = {}): Promise<void> =>
  store.transaction((tx) => importOffice(tx, storyOffice(change), JUNE));
const sayAll = (findings: { grade: string; says: string }[]) => findings.map(({ grade, says }) => `${grade}: ${says}`);

describe('the database', () => {
  it('is looked at as a whole', async () => {
    const { findings, usable } = await checkDatabase(own.database);
    expect(usable).toBe(true);
    expect(sayAll(findings)).toEqual([
      expect.stringMatching(/^ok: .*PostgreSQL \d+.*the desk uses none of its extensions$/u),
      'ok: the desk may read, write and create',
      ...(isPostgres() ? ['ok: its clock and this machine’s agree'] : []),
      'ok: its tables are up to date',
    ]);
  });

  it('is not of this version: changes to come are worth knowing, changes from a newer desk are wrong', async () => {
    const migrations = sql.raw('drizzle.__drizzle_migrations');
    const [newest] = await own.database.db._.session.all<{ at: string }>(
      sql`select max(created_at)::text as at from ${migrations}`,
    );
    await own.database.db.execute(
      sql`update ${migrations} set created_at = 1 where created_at = ${newest?.at}::bigint`,
    );
    const newer = await checkDatabase(own.database);
    await own.database.db.execute(sql`delete from ${migrations} where created_at = 1`);
    const older = await checkDatabase(own.database);
    await own.database.db.execute(
      sql`insert into ${migrations} (hash, created_at) values ('the newest', ${newest?.at}::bigint)`,
    );
    expect([newer.usable, older.usable]).toEqual([false, false]);
    expect(sayAll(newer.findings).at(-1)).toMatch(/^wrong: its tables are those of a newer version/u);
    expect(sayAll(older.findings).at(-1)).toMatch(/^note: .*\(1 change to come\)/u);
  });

  it('gives a user too few rights: each is named with its mend', async (test) => {
    test.skip(!isPostgres(), 'the embedded one has one user');
    const { db } = own.database;
    await db.execute(sql.raw('create role doctor_reads'));
    try {
      const { findings } = await own.database.transaction(async (tx) => {
        await tx.execute(sql.raw('grant select on all tables in schema public to doctor_reads'));
        await tx.execute(sql.raw('grant usage on schema drizzle to doctor_reads'));
        await tx.execute(sql.raw('grant select on drizzle.__drizzle_migrations to doctor_reads'));
        await tx.execute(sql.raw('revoke create on schema public from public'));
        await tx.execute(sql.raw('set local role doctor_reads'));
        const said = await checkDatabase({ ...own.database, db: tx, clockSkewMs: async () => -3_000 });
        await tx.execute(sql.raw('reset role'));
        return said;
      });
      expect(sayAll(findings)).toEqual([
        expect.stringMatching(/^ok: /u),
        expect.stringMatching(/^wrong: .*may not create tables and schemas/u),
        expect.stringMatching(/^wrong: .*may not read and write \w+, \w+, \w+ and \d+ other tables/u),
        expect.stringMatching(/^note: .*does not own/u),
        expect.stringMatching(/^note: this machine’s clock is 3 s ahead of the database’s/u),
        expect.stringMatching(/^ok: its tables/u),
      ]);
      const standby = await own.database.transaction(async (tx) => {
        await tx.execute(sql.raw('set transaction read only'));
        return checkDatabase({ ...own.database, db: tx, clockSkewMs: async () => 90_000 });
      });
      expect(sayAll(standby.findings)).toEqual(
        expect.arrayContaining([
          expect.stringMatching(/^wrong: the database can only be read/u),
          expect.stringMatching(/^wrong: this machine’s clock is 90 s behind the database’s/u),
        ]),
      );
    } finally {
      await db.execute(sql.raw('drop owned by doctor_reads'));
      await db.execute(sql.raw('drop role doctor_reads'));
    }
  });
});

describe('the calendar', () => {
  const look = async (confirmedYears: number[], at: string, specialDays = storyOffice().calendar.specialDays) => {
    await enter({ calendar: { ...storyOffice().calendar, confirmedYears, specialDays } });
    return sayAll(await checkCalendars(store, new Date(at)));
  };
  const NEXT = { date: '2027-01-01', name: 'New Year', windows: [] };
  const both = [...storyOffice().calendar.specialDays, NEXT];

  it('is well while it reaches far enough', async () => {
    expect(await look([2026, 2027], '2026-12-01T15:00:00Z', both)).toEqual([
      'ok: the calendar is confirmed up to the end of 2027',
    ]);
  });

  it.each([
    ['2026-09-30T15:00:00Z', 'ok: '],
    ['2026-10-01T15:00:00Z', 'note: the calendar ends with 2026, in 91 days'],
    ['2026-12-01T15:00:00Z', 'wrong: the calendar ends with 2026, in 30 days'],
    ['2027-01-04T15:00:00Z', 'wrong: 2027 is not confirmed (the last year is 2026)'],
  ])('seen from %s is %s', async (at, words) => {
    expect(await look([2026], at)).toEqual([expect.stringContaining(words)]);
  });

  it('lacks the holidays of a year that is confirmed', async () => {
    expect(await look([2026, 2027], '2026-06-02T15:00:00Z')).toEqual([
      expect.stringMatching(/^note: 2027 is confirmed without a single special day \(2026 has 1\)/u),
    ]);
  });
});

describe('the roster', () => {
  it('names agencies without anybody, and what else is missing', async () => {
    await enter();
    expect(sayAll(await checkRosters(store, JUNE))).toEqual([
      'wrong: Finance: nobody is assigned; add a line to the assignments',
      'note: Agriculture (Contracts): Devon Clark has no backup; name one in the assignments',
    ]);
  });

  it('says that nobody hears of what is late', async () => {
    const { people, assignments, agencies } = storyOffice();
    await enter({
      agencies: agencies.filter(({ code }) => code === 'DOT'),
      assignments: assignments.filter(({ agency }) => agency === 'DOT'),
      people: people.filter(({ email }) => !/^(?:sam|ada|ben|fay)@/u.test(email)),
    });
    expect(sayAll(await checkRosters(store, JUNE))).toEqual([
      expect.stringMatching(/^wrong: nobody is a supervisor/u),
      expect.stringMatching(/^note: nobody is an administrator/u),
    ]);
  });

  it('is well, in each of several offices by its name', async () => {
    const { assignments, agencies, people } = storyOffice();
    const whole = {
      agencies: agencies.filter(({ code }) => code === 'DOT'),
      assignments: assignments.filter(({ agency }) => agency === 'DOT'),
      people: people.filter(({ email }) => !/^(?:ben|fay)@/u.test(email)),
    };
    await enter(whole);
    const well = 'ok: every agency has a liaison and a backup, and somebody hears of what is late';
    expect(sayAll(await checkRosters(store, JUNE))).toEqual([well]);
    await enter({ ...whole, code: 'hr', name: 'Human Resources', assignments: [] });
    expect(sayAll(await checkRosters(store, JUNE))).toEqual([
      'ok: Procurement Office: every agency has a liaison and a backup, and somebody hears of what is late',
      'wrong: Human Resources: Transportation: nobody is assigned; add a line to the assignments',
    ]);
  });

  it('is empty: import one', async () => {
    expect(sayAll(await checkRosters(store, JUNE))).toEqual([expect.stringContaining('npm run -s desk -- import')]);
  });

  it('has people who cannot be written to', async () => {
    await enter();
    expect(sayAll(await checkReach(store, []))).toEqual([expect.stringMatching(/^wrong: neither Slack nor Teams/u)]);
    expect(sayAll(await checkReach(store, [{ platform: 'slack', looksUp: true }]))).toEqual([
      expect.stringMatching(/^ok: /u),
    ]);
    expect(sayAll(await checkReach(store, [{ platform: 'teams', looksUp: false }]))).toEqual([
      expect.stringMatching(/^wrong: the desk cannot write to 5 people .*Lee Park \(liaison\).*desk -- unreached/u),
    ]);
  });
});

it('names heads of agencies whom no chat reaches, as worth knowing', async () => {
  const head = { email: 'dora@state.example', name: 'Dora Hale', zone: null };
  await enter({ people: [...storyOffice().people, { ...head, roles: [{ role: 'agency head', agency: 'DOT' }] }] });
  expect(sayAll(await checkReach(store, [{ platform: 'teams', looksUp: false }]))).toEqual([
    expect.stringMatching(/^wrong: /u),
    expect.stringMatching(/^note: no chat reaches 1 head of an agency, .* arrive: Dora Hale; .*desk -- unreached/u),
  ]);
  expect(sayAll(await checkReach(store, [{ platform: 'slack', looksUp: true }]))).toHaveLength(1);
});

describe('the record', () => {
  const KEY = Buffer.alloc(32, 7).toString('base64');
  const look = async (now = JUNE) => sayAll(await checkRecord(store, now));

  it('is signed, or what it means that it is not is said with what to do', () => {
    expect(sayAll([checkSigning(undefined)])).toEqual([
      expect.stringMatching(/^note: RECORD_SIGNING_KEY is not set.*anew.*openssl rand -base64 32/u),
    ]);
    expect(sayAll([checkSigning(KEY)])).toEqual([expect.stringContaining(signingKey(KEY).public)]);
    expect(checkSigning(KEY).says).not.toContain(KEY);
  });

  it('is waited for until all of it is under the chain, and there is a checkpoint of today', async () => {
    await enter();
    expect(await look()).toEqual([expect.stringMatching(/^note: what is older than the chain/u)]);
    await linkOldRecord(store, () => false);
    expect(await look()).toEqual([expect.stringMatching(/^note: there is no checkpoint yet/u)]);
    await store.transaction((tx) => takeCheckpoint(tx.chain, JUNE, undefined));
    const later = (days: number) => new Date(JUNE.getTime() + days * 86_400_000);
    expect(await look(later(2))).toEqual(['ok: checkpoint 1 was taken 2026-06-02 15:00 UTC']);
    expect(await look(later(4))).toEqual([
      expect.stringMatching(/^wrong: the last checkpoint, 1, is of 2026-06-02 15:00/u),
    ]);
  });
});
