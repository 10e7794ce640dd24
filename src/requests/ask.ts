import type { NewDelivery } from '../delivery/delivery.ts';
import { chooseLine, type Office } from '../offices/office.ts';
import type { Actor, Requestership } from '../people/person.ts';
import { requesterships } from '../people/person.ts';
import type { Tx } from '../store.ts';
import { receipt, sayHolder } from './agencyWords.ts';
import { type Attached, attach } from './attach.ts';
import { about } from './officeWords.ts';
import { type AgencyRequest, subjectOf } from './request.ts';
import { openingClocks } from './requestClocks.ts';
import { route } from './route.ts';
import { cardDeliveries, delivery, receiptKey } from './tell.ts';
import type { RequestView } from './view.ts';

/** A question as it came in. `at` is the platform's time of it: clocks start there. */
export type Question = {
  text: string;
  at: Date;
  source: string;
  continues?: number;
  /** Code of the service line, where a form asked for it. */
  line?: string;
  /** Why it is urgent, where somebody says so at once. */
  urgent?: string;
  attached?: Attached;
};

/**
 * Opens a request: routed, promised, and answered with a receipt. Undefined when this question was entered before.
 * Somebody whose agency is not known is taken just the same; the clock runs while they say where they work.
 */
export async function ask(tx: Tx, actor: Actor, question: Question, now: Date): Promise<AgencyRequest | undefined> {
  const before = question.continues === undefined ? undefined : await tx.requests.read(question.continues);
  const { office, membership } = await place(tx, actor, before);
  const line =
    office.lines.find(({ id, code }) => id === before?.serviceLineId || code === question.line) ??
    chooseLine(office.lines, question.text);
  const rules = await tx.offices.rules(office);
  const agencyId = membership?.agencyId ?? null;
  // Side by side, here and below: each wait for the database's answer is a part of the wait for the receipt.
  const [agency = null, { choice, people }] = await Promise.all([
    agencyId === null ? null : tx.people.agency(agencyId),
    route(tx, { ...office, officeId: office.id, agencyId, serviceLineId: line.id }, now),
  ]);
  const request = await tx.requests.open({
    officeId: office.id,
    agencyId,
    serviceLineId: line.id,
    requesterId: actor.person.id,
    holderId: choice.holderId,
    subject: subjectOf(question.text),
    openedAt: question.at,
    calendarId: office.calendarId,
    policyId: office.policyId,
    continues: question.continues ?? null,
    priority: question.urgent ? 'urgent' : 'normal',
    urgentReason: question.urgent ?? null,
  });
  const message = await tx.requests.addMessage({
    requestId: request.id,
    officeId: office.id,
    authorId: actor.person.id,
    kind: 'from agency',
    text: question.text,
    at: question.at,
    source: question.source,
    asks: false,
  });
  if (!message) return undefined;
  await attach(tx, request, message.id, question.attached, now);
  const clocks = openingClocks(request, rules);
  const view: RequestView = {
    request,
    requester: actor.person,
    holder: choice.holderId === null ? null : (people.get(choice.holderId) ?? null),
    agency,
    office,
    rules,
    clocks: clocks.map((clock) => ({
      ...clock,
      id: 0,
      stoppedAt: null,
      elapsed: null,
      met: null,
      breachedAt: null,
      droppedAt: null,
    })),
    question: question.text,
  };
  const news = [
    delivery(
      request,
      'receipt',
      receiptKey(request.id),
      actor.person.id,
      receipt(view, sayHolder(view, choice, people)),
    ),
    ...(await cardDeliveries(tx, view, membership?.confirmed === false)),
    ...(clocks[0]?.dueAt ? [] : await calendarEnded(tx, view, now)),
  ];
  await Promise.all([
    tx.clocks.start(clocks),
    tx.requests.record(request, [
      {
        kind: 'opened',
        at: question.at,
        actorId: actor.person.id,
        data: { number: 1, promised: clocks[0]?.dueAt ?? null },
      },
      {
        kind: 'routed',
        at: now,
        actorId: null,
        data: { to: choice.holderId, reason: choice.reason, away: choice.away },
      },
    ]),
    tx.outbox.put(news),
  ]);
  return request;
}

/** The office and agency a person asks for. Somebody of several agencies, or of none, is asked which. */
async function place(
  tx: Tx,
  actor: Actor,
  before: AgencyRequest | undefined,
): Promise<{ office: Office; membership: Requestership | undefined }> {
  const theirs = requesterships(actor);
  // What goes on from another request stays with its agency, while the person still belongs to it.
  const same = before && theirs.find(({ agencyId }) => agencyId === before.agencyId);
  if (before && same) return { office: await tx.offices.one(before.officeId), membership: same };
  const [first] = await tx.offices.serving(theirs.map(({ agencyId }) => agencyId));
  if (!first) throw new Error('no office is set up: import an office file first');
  return { office: first, membership: theirs.length === 1 ? theirs[0] : undefined };
}

/** No due time can be told: those who keep the calendar hear of it, once for each day it goes on. */
async function calendarEnded(tx: Tx, view: RequestView, now: Date): Promise<NewDelivery[]> {
  const keepers = [
    ...(await tx.people.withRole(view.office.id, 'administrator')),
    ...(await tx.people.withRole(view.office.id, 'supervisor')),
  ];
  const text = [
    'no time could be promised, because the calendar is not confirmed far enough ahead. Add the next year to the office file and import it.',
  ];
  return keepers.map((keeper) =>
    delivery(
      view.request,
      'notice',
      `calendar ended ${now.toISOString().slice(0, 10)} to ${keeper.id}`,
      keeper.id,
      about(view, text),
    ),
  );
}
