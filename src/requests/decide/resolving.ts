import type { Person } from '../../people/person.ts';
import { isReply } from '../../sla/clockKinds.ts';
import { type Decision, Draft } from '../draft.ts';
import { type RequestFacts, underWay } from '../facts.ts';
import { type AgencyRequest, isLive, type Outcome, readRequestRef, requestRef } from '../request.ts';
import { owedReply } from '../requestClocks.ts';
import { helped } from '../words/before.ts';
import { resolvedForJoined, withdrawnForJoined } from '../words/joining.ts';
import { resolution, resolvedBy, withdrawn } from '../words/resolution.ts';
import { drop, stopWhere } from './clocks.ts';
import type { Words } from './say.ts';

export type Ending = { outcome: Outcome; text?: string; alternative?: string; original?: AgencyRequest };
type FieldErrors = { errors: Record<string, string> };

const outcomes: readonly string[] = ['answered', 'another way', 'not possible', 'duplicate'] satisfies Outcome[];

/** The request that the form names as the original, if it is one. */
export const namedOriginal = (values: Record<string, string>): number | undefined =>
  values.outcome === 'duplicate' ? readRequestRef(values.duplicate ?? '') : undefined;

/**
 * Reads how it ended. While a reply is owed, something must be written, unless words of the office are on their way:
 * words that could not be delivered have not been said. `original`: the request it duplicates, if this person may see it.
 */
export function readEnding(
  facts: RequestFacts,
  values: Record<string, string>,
  original: AgencyRequest | undefined,
): Ending | FieldErrors {
  const text = values.text?.trim() || undefined;
  const alternative = values.alternative?.trim() || undefined;
  const outcome = outcomes.includes(values.outcome ?? '') ? (values.outcome as Outcome) : undefined;
  const { name } = facts.requester;
  if (!outcome) return { errors: { outcome: 'Please choose how it ended.' } };
  if (outcome === 'duplicate') return readDuplicate(facts, values, text, original);
  if (!text && outcome === 'another way') return { errors: { text: 'Please say what was done instead.' } };
  if (!text && outcome === 'not possible') return { errors: { text: 'Please say why it is not possible.' } };
  if (!text && owedReply(facts.clocks) && underWay(facts).length === 0)
    return { errors: { text: `${name} is waiting for a reply: please write the answer.` } };
  return { outcome, ...(text && { text }), ...(outcome === 'not possible' && alternative && { alternative }) };
}

function readDuplicate(
  facts: RequestFacts,
  values: Record<string, string>,
  text: string | undefined,
  original: AgencyRequest | undefined,
): Ending | FieldErrors {
  const { request, requester } = facts;
  const id = readRequestRef(values.duplicate ?? '');
  if (id === undefined)
    return { errors: { duplicate: 'Which request is it a duplicate of? Write its number, such as R-1042.' } };
  if (id === request.id) return { errors: { duplicate: 'A request cannot be a duplicate of itself.' } };
  // Whose agency nobody knows yet has no colleagues.
  const isTheirs = original?.requesterId === request.requesterId;
  const isAgencys = request.agencyId !== null && original?.agencyId === request.agencyId;
  if (!original || !(isTheirs || isAgencys))
    return { errors: { duplicate: `There is no ${requestRef(id)} of this agency that you may see.` } };
  // It goes on there: what has ended goes on nowhere, and two that point at each other are answered nowhere.
  if (!isLive(original))
    return { errors: { duplicate: `${requestRef(id)} is ${original.state} already: please answer here.` } };
  if (!text && original.requesterId !== request.requesterId)
    return { errors: { text: `Somebody else asked ${requestRef(id)}: please write what ${requester.name} is told.` } };
  return { outcome: 'duplicate', original, ...(text && { text }) };
}

