import { errors, form, hidden, notice } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { officeToday } from '../offices/officeToday.ts';
import type { Tx } from '../store.ts';
import type { Alternate, AlternateEnd } from './alternate.ts';
import { endedEarly, endForm, giveBackForm } from './decideWords.ts';
import { lookAt } from './look.ts';
import { endAlternatePress, giveBackPress } from './presses.ts';
import { lengthOf, problemOf, textOrNull } from './reading.ts';
import { agencySide, officeSide, redraw, tell, withNext } from './tell.ts';
import { find } from './who.ts';

/** Before its day it is ended by a supervisor, or given back by the agency. */

const over = (it: Alternate) => notice(it.state === 'ended' ? 'It has ended already.' : 'It is not in force.');

export const endAlternate = deed(endAlternatePress, {
  async opens({ tx, actor, about, now }) {
    const found = await find(tx, actor, { id: about.alternate, action: 'end', now });
    if (!found) return hidden;
    return found.it.state === 'granted' ? form(endForm(await lookAt(tx, found.it, now))) : over(found.it);
  },
  async sent({ tx, actor, about, values, at, now }) {
    const found = await find(tx, actor, { id: about.alternate, action: 'end', now });
    if (!found) return hidden;
    const { it } = found;
    if (it.state !== 'granted') return over(it);
    const problems = problemOf(values, 'because', 'Say in a few words why: the agency reads it.');
    if (Object.keys(problems).length > 0) return errors(problems);
    const reason = textOrNull(values, 'because');
    await end(tx, it, { how: 'ended early', by: actor.person.id, reason, at }, now);
    return notice('Ended. The agency and its liaison are told, and why.');
  },
});

export const giveBack = deed(giveBackPress, {
  async opens({ tx, actor, about, now }) {
    const found = await find(tx, actor, { id: about.alternate, action: 'give back', now });
    if (!found) return hidden;
    return found.it.state === 'granted' ? form(giveBackForm(await lookAt(tx, found.it, now))) : over(found.it);
  },
  async sent({ tx, actor, about, values, at, now }) {
    const found = await find(tx, actor, { id: about.alternate, action: 'give back', now });
    if (!found) return hidden;
    const { it } = found;
    if (it.state !== 'granted') return over(it);
    const problems = lengthOf(values, 'because');
    if (Object.keys(problems).length > 0) return errors(problems);
    const reason = textOrNull(values, 'because');
    await end(tx, it, { how: 'given back', by: actor.person.id, reason, at }, now);
    return notice('Given back. Your liaison hears of it.');
  },
});

type End = { how: AlternateEnd; by: number | null; reason: string | null; at: Date };

/** It holds for the rest of the day. Whoever ended it is told nothing that they know. */
export async function end(tx: Tx, it: Alternate, { how, by, reason, at }: End, now: Date): Promise<void> {
  const { today } = await officeToday(tx, it.officeId, now);
  const endedOn = how === 'ran out' ? null : today;
  await tx.alternates.change(it.id, {
    ...{ state: 'ended', endedAt: at, endedBy: by, endHow: how, endReason: reason, endedOn },
  });
  const data = { alternate: it.id, how, reason };
  await tx.records.addToOffice(it.officeId, { kind: 'alternate ended', at, actorId: by, data });
  await withNext(tx, it.id, now);
  await redraw(tx, it.id, now);
  const after = await tx.alternates.one(it.id);
  // Of its end on its day everybody knows beforehand.
  if (how === 'ran out' || !after) return;
  const look = await lookAt(tx, after, now);
  const agency = (await agencySide(tx, it)).filter(({ id }) => id !== by);
  await tell(tx, it, 'ended', agency, endedEarly(look, { agency: true }), now);
  const office = (await officeSide(tx, it, now)).filter(({ id }) => id !== by);
  const others = office.filter((each) => !agency.some((known) => known.id === each.id));
  await tell(tx, it, 'ended', others, endedEarly(look, { agency: false }), now);
}
