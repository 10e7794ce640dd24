import { errors, form, hidden, notice } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import { chooseOfficeAndLine, policyAt } from '../offices/office.ts';
import { mayOfOffice } from '../people/permissions.ts';
import { type Actor, type Agency, type Person, requesterships } from '../people/person.ts';
import { apply } from '../requests/apply.ts';
import type { Place } from '../requests/decide/moving.ts';
import { decideAgency, decideConfirmed, decideDeclined } from '../requests/decide/placing.ts';
import type { Decision } from '../requests/draft.ts';
import { questionOf, type RequestFacts } from '../requests/facts.ts';
import { loadFacts } from '../requests/load.ts';
import {
  agencyIsPress,
  agencyPress,
  confirmPress,
  declinePress,
  worksElsewherePress,
  worksTherePress,
} from '../requests/presses.ts';
import { isLive, requestRef } from '../requests/request.ts';
import { type Outcome, requestDeed } from '../requests/requestDeed.ts';
import { newHolder } from '../requests/route.ts';
import { agencyForm, isOfSeveral } from '../requests/words/agency.ts';
import type { Tx } from '../store.ts';

/**
 * Somebody nobody knows says where they work, and the liaison of that agency confirms it. Their question was taken
 * before and its clock runs.
 */
export const chooseAgency = requestDeed(
  agencyPress,
  { needs: 'add' },
  {
    async opens({ tx, facts, actor }) {
      if (facts.request.agencyId !== null && !isOfSeveral(facts)) return known;
      return form(agencyForm(facts, await choicesOf(tx, actor)));
    },
    async sent({ tx, facts, actor, values, at, now }) {
      if (facts.request.agencyId !== null && !isOfSeveral(facts)) return known;
      const agency = (await choicesOf(tx, actor)).find(({ id }) => id === Number(values.agency));
      if (!agency) return errors({ agency: 'Please choose your agency.' });
      const theirs = requesterships(actor).some(({ agencyId }) => agencyId === agency.id);
      if (theirs) return amongTheirs(tx, facts, agency, at, now);
      const { office } = await officeFor(tx, facts, agency);
      await tx.people.join({
        personId: actor.person.id,
        officeId: office.id,
        role: 'requester',
        agencyId: agency.id,
        confirmed: false,
      });
      // One after another: whoever holds one of them is asked about the newcomer once.
      let here: Decision | undefined;
      for (const each of await tx.requests.liveOfRequester(actor.person.id)) {
        if (each.agencyId !== null) continue;
        const other = each.id === facts.request.id ? facts : await loadFacts(tx, each.id, 'locked');
        if (!other || other.request.agencyId !== null || !isLive(other.request)) continue;
        const decision = await toAgency(tx, other, agency, at, now);
        if (each.id === facts.request.id) here = decision;
        await apply(tx, decision, now);
      }
      return notice(
        here?.after.holder
          ? `Thank you. ${here.after.holder.name} has your question.`
          : `Thank you. Nobody answers for ${agency.name} just now; a supervisor sees to your question.`,
      );
    },
  },
);

/** With one press, for somebody of several agencies; pressed again, it corrects what was chosen. */
export const agencyIs = requestDeed(
  agencyIsPress,
  { needs: 'add' },
  {
    async does({ tx, facts, actor, about, at, now }) {
      const agency = (await choicesOf(tx, actor)).find(({ id }) => id === about.agency);
      if (!agency || !requesterships(actor).some(({ agencyId }) => agencyId === agency.id)) return hidden;
      return amongTheirs(tx, facts, agency, at, now);
    },
  },
);

async function amongTheirs(tx: Tx, facts: RequestFacts, agency: Agency, at: Date, now: Date): Promise<Outcome> {
  const ref = requestRef(facts.request.id);
  if (facts.request.agencyId === agency.id) return notice(`${ref} is for ${agency.name} already.`);
  const decide = await toAgency(tx, facts, agency, at, now);
  const { holder } = decide.after;
  const answer = notice(
    `${ref} is for ${agency.name}. ${holder ? `${holder.name} has it.` : 'A supervisor sees to it.'}`,
  );
  return { decide, answer };
}

const known = notice('We know your agency already.');

/** Somebody of several agencies chooses among those; somebody of none among all. */
async function choicesOf(tx: Tx, actor: Actor): Promise<Agency[]> {
  const offices = await tx.offices.all();
  const all = await tx.people.agencies(offices.map(({ id }) => id));
  const theirs = requesterships(actor);
  return theirs.length === 0 ? all : all.filter(({ id }) => theirs.some(({ agencyId }) => agencyId === id));
}

