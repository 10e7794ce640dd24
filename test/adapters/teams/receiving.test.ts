import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '../../../src/chat/answer.ts';
import type { Inbound, View } from '../../../src/chat/inbound.ts';
import { startServer } from '../../../src/run/server.ts';
import { TENANT } from '../../support/teams/identity.ts';
import { cardsIn, wordsOfActivity } from '../../support/teams/read-card.ts';
import { ANA, activitiesAt, BOT, LEE, openTeams, type TeamsStand } from '../../support/teams/stand.ts';

let teams: TeamsStand;
let heard: Inbound[];
let answer: (inbound: Inbound) => Promise<Answer>;
/** What pages and cards asked. */
let asked: View[];
let home: () => Promise<Answer>;
beforeEach(async () => {
  teams = await openTeams();
  heard = [];
  asked = [];
  answer = async () => ({ kind: 'done' });
  home = async () => ({ kind: 'show', message: { blocks: [{ kind: 'heading', text: 'Welcome' }] } });
  await teams.listen(
    async (inbound) => {
      heard.push(inbound);
      return answer(inbound);
    },
    {
      view: async (question) => {
        asked.push(question);
        return home();
      },
    },
  );
});
afterEach(() => teams.close());

const CHANNEL = '19:abc@thread.tacv2;messageid=1700';
const inChannel = { conversation: { id: CHANNEL, conversationType: 'channel', isGroup: true, tenantId: TENANT } };
const mention = { entities: [{ type: 'mention', text: '<at>Liaison Desk</at>', mentioned: BOT }] };
const post = async (more: Record<string, unknown>, person = ANA) => {
  const activity = teams.activity(person, more);
  return { activity, status: (await teams.post(activity)).status };
};
const said = (person = ANA) =>
  activitiesAt(teams, teams.account(person).address).map(({ activity }) => wordsOfActivity(activity));

describe('what somebody wrote', () => {
  test('in their personal chat, without the HTML that goes with it, and with the zone they are in', async () => {
    const attachments = [{ contentType: 'text/html', content: '<p>Do I need <b>three</b> quotes?</p>' }];
    await post({ text: 'Do I need three quotes?\r\n\u00A0', attachments, localTimezone: 'America/Boise' });
    expect(heard).toMatchObject([
      { kind: 'message', text: 'Do I need three quotes?', from: { zone: 'America/Boise' } },
    ]);
    expect(heard[0]).not.toHaveProperty('files');
  });

  test('in a channel, to the desk: the answer belongs in their personal chat', async () => {
    await post({ text: '<at>Liaison Desk</at> Do I need <at>Lee Park</at>?', ...inChannel, ...mention });
    expect(heard).toMatchObject([{ kind: 'message', text: 'Do I need @Lee Park?' }]);
    const [message] = heard;
    if (message?.kind !== 'message') throw new Error('a message was heard');
    expect(message.address).not.toBe(message.from.address);
    const hello = { blocks: [{ kind: 'text' as const, text: ['for Ana alone'] }] };
    await teams.port.outbound.send({ deliveryId: 'd', ...message.from, message: hello, since: teams.now() });
    await teams.port.outbound.send({
      deliveryId: 'e',
      ...message.from,
      address: message.address,
      message: hello,
      since: teams.now(),
    });
    expect(teams.connector.posted.map(({ conversation }) => conversation)).toEqual(['personal-29:ana', CHANNEL]);
  });

  test('in a channel, to somebody else, is none of ours', async () => {
    await post({ text: 'Hello all', ...inChannel });
    await post({ text: '<at>Lee</at> hi', ...inChannel, entities: [{ type: 'mention', mentioned: { id: LEE.id } }] });
    expect(heard).toEqual([]);
  });

  test('as no more than the desk’s name is answered with how to ask, there where it was said', async () => {
    const group = { conversation: { id: '19:group@thread.v2', conversationType: 'groupChat', tenantId: TENANT } };
    const picture = { attachments: [{ contentType: 'image/*', contentUrl: 'https://smba.trafficmanager.net/x' }] };
    await post({ text: '<at>Liaison Desk</at>&nbsp;', ...inChannel, ...mention });
    await post({ text: '<at>Liaison Desk</at>', ...group, ...mention, ...picture });
    await post({ text: '', ...inChannel });
    await post({ type: 'messageUpdate', text: '<at>Liaison Desk</at>', ...inChannel, ...mention });
    expect(teams.connector.posted).toMatchObject([
      { conversation: CHANNEL, activity: { text: expect.stringContaining('Write your question behind my name') } },
      { conversation: group.conversation.id },
    ]);
    expect(heard).toEqual([]);
  });

  test('in a group chat, to the desk, is heard; what others say to each other there is none of ours', async () => {
    const conversation = { id: '19:group@thread.v2', conversationType: 'groupChat', isGroup: true, tenantId: TENANT };
    await post({ text: 'what do you think?', conversation });
    await post({ text: '<at>Liaison Desk</at> help', conversation, ...mention });
    expect(heard).toMatchObject([{ kind: 'message', text: 'help' }]);
    expect(heard[0]).not.toHaveProperty('thread');
    expect(heard[0]).not.toMatchObject({ address: heard[0]?.from.address });
  });

  test('under another message of a channel says so', async () => {
    await post({ id: '1700', text: 'first', ...inChannel, ...mention });
    await post({ id: '1701', text: 'second', ...inChannel, ...mention });
    expect(heard[0]).not.toHaveProperty('thread');
    expect(heard[1]).toMatchObject({ thread: '1700' });
  });

  test('by the bot itself or by another bot, or not at all, is nothing', async () => {
    await post({ text: 'I am a bot', from: BOT });
    await post({ text: 'so am I', from: { id: '28:other', name: 'Other' } });
    await post({ text: ' ' });
    await post({ type: 'typing' });
    await post({ type: 'endOfConversation' });
    expect(heard).toEqual([]);
  });

  test('twice under the same id has one key; what is changed is known by it', async () => {
    const { activity } = await post({ text: 'as it was' });
    await teams.post(activity);
    await post({
      type: 'messageUpdate',
      id: activity.id,
      text: 'as it is',
      channelData: { eventType: 'editMessage', tenant: { id: TENANT } },
    });
    await post({
      type: 'messageDelete',
      id: activity.id,
      channelData: { eventType: 'softDeleteMessage', tenant: { id: TENANT } },
    });
    await post({
      type: 'messageUpdate',
      id: activity.id,
      text: 'as it is',
      channelData: { eventType: 'undeleteMessage', tenant: { id: TENANT } },
    });
    await post({ type: 'messageUpdate', id: activity.id, text: 'as it is', channelData: { tenant: { id: TENANT } } });
    const key = heard[0]?.key;
    expect(heard).toMatchObject([
      { kind: 'message', key },
      { kind: 'message', key },
      { kind: 'edit', of: key, text: 'as it is' },
      { kind: 'delete', of: key },
      { kind: 'delete', of: key, undone: true },
    ]);
    expect(heard[3]).not.toHaveProperty('undone');
    expect(new Set(heard.map((each) => each.key)).size).toBe(4);
  });

  test('as a reaction', async () => {
    await post({ type: 'messageReaction', replyToId: 'm1', reactionsAdded: [{ type: 'like' }] });
    await post({ type: 'messageReaction', replyToId: 'm1', reactionsAdded: [{ type: '1f389_party' }] });
    await post({ type: 'messageReaction', replyToId: 'm1', reactionsRemoved: [{ type: 'like' }] });
    expect(heard).toMatchObject([
      { kind: 'reaction', sentId: 'm1', emoji: '👍' },
      { kind: 'reaction', emoji: '1f389_party' },
    ]);
  });
});

