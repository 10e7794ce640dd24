import type { Database } from '../../db/engine/client.ts';
import { importOffice } from '../../src/offices/importOffice.ts';
import type { Actor } from '../../src/people/person.ts';
import type { Store, Tx } from '../../src/store.ts';
import { storyOffice } from './office.ts';
import { openStory } from './story.ts';

export const NOW = new Date('2026-06-01T15:00:00Z');
export const minutes = (count: number): Date => new Date(NOW.getTime() + count * 60_000);

/** A desk with two offices: `lee` works for both, `sam` supervises both, `maria` is in the first alone. */
export async function openTwoOffices(
  database: Database,
): Promise<{ store: Store; actor(name: string): Promise<Actor> }> {
  const { store } = await openStory(database, { at: '2026-06-01T11:00' });
  const role = (name: string, held: 'liaison' | 'supervisor' | 'requester', agency: string | null = null) => ({
    email: `${name}@state.example`,
    name,
    zone: null,
    roles: [{ role: held, agency }],
  });
  const second = storyOffice({
    code: 'hr',
    name: 'Human Resources',
    people: [
      role('ana', 'requester', 'DOT'),
      role('lee', 'liaison'),
      role('sam', 'supervisor'),
      role('hana', 'supervisor'),
    ],
    assignments: [],
  });
  await store.transaction((tx) => importOffice(tx, second, NOW));
  return {
    store,
    actor: (name) =>
      store.transaction(async (tx) => {
        const account = {
          platform: 'fake',
          workspace: 'test',
          userId: name,
          address: name,
          vouched: 'office' as const,
        };
        const { actor } = await tx.people.identify({ ...account, email: `${name}@state.example` });
        if (!actor) throw new Error(`${name} is not known`);
        return actor;
      }),
  };
}

type Asked = { office?: number; holder?: number | null; dueIn?: number | null };

/** A clock that takes no steps. */
export const idle = {
  ...{
    target: 60,
    stepAt: null,
    stepPercent: null,
    taken: [],
    repeats: 0,
    quietUntil: null,
    stoppedAt: null,
    elapsed: null,
    met: null,
  },
  ...{ releasedAt: null, contestedAt: null, breachedAt: null, brokenBy: null },
  ...{ calendarId: null, droppedAt: null, heldBy: null },
};

/** A request of Ana's whose first reply is due in so many minutes; null: it has no due time. */
export async function ask(tx: Tx, requester: Actor, { office = 1, holder = null, dueIn = 60 }: Asked): Promise<number> {
  const { id: officeId, calendarId, policyId, lines } = await tx.offices.one(office);
  const { id } = await tx.requests.next(requester.person.id);
  await tx.requests.open({
    ...{ id, officeId, agencyId: null, serviceLineId: lines[0]?.id ?? 0, requesterId: requester.person.id },
    ...{ holderId: holder, subject: 'May I?', openedAt: NOW, calendarId, policyId, continues: null },
    ...{
      priority: 'normal',
      urgentReason: null,
      urgentSince: null,
      state: 'open',
      resolvedAt: null,
      resolvedBy: null,
      outcome: null,
    },
    ...{ outcomeText: null, alternative: null, duplicateOf: null, lastNumber: 0, revision: 0, cardKey: null },
  });
  const clock = { ...idle, officeId, requestId: id, startedAt: NOW };
  await tx.clocks.start([{ ...clock, kind: 'first_reply', dueAt: dueIn === null ? null : minutes(dueIn) }]);
  return id;
}
