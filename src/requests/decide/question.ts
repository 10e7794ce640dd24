import type { Office } from '../../offices/office.ts';
import type { Choice } from '../../people/coverage.ts';
import type { Person } from '../../people/person.ts';
import { greetsInSpanish } from '../burst.ts';
import type { Decision } from '../draft.ts';
import { Draft } from '../draft.ts';
import type { RequestFacts } from '../facts.ts';
import { type AgencyRequest, requestRef } from '../request.ts';
import { newcomerKey } from '../standing.ts';
import { newcomer } from '../words/agency.ts';
import { whichOffice } from '../words/handingOver.ts';
import { sayHolder } from '../words/holder.ts';
import { startOpening } from './clocks.ts';

export type Opening = {
  facts: Omit<RequestFacts, 'clocks' | 'pauses' | 'messages' | 'standing' | 'holder'>;
  text: string;
  at: Date;
  source: string;
  choice: Choice;
  people: ReadonlyMap<number, Person>;
  /** The requester's agency is their own word, and this holder has not been asked about it. */
  newcomer: boolean;
  /** The offices among which the words do not choose: one of them has it meanwhile, and the requester is asked. */
  perhaps: readonly Office[];
};

/** Opens a request: routed, promised, and answered with a receipt. */
export function decideQuestion(opening: Opening, now: Date): Decision {
  const { facts, text, at, source, choice, people } = opening;
  const holder = choice.holderId === null ? null : (people.get(choice.holderId) ?? null);
  const request: AgencyRequest = { ...facts.request, holderId: holder?.id ?? null };
  const draft = new Draft({ ...facts, request, holder, clocks: [], pauses: [], messages: [], standing: [] }, now, true);
  const number = draft.add({ authorId: request.requesterId, kind: 'from agency', text, at, source });
  startOpening(draft);
  const promised = draft.facts.clocks[0]?.dueAt ?? null;
  draft.record('opened', { at, actorId: request.requesterId }, { number, promised: promised?.toISOString() ?? null });
  const { holderId: to, ...why } = choice;
  draft.record('routed', { at: now, actorId: null }, { to, ...why });
  const who = sayHolder(draft.facts, choice, people);
  draft.because(greetsInSpanish(text) ? ['¡Hola! Recibimos su pregunta. ', ...who] : who);
  if (holder && opening.newcomer)
    draft.tell({ key: newcomerKey(request), kind: 'notice', to: holder.id, message: newcomer });
  if (opening.perhaps.length > 1)
    draft.tell({
      key: `which office ${requestRef(request.id)}`,
      kind: 'notice',
      to: request.requesterId,
      message: (after) => whichOffice(after, opening.perhaps, text),
    });
  return draft.decided();
}
