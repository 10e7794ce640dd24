import { type Message, plainText } from '../chat/message.ts';
import { errors, filled, form, hidden, notice } from '../feature/answer.ts';
import { type Actor, hasRole, type Membership, type Person } from '../people/person.ts';
import { Draft } from '../requests/draft.ts';
import type { RequestFacts } from '../requests/facts.ts';
import { endRecoveryPress, ownRecoveryPress } from '../requests/presses.ts';
import { supervisorsOn } from '../requests/readers.ts';
import { requestRef } from '../requests/request.ts';
import { requestDeed } from '../requests/requestDeed.ts';
import type { Tx } from '../store.ts';
import { type Recovery, type RecoveryStep, recoveryNow } from './recovery.ts';
import { endForm, type RecoveryView, recoveryCard, whatCame } from './recoveryWords.ts';
import type { Survey } from './survey.ts';

export const keyOf = ({ requestId, earlier }: Recovery): string =>
  `recovery ${requestRef(requestId)}${earlier > 0 ? ` again ${earlier}` : ''}`;

/** Whether it makes good what this survey says. */
export const isOf = ({ surveyId }: Recovery, survey: Survey): boolean => surveyId === null || surveyId === survey.id;

/**
 * A bad rating, given with a name: supervisors and whoever answered hear of it at once, and it is to be settled in a day.
 * While an earlier one of the same request is not settled, its cards say the new rating: one person sees to both.
 */
export async function beginRecovery(tx: Tx, draft: Draft, survey: Survey): Promise<void> {
  const { request, office } = draft.facts;
  const { calendar, policy } = await tx.offices.rules(office);
  const times = { openedAt: draft.now, dueAt: null, warnedAt: null, lateAt: null };
  const { dueAt, stepAt } = recoveryNow(times, { calendar, ...policy }, draft.now);
  const opening = {
    officeId: office.id,
    requestId: request.id,
    surveyId: survey.id,
    openedAt: draft.now,
    dueAt,
    stepAt,
  };
  const isNew = await tx.surveys.openRecovery(opening);
  const recovery = await tx.surveys.recoveryOf(request.id);
  if (!recovery) return;
  if (!isNew) {
    await tx.surveys.markRecovery(recovery.id, { surveyId: survey.id });
    return tellRecovery(tx, draft, survey, recovery, `rated again ${survey.earlier}`);
  }
  const view = await viewOf(tx, survey, recovery);
  const told = new Map((await supervisorsOn(tx, office, draft.now)).map((person) => [person.id, person]));
  const answerer = await answererOf(tx, survey);
  if (answerer) told.set(answerer.id, answerer);
  for (const { id } of told.values()) {
    const actor = await tx.people.actor(id);
    if (!actor) continue;
    draft.tell({
      ...{ key: `${keyOf(recovery)} to ${id}`, kind: 'notice', to: id },
      message: (facts) => cardFor({ ...view, facts }, actor),
    });
  }
}

type Reader = { person: { id: number }; memberships: readonly Membership[] };

/** The card as somebody may read it: `step` is what they are told anew. */
export function cardFor(view: RecoveryView, { person, memberships }: Reader | Actor, step?: RecoveryStep): Message {
  const { request } = view.facts;
  const supervisor = memberships.some(({ role, officeId }) => role === 'supervisor' && officeId === request.officeId);
  const mayAct = supervisor || request.holderId === person.id;
  const mayTag = supervisor || (mayAct && view.owner?.id === person.id);
  return recoveryCard(view, { supervisor, mayAct, mayTag, ...(step && { step }) });
}

/** The card of everybody who has one (of these), as it is now. `what` makes the change once. */
export async function tellRecovery(
  tx: Tx,
  draft: Draft,
  survey: Survey,
  recovery: Recovery,
  what: string,
  standing: RequestFacts['standing'] = draft.facts.standing,
): Promise<void> {
  const view = await viewOf(tx, survey, recovery);
  for (const { key, kind, personId, memberships, message: before } of standing) {
    if (!key.startsWith(`${keyOf(recovery)} to `)) continue;
    const card = (facts: RequestFacts) => cardFor({ ...view, facts }, { person: { id: personId }, memberships });
    if (plainText(card(draft.facts)) === plainText(before)) continue;
    draft.tell({ key: `${key} ${what}`, kind, to: personId, replaces: key, message: card });
  }
}

