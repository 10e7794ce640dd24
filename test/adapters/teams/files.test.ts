import { afterEach, beforeEach, expect, test } from 'vitest';
import { fetchFile } from '../../../adapters/teams/files/files.ts';
import { type Hosts, trustedHosts } from '../../../adapters/teams/out/hosts.ts';
import type { FileHandle, Inbound } from '../../../src/chat/inbound.ts';
import { type Reply, serveJson } from '../../support/teams/server.ts';
import { ANA, openTeams, type TeamsStand } from '../../support/teams/stand.ts';

let teams: TeamsStand;
let heard: Inbound[];
beforeEach(async () => {
  teams = await openTeams();
  heard = [];
  await teams.listen(async (inbound) => {
    heard.push(inbound);
    return { kind: 'done' };
  });
});
afterEach(() => teams.close());

const attached = (name: string, downloadUrl: string) => ({
  contentType: 'application/vnd.microsoft.teams.file.download.info',
  name,
  content: { downloadUrl, uniqueId: '1', fileType: name.split('.').at(-1) },
});
const handle = (ref: string): FileHandle => ({ ref, name: 'x', type: 'x/y', size: 0 });
const loopback = trustedHosts({ loopback: true, government: false });
const hostsThat = (trust: Partial<Hosts>): Hosts => {
  const no = () => false;
  return { isService: no, isFile: no, isDrive: no, ...trust };
};
const noToken = async () => '';

test('files of a personal chat come as handles, and their bytes when they are asked for', async () => {
  teams.connector.files.set('/file', Buffer.from('three quotes'));
  const url = new URL('/file', teams.connector.serviceUrl).href;
  const attachments = [
    { contentType: 'text/html', content: '<p>See this</p>' },
    attached('quotes.PDF', url),
    attached('unknown.xyz', url),
    attached('torn', 'not a url'),
    { contentType: 'image/png', contentUrl: url },
  ];
  await teams.post(teams.activity(ANA, { attachments }));
  const [message] = heard;
  if (message?.kind !== 'message') throw new Error('a message was heard');
  expect(message.text).toBe('');
  expect(message.files).toEqual([
    { ref: url, name: 'quotes.PDF', type: 'application/pdf', size: 0 },
    { ref: url, name: 'unknown.xyz', type: 'application/octet-stream', size: 0 },
    { ref: url, name: 'picture', type: 'image/png', size: 0 },
  ]);
  const bytes = await teams.port.files.fetch(handle(url), teams.account(ANA));
  expect(Buffer.from(bytes ?? []).toString()).toBe('three quotes');
});

test.each([
  'http://169.254.169.254/latest/meta-data',
  'https://evil.example/x',
  'https://sharepoint.com.evil.example/x',
  'http://contoso.sharepoint.com/x',
  'https://contoso.sharepoint.com:8443/x',
  'https://user:pass@contoso.sharepoint.com/x',
  'file:///etc/passwd',
  'no url',
])('nothing is fetched from %s', async (url) => {
  const hosts = trustedHosts({ loopback: false, government: false });
  await expect(fetchFile(url, { hosts, token: noToken })).rejects.toMatchObject({
    name: 'ChatError',
    outcome: 'rejected',
  });
});

test('hosts of Teams in the own cloud, and no others', () => {
  const [hosts, government] = [false, true].map((government) => trustedHosts({ loopback: false, government }));
  if (!hosts || !government) throw new Error('two were asked for');
  const inPublic = [
    'https://smba.trafficmanager.net/amer/',
    'https://smba.infra.gcc.teams.microsoft.com/gcc',
    'https://webchat.botframework.com/',
  ];
  const inGovernment = [
    'https://smba.infra.gov.teams.microsoft.us/gcch',
    'https://smba.infra.dod.teams.microsoft.us/dod',
    'https://webchat.botframework.azure.us/',
  ];
  for (const url of inPublic) expect([hosts.isService(url), government.isService(url)]).toEqual([true, false]);
  for (const url of inGovernment) expect([hosts.isService(url), government.isService(url)]).toEqual([false, true]);
  for (const [url, own, other] of [
    ['https://contoso.sharepoint.com/x', hosts, government],
    ['https://contoso-my.sharepoint.us/x', government, hosts],
  ] as const) {
    expect([own.isFile(url), own.isDrive(url), own.isService(url)]).toEqual([true, true, false]);
    expect([other.isFile(url), other.isDrive(url), other.isService(url)]).toEqual([false, false, false]);
  }
  for (const url of ['http://127.0.0.1:1/', 'https://botframework.com.evil.example/', 'https://evilbotframework.com/'])
    expect(hosts.isService(url)).toBe(false);
});

test.each<[string, Reply, string]>([
  ['led elsewhere', { status: 302, headers: { location: 'https://evil.example/' } }, 'rejected'],
  ['led in a circle', { status: 302, headers: { location: '/again' } }, 'rejected'],
  ['not there anymore', { status: 404 }, 'rejected'],
  ['not for us', { status: 403 }, 'rejected'],
  ['failing', { status: 503 }, 'retry'],
  ['hanging', 'hang', 'retry'],
  ['cut off', 'reset', 'retry'],
  ['too big', { status: 200, body: Buffer.alloc(25_000_001) }, 'rejected'],
])('a file that is %s', async (_, reply, outcome) => {
  const server = await serveJson(() => reply);
  try {
    const fetching = fetchFile(`${server.url}/x`, {
      hosts: loopback,
      token: noToken,
      withinMs: reply === 'hang' ? 300 : 30_000,
    });
    await expect(fetching).rejects.toMatchObject({ name: 'ChatError', outcome });
  } finally {
    await server.close();
  }
});

test('the bot’s token goes to the service alone', async () => {
  const seen: (string | undefined)[] = [];
  const server = await serveJson(({ headers }) => {
    seen.push(headers.authorization);
    return { status: 200, body: Buffer.from('x') };
  });
  const token = async () => 'secret';
  await fetchFile(`${server.url}/x`, { hosts: hostsThat({ isFile: () => true }), token });
  await fetchFile(`${server.url}/x`, { hosts: hostsThat({ isService: () => true }), token });
  await server.close();
  expect(seen).toEqual([undefined, 'Bearer secret']);
});
