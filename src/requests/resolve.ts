import type { Answer } from '../chat/port.ts';
import { addMinutes } from '../sla/calendar.ts';
import { isReply } from '../sla/clockKinds.ts';
import type { Tx } from '../store.ts';
import { resolution } from './agencyWords.ts';
import { aboutIds, type Deed, done, errors, filled, notice, refusal, type Submission } from './deed.ts';
import { authorise, loadView } from './load.ts';
import { resolveForm } from './officeWords.ts';
import { type AgencyRequest, isLive, type Outcome, readRequestRef, requestRef } from './request.ts';
import { dropped, isRunning, owedReply, stopped } from './requestClocks.ts';
import { saveClocks } from './setClocks.ts';
import { delivery, refresh, tellHolder } from './tell.ts';
import type { RequestView } from './view.ts';

const outcomes: readonly string[] = ['answered', 'another way', 'not possible', 'duplicate'] satisfies Outcome[];

export async function openResolving(tx: Tx, deed: Deed): Promise<Answer> {
  const allowed = await authorise(tx, deed.actor, 'resolve', aboutIds(deed)[0], deed.now);
  if ('refused' in allowed) return refusal(allowed);
  const view = await loadView(tx, allowed.request);
  return { kind: 'form', form: resolveForm(view, owedReply(view.clocks) !== undefined) };
}

/**
 * Ends a request with an outcome. What is written goes to the requester and counts as a reply once delivered; while a
 * reply is owed, something must be written. Plans the survey, except for duplicates.
 */
export async function resolve(tx: Tx, deed: Submission): Promise<Answer> {
  const [requestId, seen] = aboutIds(deed);
  const allowed = await authorise(tx, deed.actor, 'resolve', requestId, deed.now);
  if ('refused' in allowed) return refusal(allowed);
  const { request } = allowed;
  const before = await loadView(tx, request);
  const asked = await readOutcome(tx, deed, before, seen);
  if ('errors' in asked) return errors(asked.errors);
  const { outcome, text, alternative, duplicateOf } = asked;
  const { person } = deed.actor;
  const message = text
    ? await tx.requests.addMessage({
        requestId,
        officeId: request.officeId,
        authorId: person.id,
        kind: 'to agency',
        text,
        at: deed.at,
        source: deed.source,
        asks: false,
      })
    : undefined;
  if (text && !message) return done;
  await endClocks(tx, request, deed.at, outcome === 'duplicate');
  await tx.clocks.resume(requestId, 'waiting_on_agency', deed.at);
  await tx.clocks.pause(request, 'resolved', deed.at);
  const revision = await tx.requests.save(requestId, {
    state: 'resolved',
    resolvedAt: deed.at,
    resolvedBy: person.id,
    outcome,
    outcomeText: text ?? null,
    alternative: alternative ?? null,
    duplicateOf: duplicateOf ?? null,
  });
  await tx.requests.record(request, [
    {
      kind: 'resolved',
      at: deed.at,
      actorId: person.id,
      data: { outcome, duplicateOf: duplicateOf ?? null, plainNo: outcome === 'not possible' && !alternative },
    },
  ]);
  await planSurvey(tx, before, person.id, deed.at, outcome);
  const view = await refresh(tx, requestId);
  await tx.outbox.put([
    {
      ...delivery(
        request,
        'relay',
        `resolution ${requestRef(requestId)} r${revision}`,
        request.requesterId,
        resolution(view, person, text ?? '', await goesOnWith(tx, view)),
      ),
      ...(message && { messageId: message.id }),
    },
  ]);
  await tellHolder(tx, view, person.id, [`${person.name} resolved it: ${outcome}.`]);
  return notice(`${requestRef(requestId)} is resolved; ${view.requester.name} is told.`);
}

