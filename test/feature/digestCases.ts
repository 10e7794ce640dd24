import { type SQL, sql } from 'drizzle-orm';
import { sweepDigests } from '../../src/digests/sweep.ts';
import { digestParts } from '../../src/features.ts';
import type { Case } from './surveyCases.ts';

/** Digests of three supervisors, one of whom cannot be written to. */
export const digestCases = ({
  run,
  breakPerson,
}: {
  run: (statement: SQL) => Promise<unknown>;
  breakPerson: (name: string) => Promise<unknown>;
}): Record<string, Case> => ({
  digests: {
    sweep: (store, now) => sweepDigests(store, digestParts, now),
    async prepare(story) {
      await story.at('2026-06-01T16:00');
      await run(sql`insert into memberships (person_id, office_id, role) select id, 1, 'supervisor' from people
        where email in ('devon@state.example', 'maria@state.example')`);
      await breakPerson('devon');
      await story.at('2026-06-02T08:00');
    },
    async isDone(story) {
      await story.settle();
      const [sam, devon, maria] = ['sam', 'devon', 'maria'].map((name) => story.person(name).last());
      return [sam, maria].every((last) => last?.includes('Daily digest')) && !devon?.includes('digest');
    },
  },
});
