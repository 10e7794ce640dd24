import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { uploadFile } from '../../../adapters/teams/files/upload.ts';
import type { Outbound } from '../../../adapters/teams/in/activity.ts';
import { trustedHosts } from '../../../adapters/teams/out/hosts.ts';
import type { DeskSide } from '../../../src/chat/deskSide.ts';
import type { Outgoing } from '../../../src/chat/outgoing.ts';
import { say } from '../../contracts/samples.ts';
import { buttonsOf, cardsIn, filesIn, offersIn, wordsOfActivity } from '../../support/teams/read-card.ts';
import { type Reply, serveJson } from '../../support/teams/server.ts';
import { ANA, LEE, openTeams, type TeamsStand } from '../../support/teams/stand.ts';

const DELIVERY = '3f2a9c1b-0000-4000-8000-000000000001';
const FILE = { name: 'three quotes.pdf', type: 'application/pdf', bytes: new Uint8Array([0, 255, 128, 10, 13]) };

let teams: TeamsStand;
let asked: string[];
/** Ana's file, and nobody else's. */
let fileOf: DeskSide['fileOf'];
beforeEach(async () => {
  asked = [];
  fileOf = async (deliveryId, { userId }) => {
    asked.push(`${deliveryId} ${userId}`);
    return deliveryId === DELIVERY && userId === ANA.aadObjectId ? FILE : undefined;
  };
  teams = await openTeams({ desk: { fileOf: (...given) => fileOf(...given) } });
  await teams.listen(async () => ({ kind: 'done' }));
});
afterEach(() => teams.close());

const outgoing = (more: Partial<Outgoing> = {}): Outgoing => ({
  deliveryId: DELIVERY,
  workspace: teams.account(ANA).workspace,
  address: teams.account(ANA).address,
  message: say('Lee Park sent a file with R-1001·2.'),
  file: FILE,
  since: teams.now(),
  ...more,
});
const posted = (): Outbound[] => teams.connector.posted.map(({ activity }) => activity);
const words = () => posted().map(wordsOfActivity);
const offered = async () => {
  const { sentId } = await teams.port.outbound.send(outgoing());
  return sentId.split('+file:')[1] ?? '';
};
const uploadInfo = (name = 'x') => ({
  contentUrl: teams.connector.driveUrl(name),
  name: 'three quotes (3f2a9c).pdf',
  uploadUrl: teams.connector.driveUrl(name),
  uniqueId: 'u1',
  fileType: 'pdf',
});
const accepting = (more: Record<string, unknown> = {}) => ({
  type: 'fileUpload',
  action: 'accept',
  context: { deliveryId: DELIVERY },
  uploadInfo: uploadInfo(),
  ...more,
});
const decide = (value: unknown, more: Record<string, unknown> = {}, person = ANA) =>
  teams.invoke(person, 'fileConsent/invoke', value, more);
const puts = () => teams.connector.calls.filter(({ what }) => what.startsWith('PUT /drive/'));

describe('a file that is offered', () => {
  test('and allowed is put there once, without a token, and shown in the place of the offer', async () => {
    const card = await offered();
    expect((await decide(accepting(), { replyToId: card })).status).toBe(200);
    expect(teams.connector.drive).toEqual([
      { path: '/drive/x', range: 'bytes 0-4/5', token: undefined, bytes: Buffer.from(FILE.bytes) },
    ]);
    expect(posted()).toHaveLength(2);
    expect(posted().flatMap(filesIn)).toEqual([
      {
        contentType: 'application/vnd.microsoft.teams.card.file.info',
        contentUrl: teams.connector.driveUrl('x'),
        name: 'three quotes (3f2a9c).pdf',
        content: { uniqueId: 'u1', fileType: 'pdf' },
      },
    ]);
    expect(posted().flatMap(offersIn)).toEqual([]);
  });

  test('and allowed is shown in a message of its own where the offer cannot be changed any more', async () => {
    await offered();
    await decide(accepting());
    expect(posted()).toHaveLength(3);
    expect(posted().flatMap(filesIn)).toHaveLength(1);
  });

  test('is found by the message in the conversation’s name, as some clients send it', async () => {
    const card = await offered();
    const conversation = {
      id: `personal-29:ana;messageid=${card}`,
      conversationType: 'personal',
      tenantId: teams.account(ANA).workspace,
    };
    await decide(accepting(), { conversation });
    expect(posted()).toHaveLength(2);
    expect(posted().flatMap(filesIn)).toHaveLength(1);
  });

  test('and declined is kept, and is offered again to whoever asks', async () => {
    const card = await offered();
    await decide(accepting({ action: 'decline', uploadInfo: undefined }), { replyToId: card });
    expect(teams.connector.drive).toEqual([]);
    expect(words()[1]).toContain('“three quotes.pdf” was not put into your OneDrive. The desk keeps it');
    const [again] = posted().flatMap(cardsIn).flatMap(buttonsOf);
    const { body } = await teams.invoke(
      ANA,
      'adaptiveCard/action',
      { action: { type: 'Action.Execute', verb: again?.verb, data: again?.data } },
      { replyToId: card },
    );
    expect(body).toMatchObject({ statusCode: 200, value: expect.stringContaining('Here it is again') });
    expect(posted()).toHaveLength(2);
    expect(posted().flatMap(offersIn)).toHaveLength(1);
    await decide(accepting(), { replyToId: card });
    expect(teams.connector.drive).toHaveLength(1);
  });
});

