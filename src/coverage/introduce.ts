import type { Answer } from '../chat/port.ts';
import { chooseLine, chooseOfficeAndLine, type Office } from '../offices/office.ts';
import { type Agency, requesterships } from '../people/person.ts';
import { agencyForm } from '../requests/agencyWords.ts';
import { aboutIds, type Deed, errors, hidden, notice, refusal, type Submission } from '../requests/deed.ts';
import { authorise, loadView } from '../requests/load.ts';
import { moveTo } from '../requests/reassign.ts';
import { type AgencyRequest, isLive, requestRef } from '../requests/request.ts';
import { route } from '../requests/route.ts';
import { retarget } from '../requests/setClocks.ts';
import { cardDeliveries, refresh } from '../requests/tell.ts';
import type { Tx } from '../store.ts';

/**
 * Somebody nobody knows says where they work, and the liaison of that agency confirms it. Their question was taken
 * before and its clock runs.
 */
export async function openAgencies(tx: Tx, deed: Deed): Promise<Answer> {
  const request = await unplaced(tx, deed);
  if (!request) return notice('The desk knows your agency already.');
  const choices = await choicesOf(tx, deed);
  return { kind: 'form', form: agencyForm(await loadView(tx, request), choices) };
}

/** Somebody of several agencies chooses among those; somebody of none among all. */
async function choicesOf(tx: Tx, { actor }: Deed): Promise<Agency[]> {
  const theirs = requesterships(actor);
  const offices = await tx.offices.all();
  const all = await tx.people.agencies(offices.map((office) => office.id));
  return theirs.length > 0 ? all.filter((agency) => theirs.some((m) => m.agencyId === agency.id)) : all;
}

export async function chooseAgency(tx: Tx, deed: Submission): Promise<Answer> {
  const request = await unplaced(tx, deed);
  if (!request) return notice('The desk knows your agency already.');
  const agency = (await choicesOf(tx, deed)).find((each) => each.id === Number(deed.values.agency));
  if (!agency) return errors({ agency: 'Please choose your agency.' });
  const { actor, at, now } = deed;
  const known = requesterships(actor).find((m) => m.agencyId === agency.id);
  if (!known)
    await tx.people.join({
      personId: actor.person.id,
      officeId: (await officeFor(tx, request, agency)).id,
      role: 'requester',
      agencyId: agency.id,
      confirmed: false,
    });
  const waiting = (await tx.requests.liveOfRequester(actor.person.id)).filter((each) => each.agencyId === null);
  for (const each of known ? [request] : waiting)
    await placeAt(tx, each, agency, { at, now, actorId: actor.person.id });
  if (known) return notice(`${requestRef(request.id)} is for ${agency.name}.`);
  const placed = await tx.requests.read(request.id);
  return notice(
    placed?.holderId == null
      ? `Thank you. Nobody answers for ${agency.name} just now; a supervisor sees to your question.`
      : `Thank you. The liaison of ${agency.name} has your question.`,
  );
}

async function placeAt(
  tx: Tx,
  request: AgencyRequest,
  agency: Agency,
  { at, now, actorId }: { at: Date; now: Date; actorId: number },
): Promise<void> {
  await tx.requests.lock(request.id);
  const office = await officeFor(tx, request, agency);
  const other = office.id !== request.officeId;
  // Another office owes the answer: its calendar and its promise count, from the first moment on.
  const moved = other
    ? {
        officeId: office.id,
        serviceLineId: chooseLine(office.lines, request.subject).id,
        calendarId: office.calendarId,
        policyId: office.policyId,
      }
    : {};
  await tx.requests.save(request.id, { agencyId: agency.id, ...moved });
  const placed: AgencyRequest = { ...request, agencyId: agency.id, ...moved, revision: request.revision + 1 };
  if (other) await retarget(tx, placed);
  await tx.requests.record(placed, [{ kind: 'agency chosen', at, actorId, data: { agencyId: agency.id } }]);
  const { choice, people } = await route(tx, placed, now);
  if (choice.holderId !== request.holderId) {
    await moveTo(tx, placed, choice.holderId, { actorId: null, at, reason: 'the agency is known now', choice, people });
    return;
  }
  const view = await refresh(tx, request.id);
  if (!view.holder) await tx.outbox.put(await cardDeliveries(tx, view, false));
}

/** The office that was asked, if it serves the agency; else the one of those that do to which the question fits. */
async function officeFor(tx: Tx, request: AgencyRequest, agency: Agency): Promise<Office> {
  const serving = await tx.offices.serving([agency.id]);
  return serving.find(({ id }) => id === request.officeId) ?? chooseOfficeAndLine(serving, request.subject).office;
}

/** The liaison of the agency says whether they work there. */
export async function confirmPerson(tx: Tx, deed: Deed, works: boolean): Promise<Answer> {
  const [requestId] = aboutIds(deed);
  const allowed = await authorise(tx, deed.actor, 'confirm person', requestId, deed.now);
  if ('refused' in allowed) return refusal(allowed);
  const { request } = allowed;
  if (request.agencyId === null) return hidden;
  const requester = await tx.people.actor(request.requesterId);
  const membership = requester && requesterships(requester).find((m) => m.agencyId === request.agencyId);
  const agency = await tx.people.agency(request.agencyId);
  if (!requester || !membership || membership.confirmed || !agency) return notice('That has been settled already.');
  const { name } = requester.person;
  if (works) {
    const { officeId, requesterId: personId } = request;
    await tx.people.join({ personId, officeId, role: 'requester', agencyId: agency.id, confirmed: true });
    await tx.requests.record(request, [
      { kind: 'agency confirmed', at: deed.at, actorId: deed.actor.person.id, data: { agencyId: agency.id } },
    ]);
    return notice(`${name} is confirmed for ${agency.name}.`);
  }
  await tx.people.leave(requester.person.id, agency.id);
  for (const each of await tx.requests.liveOfRequester(requester.person.id)) {
    if (each.agencyId !== agency.id) continue;
    await tx.requests.lock(each.id);
    await tx.requests.save(each.id, { agencyId: null });
    const unknown = { ...each, agencyId: null, revision: each.revision + 1 };
    if (each.holderId === null) await refresh(tx, each.id);
    await moveTo(tx, unknown, null, {
      actorId: deed.actor.person.id,
      at: deed.at,
      reason: `not known at ${agency.name}`,
    });
  }
  return notice(`${name} was not taken for ${agency.name}; supervisors see to the question.`);
}

/** The person's own live request whose agency is not known: the one pressed on. */
async function unplaced(tx: Tx, deed: Deed): Promise<AgencyRequest | undefined> {
  const allowed = await authorise(tx, deed.actor, 'add', aboutIds(deed)[0], deed.now);
  if ('refused' in allowed || allowed.request.agencyId !== null || !isLive(allowed.request)) return undefined;
  return allowed.request;
}
