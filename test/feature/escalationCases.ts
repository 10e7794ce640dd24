import { sql } from 'drizzle-orm';
import { sweepCards, sweepEscalations, sweepSettled } from '../../src/escalations/escalate.ts';
import { sweepGone } from '../../src/escalations/goneSeer.ts';
import type { Story } from '../support/story.ts';
import type { Case, Tools } from './surveyCases.ts';

type Asking = Pick<Tools, 'run' | 'LIMIT' | 'hers' | 'breakPerson'> & { ask: (story: Story) => Promise<void> };

/** What is said on the way to promises and past them. */
export function escalationCases({ run, LIMIT, hers, ask, breakPerson }: Asking): Record<string, Case> {
  return {
    escalations: {
      sweep: (store, now) => sweepEscalations(store, now, LIMIT),
      prepare: ask,
      async isDone(story) {
        const events = await story.store.transaction((tx) => tx.records.of({ kind: 'request', id: hers }));
        return events.some(({ kind }) => kind === 'escalated');
      },
    },
    'seen to no more': {
      sweep: (store, now) => sweepGone(store, now, LIMIT),
      // Sam has said of all that he has it, and is out since.
      async prepare(story) {
        await ask(story);
        await run(sql`insert into events (office_id, subject_kind, subject_id, request_id, kind, at, actor_id, data)
          select 1, 'request', r.id, r.id, 'seen to', '2026-06-01T15:00Z'::timestamptz,
            (select id from people where email = 'sam@state.example'), '{"until": "2026-06-05T13:00:00Z", "reason": null}'
          from requests r order by r.id`);
        await run(sql`insert into absences (person_id, from_day) select id, '2026-06-02' from people
          where email = 'sam@state.example'`);
      },
      async isDone(story) {
        const [seer, other] = await story.store.transaction(async (tx) => [
          await tx.warnings.seenTo(hers),
          await tx.warnings.seenTo(1001),
        ]);
        return seer?.gone?.why === 'out' && other?.gone === null;
      },
    },
    'settled escalations': {
      sweep: (store, now) => sweepSettled(store, now, LIMIT),
      async prepare(story) {
        await ask(story);
        await story.at('2026-06-01T13:00');
        await run(sql`update clocks set stopped_at = now(), step_at = null`);
      },
      async isDone(story) {
        const left = await story.store.transaction((tx) =>
          tx.warnings.unsettled(new Date('2027-01-01T00:00:00Z'), 100),
        );
        return left.every(({ requestId }) => requestId !== hers) && left.length > LIMIT;
      },
    },
    'escalation cards': {
      sweep: sweepCards,
      async prepare(story) {
        await story.at('2026-06-02T09:00');
        for (const name of ['ben', 'ana']) await story.person(name).says('Where do I buy seed?');
        await story.at('2026-06-02T11:05');
        await breakPerson('maria');
        await run(sql`update requests set subject = 'Where do I buy soil?'`);
      },
      async isDone(story) {
        await story.settle();
        return story.person('lee').sees().join().includes('Where do I buy soil?');
      },
    },
  };
}
