import { sql } from 'drizzle-orm';
import { sweepAnswers } from '../../src/answers/takeBack.ts';
import type { Story } from '../support/story.ts';
import type { Case, Tools } from './surveyCases.ts';

type Asking = Pick<Tools, 'run' | 'read' | 'LIMIT' | 'hers'> & { ask: (story: Story) => Promise<void> };

/** Answers that have ended go from the receipts and cards where they stand. */
export function answerCases({ run, read, LIMIT, hers, ask }: Asking): Record<string, Case> {
  return {
    answers: {
      sweep: (store, now) => sweepAnswers(store, now, LIMIT),
      async prepare(story) {
        await ask(story);
        await run(sql`insert into answers (office_id, state, question, answer, valid_until, owner_id, author_id, at)
          select 1, 'approved', 'Do we need three quotes?', 'Yes.', '2026-05-31', id, id, now() from people
          where email = 'lee@state.example'`);
        await run(sql`insert into asked_before (request_id, office_id, answer_id, offered, at)
          select r.id, 1, a.id, true, r.opened_at from requests r cross join answers a`);
      },
      async isDone() {
        const ended = await read<{ id: number }>(
          sql`select request_id as id from asked_before where ended_at is not null`,
        );
        return ended.map(({ id }) => id).join() === String(hers);
      },
    },
  };
}
