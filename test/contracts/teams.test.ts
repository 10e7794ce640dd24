import { randomUUID } from 'node:crypto';
import type { Card } from '../../adapters/teams/in/activity.ts';
import { encodeAddress } from '../../adapters/teams/out/address.ts';
import { TENANT } from '../support/teams/identity.ts';
import { buttonsOf, wordsOfActivity, wordsOfCard } from '../support/teams/read-card.ts';
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
import { type ChatStand, chatPortContract } from './chat-port.ts';

/** What somebody sees of an answer: dialogs with their titles, cards, words. */
function wordsOfAnswer(body: InvokeBody): string {
  const words: string[] = [];
  if (typeof body.value === 'string') words.push(body.value);
  if (typeof body.task?.value === 'string') words.push(body.task.value);
  if (typeof body.task?.value === 'object') words.push(body.task.value.title);
  return [...words, ...cardsOf(body).map(wordsOfCard)].join('\n');
}

async function openStand(): Promise<ChatStand> {
  const teams = await openTeams();
  const people = [ANA, LEE] as const;
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
    port: teams.port,
    people: [teams.account(ANA), teams.account(LEE)],
    unknownEmail: 'nobody@state.example',
    cannotReach: true,
    now: teams.now,
    seen: async (address) =>
      activitiesAt(teams, address).map(({ id, activity }) => ({ sentId: id, text: wordsOfActivity(activity) })),
    write: (address, text) => taken(teams.activity(at(address), { text })),
    repeat: () => taken(last),
    press: async (address, press) =>
      shown(await teams.invoke(at(address), 'task/fetch', { data: { desk: { press } } })),
    async submit(address, _press, values) {
      const [send] = buttonsOf(lastCard ?? ({ body: [] } as unknown as Card));
      const filledIn = Object.fromEntries(Object.entries(values).map(([name, value]) => [`field.${name}`, value]));
      return shown(await teams.invoke(at(address), 'task/submit', { data: { ...send?.data, ...filledIn } }));
    },
    async home(address) {
      const before = activitiesAt(teams, address).length;
      await taken(teams.activity(at(address), { type: 'installationUpdate', action: 'add' }));
      return activitiesAt(teams, address)
        .slice(before)
        .map(({ activity }) => wordsOfActivity(activity))
        .join('\n');
    },
    get gone() {
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

chatPortContract('Teams', openStand);
