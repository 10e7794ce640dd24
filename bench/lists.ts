/** A page of every list among 100,000 open requests, its first and one far behind, and a list that comes into view again. */
import { createStore } from '../db/store.ts';
import { buttonsOf, type Message } from '../src/chat/message.ts';
import { createDeskSide } from '../src/doors/deskSide.ts';
import { accountOf, askMany, liaison, NOW, requester, supervisor } from './manyRequests.ts';
import { measure } from './measure.ts';
import type { BenchRow } from './row.ts';

/** Pages; a cursor keeps the rows of 20 by their ids. */
const FAR = 30;

const lists = [
  ['my requests', requester],
  ['queue', liaison],
  ['triage', supervisor],
  ['at risk', supervisor],
  ['escalated', supervisor],
  ['all open', supervisor],
  ['resolved', supervisor],
  ['resolved', liaison],
] as const;

/** Lists that are narrowed, and words that many, some and no requests have. */
const narrowed = [
  ...['late', 'today', 'waiting', 'urgent', 'mine', 'waiting.urgent'].map((only) => ['all open', `v2 only=${only}`]),
  ['all open', 'v2 agency=1'],
  ['all open', 'v2 only=late agency=1'],
  ['at risk', 'v2 only=urgent'],
  ['resolved', 'v2 agency=1'],
] as const;
const sought = ['words=buy', 'words=777', 'words=nowhere', 'words=buy agency=1', 'agency=1', 'words=buy only=resolved'];
const seekers = { requester, liaison, supervisor };

export const benchLists = (): Promise<BenchRow[]> =>
  askMany(async (asked) => {
    const store = createStore(asked.database);
    const desk = createDeskSide({ store, now: () => NOW });
    let presses = 0;
    const page = async (who: string, name: string, about: string): Promise<Message> => {
      presses += 1;
      const key = `p${presses}`;
      const answer = await desk.act({ kind: 'press', key, from: accountOf(who), at: NOW, press: { name, about } });
      if (answer.kind !== 'show') throw new Error(`a page of ${name} was not shown: ${JSON.stringify(answer)}`);
      return answer.message;
    };
    const rows: BenchRow[] = [];
    for (const [name, who] of lists) {
      rows.push(...(await measure(asked, 'lists', `first page of ${name}, ${who}`, () => page(who, name, ''))));
      let about = '';
      for (let n = 1; n < FAR; n++) about = moreOf(await page(who, name, about), `${name} ${n}`);
      rows.push(...(await measure(asked, 'lists', `page ${FAR} of ${name}`, () => page(who, name, about))));
    }
    for (const [name = '', about = ''] of narrowed)
      rows.push(...(await measure(asked, 'lists', `${name}: ${about.slice(3)}`, () => page(supervisor, name, about))));
    for (const [role, who] of Object.entries(seekers))
      for (const about of sought)
        rows.push(...(await measure(asked, 'find', `${about} by a ${role}`, () => page(who, 'find', `v2 ${about}`))));
    const deliveryId = await send(asked, await page(supervisor, 'all open', ''));
    const refresh = async (): Promise<void> => {
      const answer = await desk.view({ kind: 'refresh', from: accountOf(supervisor), deliveryId });
      if (answer.kind !== 'show') throw new Error('the message is not shown again');
    };
    rows.push(...(await measure(asked, 'lists', 'refresh of ten buttons', refresh)));
    return rows;

    async function send({ database }: typeof asked, message: Message): Promise<string> {
      await store.transaction(async (tx) => {
        const { actor } = await tx.people.identify(accountOf(supervisor));
        if (!actor) throw new Error('the supervisor is not known');
        await tx.outbox.put([{ key: 'list', kind: 'notice', to: { personId: actor.person.id }, message }]);
      });
      const { deliveries } = await store.transaction((tx) => tx.outbox.claim(1, 30_000));
      const [claimed] = deliveries;
      if (!claimed) throw new Error(`nothing is to be sent from ${database.kind}`);
      return claimed.uuid;
    }
  });

function moreOf(page: Message, where: string): string {
  const more = buttonsOf(page).find(({ label }) => label.startsWith('Show'));
  if (!more) throw new Error(`there are no more pages of ${where}: ask for more requests`);
  return more.press.about;
}
