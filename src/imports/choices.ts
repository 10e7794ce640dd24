import type { Field } from '../chat/message.ts';
import type { ImportChoices, ImportPlan } from '../offices/importOffice.ts';
import { sameEmail } from '../people/person.ts';

/** What there is to choose for an import, by the fields of the page. */

const KEEP = 'keep';
const OPEN_TOO = 'open';

export function readChoices(values: Record<string, string>): ImportChoices {
  const handOverTo = sameEmail(values.takes ?? '');
  const how = (values.how ?? '').split(',');
  return {
    ...(handOverTo !== '' && { handOverTo }),
    keepPromises: how.includes(KEEP),
    openToo: how.includes(OPEN_TOO),
  };
}

/** Of these only what matters to this plan. */
export function fieldsOf({ stranded, setup, moves, policy }: ImportPlan, choices: ImportChoices): Field[] {
  const options = [
    ...(moves ? [{ value: KEEP, label: 'Open requests keep their times, whatever the new calendar says' }] : []),
    ...(policy ? [{ value: OPEN_TOO, label: 'The new promises hold for open requests too' }] : []),
  ];
  const chosen = [...(choices.keepPromises ? [KEEP] : []), ...(choices.openToo ? [OPEN_TOO] : [])];
  const takers = setup.people.filter(({ roles }) =>
    roles.some(({ role }) => role === 'liaison' || role === 'supervisor'),
  );
  return [
    ...(stranded.length > 0
      ? [
          {
            ...{ kind: 'choice' as const, name: 'takes', label: 'Who takes the open requests?', required: false },
            options: takers.map(({ email, name }) => ({ value: email, label: `${name} <${email}>` })),
            ...(choices.handOverTo !== undefined && { initial: choices.handOverTo }),
          },
        ]
      : []),
    ...(options.length > 0
      ? [
          {
            ...{ kind: 'choices' as const, name: 'how', label: 'And open requests?', required: false, options },
            initial: chosen.join(','),
          },
        ]
      : []),
  ];
}
