import { beforeEach, describe, expect, test } from 'vitest';
import { createStore } from '../../db/store.ts';
import type { Account } from '../../src/chat/account.ts';
import { importOffice } from '../../src/offices/importOffice.ts';
import type { Store, Tx } from '../../src/store.ts';
import { useDatabase } from '../support/database.ts';
import { storyOffice } from '../support/office.ts';

const data = useDatabase();
const NOW = new Date('2026-06-01T14:00:00Z');
const LEE = 'lee@state.example';
const ANA = 'ana@state.example';
let store: Store;
beforeEach(async () => {
  store = createStore(data.database);
  await store.transaction((tx) => importOffice(tx, storyOffice(), NOW));
});

const account = (userId: string, more: Partial<Account> = {}): Account => ({
  platform: 'chat',
  workspace: 'w',
  userId,
  address: `to ${userId}`,
  ...more,
});
const own = (userId: string, email?: string): Account =>
  account(userId, { vouched: 'office', ...(email !== undefined && { email }) });
const identify = (of: Account) => store.transaction((tx) => tx.people.identify(of));
const emailOf = async (of: Account) => (await identify(of)).actor?.person.email;
const idOf = async (email: string): Promise<number> => {
  const everybody = await store.transaction((tx) => tx.people.everybody(100));
  return everybody.find(({ person }) => person.email === email)?.person.id ?? 0;
};
/** The office's file, with another address in the place of one. */
/** Somebody of another name and address stands in the file instead: the import takes them for somebody new. */
const replace = (from: string, to: string, name: string) =>
  store.transaction((tx) => {
    const setup = storyOffice();
    const people = setup.people.map((each) => (each.email === from ? { ...each, email: to, name } : each));
    return importOffice(tx, { ...setup, people }, NOW);
  });

describe('whose account it is', () => {
  test('is judged again each time', async () => {
    const of = (more: Partial<Account>) => account('u1', { email: LEE, ...more });
    expect(await emailOf(of({}))).toBeUndefined();
    expect(await emailOf(of({ vouched: 'no' }))).toBeUndefined();
    expect(await emailOf(of({ vouched: 'office' }))).toBe(LEE);
    expect((await identify(of({ vouched: 'office' }))).actor?.memberships).toMatchObject([{ role: 'liaison' }]);
    expect((await identify(of({ vouched: 'agency' }))).actor).toMatchObject({ memberships: [], fromElsewhere: true });
    // What says nothing about it, such as an event from before an update, changes nothing.
    expect((await identify(of({}))).actor).toMatchObject({ memberships: [], fromElsewhere: true });
    expect(await emailOf(of({ vouched: 'no' }))).toBeUndefined();
    expect(await emailOf(of({}))).toBeUndefined();
  });

  test('goes by the e-mail that it has now, and an active person wins', async () => {
    expect(await emailOf(own('u1', ANA))).toBe(ANA);
    await replace(ANA, 'ana.ortiz@state.example', 'Ana Ortiz');
    expect((await identify(own('u1', ANA))).actor?.person).toMatchObject({ email: ANA, active: false });
    expect((await identify(own('u1', 'Ana.Ortiz@State.example'))).actor?.person).toMatchObject({
      email: 'ana.ortiz@state.example',
      active: true,
    });
    // An old event that comes late takes nothing back.
    expect(await emailOf(own('u1', ANA))).toBe('ana.ortiz@state.example');
  });

  test('stays somebody’s while the e-mail is missing, if it was vouched for', async () => {
    expect(await emailOf(own('u1', ANA))).toBe(ANA);
    expect(await emailOf(own('u1'))).toBe(ANA);
  });
});

describe('somebody new', () => {
  test('is entered once, though two of their messages come at once', async () => {
    const { accountId } = await identify(own('u1'));
    const enter = (tx: Tx) => tx.people.enter(accountId, { name: 'Kim', email: null, zone: null });
    const [one, other] = await Promise.all([store.transaction(enter), store.transaction(enter)]);
    expect(one.person.id).toBe(other.person.id);
    expect((await identify(own('u1'))).actor?.person.id).toBe(one.person.id);
  });
});

describe('what was said of an account', () => {
  test('is kept where nothing is said of it now', async () => {
    const { accountId } = await identify({ ...own('u1', ANA), name: 'Ana', photo: 'https://photos.example/ana' });
    await identify({ ...own('u1'), address: 'elsewhere' });
    expect((await store.transaction((tx) => tx.people.account(accountId)))?.account).toEqual({
      ...own('u1', ANA),
      address: 'elsewhere',
      name: 'Ana',
      photo: 'https://photos.example/ana',
    });
  });

  test('is forgotten with whom it named, once nobody vouches for it', async () => {
    const { accountId } = await identify(own('u1', ANA));
    await identify(account('u1', { email: ANA, vouched: 'no' }));
    const row = await store.transaction((tx) => tx.people.account(accountId));
    expect(row).toMatchObject({ personId: null, account: { vouched: 'no' } });
    expect(row?.account).not.toHaveProperty('email');
  });
});

describe('where somebody is written to', () => {
  const accountsOf = (personId: number) =>
    store.transaction(async (tx) => (await tx.people.accountsOf(personId)).map(({ account: { userId } }) => userId));

  test('is an account of the office’s own, if they have a role in an office', async () => {
    await identify(own('office-lee', LEE));
    for (const [name, email] of [
      ['lee', LEE],
      ['ana', ANA],
    ] as const)
      await identify(account(`agency-${name}`, { email, vouched: 'agency' }));
    expect(await accountsOf(await idOf(LEE))).toEqual(['office-lee']);
    expect(await accountsOf(await idOf(ANA))).toEqual(['agency-ana']);
  });

  test('is not known through an agency’s account that a liaison has', async () => {
    await identify(account('agency-lee', { email: LEE, vouched: 'agency' }));
    const lost = () => store.transaction((tx) => tx.people.unreached({ roles: ['liaison'], platforms: ['chat'] }));
    expect((await lost()).map(({ person }) => person.email)).toContain(LEE);
    await identify(own('office-lee', LEE));
    expect((await lost()).map(({ person }) => person.email)).not.toContain(LEE);
  });

  const add = (of: Account, personId: number) => store.transaction((tx) => tx.people.addAccount(of, personId));

  test('is what a platform says, where it vouches for it', async () => {
    const lee = await idOf(LEE);
    expect(await add(account('u1', { email: LEE }), lee)).toBeUndefined();
    expect(await add(account('u1', { email: LEE, vouched: 'no' }), lee)).toBeUndefined();
    expect(await add(own('u1', LEE), lee)).toMatchObject({ personId: lee, account: { address: 'to u1' } });
    expect(await emailOf(own('u1', LEE))).toBe(LEE);
  });

  test('is not an account that turned out to be somebody else’s meanwhile', async () => {
    const [lee, ana] = [await idOf(LEE), await idOf(ANA)];
    await identify(own('u1', ANA));
    expect(await add(own('u1', ANA), lee)).toBeUndefined();
    expect(await store.transaction((tx) => tx.people.accountsOf(ana))).toHaveLength(1);
  });
});
