import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Card } from '../../../adapters/teams/in/activity.ts';
import { encodeAddress } from '../../../adapters/teams/out/address.ts';
import { activityBytes, drawActivities, LONGEST_ACTIVITY_BYTES } from '../../../adapters/teams/out/parts.ts';
import type { Answer } from '../../../src/chat/answer.ts';
import type { View } from '../../../src/chat/inbound.ts';
import type { Block, Message } from '../../../src/chat/message.ts';
import type { Outgoing } from '../../../src/chat/outgoing.ts';
import { say } from '../../contracts/samples.ts';
import { buttonsOf, cardsIn, wordsOfCard } from '../../support/teams/read-card.ts';
import { ANA, BOT, cardsOf, type Invoked, LEE, openTeams, type TeamsStand } from '../../support/teams/stand.ts';

const DELIVERY = '3f2a9c1b-0000-4000-8000-000000000001';
const buttons: Block = { kind: 'buttons', buttons: [{ label: 'Reply', press: { name: 'reply', about: '7' } }] };
const card = (text: string, ...more: Block[]): Message => ({ blocks: [{ kind: 'heading', text }, ...more] });

let teams: TeamsStand;
let asked: View[];
let answer: () => Promise<Answer>;
beforeEach(async () => {
  teams = await openTeams();
  asked = [];
  answer = async () => ({ kind: 'done' });
  await teams.listen(async () => ({ kind: 'done' }), {
    view: async (question) => {
      asked.push(question);
      return answer();
    },
  });
});
afterEach(() => teams.close());

const send = async (message: Message, more: Partial<Outgoing> = {}): Promise<Card[]> => {
  const { workspace, address } = teams.account(ANA);
  await teams.port.outbound.send({ deliveryId: DELIVERY, workspace, address, message, since: teams.now(), ...more });
  return cardsSent();
};
const cardsSent = () => teams.connector.posted.flatMap(({ activity }) => cardsIn(activity));
/** What a client does with a card that comes into view. */
const view = (seen: Card | undefined, person = ANA): Promise<Invoked> =>
  teams.invoke(person, 'adaptiveCard/action', { action: seen?.refresh?.action, trigger: 'automatic' });
const shown = ({ body }: Invoked): Card => {
  const [only] = cardsOf(body);
  if (!only) throw new Error(`no card: ${JSON.stringify(body)}`);
  return only;
};

describe('a card that comes into view', () => {
  test('with buttons asks for itself, for its addressee alone, and carries nothing but the delivery', async () => {
    const [sent] = await send(card('R-7', buttons));
    expect(sent?.refresh).toEqual({
      action: {
        type: 'Action.Execute',
        title: 'Refresh',
        verb: 'refresh',
        data: { desk: { refresh: DELIVERY, part: 0 } },
      },
      userIds: [ANA.id],
    });
  });

  test('without buttons, or where others read along, asks for nothing', async () => {
    await send(card('R-7'));
    await send(say('only words'));
    const address = encodeAddress({
      serviceUrl: teams.connector.serviceUrl,
      tenant: teams.account(ANA).workspace,
      bot: BOT.id,
      conversation: '19:abc@thread.tacv2',
    });
    await send(card('in a channel', buttons), { address });
    expect(teams.connector.posted).toHaveLength(3);
    expect(cardsSent().filter(({ refresh }) => refresh)).toEqual([]);
  });

  test('of somebody who is known by their id in the directory only asks for nothing, which Teams could not match', async () => {
    const { serviceUrl } = teams.connector;
    const place = { serviceUrl, tenant: teams.account(ANA).workspace, bot: BOT.id, conversation: `personal-${ANA.id}` };
    const [sent] = await send(card('R-7', buttons), { address: encodeAddress({ ...place, user: ANA.aadObjectId }) });
    expect(sent && buttonsOf(sent)).toHaveLength(1);
    expect(sent).not.toHaveProperty('refresh');
  });

  test('shows what is so now, asks again the same way, and changes no message: that would ask again at once', async () => {
    const [sent] = await send(card('R-7', buttons));
    const before = teams.connector.calls.filter(({ what }) => what.includes('activities')).length;
    answer = async () => ({ kind: 'show', message: card('R-7 is resolved') });
    const now = shown(await view(sent));
    expect(wordsOfCard(now)).toBe('R-7 is resolved');
    expect(now.refresh).toEqual(sent?.refresh);
    answer = async () => ({ kind: 'show', message: card('R-7 is open again', buttons) });
    expect(buttonsOf(shown(await view(now)))).toHaveLength(1);
    expect(asked).toMatchObject([
      { kind: 'refresh', deliveryId: DELIVERY, from: { userId: ANA.aadObjectId } },
      { kind: 'refresh', deliveryId: DELIVERY },
    ]);
    expect(teams.connector.calls.filter(({ what }) => what.includes('activities'))).toHaveLength(before);
    expect(teams.connector.posted).toHaveLength(1);
  });

  test('that was changed in place asks for what it is now', async () => {
    const { workspace, address } = teams.account(ANA);
    const outgoing = { deliveryId: DELIVERY, workspace, address, message: card('R-7', buttons), since: teams.now() };
    const { sentId } = await teams.port.outbound.send(outgoing);
    await teams.port.outbound.send({ ...outgoing, deliveryId: 'newer', replaces: sentId });
    expect(cardsSent().map(({ refresh }) => refresh?.action.data)).toEqual([{ desk: { refresh: 'newer', part: 0 } }]);
  });

  test('of somebody else stays as it is, with a word and no error', async () => {
    const [sent] = await send(card('R-7', buttons));
    answer = async () => ({ kind: 'notice', text: ['There is nothing here for you.'] });
    expect(await view(sent, LEE)).toEqual({
      status: 200,
      body: {
        statusCode: 200,
        type: 'application/vnd.microsoft.activity.message',
        value: 'There is nothing here for you.',
      },
    });
    expect(asked).toMatchObject([{ from: { userId: LEE.aadObjectId } }]);
  });

  test('while the database is away stays as it is: nobody did anything that failed', async () => {
    const [sent] = await send(card('R-7', buttons));
    answer = () => Promise.reject(new Error('the database is away'));
    const { status, body } = await view(sent);
    expect([status, body.statusCode, body.type]).toEqual([200, 200, 'application/vnd.microsoft.activity.message']);
    expect(teams.reports).toHaveLength(1);
  });

  test.for([
    { refresh: 7, part: 0 },
    { refresh: DELIVERY },
    { refresh: DELIVERY, part: -1 },
    { refresh: DELIVERY, part: 'x' },
  ])('with a question that is torn is refused in words: %o', async (desk) => {
    const { body } = await teams.invoke(ANA, 'adaptiveCard/action', { action: { data: { desk } } });
    expect(body.statusCode).toBe(400);
    expect(asked).toEqual([]);
  });
});

