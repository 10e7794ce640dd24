import { notice } from '../feature/answer.ts';
import { apply } from '../requests/apply.ts';
import { Draft } from '../requests/draft.ts';
import { requestRef } from '../requests/request.ts';
import { isRunning } from '../requests/requestClocks.ts';
import { requestDeed } from '../requests/requestDeed.ts';
import { tellDay } from './dayCard.ts';
import { havePress } from './presses.ts';
import { promiseBroken } from './words.ts';

/** Somebody says that they see to it: the others' cards say so and lose their button, and the requester is told who. */
export const haveThis = requestDeed(
  havePress,
  { needs: 'have this' },
  {
    async does({ tx, facts, actor: { person }, at, now }) {
      const { request, holder } = facts;
      const ref = requestRef(request.id);
      const seenTo = await tx.clocks.seenTo(request.id);
      if (seenTo) return notice(`${seenTo.id === person.id ? 'You have' : `${seenTo.name} has`} ${ref} already.`);
      const draft = new Draft(facts, now);
      draft.record('seen to', { at, actorId: person.id }, {});
      const told = new Set<number>();
      for (const clock of facts.clocks.filter(isRunning)) {
        for (const step of await tx.clocks.stepsOf(clock.id)) for (const id of step.told) told.add(id);
        const key = `broken ${clock.id}`;
        if (clock.breachedAt === null || !(await tx.outbox.standing([key]))) continue;
        draft.tell({
          ...{
            key: `${key} seen to r${draft.request.revision}`,
            kind: 'notice',
            to: request.requesterId,
            replaces: key,
          },
          message: (after) => promiseBroken(after, clock, [], person),
        });
      }
      await apply(tx, draft.decided(), now);
      const others = [...(await tx.people.named([...told])).values()];
      await tellDay(
        tx,
        facts,
        others.map((other) => ({ person: other })),
        { now },
      );
      const next = holder && holder.id !== person.id ? ` ${holder.name} has it until you take it over.` : '';
      return notice(`You see to ${ref}; everybody who was warned sees that.${next}`);
    },
  },
);
