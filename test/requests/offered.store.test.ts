import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/chat/answer.ts';
import { buttonsOf, type Press, plainSpans } from '../../src/chat/message.ts';
import { pressed, requestOf, sent } from '../../src/doors/deeds.ts';
import type { Doing } from '../../src/feature/deed.ts';
import { lookMessage } from '../../src/requests/look.ts';
import { actionOf } from '../../src/requests/offers.ts';
import type { Tx } from '../../src/store.ts';
import { useDatabase } from '../support/database.ts';
import { openStory, type Story } from '../support/story.ts';

const data = useDatabase();
const ID = 1001;

const asked = (story: Story) => story.person('ana').says('May I buy a drone?');
/** What becomes of the one request. It is Transportation’s, with Lee as liaison and Devon as backup, but for the first. */
const states: Record<string, (story: Story) => Promise<unknown>> = {
  'with nobody': (story) => story.person('fay').says('May I buy a drone?'),
  open: asked,
  waiting: async (story) => {
    await asked(story);
    await story.person('lee').presses('Ask the agency', { text: 'Which?' });
  },
  // The warning offered a later time, and no clock runs any more: it is worded anew within a minute.
  'warned, then waiting': async (story) => {
    await asked(story);
    await story.at('2026-06-01T12:45');
    await story.person('lee').presses('Ask the agency', { text: 'Which?' });
    await story.at('2026-06-01T12:47');
  },
  'urgent and answered': async (story) => {
    await asked(story);
    await story.person('ana').presses('Mark urgent', { reason: 'snow' });
    await story.person('lee').presses('Reply', { text: 'Yes.' });
  },
  late: async (story) => {
    await asked(story);
    await story.at('2026-06-03T10:00');
  },
  resolved: async (story) => {
    await asked(story);
    await story.person('lee').presses('Resolve', { outcome: 'answered', text: 'Yes.' });
    await story.at('2026-06-03T10:00');
  },
  'a duplicate': async (story) => {
    await asked(story);
    await story.person('ana').asks('A drone, please.');
    const lee = await doingOf(story, 'lee');
    const values = { outcome: 'duplicate', duplicate: 'R-1002' };
    await story.store.transaction((tx) => sent(tx, 'resolve', lee, `v2 request=${ID}`, values));
    await story.settle();
  },
  withdrawn: async (story) => {
    await asked(story);
    await story.person('ana').presses('Withdraw', {});
  },
  'a newcomer’s': async (story) => {
    await story.person('kim').says('May I buy a drone?');
    const agencies = await story.store.transaction((tx) => tx.people.agencies([1]));
    const agency = String(agencies.find(({ name }) => name === 'Transportation')?.id);
    await story.person('kim').presses('Choose your agency', { agency });
  },
};

const roles = {
  requester: 'ana',
  holder: 'lee',
  backup: 'devon',
  supervisor: 'sam',
  administrator: 'ada',
  'liaison of another agency': 'maria',
  'requester of another agency': 'ben',
} as const;
type Role = keyof typeof roles;

/** What each is offered in their chat, or by *Show all*. */
const writes = ['ask agency', 'note', 'reply', 'resolve'];
const asks = ['topic', 'urgent', 'withdraw'];
const offered: Record<string, Partial<Record<Role, string[]>>> = {
  'with nobody': {
    requester: asks,
    supervisor: [...writes, 'hand over', 'longer', 'look', 'priority', 'take over'],
    administrator: ['hand over'],
  },
  open: {
    requester: asks,
    holder: [...writes, 'hand over', 'longer', 'look'],
    backup: [...writes, 'hand over', 'take over'],
    supervisor: [...writes, 'hand over', 'longer', 'priority', 'take over'],
    administrator: ['hand over'],
  },
  waiting: {
    requester: asks,
    holder: [...writes, 'hand over', 'look'],
    backup: [...writes, 'hand over', 'take over'],
    supervisor: [...writes, 'hand over', 'priority', 'take over'],
    administrator: ['hand over'],
  },
  'warned, then waiting': {
    requester: asks,
    holder: [...writes, 'hand over', 'look'],
    backup: [...writes, 'hand over', 'take over'],
    supervisor: [...writes, 'hand over', 'priority', 'take over'],
    administrator: ['hand over'],
  },
  'urgent and answered': {
    requester: ['topic', 'withdraw'],
    holder: [...writes, 'hand over', 'longer', 'look'],
    backup: [...writes, 'hand over', 'take over'],
    supervisor: [...writes, 'hand over', 'longer', 'priority', 'take over'],
    administrator: ['hand over'],
  },
  late: {
    requester: asks,
    holder: [...writes, 'hand over', 'look'],
    backup: [...writes, 'hand over', 'have this', 'look', 'take over'],
    supervisor: [...writes, 'hand over', 'have this', 'look', 'priority', 'take over'],
    administrator: ['hand over', 'have this'],
  },
  resolved: {
    requester: ['accept', 'rate', 'reopen', 'stop surveys', 'without name'],
    holder: ['keep answer', 'look', 'note', 'reply'],
    backup: ['keep answer', 'note', 'reply'],
    supervisor: ['keep answer', 'note', 'reply'],
    administrator: [],
  },
  'a duplicate': {
    requester: ['reopen'],
    holder: ['look', 'note', 'reply'],
    backup: ['note', 'reply'],
    supervisor: ['note', 'reply'],
    administrator: [],
  },
  withdrawn: {
    requester: [],
    holder: ['look', 'note'],
    backup: ['note'],
    supervisor: ['note'],
    administrator: [],
  },
  'a newcomer’s': {
    requester: asks,
    holder: [...writes, 'confirm', 'decline', 'hand over', 'longer', 'look'],
    backup: [...writes, 'hand over', 'take over'],
    supervisor: [...writes, 'hand over', 'longer', 'priority', 'take over'],
    administrator: ['hand over'],
  },
};

