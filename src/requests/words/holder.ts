import { sayDay, type Text } from '../../chat/message.ts';
import { absenceOn, type Choice } from '../../people/coverage.ts';
import type { Person } from '../../people/person.ts';
import { nameWithAbsence, type RequestFacts } from '../facts.ts';

type Who = Pick<RequestFacts, 'holder' | 'request' | 'office' | 'holderAbsences' | 'day'>;

/** Who has it and why, truthfully: "Maria Lopez is out through Tuesday, June 9; Devon Clark has your question". */
export function sayHolder(
  { holder, request, office, holderAbsences = [], day }: Who,
  choice?: Choice,
  people?: ReadonlyMap<number, Person>,
): Text {
  const away = (choice?.away ?? []).flatMap(({ personId, until }) => {
    const person = people?.get(personId);
    return person ? [`${person.name} is out${until ? ` through ${sayDay(until, day ?? until)}` : ''}; `] : [];
  });
  const out = holder && day ? absenceOn(holderAbsences, holder.id, day) : undefined;
  if (holder) return [...away, { strong: nameWithAbsence(holder.name, out, day) }, ' has your question'];
  if (request.agencyId === null) return ['We have your question'];
  return [...away, `${away.length > 0 ? 'a' : 'A'} supervisor of `, office.name, ' will name who answers'];
}
