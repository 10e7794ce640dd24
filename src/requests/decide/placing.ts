import type { Agency, Person } from '../../people/person.ts';
import { type Decision, Draft } from '../draft.ts';
import type { RequestFacts } from '../facts.ts';
import { tellMoved } from '../moved.ts';
import { offers } from '../offers.ts';
import { confirmPress } from '../presses.ts';
import { newcomerSettled } from '../words/agency.ts';
import { retarget } from './clocks.ts';
import { type Move, moveTo, type Place, toOffice } from './moving.ts';

/** Somebody has said which agency a request is for: now it can be answered, perhaps by another office. */
export function decideAgency(
  facts: RequestFacts,
  agency: Agency,
  place: Place | undefined,
  holder: Person | null,
  move: Move,
  now: Date,
): Decision {
  const draft = new Draft(facts, now);
  draft.set({ agencyId: agency.id });
  draft.know({ agency });
  if (place && place.office.id !== facts.request.officeId) {
    draft.set({ serviceLineId: place.lineId });
    toOffice(draft, place, { at: move.at, actorId: facts.request.requesterId, reason: 'the agency is known now' });
  } else retarget(draft);
  draft.record('agency chosen', { at: move.at, actorId: facts.request.requesterId }, { agencyId: agency.id });
  moveTo(draft, holder, move);
  tellMoved(draft, 'the agency is known now');
  return draft.decided();
}

/** The liaison of the agency knows them, or the office's file does (`by`: null): the question about them has its answer. */
export function decideConfirmed(facts: RequestFacts, agency: Agency, by: Person | null, at: Date, now: Date): Decision {
  const draft = new Draft(facts, now);
  draft.record('agency confirmed', { at, actorId: by?.id ?? null }, { agencyId: agency.id });
  settleQuestion(draft, agency, by, true);
  return draft.decided();
}

/** They do not work there: the request has no agency again, and supervisors see to it. */
export function decideDeclined(facts: RequestFacts, agency: Agency, by: Person, at: Date, now: Date): Decision {
  const draft = new Draft(facts, now);
  settleQuestion(draft, agency, by, false);
  draft.set({ agencyId: null });
  draft.know({ agency: null });
  retarget(draft);
  draft.record('agency declined', { at, actorId: by.id }, { agencyId: agency.id });
  moveTo(draft, null, { by, at, reason: `${agency.name} could not confirm you. Please choose your agency again.` });
  tellMoved(draft, `${agency.name} could not confirm you`);
  return draft.decided();
}

/** The question about them has its answer, for everybody who was asked. */
function settleQuestion(draft: Draft, agency: Agency, by: Person | null, works: boolean): void {
  for (const { key, personId, message } of draft.facts.standing)
    if (offers(message, confirmPress.name))
      draft.tell({
        key: `${key} settled`,
        kind: 'notice',
        to: personId,
        replaces: key,
        message: (after) => newcomerSettled(after, by?.name, agency.name, works),
      });
}
