import { chooseOfficeAndLine, policyAt } from '../offices/office.ts';
import { addDays } from '../people/absence.ts';
import { type Actor, requesterships } from '../people/person.ts';
import { localDate } from '../sla/calendar.ts';
import type { Tx } from '../store.ts';
import { apply } from './apply.ts';
import { findBefore } from './askedBefore.ts';
import { type Attached, attach } from './attach.ts';
import { decideQuestion } from './decide/question.ts';
import { type AgencyRequest, subjectOf } from './request.ts';
import { isAskedAbout, route } from './route.ts';

/** What changes within so many days is said with the receipt. */
const AHEAD_DAYS = 60;

/** A question as it came in. `at` is the platform's time of it: clocks start there. */
export type Question = {
  text: string;
  at: Date;
  source: string;
  continues?: number;
  /** It follows that one, but may be about something else: its own words come first. */
  anew?: boolean;
  /** It was taken for a part of that request: of its agency and office, unless its words say another. */
  beside?: number;
  /** The office it is for, where that is known; unless that serves them no more. */
  office?: number;
  /** Code of the service line, where a form asked for it. */
  line?: string;
  /** Why it is urgent, where somebody says so at once. */
  urgent?: string;
  attached?: Attached;
};

/**
 * Opens a request. Somebody whose agency is not known is taken just the same; the clock runs while they say where they
 * work. The words choose among the lines of all offices that serve them.
 */
export async function ask(tx: Tx, actor: Actor, question: Question, now: Date): Promise<AgencyRequest> {
  const near = question.continues ?? question.beside;
  const before = near === undefined ? undefined : await tx.requests.read(near);
  const theirs = requesterships(actor);
  // What goes on from another request stays with its agency, while the person still belongs to it.
  const same = before && theirs.find(({ agencyId }) => agencyId === before.agencyId);
  const membership = same ?? (theirs.length === 1 ? theirs[0] : undefined);
  const serving = await tx.offices.serving(theirs.map(({ agencyId }) => agencyId));
  const meant = serving.filter((each) => each.id === question.office);
  const offices = meant.length > 0 ? meant : serving;
  const { office, line, sure } = place(offices, question, before);
  const agencyId = membership?.agencyId ?? null;
  const policyId = policyAt(office, question.at);
  const rules = await tx.offices.rules({ ...office, policyId });
  const today = localDate(rules.calendar, now);
  const confirmedAt = membership?.confirmed ? agencyId : null;
  // Whoever only says that they are of an agency hears nothing that it was told.
  const asked = confirmedAt === null ? undefined : { officeId: office.id, agencyId: confirmedAt, lineId: line.id };
  const [agency = null, changesAhead = [], { id, trained }, known] = await Promise.all([
    agencyId === null ? undefined : tx.people.agency(agencyId),
    asked && tx.announcements.soon(asked, addDays(today, 1), addDays(today, AHEAD_DAYS)),
    tx.requests.next(actor.person.id),
    findBefore(tx, {
      ...{ office, lineId: line.id, agencyId: confirmedAt, requesterId: actor.person.id, text: question.text, today },
    }),
  ]);
  const request: AgencyRequest = {
    ...{ id, officeId: office.id, agencyId, serviceLineId: line.id, requesterId: actor.person.id, holderId: null },
    ...{ subject: subjectOf(question.text), openedAt: question.at },
    ...{ calendarId: office.calendarId, policyId, continues: question.continues ?? null },
    ...{ priority: question.urgent ? 'urgent' : 'normal', urgentReason: question.urgent ?? null, urgentSince: null },
    ...{ state: 'open', resolvedAt: null, resolvedBy: null, outcome: null, outcomeText: null, alternative: null },
    ...{ duplicateOf: null, lastNumber: 0, revision: -1, cardKey: null },
  };
  const { choice, people } = await route(tx, request, now);
  const newcomer =
    membership?.confirmed === false && choice.holderId !== null && !(await isAskedAbout(tx, request, choice.holderId));
  const { text, at, source } = question;
  const several = theirs.length > 1 ? await Promise.all(theirs.map((one) => tx.people.agency(one.agencyId))) : [agency];
  const inChat = membership?.confirmed === false;
  const theirAgencies = several
    .flatMap((one) => (one ? [{ ...one, inChat }] : []))
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
  const facts = {
    request,
    requester: actor.person,
    agency,
    office,
    rules,
    theirAgencies,
    day: today,
    changesAhead,
    before: known ?? null,
    trained,
  };
  const ids = await apply(
    tx,
    decideQuestion({ facts, text, at, source, choice, people, newcomer, perhaps: sure ? [] : offices }, now),
    now,
  );
  if (known)
    await tx.answers.found({
      ...{ requestId: id, officeId: office.id, answerId: known.answer?.id ?? null, offered: known.offered },
      ...{ colleagueId: known.colleague?.id ?? null, at },
    });
  const messageId = ids.get(1);
  if (messageId !== undefined) await attach(tx, request, messageId, question.attached, now);
  return request;
}

/** The office and line that the person has named, or that the words are about. */
function place(
  offices: Awaited<ReturnType<Tx['offices']['serving']>>,
  { line: named, text, anew, beside }: Question,
  before: AgencyRequest | undefined,
) {
  const chosen = offices.length > 0 ? chooseOfficeAndLine(offices, text) : undefined;
  if ((anew || beside !== undefined) && chosen && chosen.hits > 0) return chosen;
  for (const office of offices)
    for (const line of office.lines)
      if (line.id === before?.serviceLineId || line.code === named) return { office, line, sure: true };
  if (!chosen) throw new Error('no office is set up: import an office file first');
  return chosen;
}
