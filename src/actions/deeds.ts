import { errors, filled, form, hidden, notice, show } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { tooLong } from '../offices/formValues.ts';
import { officeToday } from '../offices/officeToday.ts';
import { mayOfAction } from '../people/permissions.ts';
import type { Actor } from '../people/person.ts';
import { actionsPress } from '../requests/presses.ts';
import type { Tx } from '../store.ts';
import { type Action, LONGEST_RESULT } from './action.ts';
import { readOwn } from './own.ts';
import { finishActionPress } from './presses.ts';
import { relationsTo } from './stands.ts';
import { finishForm, list } from './words.ts';

const LISTED = 20;

/** One's own, and those of the agencies that one speaks for. */
export const actions = deed(actionsPress, {
  async shows({ tx, actor, now }) {
    const { theirs: own, others, today } = await readOwn(tx, actor, now, LISTED);
    return show(list(own, others, today));
  },
});

/** To everybody who may not finish it, there is no such thing. */
async function theirs(
  tx: Tx,
  actor: Actor,
  id: number,
  now: Date,
): Promise<{ action: Action; today: string } | undefined> {
  const action = await tx.actions.one(id, 'locked');
  if (!action || action.state === 'draft') return undefined;
  const { today } = await officeToday(tx, action.officeId, now);
  return mayOfAction(await relationsTo(tx, actor, action, today), 'finish') ? { action, today } : undefined;
}

const over = ({ state }: Action) =>
  notice(state === 'done' ? 'This is done already. Thank you.' : 'Nobody has to do this any more.');

export const finishAction = deed(finishActionPress, {
  async opens({ tx, actor, about, now }) {
    const found = await theirs(tx, actor, about.action, now);
    if (!found) return hidden;
    return found.action.state === 'open' ? form(finishForm(found.action, found.today)) : over(found.action);
  },
  async sent({ tx, actor, about, values, at, now }) {
    const found = await theirs(tx, actor, about.action, now);
    if (!found) return hidden;
    const { action } = found;
    if (action.state !== 'open') return over(action);
    const result = filled(values, 'result') ?? null;
    const long = tooLong(result, LONGEST_RESULT);
    if (long !== undefined) return errors({ result: long });
    const { id, officeId } = action;
    await tx.actions.change(id, { state: 'done', nextAt: null, endedAt: at, endedBy: actor.person.id, result });
    await tx.records.add({ kind: 'office', id: officeId }, officeId, [
      { kind: 'action done', at, actorId: actor.person.id, data: { action: id, result } },
    ]);
    return notice('Done. Thank you.');
  },
});
