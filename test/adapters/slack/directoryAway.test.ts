import { afterEach, expect, test } from 'vitest';
import type { Account } from '../../../src/chat/account.ts';
import type { Inbound } from '../../../src/chat/inbound.ts';
import { deskSide } from '../../support/desk-side.ts';
import { ANA, LEE, openSlack } from '../../support/slack/open.ts';

let stand: Awaited<ReturnType<typeof openSlack>>;
let heard: Inbound[];
afterEach(() => stand.close());

/** A desk that has just started, and has Ana and nobody else in its database. */
async function open(knownMs: number): Promise<void> {
  stand = await openSlack('http', { times: { homeMs: 0, knownMs, apiMs: 400 } });
  heard = [];
  const ana = stand.workspace.person(ANA);
  const known = async ({ platform, workspace, userId }: Pick<Account, 'platform' | 'workspace' | 'userId'>) =>
    userId === ana.id ? { platform, workspace, userId, address: ana.dm, name: 'Ana Ruiz' } : undefined;
  const hear = async (inbound: Inbound) => {
    heard.push(inbound);
    return { kind: 'done' as const };
  };
  await stand.port.start(deskSide(hear, { known }));
}

test.each([
  ['does not answer', 'hang'],
  ['fails', { status: 503 }],
  ['answers with a page', 'html'],
  ['cannot be reached', { before: 'reset' }],
  ['does not take the token', { error: 'token_revoked' }],
] as const)('while Slack %s, who is known is heard, and who is not waits at Slack', async (_, failure) => {
  await open(50);
  const [ana, lee] = [stand.workspace.person(ANA), stand.workspace.person(LEE)];
  stand.workspace.failNext('users.info', failure, failure, failure, failure);
  await stand.drive.write(ana, 'Do I need three quotes?');
  // Nothing is said of who vouches: what was known of that holds.
  expect(heard).toMatchObject([{ text: 'Do I need three quotes?', from: { userId: ana.id, address: ana.dm } }]);
  expect(heard[0]?.from).not.toHaveProperty('vouched');
  await expect(stand.drive.write(lee, 'hello')).rejects.toThrow('503');
  expect(heard).toHaveLength(1);
});

test('the look-up is made good with the next thing that they do', async () => {
  await open(10_000);
  stand.workspace.failNext('users.info', { status: 503 });
  const ana = stand.workspace.person(ANA);
  await stand.drive.write(ana, 'first');
  await stand.drive.write(ana, 'second');
  expect(heard.map(({ from }) => from.email)).toEqual([undefined, ANA]);
});
