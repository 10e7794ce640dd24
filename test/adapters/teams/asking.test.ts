import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { activityBytes, LONGEST_ACTIVITY_BYTES } from '../../../adapters/teams/out/parts.ts';
import { pack, unpack } from '../../../adapters/teams/packed.ts';
import type { Inbound } from '../../../src/chat/inbound.ts';
import { TENANT } from '../../support/teams/identity.ts';
import { buttonsOf, wordsOfCard } from '../../support/teams/read-card.ts';
import { ANA, cardsOf, type InvokeBody, LINES, openTeams, type TeamsStand } from '../../support/teams/stand.ts';

let teams: TeamsStand;
let heard: Inbound[];
const open = async (change: Parameters<typeof openTeams>[0] = {}) => {
  teams = await openTeams(change);
  heard = [];
  await teams.listen(async (inbound) => {
    heard.push(inbound);
    return { kind: 'done' };
  });
};
beforeEach(() => open());
afterEach(() => teams.close());

const cardOf = (body: InvokeBody) => {
  const [card] = cardsOf(body);
  if (!card) throw new Error(`no card: ${JSON.stringify(body)}`);
  return card;
};
const dataOf = (body: InvokeBody) => buttonsOf(cardOf(body)).at(-1)?.data ?? {};
const submit = (data: object) => teams.invoke(ANA, 'composeExtension/submitAction', { data });

describe('the form for a question', () => {
  const fetch = (more = {}) =>
    teams.invoke(ANA, 'composeExtension/fetchTask', { commandId: 'ask-form', commandContext: 'compose' }, more);

  test('takes the question, the service line and why it is urgent, and hands it in once', async () => {
    const { body } = await fetch();
    for (const { name } of LINES) expect(wordsOfCard(cardOf(body))).toContain(name);
    const empty = await submit({ ...dataOf(body), 'field.line': 'works', 'field.question': ' ' });
    expect(wordsOfCard(cardOf(empty.body))).toContain('Please correct: Please write your question.');
    expect(heard).toEqual([]);
    const filled = { 'field.question': 'May we\r\nbegin?', 'field.line': 'works', 'field.urgent': ' The roof leaks ' };
    const { body: sent } = await submit({ ...dataOf(empty.body), ...filled });
    expect(sent.task?.value).toContain('The desk has your question');
    await submit({ ...dataOf(empty.body), ...filled });
    expect(heard).toMatchObject([
      {
        kind: 'message',
        text: 'May we\nbegin?',
        address: teams.account(ANA).address,
        chosen: { line: 'works', urgent: 'The roof leaks' },
      },
      { key: heard[0]?.key },
    ]);
    expect(heard[0]).not.toHaveProperty('quoted');
  });

  test('with nothing chosen is still a question of its own', async () => {
    const { body } = await fetch();
    await submit({ ...dataOf(body), 'field.question': 'help', 'field.line': '', 'field.urgent': '' });
    expect(heard).toMatchObject([{ kind: 'message', text: 'help', chosen: {} }]);
    expect(heard).toHaveProperty('0.chosen', {});
  });

  test.for([
    ['there is one only', async () => LINES.slice(0, 1), 0],
    ['they cannot be known', () => Promise.reject(new Error('the database is away')), 1],
  ] as const)('offers no service lines when %s', async ([, lines, reports]) => {
    await teams.close();
    await open({ desk: { lines } });
    const { body } = await fetch();
    expect(wordsOfCard(cardOf(body))).toContain('Your question');
    expect(wordsOfCard(cardOf(body))).not.toContain('Service line');
    expect(teams.reports).toHaveLength(reports);
  });

  test('opens also where the bot is no member, and the answer finds its way', async () => {
    const conversation = { id: '19:two@unq.gbl.spaces', tenantId: TENANT };
    for (const conversationType of ['personal', 'groupChat', 'channel', undefined]) {
      await teams.close();
      await open();
      teams.connector.failNext('member', { reply: { status: 403, body: { error: { code: 'BotNotInRoster' } } } });
      const { body } = await fetch({ conversation: { ...conversation, conversationType } });
      await submit({ ...dataOf(body), 'field.question': 'Here?' });
      expect(heard).toMatchObject([{ text: 'Here?', address: teams.account(ANA).address }]);
    }
  });
});

test('somebody who has not installed the app is told to, wherever they ask', async () => {
  const gone = { reply: { status: 403, body: { error: { code: 'BotNotInConversationRoster' } } } };
  const conversation = { id: '19:two@unq.gbl.spaces', tenantId: TENANT };
  for (const name of ['composeExtension/fetchTask', 'composeExtension/submitAction', 'task/fetch']) {
    teams.connector.failNext('member', gone);
    teams.connector.failNext('open', {
      reply: { status: 403, body: { error: { code: 'ForbiddenOperationException' } } },
    });
    const { status, body } = await teams.invoke(ANA, name, { commandId: 'ask-form' }, { conversation });
    expect([status, body.task?.value]).toEqual([200, expect.stringContaining('press Add, and ask again')]);
  }
  expect(heard).toEqual([]);
});

