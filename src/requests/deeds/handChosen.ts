import { errors, filled, form, hidden, notice, show } from '../../feature/answer.ts';
import { deed } from '../../feature/deed.ts';
import type { Actor } from '../../people/person.ts';
import type { Tx } from '../../store.ts';
import { apply } from '../apply.ts';
import { decideMove } from '../decide/moving.ts';
import type { RequestFacts } from '../facts.ts';
import { type Going, handMany } from '../handMany.ts';
import { authorise, team, withLoad } from '../load.ts';
import { handChosenPress } from '../presses.ts';
import { asksAbout, workingDay } from '../route.ts';
import { handChosenForm, handedChosen, type Left, sayHanded, whyLeft } from '../words/handingChosen.ts';

/** Several requests of a list of the page, chosen by their boxes, go to one person: *Hand over the chosen*. */

/** As many as a page of a list has. */
const MOST = 50;

type Found = { facts: RequestFacts[]; left: Left[] };

/** Those that this person may hand over, all of one office, and of the others why not. */
async function find(tx: Tx, actor: Actor, chosen: readonly number[], now: Date, how: 'to read' | 'locked') {
  const found: Found = { facts: [], left: [] };
  for (const id of chosen) {
    const each = await authorise(tx, actor, 'hand over', id, now, how);
    const [first] = found.facts;
    if ('refused' in each)
      found.left.push({ id, why: each.refused === 'state' ? whyLeft.ended(each.request) : whyLeft.hidden });
    else if (first && first.office.id !== each.facts.office.id)
      found.left.push({ id, why: whyLeft.elsewhere(each.facts.office.name, first.office.name) });
    else found.facts.push(each.facts);
  }
  return found;
}

/** In the order in which all lock them. */
const readChosen = (written: string): number[] =>
  [...new Set(written.split('.').filter((id) => /^\d{1,9}$/u.test(id)))].map(Number).sort((a, b) => a - b);

const nothingChosen = notice('Choose the requests first, by the boxes in the list.');
const tooMany = notice(`Choose at most ${MOST} requests at once. Nothing was handed over.`);

export const handChosen = deed(handChosenPress, {
  async opens({ tx, actor, about, now }) {
    const chosen = readChosen(about.requests);
    if (chosen.length === 0) return nothingChosen;
    if (chosen.length > MOST) return tooMany;
    const { facts, left } = await find(tx, actor, chosen, now, 'to read');
    const [first] = facts;
    if (!first)
      return left.every(({ why }) => why === whyLeft.hidden) ? hidden : show(handedChosen(undefined, [], left));
    const members = await team(tx, first.office.id, workingDay(first.rules.calendar, now));
    // Whoever has all of them already is no choice.
    const others = members.filter(({ person }) => facts.some(({ request }) => request.holderId !== person.id));
    if (others.length === 0) return notice('There is nobody else in this office to hand them to.');
    return form(
      handChosenForm(
        facts,
        left,
        await withLoad(
          tx,
          others.map(({ person, absence }) => ({ person, absent: absence !== undefined })),
        ),
        chosen.join('.'),
      ),
    );
  },
  async sent({ tx, actor, about, values, at, now, source }) {
    const chosen = readChosen(about.requests);
    if (chosen.length > MOST) return tooMany;
    const { facts, left } = await find(tx, actor, chosen, now, 'locked');
    const [first] = facts;
    if (!first)
      return left.every(({ why }) => why === whyLeft.hidden) ? hidden : show(handedChosen(undefined, [], left));
    const members = await team(tx, first.office.id, workingDay(first.rules.calendar, now));
    const to = members.find(({ person }) => String(person.id) === values.person)?.person;
    const reason = filled(values, 'reason');
    if (!to || !reason)
      return errors({
        ...(!to && { person: 'Please choose somebody of this office.' }),
        ...(!reason && { reason: 'Please say why; the agencies are told.' }),
      });
    const going: Going[] = [];
    for (const each of facts) {
      const { request } = each;
      if (request.holderId === to.id) left.push({ id: request.id, why: whyLeft.already(to.name) });
      else
        going.push({
          ...{ facts: each, holder: to },
          move: { by: actor.person, at, reason, newcomer: await asksAbout(tx, request, to) },
        });
    }
    const [alone, another] = going;
    // One alone is told by itself, as if it had been handed over under its own card.
    if (alone && !another) await apply(tx, decideMove(alone.facts, to, alone.move, now), now);
    else if (alone)
      await handMany(
        tx,
        going,
        { key: `chosen ${source}`, kind: 'share', why: reason.replace(/(?<![.\s])[.\s]+$/u, '') },
        now,
      );
    const ids = going.map(({ facts: { request } }) => request.id);
    return left.length === 0 ? notice(sayHanded(to.name, ids)) : show(handedChosen(to.name, ids, left));
  },
});