const email = (name: string): string => `${name}@state.example`;

async function doingOf(story: Story, name: string): Promise<Doing> {
  const userId = email(name);
  const account = { platform: 'fake', workspace: 'test', userId, address: userId, vouched: 'office' as const };
  const known = await story.store.transaction((tx) => tx.people.identify({ ...account, name, email: userId }));
  if (!known.actor) throw new Error(`${name} is known`);
  const now = story.now();
  return { actor: known.actor, accountId: known.accountId, at: now, source: `a press of ${name}`, now };
}

class TakenBack extends Error {}

/** What somebody would be answered who pressed all of these, and whether they would change anything. Nothing of it stays. */
async function tried({ store }: Story, doing: Doing, presses: Press[]): Promise<{ answers: Answer[]; does: boolean }> {
  const answers: Answer[] = [];
  let does = false;
  const trial = store.transaction(async (tx) => {
    const before = await recorded(tx);
    for (const { name, about } of presses) answers.push(await pressed(tx, name, doing, about));
    does = before !== (await recorded(tx));
    throw new TakenBack();
  });
  await trial.catch((error: unknown) => {
    if (!(error instanceof TakenBack)) throw error;
  });
  return { answers, does };
}

const recorded = async (tx: Tx): Promise<string> =>
  JSON.stringify([await tx.requests.read(ID), (await tx.records.of({ kind: 'request', id: ID })).length]);

async function offersTo(story: Story, who: string, { actor, now }: Doing): Promise<Press[]> {
  const look = await story.store.transaction((tx) => lookMessage(tx, { actor, now }, ID));
  const messages = [...(look ? [look] : []), ...story.chat.seen(email(who)).map(({ message }) => message)];
  const presses = messages.flatMap((message) => buttonsOf(message).map(({ press }) => press));
  const different = new Map(presses.map((press) => [`${press.name} ${press.about}`, press]));
  return [...different.values()].filter((press) => requestOf(press) === ID);
}

/** Allowed, and offered elsewhere or at other times: it is no harm that it does something. */
const offeredElsewhere: Partial<Record<string, readonly string[]>> = {
  // By the lists that lead to it.
  look: ['requester', 'holder', 'backup', 'supervisor', 'administrator'],
  // Once it is late.
  'have this': ['backup', 'supervisor', 'administrator'],
  // Whoever answers gives it to a colleague instead, or to another office.
  topic: ['holder', 'backup', 'supervisor'],
  // The holder is asked; whoever has it next is asked then.
  confirm: ['backup', 'supervisor'],
  decline: ['backup', 'supervisor'],
};

describe('what is offered can be pressed, and what is not is refused in words', () => {
  test.each(Object.entries(states))('%s', async (state, becomes) => {
    const story = await openStory(data.database);
    await becomes(story);
    const asker = { 'with nobody': 'fay', 'a newcomer’s': 'kim' }[state] ?? roles.requester;
    const seen: Record<string, string[]> = {};
    const wrong: string[] = [];
    for (const [role, name] of Object.entries({ ...roles, requester: asker })) {
      const doing = await doingOf(story, name);
      const presses = await offersTo(story, name, doing);
      const names = new Set(presses.map((press) => press.name));
      // *How was this counted?* is for whoever may see it.
      if (names.delete('counted')) seen[role] = [...names].sort();
      else expect([role, [...names]]).toEqual([role, []]);
      for (const press of presses) {
        const { answers, does } = await tried(story, doing, [press]);
        const opens = answers.some(({ kind }) => kind === 'form' || kind === 'show');
        if (!opens && !does)
          wrong.push(`${role} is offered ${press.name}, and is answered: ${JSON.stringify(answers)}`);
      }
      const about = `v2 request=${ID} line=2 rating=5 agency=1 of=${doing.now.getTime()}`;
      const others = Object.keys(actionOf)
        .filter((each) => !presses.some((press) => press.name === each) && !offeredElsewhere[each]?.includes(role))
        .map((each): Press => ({ name: each, about }));
      const { answers, does } = await tried(story, doing, others);
      const unsaid = answers.flatMap((answer, nth) =>
        answer.kind === 'notice' && plainSpans(answer.text).trim() !== '' ? [] : (others[nth]?.name ?? []),
      );
      if (does || unsaid.length > 0)
        wrong.push(`${role} is not offered ${unsaid.join(', ')}, and it ${does ? 'does something' : 'is not refused'}`);
    }
    expect(wrong).toEqual([]);
    const sorted = Object.entries(offered[state] ?? {}).map(([role, names]) => [role, names.toSorted()]);
    expect(seen).toEqual(Object.fromEntries(sorted));
  });
});
