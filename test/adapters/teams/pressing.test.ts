import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Answer } from '../../../src/chat/answer.ts';
import type { Inbound } from '../../../src/chat/inbound.ts';
import type { Message } from '../../../src/chat/message.ts';
import { EVERY_FIELD, HOSTILE, say } from '../../contracts/samples.ts';
import { buttonsOf, cardsIn, wordsOfActivity, wordsOfCard } from '../../support/teams/read-card.ts';
import { ANA, activitiesAt, cardsOf, type InvokeBody, openTeams, type TeamsStand } from '../../support/teams/stand.ts';

let teams: TeamsStand;
let heard: Inbound[];
let answer: (inbound: Inbound) => Answer | Promise<Answer>;
beforeEach(async () => {
  teams = await openTeams();
  heard = [];
  answer = () => ({ kind: 'done' });
  await teams.listen(async (inbound) => {
    heard.push(inbound);
    return answer(inbound);
  });
});
afterEach(() => teams.close());

const press = { desk: { press: { name: 'accept', about: 'R-7' } } };
const execute = (data: unknown) =>
  teams.invoke(ANA, 'adaptiveCard/action', { action: { type: 'Action.Execute', data } });
const cardOf = (body: InvokeBody) => {
  const [card] = cardsOf(body);
  if (!card) throw new Error(`no card: ${JSON.stringify(body)}`);
  return card;
};
const dataOf = (body: InvokeBody) => buttonsOf(cardOf(body)).at(-1)?.data ?? {};
const values = { 'field.title': 'Two', 'field.words': HOSTILE.join('\r\n'), 'field.outcome': 'b' };
const away = () => Promise.reject(new Error('the database is away'));
const said = () => activitiesAt(teams, teams.account(ANA).address).map(({ activity }) => activity);

test('in the playground, which opens no dialogs, a form comes in the place of its card', async () => {
  await teams.close();
  teams = await openTeams({ appId: '', unauthenticated: true });
  await teams.listen(async () => ({ kind: 'form', form: EVERY_FIELD }));
  const button = { label: 'Reply', press: { name: 'reply', about: '7' } };
  const message: Message = { blocks: [{ kind: 'buttons', buttons: [button] }] };
  const { workspace, address } = teams.account(ANA);
  await teams.port.outbound.send({ deliveryId: 'd', workspace, address, message, since: teams.now() });
  const [drawn] = said().flatMap(cardsIn).flatMap(buttonsOf);
  expect(drawn).toMatchObject({ type: 'Action.Execute' });
  expect(wordsOfCard(cardOf((await execute(drawn?.data)).body))).toContain('Resolve R-7');
});

describe('a button that does it at once', () => {
  test.for([
    [{ kind: 'done' }, 'application/vnd.microsoft.activity.message', 'This has been done already.'],
    [
      { kind: 'notice', text: ['It is *yours* now.'] },
      'application/vnd.microsoft.activity.message',
      'It is *yours* now.',
    ],
    [{ kind: 'errors', errors: { x: 'Not anymore.' } }, 'application/vnd.microsoft.activity.message', 'Not anymore.'],
  ] as [Answer, string, string][])('answers with a word: %o', async ([given, type, value]) => {
    answer = () => given;
    expect(await execute(press)).toEqual({ status: 200, body: { statusCode: 200, type, value } });
    expect(heard).toMatchObject([{ kind: 'press', press: press.desk.press, from: { userId: ANA.aadObjectId } }]);
  });

  test('that leads to a form shows it in the place of the card, with its errors, until it is sent', async () => {
    answer = ({ kind }) =>
      kind === 'press' ? { kind: 'form', form: EVERY_FIELD } : { kind: 'errors', errors: { words: 'More.' } };
    const { body } = await execute(press);
    expect(wordsOfCard(cardOf(body))).toContain('Resolve R-7');
    const again = await execute({ ...dataOf(body), ...values });
    expect(wordsOfCard(cardOf(again.body))).toContain('Please correct: More.');
    answer = () => ({ kind: 'show', message: say('All is well.') });
    const sent = await execute({ ...dataOf(again.body), ...values });
    expect(wordsOfCard(cardOf(sent.body))).toBe('All is well.');
    const keys = heard.map(({ key }) => key);
    expect(new Set(keys).size).toBe(3);
    expect(heard.at(-1)).toMatchObject({
      kind: 'submit',
      press: EVERY_FIELD.press,
      values: { title: 'Two', words: HOSTILE.join('\n'), outcome: 'b', day: '' },
    });
  });

  test('that could not be stored says so beside the card', async () => {
    answer = away;
    const { status, body } = await execute(press);
    expect([status, body.statusCode, body.type]).toEqual([200, 503, 'application/vnd.microsoft.error']);
    expect(JSON.stringify(body)).toContain('Nothing was taken');
    expect(JSON.stringify(body)).not.toContain('database is away');
    expect(teams.reports).toHaveLength(1);
  });

  test.for([
    undefined,
    null,
    'x',
    {},
    { desk: {} },
    { desk: { press: { name: 7 } } },
    { desk: { form: 'torn', nonce: 'n' } },
  ])('that cannot be read is refused in words: %o', async (data) => {
    const { body } = await execute(data);
    expect(body.statusCode).toBe(400);
    expect(heard).toEqual([]);
  });
});

