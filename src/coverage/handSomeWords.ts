import type { Form } from '../chat/message.ts';
import type { Person } from '../people/person.ts';
import { type Colleague, colleagueOption } from '../requests/colleague.ts';
import { handSomePress } from '../requests/presses.ts';
import { type AgencyRequest, requestRef } from '../requests/request.ts';

type Choosing = {
  officeId: number;
  from: Person;
  held: readonly Pick<AgencyRequest, 'id' | 'subject'>[];
  colleagues: readonly Colleague[];
};

export const handSomeForm = ({ officeId, from, held, colleagues }: Choosing): Form => ({
  title: 'Hand some over',
  intro: [{ kind: 'text', text: [`Open requests of ${from.name}, the newest first.`] }],
  fields: [
    {
      ...{ kind: 'choices', name: 'requests', label: 'Which ones', required: true },
      options: held.map(({ id, subject }) => ({ value: `${id}`, label: `${requestRef(id)} ${subject}`.slice(0, 70) })),
    },
    {
      ...{ kind: 'choice', name: 'person', label: 'Who gets them', required: true },
      hint: 'Those who asked are told.',
      options: colleagues.map(colleagueOption),
    },
  ],
  submit: 'Hand over',
  press: handSomePress.to({ office: officeId, person: from.id }),
});
