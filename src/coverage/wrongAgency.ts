import { errors, form, notice } from '../feature/answer.ts';
import { deed } from '../feature/deed.ts';
import type { Agency } from '../people/person.ts';
import { apply } from '../requests/apply.ts';
import type { RequestFacts } from '../requests/facts.ts';
import { loadFacts } from '../requests/load.ts';
import { offers } from '../requests/offers.ts';
import { confirmPress, wrongAgencyPress } from '../requests/presses.ts';
import { isLive } from '../requests/request.ts';
import { deliveryTo } from '../requests/standing.ts';
import { saidOtherwise, wrongAgencyForm } from '../requests/words/agency.ts';
import type { Tx } from '../store.ts';
import { officeFor, toAgency } from './newcomers.ts';

const inFile = notice('Your agency stands in the office’s list. Ask your liaison to have it changed there.');

/** Somebody named the wrong agency in chat, and names another: what is open comes along, and both liaisons are told. */
export const wrongAgency = deed(wrongAgencyPress, {
  async opens({ tx, actor }) {
    const said = await tx.people.saidInChat(actor.person.id);
    if (!said) return inFile;
    const live = await tx.requests.liveOfRequester(actor.person.id);
    const theirs = live.filter(({ agencyId }) => agencyId === said.id);
    return form(wrongAgencyForm(said.name, await others(tx, said), theirs.length));
  },
  async sent({ tx, actor, values, at, now }) {
    const { person } = actor;
    const said = await tx.people.saidInChat(person.id);
    if (!said) return inFile;
    const agency = (await others(tx, said)).find(({ id }) => id === Number(values.agency));
    if (!agency) return errors({ agency: 'Please choose your agency.' });
    const facts = await openFor(tx, person.id, said);
    await tx.people.leave(person.id, said.id);
    const [first] = facts;
    const [serving] = await tx.offices.serving([agency.id]);
    const officeId = first ? (await officeFor(tx, first, agency)).office.id : serving?.id;
    if (officeId === undefined) return errors({ agency: 'No office serves that agency.' });
    await tx.people.join({ personId: person.id, officeId, role: 'requester', agencyId: agency.id, confirmed: false });
    for (const each of facts) {
      const settled = await settleQuestion(tx, each, said);
      if (values.open === 'stay') continue;
      // One after another: whoever holds one of them is asked about the newcomer once.
      await apply(tx, await toAgency(tx, settled, agency, at, now), now);
    }
    const moved = values.open !== 'stay' && facts.length > 0;
    const what = facts.length === 1 ? 'your open request goes there' : 'your open requests go there';
    return notice(`You work for ${agency.name}${moved ? `, and ${what}` : ''}. Your liaison is asked to confirm it.`);
  },
});

async function others(tx: Tx, said: Agency): Promise<Agency[]> {
  const offices = await tx.offices.all();
  return (await tx.people.agencies(offices.map(({ id }) => id))).filter(({ id }) => id !== said.id);
}

async function openFor(tx: Tx, personId: number, { id }: Agency): Promise<RequestFacts[]> {
  const found: RequestFacts[] = [];
  for (const request of await tx.requests.liveOfRequester(personId)) {
    const facts = await loadFacts(tx, request.id, 'locked');
    if (facts && facts.request.agencyId === id && isLive(facts.request)) found.push(facts);
  }
  return found;
}

/** Whoever was asked whether they work there need not answer any more. Answers with the facts as they are then. */
async function settleQuestion(tx: Tx, facts: RequestFacts, said: Agency): Promise<RequestFacts> {
  const asked = facts.standing.filter(({ message }) => offers(message, confirmPress.name));
  const message = saidOtherwise(facts, said.name);
  await tx.outbox.put(
    asked.map(({ key, personId }) =>
      deliveryTo(facts.request, personId, { key: `${key} otherwise`, kind: 'notice', message, replaces: key }),
    ),
  );
  return { ...facts, standing: facts.standing.filter((each) => !asked.includes(each)) };
}