describe('who it was', () => {
  test('is asked of the roster once an hour', async () => {
    await post({ text: 'one' });
    await post({ text: 'two' });
    expect(teams.connector.calls).toHaveLength(1);
    teams.later(3_600_001);
    await post({ text: 'three' });
    expect(teams.connector.calls).toHaveLength(2);
    expect(heard.map(({ from }) => from)).toEqual([1, 2, 3].map(() => ({ ...teams.account(ANA) })));
  });

  test('is not told by the name they log in with, where there is no e-mail', async () => {
    teams.connector.people.set(ANA.id, { ...ANA, email: '', userPrincipalName: 'Ana@State.Example' });
    await post({ text: 'hello' });
    expect(heard[0]?.from).toMatchObject({ vouched: 'office' });
    expect(heard[0]?.from).not.toHaveProperty('email');
  });

  test.for([
    ['a guest', { userRole: 'guest' }],
    ['a guest by name', { userPrincipalName: 'ana_other.example#EXT#@state.example' }],
    ['somebody of another organisation', { tenantId: 'other' }],
    ['nobody known', { userRole: 'anonymous' }],
  ] as const)('%s is refused kindly, and nothing of theirs is stored', async ([, change]) => {
    teams.connector.people.set(ANA.id, { ...ANA, ...change });
    expect((await post({ text: 'Do I need three quotes?' })).status).toBe(200);
    expect(said()).toEqual([expect.stringContaining('its own organisation only')]);
    const press = { desk: { press: { name: 'accept', about: '1' } } };
    const executed = await teams.invoke(ANA, 'adaptiveCard/action', { action: { verb: 'press', data: press } });
    expect(executed.body.value).toContain('its own organisation only');
    expect((await teams.invoke(ANA, 'task/fetch', { data: press })).body.task?.value).toContain(
      'its own organisation only',
    );
    await post({ type: 'installationUpdate', action: 'add' });
    expect(said()).toHaveLength(1);
    expect(heard).toEqual([]);
  });

  test('cannot be told while the roster does not answer: it is to be sent again', async () => {
    const html = { status: 200, body: Buffer.from('<html>'), headers: { 'content-type': 'text/html' } };
    teams.connector.failNext('member', { reply: { status: 502 } }, { reply: 'hang' }, { reply: html });
    for (let time = 0; time < 3; time++) expect((await post({ text: 'hello' })).status).toBe(503);
    expect(heard).toEqual([]);
    expect((await post({ text: 'hello' })).status).toBe(200);
  });
});

