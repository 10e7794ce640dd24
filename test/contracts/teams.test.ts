import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Card } from '../../adapters/teams/in/activity.ts';
import { encodeAddress } from '../../adapters/teams/out/address.ts';
import type { Bars, ChartsAs } from '../../src/chat/charts/chart.ts';
import { loadPictures } from '../../src/chat/charts/png.ts';
import type { Message, Press } from '../../src/chat/message.ts';
import { TENANT } from '../support/teams/identity.ts';
import { APP_ID } from '../support/teams/login.ts';
import { buttonsOf, cardsIn, chartsOf, picturesOf, wordsOfActivity, wordsOfCard } from '../support/teams/read-card.ts';
import {
  ANA,
  activitiesAt,
  BOT,
  cardsOf,
  type InvokeBody,
  type Invoked,
  LEE,
  openTeams,
} from '../support/teams/stand.ts';
import { act, view } from './act.ts';
import { directory } from './asking.ts';
import { files } from './files.ts';
import { http, keep } from './keep.ts';
import { closedAddresses, outbound } from './outbound.ts';
import { pictures } from './pictures.ts';
import { chatContract } from './talk.ts';

/** What somebody sees of an answer: dialogs with their titles, cards, words. */
function wordsOfAnswer(body: InvokeBody): string {
  const words: string[] = [];
  if (typeof body.value === 'string') words.push(body.value);
  if (typeof body.task?.value === 'string') words.push(body.task.value);
  if (typeof body.task?.value === 'object') words.push(body.task.value.title);
  return [...words, ...cardsOf(body).map(wordsOfCard)].join('\n');
}

/** With all that an administrator may allow it. */
async function openStand(charts?: ChartsAs) {
  const teams = await openTeams({ proactiveInstall: true, charts });
  const people = [ANA, LEE] as const;
  teams.graph.catalogue.push({ externalId: APP_ID, id: 'app-in-this-catalogue' });
  for (const { aadObjectId: id, name: displayName, email } of people)
    teams.graph.users.push({
      ...{ id, displayName, mail: email, userPrincipalName: email, userType: 'Member', accountEnabled: true },
      chat: `personal-${people.find((each) => each.aadObjectId === id)?.id}`,
    });
  const { directory: looking } = teams.port;
  if (!looking) throw new Error('people can be looked up');
  const at = (address: string) => {
    const person = people.find((each) => teams.account(each).address === address);
    if (!person) throw new Error('nobody has this address');
    return person;
  };
  let last: unknown;
  let lastCard: Card | undefined;
  const taken = async (activity: unknown): Promise<void> => {
    last = activity;
    const response = await teams.post(activity);
    if (!response.ok) throw new Error(`Teams would send it again: ${response.status}`);
  };
  const shown = ({ status, body }: Invoked): string => {
    if (status !== 200 || (body.statusCode ?? 200) >= 400) throw new Error(`not taken: ${JSON.stringify(body)}`);
    const words = wordsOfAnswer(body);
    if (words.startsWith('Nothing was taken')) throw new Error(words);
    [lastCard] = cardsOf(body);
    return words;
  };
  return {
    chat: { ...teams.port, directory: looking },
    people: [teams.account(ANA), teams.account(LEE)] as const,
    unknownEmail: 'nobody@state.example',
    now: teams.now,
    seen: async (address: string) =>
      activitiesAt(teams, address).map(({ id, activity }) => ({ sentId: id, text: wordsOfActivity(activity) })),
    pictures: async (address: string) =>
      activitiesAt(teams, address).flatMap(({ activity }) => cardsIn(activity).flatMap(picturesOf)),
    own: async (address: string) =>
      activitiesAt(teams, address).flatMap(({ activity }) =>
        cardsIn(activity).flatMap((card) => chartsOf(card).map(({ title }) => title)),
      ),
    write: (address: string, text: string) => taken(teams.activity(at(address), { text })),
    async attach(address: string, text: string, { name, bytes }: { name: string; bytes: Uint8Array }) {
      teams.connector.files.set('/attached', Buffer.from(bytes));
      const downloadUrl = new URL('/attached', teams.connector.serviceUrl).href;
      const contentType = 'application/vnd.microsoft.teams.file.download.info';
      const attachments = [{ contentType, name, content: { downloadUrl, uniqueId: '1', fileType: 'pdf' } }];
      await taken(teams.activity(at(address), { text, attachments }));
    },
    repeat: () => taken(last),
    press: async (address: string, press: Press) =>
      shown(await teams.invoke(at(address), 'task/fetch', { data: { desk: { press } } })),
    async submit(address: string, _press: Press, values: Record<string, string>) {
      const [send] = buttonsOf(lastCard ?? ({ body: [] } as unknown as Card));
      const filledIn = Object.fromEntries(Object.entries(values).map(([name, value]) => [`field.${name}`, value]));
      return shown(await teams.invoke(at(address), 'task/submit', { data: { ...send?.data, ...filledIn } }));
    },
    async home(address: string) {
      const before = activitiesAt(teams, address).length;
      await taken(teams.activity(at(address), { type: 'installationUpdate', action: 'add' }));
      return activitiesAt(teams, address)
        .slice(before)
        .map(({ activity }) => wordsOfActivity(activity))
        .join('\n');
    },
    get gone(): string {
      const address = {
        serviceUrl: teams.connector.serviceUrl,
        tenant: TENANT,
        bot: BOT.id,
        conversation: `personal-${randomUUID()}`,
      };
      teams.connector.blocked.add(address.conversation);
      return encodeAddress(address);
    },
    breakDown: () =>
      teams.connector.failNext('post', ...Array.from({ length: 9 }, () => ({ reply: 'reset' as const }))),
    close: () => teams.close(),
  };
}

chatContract('Teams', () => openStand(), [
  ...[outbound, pictures, closedAddresses, directory, files, http],
  ...[keep, act, view],
]);

describe('with its own charts', () => {
  test.each(['native', 'pictures'] as const)('%s is what is sent', async (charts) => {
    const stand = await openStand(charts);
    const bars: Bars = {
      ...{ kind: 'bars', title: 'Open', finding: 'Lee has most.', most: 9 },
      bars: [{ label: 'Lee', value: 9, said: '9' }],
    };
    await loadPictures();
    const [{ address, workspace }] = stand.people;
    const message: Message = { blocks: [{ kind: 'chart', chart: bars }] };
    await stand.chat.outbound.send({ deliveryId: randomUUID(), workspace, address, message, since: stand.now() });
    const isOwn = charts === 'native';
    expect(await stand.own(address)).toEqual(isOwn ? ['Open'] : []);
    expect(await stand.pictures(address)).toEqual(isOwn ? [] : ['Open. Lee has most.']);
    await stand.close();
  });
});
chatContract('Teams with its own charts', () => openStand('native'), [
  ...[outbound, pictures, closedAddresses, directory, files, http],
  ...[keep, act, view],
]);