/** A duplicate of somebody else's request is answered to them: its requester has this answer and no other. */
async function goesOnWith(tx: Tx, { request }: RequestView): Promise<'them' | 'somebody else'> {
  const original = request.duplicateOf === null ? undefined : await tx.requests.read(request.duplicateOf);
  return !original || original.requesterId === request.requesterId ? 'them' : 'somebody else';
}

type Read = { outcome: Outcome; text?: string; alternative?: string; duplicateOf?: number };

async function readOutcome(
  tx: Tx,
  { values, actor, now }: Submission,
  view: RequestView,
  seen: number,
): Promise<Read | { errors: Record<string, string> }> {
  const { request } = view;
  const { name } = view.requester;
  const text = filled(values, 'text');
  const alternative = filled(values, 'alternative');
  const outcome = outcomes.includes(values.outcome ?? '') ? (values.outcome as Outcome) : undefined;
  if (!outcome) return { errors: { outcome: 'Please choose how it ended.' } };
  const messages = await tx.requests.messages(request.id);
  const news = messages.filter((m) => m.kind === 'from agency' && m.number > seen);
  const last = news.at(-1);
  if (last)
    return {
      errors: {
        text: `${name} wrote meanwhile: “${last.text}” Close this form, read it, and press Resolve again.`,
      },
    };
  if (outcome === 'duplicate') {
    const other = readRequestRef(values.duplicate ?? '');
    if (other === undefined) return { errors: { duplicate: 'Please give the request it duplicates, such as R-1042.' } };
    if (other === request.id) return { errors: { duplicate: 'A request cannot be a duplicate of itself.' } };
    const original = await authorise(tx, actor, 'see', other, now);
    if (
      'refused' in original ||
      (original.request.requesterId !== request.requesterId && original.request.agencyId !== request.agencyId)
    )
      return { errors: { duplicate: `There is no ${requestRef(other)} of this agency among your requests.` } };
    // It goes on there: what has ended goes on nowhere, and two that point at each other are answered nowhere.
    if (!isLive(original.request))
      return {
        errors: { duplicate: `${requestRef(other)} is ${original.request.state} already: please answer here.` },
      };
    if (!text && original.request.requesterId !== request.requesterId)
      return { errors: { text: `Somebody else asked ${requestRef(other)}: please write what ${name} is told.` } };
    return { outcome, duplicateOf: other, ...(text && { text }) };
  }
  if (!text && outcome === 'another way') return { errors: { text: 'Please say what was done instead.' } };
  if (!text && outcome === 'not possible') return { errors: { text: 'Please say why it is not possible.' } };
  if (!text && owedReply(view.clocks) && !messages.some((m) => m.kind === 'to agency' && m.deliveredAt === null))
    return { errors: { text: `${name} waits for a reply: please write the answer.` } };
  return { outcome, ...(text && { text }), ...(outcome === 'not possible' && alternative && { alternative }) };
}

/** The clocks of resolution stop here; a duplicate's reply is given where it goes on, so its clocks are dropped. */
async function endClocks(tx: Tx, request: AgencyRequest, at: Date, drop: boolean): Promise<void> {
  const rules = await tx.offices.rules(request);
  const pauses = await tx.clocks.pauses(request.id);
  const running = (await tx.clocks.of([request.id])).filter(isRunning);
  const ended = drop
    ? running.map((clock) => dropped(clock, at))
    : running.filter((clock) => !isReply(clock)).map((clock) => stopped(clock, at, pauses, rules));
  await saveClocks(tx, ended);
}

/** One business day later somebody asks how it went. Where the calendar has ended there is no such day. */
async function planSurvey(
  tx: Tx,
  { request, rules }: RequestView,
  liaisonId: number,
  at: Date,
  outcome: Outcome,
): Promise<void> {
  if (outcome === 'duplicate') return;
  const askAt = addMinutes(rules.calendar, at, rules.policy.businessDayMinutes);
  if (!askAt) return;
  await tx.surveys.plan({
    officeId: request.officeId,
    requestId: request.id,
    personId: request.requesterId,
    liaisonId,
    askAt,
  });
}