/** The office and line that answer this question for that agency: where it is, if that office serves it. */
export async function officeFor(tx: Tx, facts: RequestFacts, agency: Agency): Promise<Omit<Place, 'rules'>> {
  const serving = await tx.offices.serving([agency.id]);
  const here = serving.some(({ id }) => id === facts.office.id);
  if (here || serving.length === 0) return { office: facts.office, lineId: facts.request.serviceLineId };
  const { office, line } = chooseOfficeAndLine(serving, questionOf(facts));
  return { office, lineId: line.id };
}

export async function toAgency(tx: Tx, facts: RequestFacts, agency: Agency, at: Date, now: Date): Promise<Decision> {
  const { office, lineId } = await officeFor(tx, facts, agency);
  const here = office.id === facts.office.id;
  const versions = here ? facts.request : { calendarId: office.calendarId, policyId: policyAt(office, now) };
  const place: Place = { office, lineId, rules: await tx.offices.rules(versions) };
  const request = { ...facts.request, agencyId: agency.id, officeId: office.id, serviceLineId: lineId };
  const { calendarId, policyId } = versions;
  const placed = { ...facts, request: { ...request, calendarId, policyId } };
  const { holder, move } = await newHolder(
    tx,
    placed,
    { at, reason: facts.agency ? `it is for ${agency.name}` : 'the agency is known now' },
    now,
  );
  return decideAgency(facts, agency, place, holder, move, now);
}

/** The liaison of the agency says whether they work there. */
const answering = (press: typeof confirmPress, works: boolean) =>
  requestDeed(
    press,
    { needs: 'confirm person' },
    {
      async does({ tx, facts, actor, at, now }) {
        const { agency, requester } = facts;
        if (!agency) return hidden;
        const decide = await settle(tx, { person: requester, agency, works, facts }, actor, { at, now });
        return decide ? { decide, answer: saySettled(requester, agency, works) } : settledAlready;
      },
    },
  );

export const confirmPerson = answering(confirmPress, true);
export const declinePerson = answering(declinePress, false);

/** Whoever supervises says it of somebody who has no open request by which they could be confirmed. */
const settling = (press: typeof worksTherePress, works: boolean) =>
  deed(press, {
    async does({ tx, about, actor, at, now }) {
      if (!mayOfOffice(actor, 'confirm people', about.office)) return hidden;
      const agency = (await tx.people.agencies([about.office])).find(({ id }) => id === about.agency);
      // Two supervisors read the same line: the second waits, and sees that it was settled.
      const person = agency && (await tx.people.lock(about.person));
      if (!agency || !person) return hidden;
      const decide = await settle(tx, { person, agency, works }, actor, { at, now });
      if (!decide) return settledAlready;
      for (const decision of decide) await apply(tx, decision, now);
      await tx.records.addToOffice(about.office, {
        ...{ kind: 'newcomer settled', at, actorId: actor.person.id },
        data: { agency: agency.id, person: person.id, works },
      });
      return saySettled(person, agency, works, decide.length > 0);
    },
  });

export const worksThere = settling(worksTherePress, true);
export const worksElsewhere = settling(worksElsewherePress, false);

const settledAlready = notice('That has been settled already.');

type Newcomer = { person: Person; agency: Agency; works: boolean; facts?: RequestFacts };

/** What follows for what is open; undefined: nobody asks whether they work there. `facts`: of one that is at hand. */
async function settle(
  tx: Tx,
  { person, agency, works, facts }: Newcomer,
  by: Actor,
  { at, now }: { at: Date; now: Date },
): Promise<Decision[] | undefined> {
  const memberships = (await tx.people.actor(person.id))?.memberships ?? [];
  const asked = memberships.filter(({ agencyId, confirmed }) => agencyId === agency.id && !confirmed);
  if (asked.length === 0) return undefined;
  if (works) for (const membership of asked) await tx.people.join({ ...membership, confirmed: true });
  else await tx.people.leave(person.id, agency.id);
  const decide: Decision[] = [];
  for (const each of await tx.requests.liveOfRequester(person.id)) {
    if (each.agencyId !== agency.id) continue;
    const other = each.id === facts?.request.id ? facts : await loadFacts(tx, each.id, 'locked');
    if (other?.request.agencyId !== agency.id) continue;
    const decideOne = works ? decideConfirmed : decideDeclined;
    decide.push(decideOne(other, agency, by.person, at, now));
  }
  return decide;
}

const saySettled = ({ name }: Person, agency: Agency, works: boolean, isOpen = true) =>
  notice(
    works
      ? `${name} is confirmed for ${agency.name}.`
      : `${name} is not confirmed for ${agency.name}.${isOpen ? ' The supervisors have the question now.' : ''}`,
  );
