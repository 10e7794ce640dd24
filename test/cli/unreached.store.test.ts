import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { createStore } from '../../db/store.ts';
import { runUnreached } from '../../src/cli/unreached.ts';
import { importOffice } from '../../src/offices/importOffice.ts';
import type { ConnectedChat } from '../../src/people/unreached.ts';
import { createRollCall } from '../../src/run/rollCall.ts';
import { connectedChats, readConfig } from '../../src/settings/settings.ts';
import type { Store } from '../../src/store.ts';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';

const own = useDatabase();
const TEAMS = [{ platform: 'teams', looksUp: false }];
const INSTALLING = [{ platform: 'teams', looksUp: true }];
const SLACK = [{ platform: 'slack', looksUp: true }];
let store: Store;
beforeEach(async () => {
  store = createStore(own.database);
  await store.transaction((tx) => importOffice(tx, storyOffice(), new Date('2026-06-01T13:00:00Z')));
});

async function run(chats: readonly ConnectedChat[], ...args: string[]) {
  const said: string[] = [];
  const out = (line: string) => void said.push(line);
  const code = await runUnreached(args, { out, withDesk: (work) => work(store, chats) });
  return { code, said: said.join('\n') };
}

/** They have written to the desk once. */
const writes = (platform: string, ...names: string[]): Promise<number[]> =>
  store.transaction(async (tx) => {
    const ids: number[] = [];
    for (const name of names) {
      const email = `${name}@state.example`;
      const [userId, vouched] = [`${platform}-${name}`, 'office' as const];
      const account = { platform, workspace: 'w', userId, address: name, email, vouched };
      ids.push((await tx.people.identify(account)).accountId);
    }
    return ids;
  });
const block = (accountId: number | undefined, reason: string): Promise<void> =>
  store.transaction((tx) => tx.people.markUnreachable(accountId ?? 0, reason));
/** A message for them cannot be delivered. */
const fail = (name: string, reason: string): Promise<void> =>
  store.transaction(async (tx) => {
    const found = (await tx.people.everybody(100)).find(({ person }) => person.email === `${name}@state.example`);
    const to = { personId: found?.person.id ?? 0 };
    await tx.outbox.put([{ key: `to ${name}`, kind: 'notice', to, message: { blocks: [] } }]);
    for (const delivery of (await tx.outbox.claim(10, 1_000)).deliveries)
      await tx.outbox.settle(delivery, { state: 'failed', reason });
  });
const STAFF = ['lee', 'devon', 'maria', 'sam', 'ada'];

