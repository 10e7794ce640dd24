import { errors, form, hidden, notice } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { officeKept } from '../offices/officeToday.ts';
import type { Actor, Person } from '../people/person.ts';
import { type Going, handMany, heldNow } from '../requests/handMany.ts';
import { team, withLoad } from '../requests/load.ts';
import { handSomePress } from '../requests/presses.ts';
import { type AgencyRequest, isLive } from '../requests/request.ts';
import { asksAbout, workingDay } from '../requests/route.ts';
import type { Tx } from '../store.ts';
import { handSomeForm } from './handSomeWords.ts';
import { openRequests } from './saying.ts';

/** A supervisor gives some of what one person has to another: *Hand some over*. */

/** So many can be chosen among: no form takes more. */
const IN_FORM = 10;

type Found = { from: Person; held: AgencyRequest[]; colleagues: Person[] };

async function find(
  tx: Tx,
  actor: Actor,
  about: { office: number; person: number },
  now: Date,
): Promise<Found | undefined> {
  const own = await officeKept(tx, actor, about.office, now);
  if (!own) return undefined;
  const members = await team(tx, about.office, workingDay(own.calendar, now));
  const from = members.find(({ person }) => person.id === about.person)?.person;
  if (!from) return undefined;
  const held = (await tx.requests.heldBy(from.id)).filter(
    (request) => request.officeId === about.office && isLive(request),
  );
  const isIn = members.filter(({ person, absence }) => person.id !== from.id && !absence);
  // Whoever asked last has waited least and been told least.
  const newest = held.toSorted((a, b) => b.id - a.id).slice(0, IN_FORM);
  return { from, held: newest, colleagues: isIn.map(({ person }) => person) };
}

export const handSome = deed(handSomePress, {
  async opens({ tx, actor, about, now }) {
    const found = await find(tx, actor, about, now);
    if (!found) return hidden;
    if (found.held.length === 0) return notice(`${found.from.name} holds no open requests anymore.`);
    if (found.colleagues.length === 0) return notice('Nobody else is in today to take any.');
    const colleagues = await withLoad(
      tx,
      found.colleagues.map((person) => ({ person })),
    );
    return form(handSomeForm({ ...found, colleagues, officeId: about.office }));
  },
  async sent({ tx, actor, about, values, at, now, source }) {
    const found = await find(tx, actor, about, now);
    if (!found) return hidden;
    const to = found.colleagues.find(({ id }) => String(id) === values.person);
    if (!to) return errors({ person: 'Please choose who gets them.' });
    const chosen = (values.requests ?? '').split(',').filter(Boolean).map(Number);
    const facts = await heldNow(
      tx,
      found.from.id,
      found.held.map(({ id }) => id).filter((id) => chosen.includes(id)),
    );
    if (facts.length === 0) return errors({ requests: 'Please choose at least one that is still open.' });
    const reason = `${found.from.name} has a lot to answer just now`;
    const going: Going[] = [];
    for (const each of facts) {
      const newcomer = await asksAbout(tx, each.request, to);
      going.push({ facts: each, holder: to, move: { by: actor.person, at, reason, newcomer } });
    }
    await handMany(tx, going, { key: `share ${source}`, kind: 'share', why: reason }, now);
    return notice(`${to.name} has ${openRequests(going.length)} of ${found.from.name} now.`);
  },
});