describe('nobody else gets it', () => {
  const nothing = 'There is no such file for you here.';

  test.for([
    ['another person', () => decide(accepting(), {}, LEE), 'personal-29:lee'],
    ['a delivery there never was', () => decide(accepting({ context: { deliveryId: 'x' } })), 'personal-29:ana'],
    ['no delivery at all', () => decide(accepting({ context: {} })), 'personal-29:ana'],
    ['nothing at all', () => decide(undefined), 'personal-29:ana'],
    ['a decision there is not', () => decide(accepting({ action: 'x' })), 'personal-29:ana'],
  ] as const)('for %s there is no such file', async ([, act, conversation]) => {
    expect((await act()).status).toBe(200);
    expect(teams.connector.drive).toEqual([]);
    expect(teams.connector.posted).toMatchObject([
      { conversation, activity: { text: expect.stringContaining(nothing) } },
    ]);
  });

  test('not even its addressee, in front of others', async () => {
    const conversation = { id: '19:abc@thread.tacv2', conversationType: 'groupChat', tenantId: 'x' };
    const served = { ...conversation, tenantId: teams.account(ANA).workspace };
    await decide(accepting(), { conversation: served });
    expect(asked).toEqual([]);
    expect(teams.connector.drive).toEqual([]);
  });

  test('nor by a button that somebody made', async () => {
    for (const file of ['x', DELIVERY]) {
      const data = { desk: { file } };
      const { body } = await teams.invoke(LEE, 'adaptiveCard/action', { action: { verb: 'file', data } });
      expect(body.value).toContain(nothing);
    }
    expect(posted()).toEqual([]);
  });

  test.for([
    ['elsewhere', { uploadUrl: 'https://evil.example/x' }],
    ['elsewhere, under a good name', { uploadUrl: 'https://sharepoint.com.evil.example/x' }],
    ['on this machine’s network', { uploadUrl: 'http://169.254.169.254/x' }],
    ['nowhere', { uploadUrl: 'x' }],
    ['but shown elsewhere', { contentUrl: 'https://evil.example/x' }],
  ] as const)('it is not put %s', async ([, change]) => {
    await decide(accepting({ uploadInfo: { ...uploadInfo(), ...change } }));
    expect(teams.connector.drive).toEqual([]);
    expect(words().join()).toContain('could not be put into your OneDrive');
    expect(teams.reports).toHaveLength(1);
  });

  test('only hosts of OneDrive are written to', () => {
    const hosts = trustedHosts({ loopback: false, government: false });
    expect(hosts.isDrive('https://contoso-my.sharepoint.com/x')).toBe(true);
    for (const url of [
      'https://smba.trafficmanager.net/x',
      'https://x.svc.ms/x',
      'http://contoso.sharepoint.com/x',
      'https://evilsharepoint.com/x',
      'http://127.0.0.1/x',
    ])
      expect(hosts.isDrive(url)).toBe(false);
  });
});