export async function viewOf(tx: Tx, survey: Survey, recovery: Recovery): Promise<Omit<RecoveryView, 'facts'>> {
  const people = await tx.people.named([survey.liaisonId, recovery.ownerId].filter((id) => id !== null));
  const named = (id: number | null) => (id === null ? undefined : people.get(id));
  const themes = (await tx.themes.of({ survey: survey.id })).map(({ name }) => name);
  return { survey, themes, recovery, liaison: named(survey.liaisonId), owner: named(recovery.ownerId) };
}

/** Whoever answered, while they are a liaison of the office. */
async function answererOf(tx: Tx, { officeId, liaisonId }: Survey): Promise<Person | undefined> {
  const actor = liaisonId === null ? undefined : await tx.people.actor(liaisonId);
  return actor?.person.active && hasRole(actor, officeId, 'liaison') ? actor.person : undefined;
}

/** *I have this*: one person sees to it, and everybody else reads who. */
export const ownRecovery = requestDeed(
  ownRecoveryPress,
  { needs: 'see rating' },
  {
    async does({ tx, facts, actor, at, now }) {
      const { survey, recovery } = await openOne(tx, facts.request.id);
      if (!survey || !recovery) return hidden;
      if (recovery.endedAt) return notice('It is settled already.');
      const { id, name } = actor.person;
      if (recovery.ownerId !== null) {
        const owner = (await tx.people.named([recovery.ownerId])).get(recovery.ownerId);
        return notice(recovery.ownerId === id ? 'You have this.' : `${owner?.name ?? 'Somebody'} has this already.`);
      }
      await tx.surveys.markRecovery(recovery.id, { ownerId: id, ownedAt: at });
      const draft = new Draft(facts, now);
      draft.record('recovery owned', { at, actorId: id }, {});
      draft.answeredWith(ownRecoveryPress.name, `${name} sees to it.`);
      await tellRecovery(tx, draft, survey, { ...recovery, ownerId: id }, 'owned');
      return { decide: draft.decided(), answer: notice(`You have this. The others read: “${name}”.`) };
    },
  },
);

/** "You said, we did": the customer is told what came of it, and the recovery ends. */
export const endRecovery = requestDeed(
  endRecoveryPress,
  { needs: 'see rating' },
  {
    async opens({ tx, facts }) {
      const { recovery } = await openOne(tx, facts.request.id);
      if (!recovery) return hidden;
      return recovery.endedAt ? notice('It is settled already.') : form(endForm(facts));
    },
    async sent({ tx, facts, values, actor, at, now }) {
      const { survey, recovery } = await openOne(tx, facts.request.id);
      if (!survey || !recovery) return hidden;
      const text = filled(values, 'text');
      if (!text) return errors({ text: `Say what came of it: ${facts.requester.name} reads it.` });
      if (text.length > 5_000) return errors({ text: 'Please keep it under 5,000 characters.' });
      if (recovery.endedAt) return errors({ text: 'Somebody else has settled it already. Your words are still here.' });
      const { person } = actor;
      await tx.surveys.markRecovery(recovery.id, { endedAt: at, endedBy: person.id });
      const draft = new Draft(facts, now);
      draft.record('recovery ended', { at, actorId: person.id }, { text });
      for (const { name } of [ownRecoveryPress, endRecoveryPress]) draft.answeredWith(name, 'it is settled.');
      const ended = { ...recovery, ownerId: recovery.ownerId ?? person.id, endedAt: at };
      await tellRecovery(tx, draft, survey, ended, 'ended');
      draft.tell({
        ...{ key: `${keyOf(recovery)} what came`, kind: 'notice', to: facts.request.requesterId },
        message: (after) => whatCame(after, person, survey.comment, text),
      });
      return { decide: draft.decided(), answer: notice(`${facts.requester.name} is told what came of it.`) };
    },
  },
);

export async function openOne(tx: Tx, requestId: number) {
  const recovery = await tx.surveys.recoveryOf(requestId);
  const id = recovery?.surveyId ?? null;
  return { survey: await (id === null ? tx.surveys.of(requestId) : tx.surveys.one(id)), recovery };
}
