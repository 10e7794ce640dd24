import { sweepMornings } from '../../src/mornings/feature.ts';
import type { Case, Tools as SurveyTools } from './surveyCases.ts';

type Tools = Pick<SurveyTools, 'LIMIT' | 'BROKEN' | 'refuseChanges'> & { DUE: Date };

/** What waited for the morning. */
export function morningCases({ LIMIT, BROKEN, DUE, refuseChanges }: Tools): Record<string, Case> {
  return {
    mornings: {
      sweep: (store, now) => sweepMornings(store, now, LIMIT),
      async prepare(story) {
        const message = { blocks: [{ kind: 'text' as const, text: ['Good morning.'] }] };
        const put = (key: string, email: string) =>
          story.store.transaction(async (tx) => {
            const all = await tx.people.everybody(50);
            const personId = all.find(({ person }) => person.email === email)?.person.id ?? 0;
            await tx.outbox.put([{ key, kind: 'notice', to: { personId }, message, notBefore: DUE }]);
          });
        for (let n = 0; n < BROKEN; n++) await put(`broken ${n}`, 'ben@state.example');
        await put('whole', 'ana@state.example');
        await refuseChanges('deliveries', "new.key like 'broken %'");
      },
      async isDone(story) {
        await story.settle();
        return story.person('ana').last() === 'Good morning.' && story.person('ben').sees().length === 0;
      },
    },
  };
}
