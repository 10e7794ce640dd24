import { tooLong, wrongDay } from '../offices/formValues.ts';
import { LONGEST_ACTION } from './action.ts';

/** What was filled in about an action, or what is wrong with it, by field. */

type Person = { id: number; name: string };

/** Where a name is chosen: it is dropped. */
export const NOBODY = 'nobody';

export function readChange(
  values: Readonly<Record<string, string>>,
  { people, today }: { people: readonly Person[]; today: string },
): { change: { what: string; ownerId: number; due: string }; owner: Person } | { problems: Record<string, string> } {
  const [what = '', due = ''] = [values.what?.trim(), values.due?.trim()];
  const owner = people.find(({ id }) => String(id) === values.owner);
  const problem = what ? tooLong(what, LONGEST_ACTION) : 'Say in a few words what is to be done.';
  const wrong = wrongDay(due, today);
  const problems = {
    ...(problem !== undefined && { what: problem }),
    ...(!owner && { owner: 'Choose who does it.' }),
    ...(wrong !== undefined && { due: due ? wrong : 'Choose by which day.' }),
  };
  if (Object.keys(problems).length > 0 || !owner) return { problems };
  return { change: { what, ownerId: owner.id, due }, owner };
}
