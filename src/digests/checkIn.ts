import { errors, filled, form, hidden, notice } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import type { Office } from '../offices/office.ts';
import { tellAwake } from '../offices/tellAwake.ts';
import type { Actor, Agency, Person } from '../people/person.ts';
import type { Tx } from '../store.ts';
import { checkInForm, LONGEST_CHECK_IN, saidToCheckIn, checkIn as words } from './checkInWords.ts';
import { quietSince } from './digest.ts';
import { checkInPress } from './presses.ts';
import { roleIn } from './readers.ts';

/** Somebody of the office asks an agency that has gone quiet how it is doing. */

/** So many of those who asked last are written to. */
const PEOPLE = 3;

type Found = { office: Office; agency: Agency; people: Person[] };

async function find(tx: Tx, actor: Actor, about: { office: number; agency: number }): Promise<Found | undefined> {
  if (!roleIn(actor, about.office)) return undefined;
  const agency = (await tx.people.agencies([about.office])).find(({ id }) => id === about.agency);
  if (!agency) return undefined;
  const people = await tx.digests.lastAskers(about.office, agency.id, PEOPLE);
  return { office: await tx.offices.one(about.office), agency, people };
}

/** Two supervisors read the same digest. */
const wasDone = (tx: Tx, { office, agency }: Found, now: Date): Promise<boolean> =>
  tx.digests.checkedIn(office.id, agency.id, quietSince(now));

export const checkIn = deed(checkInPress, {
  async opens({ tx, actor, about, now }) {
    const found = await find(tx, actor, about);
    if (!found) return hidden;
    if (await wasDone(tx, found, now)) return notice(`Somebody has checked in with ${found.agency.name} already.`);
    if (found.people.length === 0) return notice(`Nobody at ${found.agency.name} can be written to.`);
    return form(checkInForm(found.office, found.agency, found.people));
  },
  async sent({ tx, actor, about, values, at, now, source }) {
    const found = await find(tx, actor, about);
    if (!found) return hidden;
    const { office, agency, people } = found;
    // Those who are written to are the same for whoever checks in at this moment: the second waits, and sees it was done.
    for (const { id } of people.toSorted((a, b) => a.id - b.id)) await tx.people.lock(id);
    if (await wasDone(tx, found, now)) return notice(`Somebody has checked in with ${agency.name} already.`);
    const text = filled(values, 'text');
    if (!text) return errors({ text: 'Write a few words to them.' });
    if (text.length > LONGEST_CHECK_IN) return errors({ text: `Please keep it under ${LONGEST_CHECK_IN} characters.` });
    await tx.records.addToOffice(office.id, {
      kind: 'checked in',
      at,
      actorId: actor.person.id,
      data: { agency: agency.id, people: people.map(({ id }) => id) },
    });
    await tellAwake(
      tx,
      office.id,
      people.map(({ id }) => ({
        ...{ key: `check in ${source} to ${id}`, kind: 'notice' as const, to: { personId: id }, officeId: office.id },
        message: words(office, actor.person, text),
      })),
      { now },
    );
    return notice(saidToCheckIn(agency, people));
  },
});
