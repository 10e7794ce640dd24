import { errors, filled, form, notice } from '../../feature/answer.ts';
import { chooseOfficeAndLine, type Office, policyAt } from '../../offices/office.ts';
import type { Person } from '../../people/person.ts';
import type { Tx } from '../../store.ts';
import { apply } from '../apply.ts';
import { saysLittle } from '../burst.ts';
import { decideMove, decidePlace, type Place } from '../decide/moving.ts';
import { Draft } from '../draft.ts';
import type { RequestFacts } from '../facts.ts';
import { loadFacts, team, withLoad } from '../load.ts';
import { handOverPress, moveOfficePress, takeOverPress, topicPress } from '../presses.ts';
import { requestRef } from '../request.ts';
import { type Outcome, requestDeed } from '../requestDeed.ts';
import { newHolder, workingDay } from '../route.ts';
import { handOverForm, moveOfficeForm } from '../words/handingOver.ts';

export const handOver = requestDeed(
  handOverPress,
  { needs: 'hand over' },
  {
    async opens({ tx, facts, now }) {
      const members = await team(tx, facts.office.id, workingDay(facts.rules.calendar, now));
      const others = members.filter(({ person }) => person.id !== facts.request.holderId);
      if (others.length === 0) return notice('There is nobody else in this office to hand it to.');
      const colleagues = others.map(({ person, absence }) => ({ person, absent: absence !== undefined }));
      return form(handOverForm(facts, await withLoad(tx, colleagues)));
    },
    async sent({ tx, facts, actor, values, at, now }) {
      const members = await team(tx, facts.office.id, workingDay(facts.rules.calendar, now));
      const to = members.find(({ person }) => person.id === Number(values.person))?.person;
      const reason = filled(values, 'reason');
      if (!to) return errors({ person: 'Please choose somebody of this office.' });
      if (!reason) return errors({ reason: 'Please say why; the agency is told.' });
      if (to.id === facts.request.holderId) return errors({ person: `${to.name} has it already.` });
      return {
        decide: decideMove(facts, to, { by: actor.person, at, reason }, now),
        answer: notice(`${to.name} has ${requestRef(facts.request.id)} now.`),
      };
    },
  },
);

export const takeOver = requestDeed(
  takeOverPress,
  { needs: 'take over' },
  {
    does({ facts, actor: { person }, at, now }) {
      const ref = requestRef(facts.request.id);
      if (facts.request.holderId === person.id) return notice(`You have ${ref} already.`);
      return {
        decide: decideMove(facts, person, { by: person, at, reason: '' }, now),
        answer: notice(`You have ${ref} now.`),
      };
    },
  },
);

/** "Change topic to Contracts": another service line, and with it perhaps another liaison, or another office. */
export const changeTopic = requestDeed(
  topicPress,
  { needs: 'change topic' },
  {
    async does({ tx, facts, about, actor, at, now }) {
      const offices = await officesFor(tx, facts);
      const office = offices.find(({ lines }) => lines.some(({ id }) => id === about.line));
      if (!office) return notice('That topic is not offered anymore.');
      return toLine(tx, facts, { office, lineId: about.line, by: actor.person, at, now });
    },
  },
);

/** To another office of the organisation that serves the agency. */
export const moveOffice = requestDeed(
  moveOfficePress,
  { needs: 'change topic' },
  {
    async opens({ tx, facts }) {
      const others = (await officesFor(tx, facts)).filter(({ id }) => id !== facts.office.id);
      if (others.length === 0) return notice('No other office serves this agency.');
      return form(moveOfficeForm(facts, others));
    },
    async sent({ tx, facts, actor, values, at, now }) {
      const lineId = Number(values.line);
      const reason = filled(values, 'reason');
      const office = (await officesFor(tx, facts)).find(({ lines }) => lines.some(({ id }) => id === lineId));
      if (!office) return errors({ line: 'Please choose an office and what it is about.' });
      if (!reason) return errors({ reason: 'Please say why; both offices and the agency are told.' });
      return toLine(tx, facts, { office, lineId, by: actor.person, at, now, reason });
    },
  },
);

type ToLine = { office: Office; lineId: number; by: Person; at: Date; now: Date; reason?: string };

async function toLine(tx: Tx, facts: RequestFacts, to: ToLine): Promise<Outcome> {
  const { office, lineId, by, at, now } = to;
  const ref = requestRef(facts.request.id);
  const line = office.lines.find(({ id }) => id === lineId);
  if (lineId === facts.request.serviceLineId) return notice(`${ref} is about ${line?.name} already.`);
  // In its own office it keeps the rules it was opened under.
  const versions =
    office.id === facts.office.id ? facts.request : { calendarId: office.calendarId, policyId: policyAt(office, now) };
  const place: Place = { office, rules: await tx.offices.rules(versions), lineId };
  const moved = {
    ...facts.request,
    officeId: office.id,
    serviceLineId: lineId,
    calendarId: versions.calendarId,
    policyId: versions.policyId,
  };
  const reason = to.reason ?? `it is about ${line?.name}`;
  const { holder, move } = await newHolder(tx, { ...facts, request: moved }, { at, reason }, now);
  return {
    decide: decidePlace(facts, place, holder, { ...move, movedBy: by }, now),
    answer: notice(
      office.id === facts.office.id
        ? `${ref} is about ${line?.name} now.`
        : `${ref} is with ${office.name} now, about ${line?.name}.`,
    ),
  };
}

/**
 * "I have a question" says nothing of where it belongs: the line after it does, and what it says counts, unless the
 * office was sure already. `before`: the request as it was without that line.
 */
export async function goByWords(tx: Tx, before: RequestFacts, said: { text: string; at: Date }, now: Date) {
  if (!saysLittle(before.request.subject) || saysLittle(said.text)) return;
  const { office, line, sure, hits } = chooseOfficeAndLine(await officesFor(tx, before), said.text);
  if (!sure || hits === 0) return;
  const facts = await loadFacts(tx, before.request.id, 'locked');
  if (!facts) return;
  const to = { office, lineId: line.id, by: facts.requester, at: said.at, now };
  const outcome = line.id === facts.request.serviceLineId ? undefined : await toLine(tx, facts, to);
  if (outcome && 'decide' in outcome) {
    for (const decision of [outcome.decide].flat()) await apply(tx, decision, now);
    return;
  }
  // It is where it belongs: which office is meant is no question anymore.
  const draft = new Draft(facts, now);
  draft.answered(topicPress.name);
  await apply(tx, draft.decided(), now);
}

/** The offices that may answer a request: all that serve its agency, or all when that is not known. */
const officesFor = (tx: Tx, { request }: RequestFacts): Promise<Office[]> =>
  tx.offices.serving(request.agencyId === null ? [] : [request.agencyId]);