/** Ends a request. What is written goes to the requester and counts as a reply once it is delivered. */
export function decideResolution(
  facts: RequestFacts,
  author: Person,
  ending: Ending,
  { at, source }: Omit<Words, 'text'>,
  now: Date,
): Decision {
  const { outcome, text, alternative, original } = ending;
  const draft = new Draft(facts, now);
  const { id, requesterId } = facts.request;
  const number = text ? draft.add({ authorId: author.id, kind: 'to agency', text, at, source }, author) : undefined;
  // A duplicate's reply is given where it goes on, so its clocks are dropped.
  if (outcome === 'duplicate') drop(draft, at);
  else stopWhere(draft, at, (clock) => !isReply(clock));
  draft.resume('waiting_on_agency', at);
  draft.pause('resolved', at);
  draft.set({
    state: 'resolved',
    resolvedAt: at,
    resolvedBy: author.id,
    outcome,
    outcomeText: text ?? null,
    alternative: alternative ?? null,
    duplicateOf: original?.id ?? null,
  });
  const plainNo = outcome === 'not possible' && !alternative;
  draft.record('resolved', { at, actorId: author.id }, { outcome, duplicateOf: original?.id ?? null, plainNo });
  const goesOnWith = !original || original.requesterId === requesterId ? 'them' : 'somebody else';
  draft.tell({
    key: `resolution ${requestRef(id)} r${draft.request.revision}`,
    kind: 'relay',
    to: requesterId,
    ...(number !== undefined && { number }),
    message: (after) => resolution(after, author, text ?? '', goesOnWith),
  });
  draft.tellJoined({ key: `resolution ${requestRef(id)} r${draft.request.revision}`, kind: 'relay' }, (after, one) =>
    resolvedForJoined(after, author, text ?? '', one),
  );
  draft.tellHolder(author.id, `resolved ${requestRef(id)} r${draft.request.revision}`, (after) =>
    resolvedBy(after, author),
  );
  return draft.decided();
}

/** The requester needs no answer any more: no clock runs on, nobody is surveyed. */
export function decideWithdrawal(facts: RequestFacts, reason: string | undefined, at: Date, now: Date): Decision {
  const draft = new Draft(facts, now);
  const { id, requesterId } = facts.request;
  drop(draft, at);
  draft.set({ state: 'withdrawn' });
  draft.record('withdrawn', { at, actorId: requesterId }, { reason: reason ?? null });
  draft.tellJoined(
    { key: `withdrawn ${requestRef(id)} r${draft.request.revision}`, kind: 'notice' },
    withdrawnForJoined,
  );
  draft.tellHolder(requesterId, `withdrawn ${requestRef(id)} r${draft.request.revision}`, (after) =>
    withdrawn(after, reason),
  );
  return draft.decided();
}

/**
 * What the office had answered to the like answered them: they end it themselves, and nobody owes them anything any more.
 * No clock is judged: nobody has replied to this question.
 */
export function decideHelped(facts: RequestFacts, answerId: number, at: Date, now: Date): Decision {
  const draft = new Draft(facts, now);
  const { requesterId } = facts.request;
  const question = facts.before?.answer?.question ?? facts.request.subject;
  drop(draft, at);
  draft.resume('waiting_on_agency', at);
  draft.pause('resolved', at);
  draft.set({ state: 'resolved', resolvedAt: at, resolvedBy: requesterId, outcome: 'answered' });
  if (facts.before) draft.know({ before: { ...facts.before, helped: true } });
  draft.record('answer helped', { at, actorId: requesterId }, { answer: answerId });
  draft.record('resolved', { at, actorId: requesterId }, { outcome: 'answered', duplicateOf: null, plainNo: false });
  draft.tellHolder(requesterId, `helped ${requestRef(facts.request.id)} r${draft.request.revision}`, (after) =>
    helped(after, question),
  );
  return draft.decided();
}

/** "That answered it": noted once for each resolution. */
export function decideAcceptance(facts: RequestFacts, at: Date, now: Date): Decision {
  const draft = new Draft(facts, now);
  draft.answered('accept', 'reopen');
  draft.record('accepted', { at, actorId: facts.request.requesterId }, {});
  return draft.decided();
}