describe('of a message of several parts', () => {
  const long = (tail: Block[]): Message => ({
    blocks: [{ kind: 'quote', by: 'Ana Ruiz', text: 'word '.repeat(6_000) }, ...tail],
  });

  test('the one with the buttons asks for itself alone, and still fits', async () => {
    const person = { ...ANA, id: `29:${'x'.repeat(250)}` };
    teams.connector.people.set(person.id, person);
    const { workspace, address } = teams.account(person);
    const cards = await send(long([buttons]), { workspace, address });
    expect(cards.length).toBeGreaterThan(2);
    expect(cards.map(({ refresh }) => refresh?.action.data)).toEqual([
      ...cards.slice(1).map(() => undefined),
      { desk: { refresh: DELIVERY, part: cards.length - 1 } },
    ]);
    answer = async () => ({ kind: 'show', message: long([{ kind: 'small', text: ['It is done.'] }]) });
    const now = shown(await view(cards.at(-1), person));
    expect(wordsOfCard(now)).toContain('It is done.');
    expect(wordsOfCard(now)).toContain(`Part ${cards.length} of ${cards.length}`);
    expect(activityBytes(now)).toBeLessThanOrEqual(LONGEST_ACTIVITY_BYTES);
    expect(now.refresh).toEqual(cards.at(-1)?.refresh);
  });

  test('each fits, however near to the limit it is', () => {
    const refreshing = { of: DELIVERY, userId: `29:${'x'.repeat(250)}`, always: false };
    const many = Array.from({ length: 20 }, (_, nth) => ({
      label: `Add to R-${nth}`,
      press: { name: 'add', about: '7' },
    }));
    for (let length = 0; length < 2_600; length += 25) {
      const texts = [2_600, 2_600, length].map((size): Block => ({ kind: 'quote', by: 'Ana', text: 'x'.repeat(size) }));
      const message = { blocks: [...texts, { kind: 'buttons' as const, buttons: many }, buttons, ...texts] };
      for (const activity of drawActivities(message, () => true, refreshing))
        expect(activityBytes(activity)).toBeLessThanOrEqual(LONGEST_ACTIVITY_BYTES);
    }
  });

  test('what became short shows all of it in the place of the part', async () => {
    const cards = await send(long([buttons]));
    answer = async () => ({ kind: 'show', message: say('It was withdrawn.') });
    const now = shown(await view(cards.at(-1)));
    expect(wordsOfCard(now)).toBe('It was withdrawn.');
    expect(now.refresh).toEqual(cards.at(-1)?.refresh);
  });
});