describe('“Ask the desk about this”', () => {
  const payload = {
    commandId: 'ask',
    messagePayload: {
      id: '1',
      linkToMessage: 'https://teams.microsoft.com/l/message/1',
      from: { user: { displayName: 'Lee <Park>' } },
      body: { contentType: 'html', content: '<p>Three quotes &lt;always&gt;</p><p>and *signed*</p>' },
    },
  };

  test('shows the message, takes a question, and hands both to the desk once', async () => {
    const { body } = await teams.invoke(ANA, 'composeExtension/fetchTask', payload);
    expect(wordsOfCard(cardOf(body))).toContain('Three quotes <always>\nand *signed*');
    const data = { ...dataOf(body), 'field.question': 'Does this hold for us?' };
    const { body: sent } = await teams.invoke(ANA, 'composeExtension/submitAction', { data });
    expect(sent.task?.value).toContain('The desk has your question');
    await teams.invoke(ANA, 'composeExtension/submitAction', { data });
    expect(heard).toMatchObject([
      {
        kind: 'message',
        text: 'Does this hold for us?',
        address: teams.account(ANA).address,
        quoted: {
          by: 'Lee <Park>',
          text: 'Three quotes <always>\nand *signed*',
          link: 'https://teams.microsoft.com/l/message/1',
        },
      },
      { key: heard[0]?.key },
    ]);
  });

  test('takes the message alone, without words of one’s own', async () => {
    const { body } = await teams.invoke(ANA, 'composeExtension/fetchTask', payload);
    await teams.invoke(ANA, 'composeExtension/submitAction', { data: dataOf(body) });
    expect(heard).toMatchObject([{ kind: 'message', text: '', quoted: { by: 'Lee <Park>' } }]);
  });

  test('of a long message shows its beginning, and hands over all of it', async () => {
    const content = Array.from({ length: 1_300 }, (_, nth) => `w${nth}`).join(' ');
    const { body } = await teams.invoke(ANA, 'composeExtension/fetchTask', {
      messagePayload: { body: { contentType: 'text', content } },
    });
    expect(activityBytes(cardOf(body))).toBeLessThanOrEqual(LONGEST_ACTIVITY_BYTES);
    expect(wordsOfCard(cardOf(body))).toContain('w7 ');
    const data = { ...dataOf(body), 'field.question': 'And this?' };
    await teams.invoke(ANA, 'composeExtension/submitAction', { data });
    expect(heard).toMatchObject([{ quoted: { text: content } }]);
  });

  test('of a message without words, or with a link that is none, still works', async () => {
    const { body } = await teams.invoke(ANA, 'composeExtension/fetchTask', {
      messagePayload: { linkToMessage: 'javascript:alert(1)' },
    });
    const data = { ...dataOf(body), 'field.question': 'And this?' };
    await teams.invoke(ANA, 'composeExtension/submitAction', { data });
    expect(heard).toMatchObject([{ quoted: { by: 'Somebody', text: '' } }]);
    expect(JSON.stringify(heard)).not.toContain('javascript');
    expect((await teams.invoke(ANA, 'composeExtension/fetchTask', {})).body.task?.type).toBe('message');
  });

  test('takes along what can be fetched, and names the rest with its address', async () => {
    const attached = [
      {
        contentType: 'application/vnd.microsoft.teams.file.download.info',
        name: 'scan.pdf',
        content: { downloadUrl: 'https://state.sharepoint.com/download?token=1', fileType: 'pdf' },
      },
      {
        contentType: 'reference',
        name: 'quotes.xlsx',
        contentUrl: 'https://state.sharepoint.com/sites/it/quotes.xlsx',
      },
      { contentType: 'reference', name: 'evil.pdf', contentUrl: 'https://evil.example/evil.pdf' },
      {
        contentType: 'image/png',
        name: 'screen.png',
        contentUrl: 'https://smba.trafficmanager.net/amer/v3/attachments/1',
      },
      { contentType: 'messageReference', content: '{}' },
    ];
    const messagePayload = { ...payload.messagePayload, attachments: attached };
    const { body } = await teams.invoke(ANA, 'composeExtension/fetchTask', { commandId: 'ask', messagePayload });
    expect(wordsOfCard(cardOf(body))).toContain('Goes with it: scan.pdf');
    await submit({ ...dataOf(body), 'field.question': 'And this?' });
    expect(heard).toMatchObject([
      { files: [{ ref: 'https://state.sharepoint.com/download?token=1', name: 'scan.pdf', type: 'application/pdf' }] },
    ]);
    expect(heard).toHaveProperty('0.files.length', 1);
    expect(heard).toHaveProperty(
      '0.quoted.text',
      expect.stringMatching(
        /signed\*\n\nAttached to it: “quotes\.xlsx” https:\/\/state\.sharepoint\.com\/sites\/it\/quotes\.xlsx, “evil\.pdf”, “screen\.png”$/u,
      ),
    );
  });

  test('fetches nothing from the service itself, whatever a form says that came back', async () => {
    const { body } = await teams.invoke(ANA, 'composeExtension/fetchTask', payload);
    const { desk } = dataOf(body) as { desk: { form: string } };
    const files = ['https://smba.trafficmanager.net/amer/v3/conversations/1/members', 'https://evil.example/x'].map(
      (ref) => ({ ref, name: 'x', type: 'text/plain', size: 0 }),
    );
    const { form, quoted, asks } = unpack(desk.form) ?? {};
    if (!form || !quoted) throw new Error('the form was packed');
    const forged = pack({ form, asks, quoted: { ...quoted, files } });
    await submit({ desk: { ...desk, form: forged }, 'field.question': 'And this?' });
    expect(heard).toHaveLength(1);
    expect(heard[0]).not.toHaveProperty('files');
  });
});
