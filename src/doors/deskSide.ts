import type { Account } from '../chat/account.ts';
import type { Answer } from '../chat/answer.ts';
import { clean, cleanAct } from '../chat/clean.ts';
import type { DeskSide } from '../chat/deskSide.ts';
import type { Deed, View } from '../chat/inbound.ts';
import { answerWithYears } from '../chat/years.ts';
import { done, hidden } from '../feature/answer.ts';
import { findDeed, home, isAtOnce } from '../features.ts';
import type { Refused } from '../run/refusals.ts';
import type { Store, Tx } from '../store.ts';
import { pressed, sent } from './deeds.ts';
import { homePage } from './homePage.ts';
import { refresh } from './refresh.ts';
import { sourceOf, stranger } from './source.ts';

/**
 * The door of people, as chats are given it. What people write is stored, then handled from the inbox; buttons and forms
 * are handled at once, in the transaction that notes them, because somebody waits for the answer.
 */
export function createDeskSide({
  store,
  now,
  refused = () => {},
}: {
  store: Store;
  now: () => Date;
  /** Told of each button and form that was answered as if there were no such thing. */
  refused?: Refused;
}): DeskSide {
  return {
    keep: (event) => store.keep(cleanAct(event, now())),
    act: (deed) =>
      answered(now(), async (at) => {
        const answer = await store.transaction((tx) => act(tx, cleanAct(deed, at), at));
        // What was pressed comes from outside: only names that we gave are told on.
        if (answer === hidden)
          refused({ platform: deed.from.platform, deed: findDeed(deed.press.name)?.name ?? 'unknown' });
        return answer;
      }),
    view: (question) => answered(now(), (at) => store.transaction((tx) => view(tx, clean(question), at))),
    known: (who) => store.transaction((tx) => known(tx, who)),
    atOnce: isAtOnce,
    async lines() {
      const offices = await store.transaction((tx) => tx.offices.all());
      return [...new Map(offices.flatMap(({ lines }) => lines).map((line) => [line.code, line])).values()];
    },
    fileOf: (deliveryId, account) => store.transaction((tx) => tx.outbox.fileOf(deliveryId, account)),
  };
}

async function known(tx: Tx, who: Pick<Account, 'platform' | 'workspace' | 'userId'>): Promise<Account | undefined> {
  const id = await tx.people.known(who);
  const row = id === undefined ? undefined : await tx.people.account(id);
  if (!row || row.personId === null) return undefined;
  const { platform, workspace, userId, address, name } = row.account;
  return { platform, workspace, userId, address, ...(name !== undefined && { name }) };
}

const answered = async (now: Date, answer: (now: Date) => Promise<Answer>): Promise<Answer> =>
  answerWithYears(await answer(now), now);

async function act(tx: Tx, deed: Deed, now: Date): Promise<Answer> {
  if (!(await tx.inbox.add(deed, true))) return done;
  const { accountId, actor: known } = await tx.people.identify(deed.from);
  const actor = known ?? stranger(deed);
  if (!actor.person.active) return hidden;
  const { press, at } = deed;
  const doing = { actor, accountId, at, source: sourceOf(deed), now };
  if (deed.kind === 'press') return pressed(tx, press.name, doing, press.about);
  const answer = await sent(tx, press.name, doing, press.about, deed.values);
  // Nothing was done: sent again, perhaps to another desk, it is to be answered again.
  if (answer.kind === 'errors') await tx.inbox.forget(deed);
  else await tx.inbox.belongs(deed);
  return answer;
}

async function view(tx: Tx, question: View, now: Date): Promise<Answer> {
  const { from } = question;
  const { accountId, actor: known } = await tx.people.identify(from);
  const actor = known ?? stranger(question);
  if (question.kind === 'refresh') return refresh(tx, question.deliveryId, { actor, accountId, now });
  const message = question.whole ? await homePage(tx, actor, now) : await home(tx, actor, now);
  return { kind: 'show', message };
}
