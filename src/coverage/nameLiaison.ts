import { errors, filled, form, hidden, notice } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { wrongDay } from '../offices/formValues.ts';
import { coverageGaps } from '../offices/gaps.ts';
import { officeKept } from '../offices/officeToday.ts';
import { holdersOn } from '../offices/whoAnswers.ts';
import type { Assignment } from '../people/coverage.ts';
import type { Actor, Agency, Person } from '../people/person.ts';
import { team, withLoad } from '../requests/load.ts';
import { nameLiaisonPress } from '../requests/presses.ts';
import type { Tx } from '../store.ts';
import { named, nameLiaisonForm, saidNamed } from './nameLiaisonWords.ts';
import type { OwnOffice } from './ownOffice.ts';

/** Somebody who looks after an office names who answers for an agency for which nobody does: *Name who answers*. */

type Asked = { office: number; agency: number; from: string };
/** `bare`: the service lines on which nobody answers the agency then. */
type Found = { own: OwnOffice; agency: Agency; from: string; bare: number[]; ends: string | null; people: Person[] };

/** `from`: the day of the gap, or today when that is past; `ends`: its last day, if it ends. `people`: who is in then. */
async function find(tx: Tx, actor: Actor, about: Asked, now: Date): Promise<Found | undefined> {
  const own = await officeKept(tx, actor, about.office, now);
  const agency = own && (await tx.people.agencies([about.office])).find(({ id }) => id === about.agency);
  if (!own || !agency) return undefined;
  const from = wrongDay(about.from, own.today) === undefined ? about.from : own.today;
  const members = await team(tx, own.office.id, from);
  const facts = await tx.people.coverage(own.office.id, null, from);
  const holderOf = holdersOn(facts, agency.id, from);
  const bare = own.office.lines.map(({ id }) => id).filter((line) => holderOf(line) === null);
  const [gap] = coverageGaps(own.office, own.calendar, [agency], facts, new Date(`${from}T12:00:00Z`), 1);
  return {
    ...{ own, agency, from, bare, ends: gap?.until ?? null },
    people: members.filter(({ absence }) => !absence).map(({ person }) => person),
  };
}

const answered = ({ agency }: Found) => notice(`Somebody answers for ${agency.name} then already.`);

export const nameLiaison = deed(nameLiaisonPress, {
  async opens({ tx, actor, about, now }) {
    const found = await find(tx, actor, about, now);
    if (!found) return hidden;
    if (found.bare.length === 0) return answered(found);
    if (found.people.length === 0) return notice('Nobody who answers here is in on that day.');
    const people = await withLoad(
      tx,
      found.people.map((person) => ({ person })),
    );
    return form(nameLiaisonForm(about, { ...found, people }));
  },
  async sent({ tx, actor, about, values, at, now, source }) {
    // Two who look after the office see the same gap: the second waits, and sees that it is closed.
    await tx.policies.lock(about.office);
    const found = await find(tx, actor, about, now);
    if (!found) return hidden;
    const { own, agency, from, bare, people } = found;
    if (bare.length === 0) return answered(found);
    const liaison = people.find(({ id }) => String(id) === values.liaison);
    if (!liaison) return errors({ liaison: 'Please choose who answers.' });
    const until = filled(values, 'until') ?? null;
    const wrong = until === null ? undefined : wrongDay(until, from);
    if (wrong !== undefined) return errors({ until: wrong });
    const isWhole = bare.length === own.office.lines.length;
    const lines = isWhole && !(await hasLines(tx, own, agency)) ? null : bare;
    const one = { agencyId: agency.id, liaisonId: liaison.id, backupId: null, from, until };
    const added: Assignment[] = (lines ?? [null]).map((serviceLineId) => ({ ...one, serviceLineId }));
    await tx.roster.addAssignments(own.office.id, added);
    await tx.records.addToOffice(own.office.id, {
      ...{ kind: 'liaison named', at, actorId: actor.person.id },
      data: { agency: agency.id, liaison: liaison.id, lines, from, until },
    });
    const span = { from, until, today: own.today };
    if (liaison.id !== actor.person.id)
      await tx.outbox.put([
        {
          ...{ key: `named ${source}`, kind: 'notice', to: { personId: liaison.id }, officeId: own.office.id },
          message: named(actor.person, agency, span),
        },
      ]);
    return notice(saidNamed(liaison, agency, span));
  },
});

/** A service line that has somebody of its own goes by that: what holds for all lines would not be asked there. */
async function hasLines(tx: Tx, { office, today }: OwnOffice, { id }: Agency): Promise<boolean> {
  const { assignments } = await tx.people.duties(office.id, [id], today);
  return assignments.some(({ serviceLineId }) => serviceLineId !== null);
}