describe('what the desk could not store', () => {
  const away = async () => {
    throw new Error('insert of "a secret" failed');
  };

  test('is to be sent again, and nothing is said of why', async () => {
    answer = away;
    const response = await teams.post(teams.activity(ANA, { text: 'hello' }));
    expect([response.status, await response.text()]).toEqual([503, '']);
    expect(teams.reports).toHaveLength(1);
  });

  test('in time is to be sent again', async () => {
    await teams.close();
    teams = await openTeams({ answerWithinMs: 50 });
    await teams.listen(() => new Promise(() => {}));
    expect((await post({ text: 'hello' })).status).toBe(503);
  });
});

test('all of it goes over the desk’s one server', async () => {
  const nothing = { recovered() {}, refused() {}, turnedAway() {}, delivered() {}, swept() {} };
  const metrics = { text: async () => ({ type: 'text/plain', body: '' }), ...nothing };
  const log = { info() {}, warn() {}, failure() {} };
  const server = await startServer({
    host: '127.0.0.1',
    port: 0,
    ports: [teams.port],
    metrics,
    ready: async () => {},
    log,
  });
  const authorization = await teams.identity.bearer(teams.connector.serviceUrl);
  const body = JSON.stringify(teams.activity(ANA, { text: 'hello' }));
  const headers = { 'content-type': 'application/json', authorization };
  const post = (path: string, more = {}, text = body) =>
    fetch(`${server.address}${path}`, { method: 'POST', headers: { ...headers, ...more }, body: text });
  const statuses = [
    await post('/api/messages'),
    await post('/api/messages', { authorization: 'Bearer x' }),
    await post('/api/other'),
    await post('/api/messages', {}, 'null'),
    await post('/api/messages', {}, JSON.stringify({ text: 'x'.repeat(10_000_000) })),
    await post('/api/messages', {}, '[]'),
    await post('/api/messages'),
  ];
  expect(statuses.map(({ status }) => status)).toEqual([200, 401, 404, 400, 413, 400, 200]);
  for (const refused of [statuses[1], statuses[3], statuses[4]]) expect(await refused?.text()).toBe('');
  await server.stop();
  expect(heard).toHaveLength(2);
});

describe('the app', () => {
  test('when it is installed for somebody, greets them with a card that keeps itself new', async () => {
    await post({ type: 'conversationUpdate', membersAdded: [{ id: BOT.id }] });
    await post({ type: 'installationUpdate', action: 'add' });
    expect(asked).toMatchObject([{ kind: 'home', whole: true, from: { email: ANA.email } }]);
    expect(said()).toEqual(['Welcome']);
    const [card] = teams.connector.posted.flatMap(({ activity }) => cardsIn(activity));
    expect(card?.refresh?.userIds).toEqual([ANA.id]);
    home = async () => ({ kind: 'show', message: { blocks: [{ kind: 'heading', text: 'Two wait' }] } });
    const { action } = card?.refresh ?? {};
    const { body } = await teams.invoke(ANA, 'adaptiveCard/action', { action, trigger: 'automatic' });
    expect(JSON.stringify(body)).toContain('Two wait');
    expect((body.value as typeof card)?.refresh?.userIds).toEqual([ANA.id]);
    expect(asked.at(-1)).toMatchObject({ kind: 'home', whole: true });
  });

  test('when it is installed in a team, or taken away, says nothing', async () => {
    await post({ type: 'installationUpdate', action: 'add', ...inChannel });
    await post({ type: 'installationUpdate', action: 'remove', ...inChannel });
    await post({ type: 'installationUpdate', action: 'remove-upgrade' });
    expect(heard).toEqual([]);
    const { activity } = await post({ type: 'installationUpdate', action: 'remove' });
    expect(heard).toMatchObject([
      { kind: 'left', removed: true, at: new Date(String(activity.timestamp)), from: { userId: ANA.aadObjectId } },
    ]);
    expect(teams.connector.calls).toEqual([]);
    expect(asked).toEqual([]);
    expect(teams.connector.posted).toEqual([]);
  });

  test('greets in vain where it cannot write, and is not asked again', async () => {
    teams.connector.blocked.add('personal-29:ana');
    expect((await post({ type: 'installationUpdate', action: 'add' })).status).toBe(200);
    expect(teams.reports).toHaveLength(1);
  });
});
