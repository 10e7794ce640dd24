import { afterEach, expect, test } from 'vitest';
import type { Account } from '../../../src/chat/account.ts';
import type { Inbound } from '../../../src/chat/inbound.ts';
import { ANA, LEE, openTeams, type TeamsStand } from '../../support/teams/stand.ts';

let teams: TeamsStand;
let heard: Inbound[];
afterEach(() => teams.close());

/** A desk that has just started, and has Ana and nobody else in its database. */
async function open(): Promise<void> {
  teams = await openTeams({ answerWithinMs: 2_000 });
  heard = [];
  const { vouched: _, email: __, ...ana } = teams.account(ANA);
  const known = async ({ userId }: Pick<Account, 'userId'>) => (userId === ana.userId ? ana : undefined);
  await teams.listen(
    async (inbound) => {
      heard.push(inbound);
      return { kind: 'done' };
    },
    { known },
  );
}

const html = { status: 200, body: Buffer.from('<html>'), headers: { 'content-type': 'text/html' } };

test.each([
  ['the roster does not answer', () => teams.connector.failNext('member', { reply: 'hang' }, { reply: 'hang' })],
  [
    'the roster fails',
    () => teams.connector.failNext('member', { reply: { status: 502 } }, { reply: { status: 502 } }),
  ],
  ['a proxy answers for it', () => teams.connector.failNext('member', { reply: html }, { reply: html })],
  ['the login is away', () => teams.identity.login.fail('is away')],
  ['the secret has run out', () => teams.identity.login.fail('refuses')],
])('while %s, who is known is heard, and who is not waits at Teams', async (_, fail) => {
  await open();
  fail();
  expect((await teams.post(teams.activity(ANA, { text: 'Do I need three quotes?' }))).status).toBe(200);
  // Nothing is said of who vouches: what was known of that holds.
  expect(heard).toMatchObject([{ text: 'Do I need three quotes?', from: { userId: ANA.aadObjectId } }]);
  expect(heard[0]?.from).not.toHaveProperty('vouched');
  expect(heard[0]?.from.address).toBe(teams.account(ANA).address);
  expect((await teams.post(teams.activity(LEE, { text: 'hello' }))).status).toBe(503);
  expect(heard).toHaveLength(1);
});

test('the look-up is made good with the next thing that they do', async () => {
  await open();
  teams.connector.failNext('member', { reply: { status: 502 } });
  await teams.post(teams.activity(ANA, { text: 'first' }));
  await teams.post(teams.activity(ANA, { text: 'second' }));
  expect(heard.map(({ from }) => from.email)).toEqual([undefined, ANA.email]);
});