describe('what goes wrong', () => {
  test.for([
    ['503', { status: 503 }],
    ['a session that has ended', { status: 404 }],
    ['more that it waits for', { status: 202 }],
    ['a way elsewhere', { status: 302, headers: { location: 'https://evil.example/' } }],
    ['a reset', 'reset'],
  ] as const)('OneDrive answers with %s: the person is told, and may try again', async ([, reply]) => {
    const card = await offered();
    teams.connector.failNext('drive', { reply: typeof reply === 'string' ? reply : { ...reply } });
    expect((await decide(accepting(), { replyToId: card })).status).toBe(200);
    expect(puts()).toHaveLength(1);
    expect(words()[1]).toContain('could not be put into your OneDrive just now');
    expect(words()[1]).toContain('Ask for the file again');
    expect(teams.reports).toEqual([expect.stringContaining('could not be put')]);
    await decide(accepting({ uploadInfo: uploadInfo('second') }), { replyToId: card });
    expect(posted().flatMap(filesIn)).toHaveLength(1);
  });

  test('Teams hands it in again, under the same id and under another: it is put there once', async () => {
    const card = await offered();
    const activity = teams.activity(ANA, {
      type: 'invoke',
      name: 'fileConsent/invoke',
      value: accepting(),
      replyToId: card,
    });
    await Promise.all([teams.post(activity), teams.post(activity), teams.post(activity)]);
    await teams.post(activity);
    await teams.post({ ...activity, id: 'another' });
    await teams.post({ ...activity, value: accepting({ uploadInfo: uploadInfo('elsewhere') }) });
    expect(puts()).toHaveLength(1);
    expect(posted()).toHaveLength(2);
  });

  test('OneDrive takes its time: Teams is answered, a second press changes nothing, and a stop says so', async () => {
    await teams.close();
    teams = await openTeams({ desk: { fileOf: (...given) => fileOf(...given) }, answerWithinMs: 400 });
    await teams.listen(async () => ({ kind: 'done' }));
    const card = await offered();
    teams.connector.failNext('drive', { reply: 'hang' });
    expect((await decide(accepting(), { replyToId: card })).status).toBe(200);
    expect((await decide(accepting({ uploadInfo: uploadInfo('second') }), { replyToId: card })).status).toBe(200);
    expect(puts()).toHaveLength(1);
    expect(posted().flatMap(offersIn)).toHaveLength(1);
    await teams.port.stop();
    expect(words()[1]).toContain('could not be put into your OneDrive just now');
  });

  test('Teams itself takes its time: it is answered all the same', async () => {
    await teams.close();
    teams = await openTeams({ desk: { fileOf: (...given) => fileOf(...given) }, answerWithinMs: 400 });
    await teams.listen(async () => ({ kind: 'done' }));
    const card = await offered();
    teams.connector.failNext('update', { reply: 'hang' });
    const answer = await decide(accepting({ action: 'decline', uploadInfo: undefined }), { replyToId: card });
    expect(answer.status).toBe(200);
    expect(words()).toHaveLength(2);
    // The card could not be changed in time, so the word about it comes by itself.
    await expect.poll(words, { timeout: 5_000 }).toHaveLength(3);
    expect(words()[2]).toContain('was not put into your OneDrive');
  });

  test('the database is away: Teams is to say so, and nothing is remembered as done', async () => {
    const card = await offered();
    const works = fileOf;
    fileOf = async () => {
      throw new Error('the database is away');
    };
    const value = accepting();
    const activity = teams.activity(ANA, { type: 'invoke', name: 'fileConsent/invoke', value, replyToId: card });
    expect((await teams.post(activity)).status).toBe(503);
    const data = { desk: { file: DELIVERY } };
    const { body } = await teams.invoke(ANA, 'adaptiveCard/action', { action: { verb: 'file', data } });
    expect(body).toMatchObject({ statusCode: 503, value: { message: expect.stringContaining('cannot look') } });
    fileOf = works;
    expect((await teams.post(activity)).status).toBe(200);
    expect(teams.connector.drive).toHaveLength(1);
  });

  test('a place is written to only where files belong, and leads to no other', async () => {
    const asked: string[] = [];
    const server = await serveJson(({ path }) => {
      asked.push(path);
      return path === '/x' ? { status: 307, headers: { location: '/elsewhere' } } : { status: 201 };
    });
    const signal = new AbortController().signal;
    try {
      const put = (hosts: { isDrive(url: string): boolean }) => uploadFile(`${server.url}/x`, FILE, { hosts, signal });
      await expect(put(trustedHosts({ loopback: false, government: false }))).rejects.toThrow(
        'does not write files there',
      );
      expect(asked).toEqual([]);
      await expect(put(trustedHosts({ loopback: true, government: false }))).rejects.toThrow('307');
      expect(asked).toEqual(['/x']);
    } finally {
      await server.close();
    }
  });

  test.for([
    ['hangs', 'hang'],
    ['resets', 'reset'],
    ['is full', { status: 507 }],
  ] as [string, Reply][])('a place that %s ends in an error in time, without the address in it', async ([, reply]) => {
    const server = await serveJson(() => reply);
    const signal = new AbortController().signal;
    const hosts = trustedHosts({ loopback: true, government: false });
    try {
      const error = await uploadFile(`${server.url}/secret`, FILE, { hosts, signal, withinMs: 200 }).catch(String);
      expect(error).toMatch(/^Error: Teams: the file/u);
      expect(error).not.toContain('secret');
    } finally {
      await server.close();
    }
  });
});