describe('a dialog', () => {
  const open = () => teams.invoke(ANA, 'task/fetch', { data: press });
  const submit = (data: unknown) => teams.invoke(ANA, 'task/submit', { data });

  test('closes when the form was sent and there is nothing to say', async () => {
    answer = ({ kind }) => (kind === 'press' ? { kind: 'form', form: EVERY_FIELD } : { kind: 'done' });
    const { body } = await open();
    expect(await submit({ ...dataOf(body), ...values })).toEqual({ status: 200, body: {} });
  });

  test('sent twice, also under another id, is one deed; mended and sent again it is another', async () => {
    answer = ({ kind }) =>
      kind === 'press' ? { kind: 'form', form: EVERY_FIELD } : { kind: 'errors', errors: { words: 'More.' } };
    const { body } = await open();
    const first = await submit({ ...dataOf(body), ...values });
    await submit({ ...dataOf(body), ...values });
    await submit({ ...dataOf(first.body), ...values });
    const [, one, twice, mended] = heard.map(({ key }) => key);
    expect(twice).toBe(one);
    expect(mended).not.toBe(one);
  });

  test('stays open when what was sent could not be stored', async () => {
    answer = () => ({ kind: 'form', form: EVERY_FIELD });
    const { body } = await open();
    answer = away;
    const { status } = await submit({ ...dataOf(body), ...values });
    // Teams keeps a dialog open, with all that was written in it, when it is answered with an error.
    expect(status).toBe(503);
  });

  test('that could not be opened says so in words', async () => {
    answer = away;
    expect((await open()).body.task).toMatchObject({
      type: 'message',
      value: expect.stringContaining('Nothing was taken'),
    });
  });

  test('shows a list whose buttons work where they stand', async () => {
    const buttons = [{ label: 'Show all', press: { name: 'look', about: '7' } }];
    answer = () => ({
      kind: 'show',
      message: {
        blocks: [
          { kind: 'heading', text: 'Your requests' },
          { kind: 'buttons', buttons },
        ],
      },
    });
    const { body } = await open();
    expect(body.task?.value).toMatchObject({ title: 'Your requests' });
    answer = () => ({ kind: 'show', message: say('R-7 in full') });
    const inner = await submit(dataOf(body));
    expect(wordsOfCard(cardOf(inner.body))).toBe('R-7 in full');
    expect(heard.at(-1)).toMatchObject({ kind: 'press', press: { name: 'look' } });
  });

  test('with a button of nobody’s is refused in words', async () => {
    for (const data of [undefined, { desk: 1 }, { desk: { form: 'torn', nonce: '1' } }])
      expect((await submit(data)).body.task).toMatchObject({ type: 'message', value: expect.stringContaining('help') });
    expect((await teams.invoke(ANA, 'task/fetch', {})).body.task?.type).toBe('message');
    expect(heard).toEqual([]);
  });
});

describe('a client without dialogs', () => {
  test('sends buttons as messages, and is answered with messages', async () => {
    answer = ({ kind }) =>
      kind === 'press' ? { kind: 'form', form: EVERY_FIELD } : { kind: 'notice', text: ['It is sent.'] };
    await teams.post(teams.activity(ANA, { text: undefined, value: press }));
    const [card] = said().flatMap(cardsIn);
    if (!card) throw new Error('the form came as a card');
    const send = buttonsOf(card).at(-1);
    // Whoever sends buttons as messages may not know any other way.
    expect(send?.type).toBe('Action.Submit');
    const value = { ...send?.data, ...values };
    await teams.post(teams.activity(ANA, { value }));
    await teams.post(teams.activity(ANA, { value }));
    expect(said().slice(1).map(wordsOfActivity)).toEqual(['It is sent.', 'It is sent.']);
    expect(heard.map(({ kind }) => kind)).toEqual(['press', 'submit', 'submit']);
    expect(heard[2]?.key).toBe(heard[1]?.key);
  });

  test('sends a form that was wrong again, from the new one or from the one that still stands there', async () => {
    answer = ({ kind }) =>
      kind === 'press' ? { kind: 'form', form: EVERY_FIELD } : { kind: 'errors', errors: { words: 'More.' } };
    await teams.post(teams.activity(ANA, { value: press }));
    const [first] = said().flatMap(cardsIn).flatMap(buttonsOf);
    await teams.post(teams.activity(ANA, { value: { ...first?.data, ...values } }));
    const [, again] = said().flatMap(cardsIn);
    if (!again) throw new Error('the form came again');
    expect(wordsOfCard(again)).toContain('Please correct: More.');
    expect(again.body).toContainEqual(expect.objectContaining({ id: 'field.title', value: 'Two' }));
    await teams.post(teams.activity(ANA, { value: { ...first?.data, ...values, 'field.words': 'mended' } }));
    await teams.post(teams.activity(ANA, { value: { ...buttonsOf(again).at(-1)?.data, ...values } }));
    expect(new Set(heard.map(({ key }) => key)).size).toBe(4);
  });
});

test('what Teams may ask besides is answered with nothing', async () => {
  for (const name of ['signin/verifyState', 'signin/tokenExchange', 'config/fetch', 'composeExtension/query', ''])
    expect(await teams.invoke(ANA, name, {})).toEqual({ status: 200, body: {} });
  expect(heard).toEqual([]);
});
