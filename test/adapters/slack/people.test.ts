import { afterEach, describe, expect, test } from 'vitest';
import type { Account } from '../../../src/chat/account.ts';
import { ChatError } from '../../../src/chat/errors.ts';
import { deskSide } from '../../support/desk-side.ts';
import { ANA, LEE, openSlack } from '../../support/slack/open.ts';
import { BOT, TEAM } from '../../support/slack/workspace.ts';

let stand: Awaited<ReturnType<typeof openSlack>>;
afterEach(() => stand.close());

const ana = () => stand.workspace.person(ANA);
const lee = () => stand.workspace.person(LEE);

describe('a picture', () => {
  const small = 'https://avatars.slack-edge.example/ana_72.png';
  const large = 'https://avatars.slack-edge.example/ana_192.png';
  test.each([
    [{ image_72: small, image_192: large }, small],
    [{ image_192: large }, large],
    [{ image_72: '', image_48: small }, small],
    [{ image_72: 'http://avatars.slack-edge.example/ana_72.png' }, undefined],
    [{ image_72: 'javascript:alert(1)', image_192: 'data:image/png;base64,AAAA' }, undefined],
    [{ image_72: 'ana.png' }, undefined],
    [{}, undefined],
  ])('%o', async (images, photo) => {
    stand = await openSlack();
    const heard: Account[] = [];
    await stand.port.start(
      deskSide(async ({ from }) => {
        heard.push(from);
        return { kind: 'done' };
      }),
    );
    stand.workspace.describe(ANA, { profile: { email: ANA, real_name: 'Ana Ruiz', ...images } });
    await stand.drive.write(ana(), 'hello');
    expect(heard.map((account) => account.photo)).toEqual([photo]);
    expect((await stand.port.directory.reach(ANA))?.photo).toBe(photo);
  });
});

describe('a census', () => {
  const count = () => stand.port.census.accounts();
  const asked = () => stand.workspace.calls.filter(({ method }) => method === 'users.list').map(({ body }) => body);

  test('names everybody once, over all pages, with whether their account is closed, and no machine', async () => {
    const names = Array.from({ length: 401 }, (_, index) => `person${index}@state.example`);
    stand = await openSlack('http', { people: names.map((email) => ({ email, name: email })) });
    const [first = '', second = ''] = names;
    stand.workspace.describe(first, { deleted: true });
    stand.workspace.describe(second, { is_bot: true });
    const found = await count();
    const ids = found.map(({ userId }) => userId);
    for (const name of names.filter((each) => each !== second)) expect(ids).toContain(stand.workspace.person(name).id);
    expect(ids).not.toContain(stand.workspace.person(second).id);
    expect(ids).not.toContain(BOT);
    expect(new Set(ids).size).toBe(ids.length);
    expect(found.filter(({ closed }) => closed)).toEqual([
      { workspace: TEAM, userId: stand.workspace.person(first).id, closed: true },
    ]);
    expect(asked().map(({ limit }) => limit)).toEqual(['200', '200', '200']);
    expect(asked()[0]).not.toHaveProperty('cursor');
  });

  test('Slackbot is nobody', async () => {
    stand = await openSlack();
    stand.workspace.describe(LEE, { id: 'USLACKBOT' });
    const ids = (await count()).map(({ userId }) => userId);
    expect(ids).toContain(ana().id);
    expect(ids).not.toContain('USLACKBOT');
    expect(ids).not.toContain(lee().id);
  });

  test('goes on where it was when Slack asked to wait', async () => {
    stand = await openSlack();
    stand.workspace.failNext('users.list', { status: 429, retryAfter: '0' }, { status: 429, retryAfter: '0' });
    expect((await count()).map(({ userId }) => userId)).toContain(ana().id);
    expect(asked()).toHaveLength(3);
  });

  test('ends when the desk stops while Slack asks to wait', async () => {
    stand = await openSlack();
    stand.workspace.failNext('users.list', { status: 429, retryAfter: '600' });
    const counting = count().catch((error: unknown) => error);
    await expect.poll(() => asked()).toHaveLength(1);
    await stand.port.stop();
    expect(await counting).toMatchObject({ outcome: 'retry', message: 'the desk stops' });
  });

  test.each([
    ['users.list', { error: 'token_revoked' }, 'unauthorised'],
    ['users.list', { error: 'missing_scope' }, 'unauthorised'],
    ['users.list', { status: 500 }, 'ambiguous'],
    ['users.list', { before: 'reset' }, 'ambiguous'],
    ['users.list', 'html', 'ambiguous'],
    ['auth.test', { error: 'invalid_auth' }, 'unauthorised'],
    ['auth.test', { status: 503 }, 'ambiguous'],
  ] as const)('%s that fails with %o is an error of the port', async (method, failure, outcome) => {
    stand = await openSlack();
    stand.workspace.failNext(method, failure);
    const error = await count().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ChatError);
    expect(error).toMatchObject({ outcome });
  });
});

describe('whose word for an e-mail counts', () => {
  const heard: Account[] = [];
  async function hear(described: Record<string, unknown>): Promise<Account | undefined> {
    heard.length = 0;
    stand = await openSlack();
    await stand.port.start(
      deskSide(async ({ from }) => {
        heard.push(from);
        return { kind: 'done' };
      }),
    );
    stand.workspace.describe(ANA, described);
    await stand.drive.write(ana(), 'hello');
    return heard[0];
  }

  test.each([
    [{}, { vouched: 'office', email: ANA }],
    [{ is_email_confirmed: true }, { vouched: 'office', email: ANA }],
    [{ is_email_confirmed: false }, { vouched: 'office' }],
    [{ name: ANA, profile: { real_name: 'Ana Ruiz' } }, { vouched: 'office' }],
    [{ is_restricted: true }, undefined],
    [{ is_ultra_restricted: true }, undefined],
    [{ is_stranger: true }, undefined],
    [{ team_id: 'T0OTHER' }, undefined],
  ])('in the office’s own workspace, of somebody with %o: %o', async (described, word) => {
    const { vouched, email } = (await hear(described)) ?? {};
    expect(vouched && { vouched, ...(email !== undefined && { email }) }).toEqual(word);
    // Nobody is written to whom the workspace does not vouch for either.
    const reached = word !== undefined && 'email' in word ? expect.objectContaining(word) : undefined;
    expect(await stand.port.directory.reach(ANA)).toEqual(reached);
  });
});
