import { errors, filled, form, hidden, notice, show } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { tooLong } from '../offices/formValues.ts';
import { officeToday } from '../offices/officeToday.ts';
import { scopeIn } from '../offices/scope.ts';
import { mayOfAction } from '../people/permissions.ts';
import type { Actor } from '../people/person.ts';
import { actionsPress } from '../requests/presses.ts';
import type { Tx } from '../store.ts';
import { type Action, isChangeable, LONGEST_RESULT } from './action.ts';
import { followInMessages } from './follow.ts';
import { readOwn } from './own.ts';
import { changeActionPress, finishActionPress } from './presses.ts';
import { NOBODY, readChange } from './reading.ts';
import { relationsTo, whoMayDo } from './stands.ts';
import { changeForm, finishForm, list } from './words.ts';

const LISTED = 20;

/** One's own, and those of the agencies that one speaks for. */
export const actions = deed(actionsPress, {
  async shows({ tx, actor, now }) {
    const { theirs: own, others, today } = await readOwn(tx, actor, now, LISTED);
    return show(list(own, others, today));
  },
});

/** To everybody who may not do this to it, there is no such thing. */
async function theirs(
  tx: Tx,
  actor: Actor,
  id: number,
  now: Date,
  doing: 'finish' | 'change' = 'finish',
): Promise<{ action: Action; today: string } | undefined> {
  const action = await tx.actions.one(id, 'locked');
  if (!action || action.state === 'draft') return undefined;
  const { today } = await officeToday(tx, action.officeId, now);
  const agencies = (await scopeIn(tx, actor, action.officeId, now))?.agencies ?? [];
  const relations = await relationsTo(tx, actor, action, { today, agencies });
  return mayOfAction(relations, doing) ? { action, today } : undefined;
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
    await tx.records.addToOffice(officeId, {
      kind: 'action done',
      at,
      actorId: actor.person.id,
      data: { action: id, result },
    });
    await followInMessages(tx, action, 'done');
    return notice('Done. Thank you.');
  },
});

/** Somebody else does it, or by another day; or nobody has to any more. */
export const changeAction = deed(changeActionPress, {
  async opens({ tx, actor, about, now }) {
    const found = await theirs(tx, actor, about.action, now, 'change');
    if (!found || !isChangeable(found.action)) return hidden;
    const { action } = found;
    return action.state === 'open' ? form(changeForm(action, await whoMayDo(tx, action))) : over(action);
  },
  async sent({ tx, actor, about, values, at, now }) {
    const found = await theirs(tx, actor, about.action, now, 'change');
    if (!found || !isChangeable(found.action)) return hidden;
    const { action, today } = found;
    if (action.state !== 'open') return over(action);
    const { id, officeId, ownerId } = action;
    const event = { at, actorId: actor.person.id };
    if (values.owner === NOBODY) {
      await tx.actions.change(id, { state: 'dropped', nextAt: null, endedAt: at, endedBy: actor.person.id });
      await tx.records.addToOffice(officeId, { kind: 'action dropped', ...event, data: { action: id } });
      await followInMessages(tx, action, 'nobody has to do it any more');
      return notice('Nobody has to do it any more.');
    }
    const read = readChange(values, { people: await whoMayDo(tx, action), today });
    if ('problems' in read) return errors(read.problems);
    const { change, owner } = read;
    await tx.actions.change(id, { ...change, toldAt: null, nextAt: now, toldIn: [] });
    await tx.records.addToOffice(officeId, {
      kind: 'action changed',
      ...event,
      data: { action: id, what: change.what, owner: change.ownerId, due: change.due },
    });
    await followInMessages(tx, action, change.ownerId === ownerId ? 'changed since' : `${owner.name} does it now`);
    return notice(`Changed. ${owner.name} is told.`);
  },
});
