import type { Text } from '../../chat/message.ts';
import type { Office, Rules } from '../../offices/office.ts';
import type { Choice } from '../../people/coverage.ts';
import type { Person } from '../../people/person.ts';
import { followedBy } from '../countedBy.ts';
import { type Decision, Draft } from '../draft.ts';
import { nameIn, type RequestFacts } from '../facts.ts';
import { heard, movedFor, movedKey, tellMoved } from '../moved.ts';
import { requestRef } from '../request.ts';
import { newcomerKey } from '../standing.ts';
import { newcomer } from '../words/agency.ts';
import { fileFrom } from '../words/changes.ts';
import {
  changedTopic,
  givenTo,
  handedOver,
  movedOffice,
  type Placed,
  saidSoFar,
  takenFrom,
} from '../words/handingOver.ts';
import { sayHolder } from '../words/holder.ts';
import { endAgreements, retarget } from './clocks.ts';
import { followRules } from './rules.ts';

/** So many files go along, the newest. */
const MOST_FILES = 10;

/** Why a request goes to somebody else. `by`: who gave it; null: the desk did. */
export type Move = {
  by: Person | null;
  /** Its topic or office was changed: to those who work on it, this is the reason. */
  placed?: Placed;
  at: Date;
  reason: string;
  choice?: Choice;
  people?: ReadonlyMap<number, Person>;
  /** The requester's agency is their own word, and the new holder has not been asked about it. */
  newcomer?: boolean;
  /** Several move at once: who had it, who gets it and who asked are told of all together, elsewhere. */
  together?: {
    /** Why it comes, above a card of its own. */ came: Text /** Key of the one list that holds it, instead of a card. */;
    list?: string;
  };
};

/**
 * Gives a request to somebody else, or back to the supervisors. Changes no clock. The old card loses its buttons, the
 * new holder gets a card of their own, and the requester is told who has it now.
 */
export function moveTo(draft: Draft, holder: Person | null, move: Move): void {
  const before = draft.facts;
  if (before.holder?.id === holder?.id) return;
  const actorId = move.by?.id ?? null;
  const who = (after: RequestFacts) => sayHolder(after, move.choice, move.people);
  draft.hold(holder, who({ ...before, holder }), move.together);
  draft.record(
    'handed over',
    { at: move.at, actorId },
    { from: before.holder?.id ?? null, to: holder?.id ?? null, reason: move.reason },
  );
  if (holder && move.newcomer)
    draft.tell({ key: newcomerKey(draft.request), kind: 'notice', to: holder.id, message: newcomer });
  if (move.together) return;
  // What is promised now is said with it.
  heard(draft);
  const key = movedKey(draft);
  if (before.holder && before.holder.id !== actorId)
    draft.tell({
      key: `${key} from ${before.holder.id}`,
      kind: 'notice',
      to: before.holder.id,
      message: (after) => takenFrom(after, reasonOf(move), move.placed),
    });
  if (holder) bringAll(draft, holder, move, before.holder !== null || actorId !== null);
  draft.tell({
    key,
    kind: 'notice',
    to: draft.request.requesterId,
    message: (after) => {
      const { moved, reason } = movedFor({ before: draft.before, told: draft.told, facts: after }, move.reason);
      const isSaid = actorId !== null || moved.length > 0;
      return handedOver(after, who(after), isSaid ? reason : '', draft.now, moved);
    },
  });
}

/** A reason that somebody wrote; of a topic there is none but the topic. */
const reasonOf = ({ reason, placed }: Move): string => (placed?.reason === false ? '' : reason);

/** Whoever gets it reads who gave it and why, all that was said before, and has the files; the card follows. */
function bringAll(draft: Draft, holder: Person, move: Move, isGiven: boolean): void {
  const { by } = move;
  const { request, messages, files = [] } = draft.facts;
  const mark = `${requestRef(request.id)} r${draft.request.revision} to ${holder.id}`;
  const notice = { kind: 'notice', to: holder.id, first: true } as const;
  // Somebody who gets what nobody had yet, from nobody, sees it by the card.
  if (isGiven && holder.id !== by?.id)
    draft.tell({
      ...notice,
      key: `given ${mark}`,
      message: (after) => givenTo(after, by?.name, reasonOf(move), move.placed),
    });
  else if (messages.length > 1) draft.tell({ ...notice, key: `so far ${mark}`, message: saidSoFar });
  for (const { id, number, name } of files.filter(({ state }) => state === 'stored').slice(-MOST_FILES)) {
    const authorId = messages.find((message) => message.number === number)?.authorId;
    if (authorId === undefined || authorId === holder.id) continue;
    draft.tell({
      ...{ key: `file ${id} ${mark}`, kind: 'relay', to: holder.id, first: true, fileId: id },
      message: (after) => fileFrom(request.id, number, nameIn(after, authorId), name),
    });
  }
}

/** `calendar`: another version of it holds from now on, and why. One message says both. */
export function decideMove(
  facts: RequestFacts,
  holder: Person | null,
  move: Move,
  now: Date,
  calendar?: { rules: Rules; reason: string },
): Decision {
  const draft = new Draft(facts, now);
  if (calendar) followRules(draft, calendar.rules, calendar.reason);
  moveTo(draft, holder, move);
  if (calendar) tellMoved(draft, calendar.reason);
  return draft.decided();
}

/** Where a request belongs: a service line, and with it an office and its rules. */
export type Place = { office: Office; rules: Rules; lineId: number };

/**
 * Another service line, of this office or of another, and with it perhaps another liaison. Another office owes its own
 * promise: its calendar and targets count from the original moment, and who asked is told what moves.
 */
export function decidePlace(
  facts: RequestFacts,
  place: Place,
  holder: Person | null,
  move: Move & { movedBy: Person },
  now: Date,
): Decision {
  const draft = new Draft(facts, now);
  const { office, lineId } = place;
  const { request } = facts;
  const by = { at: move.at, actorId: move.movedBy.id };
  const here = office.id === request.officeId;
  draft.set({ serviceLineId: lineId });
  if (here) {
    draft.record('topic changed', by, { from: request.serviceLineId, to: lineId });
    retarget(draft);
  } else {
    toOffice(draft, place, { ...by, reason: move.reason });
    draft.record('office changed', by, { from: request.officeId, to: office.id, line: lineId, reason: move.reason });
  }
  const { name } = move.movedBy;
  const line = office.lines.find(({ id }) => id === lineId)?.name ?? 'another';
  const placed = here ? changedTopic(name, line) : movedOffice(name, facts.office.name, office.name);
  moveTo(draft, holder, { ...move, placed });
  tellMoved(draft, here ? move.reason : `${office.name} answers it now`);
  return draft.decided();
}

/** Another office owes the answer: its calendar and its promises count, from the first moment on. */
export function toOffice(
  draft: Draft,
  { office, rules }: Place,
  why: { at: Date; actorId: number | null; reason: string },
): void {
  draft.recordMove(office.id, why);
  draft.set({ officeId: office.id, calendarId: rules.calendarId, policyId: rules.policyId });
  draft.know({ office, rules: followedBy(draft.facts.rules, rules) });
  endAgreements(draft);
  retarget(draft);
}