describe('npm run desk -- unreached', () => {
  it('names who was linked before anybody was asked who vouches, where nobody can be asked', async () => {
    const [lee] = await writes('teams', ...STAFF);
    await own.database.db.execute(sql`update accounts set vouched = null where id = ${lee}`);
    const { code, said } = await run([{ platform: 'teams', looksUp: false }]);
    expect([code, said]).toEqual([
      1,
      expect.stringMatching(/Lee Park[\s\S]*Teams: linked before the desk asked[\s\S]*let them write anything/u),
    ]);
    expect((await run([{ platform: 'teams', looksUp: true }])).said).toContain('will be looked up in Teams');
    await writes('teams', 'lee');
    expect((await run([{ platform: 'teams', looksUp: false }])).code).toBe(0);
  });

  it('finds nothing to do when all on whom promises depend have written', async () => {
    await writes('teams', ...STAFF);
    expect(await run(TEAMS)).toEqual({
      code: 0,
      said: [
        '5 of 5 liaisons, supervisors and administrators can be written to.',
        '',
        '3 of 3 requesters have not written yet; the desk gets to know them when they do.',
      ].join('\n'),
    });
  });

  it('names who has never written, where nobody is looked up by their e-mail', async () => {
    await writes('teams', 'lee', 'devon', 'sam', 'ada');
    const { code, said } = await run(TEAMS);
    expect(code).toBe(1);
    expect(said).toContain('4 of 5 liaisons');
    expect(said).toContain(
      'Cannot be written to\n  Maria Lopez <maria@state.example>, liaison\n      has never written to the desk\n',
    );
    expect(said).toContain('TEAMS_PROACTIVE_INSTALL=1');
  });

  it.each([
    ['Slack', SLACK],
    ['Teams', INSTALLING],
  ])('takes nobody for lost who will be looked up in %s, until that was in vain', async (name, chats) => {
    await writes(chats[0]?.platform ?? '', 'devon', 'maria', 'sam', 'ada');
    const before = await run(chats);
    expect(before.code).toBe(0);
    expect(before.said).toContain(`1 will be looked up in ${name} when there is something to tell them: Lee Park.`);
    await fail('lee', 'no chat account is known for this person');
    const { code, said } = await run(chats);
    expect(code).toBe(1);
    expect(said).toMatch(
      /Lee Park .*\n.*never written.*\n.* did not arrive: no chat account is known for this person\n/u,
    );
    expect(said).toContain('people.csv');
    expect(said).not.toContain('will be looked up');
  });

  it('says of whom the desk was blocked, and what to ask of them; liaisons come first', async () => {
    const [lee, sam] = await writes('teams', 'lee', 'sam', 'devon', 'maria', 'ada');
    await block(sam, 'Teams: this person has blocked the bot or does not have it installed');
    await block(lee, 'the account was closed');
    const { code, said } = await run(INSTALLING);
    expect(code).toBe(1);
    const today = new Date().toISOString().slice(0, 10);
    expect(said).toContain(`      Teams: the account was closed; last heard of on ${today}\n`);
    expect(said).toContain(`      Teams: this person has blocked the bot or does not have it installed; last heard of`);
    expect(said.indexOf('Lee Park')).toBeLessThan(said.indexOf('Sam Reed'));
    expect(said).toContain('ask them to write anything to it');
    // Another account is enough.
    await writes('slack', 'lee', 'sam');
    expect((await run([...SLACK, ...TEAMS])).code).toBe(0);
  });

  it('knows that a chat which is not connected any more reaches nobody', async () => {
    await writes('slack', ...STAFF);
    const { code, said } = await run(TEAMS);
    expect([code, said]).toEqual([1, expect.stringContaining('Slack: not connected; last heard of on')]);
    expect(said).toContain('connect it, or let them write');
    const none = await run([]);
    expect([none.code, none.said]).toEqual([1, expect.stringMatching(/^Neither Slack nor Teams is connected/u)]);
  });

  it('counts requesters who cannot be written to any more, and names them when asked', async () => {
    await writes('teams', ...STAFF);
    const [ana] = await writes('teams', 'ana', 'ben');
    await block(ana, 'the account was closed');
    const counted = await run(TEAMS);
    expect(counted.code).toBe(0);
    expect(counted.said).toContain('1 of 3 requesters have not written yet');
    expect(counted.said).toContain('1 requester cannot be written to anymore; --all names them.');
    expect(counted.said).not.toContain('Ana Ruiz');
    const { said } = await run(TEAMS, '--all');
    expect(said).toContain('  Ana Ruiz <ana@state.example>, requester\n      Teams: the account was closed');
    expect(said).not.toContain('Ben Osei');
  });

  it('names heads of agencies whom no chat reaches, by themselves', async () => {
    const head = { email: 'dora@state.example', name: 'Dora Hale', zone: null };
    const roles = [{ role: 'agency head' as const, agency: 'DOT' }];
    const people = [...storyOffice().people, { ...head, roles }];
    await store.transaction((tx) => importOffice(tx, storyOffice({ people }), new Date('2026-06-01T14:00:00Z')));
    await writes('teams', ...STAFF);
    const { code, said } = await run(TEAMS);
    expect(code, 'no promise depends on them').toBe(0);
    expect(said).toContain(
      [
        'Heads of agencies who cannot be written to, so that their months do not arrive',
        '  Dora Hale <dora@state.example>, agency head',
        '      has never written to the desk',
      ].join('\n'),
    );
    expect(said).toContain('What to do\n  - Who has never written: install the app');
    expect((await run(INSTALLING)).said, 'they are looked up').not.toContain('Dora Hale');
    await writes('teams', 'dora');
    expect((await run(TEAMS)).said).not.toContain('Heads of agencies');
  });

  it('leaves out who is not active any more', async () => {
    const setup = storyOffice();
    await writes('teams', ...STAFF.filter((name) => name !== 'ada'));
    expect((await run(TEAMS)).code).toBe(1);
    const people = setup.people.filter(({ email }) => !email.startsWith('ada'));
    await store.transaction((tx) => importOffice(tx, { ...setup, people }, new Date('2026-06-01T14:00:00Z')));
    expect((await run(TEAMS)).code).toBe(0);
  });

  it('says how it is used', async () => {
    expect((await run([], '--help')).said).toContain('Exit code');
    await expect(run([], '--nonsense')).rejects.toThrow('nonsense');
  });
});

describe('the log', () => {
  async function called(chats: readonly ConnectedChat[], times = 1) {
    const said: [string, unknown][] = [];
    const log = {
      info() {},
      failure() {},
      warn: (message: string, facts: unknown) => void said.push([message, facts]),
    };
    const call = createRollCall(store, chats, log);
    for (let time = 0; time < times; time++) await call();
    return said;
  }

  it('says once a day how many cannot be written to, while a chat is connected', async () => {
    await writes('teams', 'lee', 'ada');
    expect(await called(TEAMS, 3)).toEqual([[expect.stringContaining('unreached'), { liaisons: 2, supervisors: 1 }]]);
    expect(await called([])).toEqual([]);
  });

  it('is silent when all can be, or are looked up', async () => {
    expect(await called(SLACK)).toEqual([]);
    await writes('teams', ...STAFF);
    expect(await called(TEAMS)).toEqual([]);
  });
});

describe('the settings', () => {
  const teams = {
    MicrosoftAppId: '11111111-2222-3333-4444-555555555555',
    MicrosoftAppType: 'SingleTenant',
    MicrosoftAppTenantId: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee',
    MicrosoftAppPassword: 'hunter2',
  };
  const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };
  it.each([
    [{}, [{ platform: 'web', looksUp: true }]],
    [{ TRY_IT: '0' }, []],
    [teams, TEAMS],
    [{ ...teams, TEAMS_PROACTIVE_INSTALL: '1', TRY_IT: '1' }, INSTALLING],
    [{ ...teams, ...slack }, [...SLACK, ...TEAMS]],
  ])('say which chats reach people: %o', (env, chats) => {
    expect(connectedChats(readConfig(env))).toEqual(chats);
  });
});
