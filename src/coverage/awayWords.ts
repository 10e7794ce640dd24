import type { Form } from '../chat/message.ts';
import type { Person } from '../people/person.ts';

/** The form in which somebody of the office says when they are out and who covers. */
export const awayForm = (today: string, colleagues: Person[], open: number): Form => ({
  title: "I'm away",
  intro: [
    {
      kind: 'text',
      text: [
        'New questions go to your cover, else to the backup of each agency. ',
        open === 0 ? 'You hold no open requests.' : `You hold ${open} open request${open === 1 ? '' : 's'}.`,
      ],
    },
  ],
  submit: 'Set',
  press: { name: 'away', about: '' },
  fields: [
    { kind: 'date', name: 'from', label: 'First day away', required: true, initial: today },
    {
      kind: 'date',
      name: 'until',
      label: 'Last day away',
      hint: 'Empty: until you say that you are back.',
      required: false,
    },
    {
      kind: 'choice',
      name: 'cover',
      label: 'Who covers for you?',
      required: true,
      initial: 'backup',
      options: [
        { value: 'backup', label: 'The backup of each agency' },
        ...colleagues.map((person) => ({ value: String(person.id), label: person.name })),
      ],
    },
    {
      kind: 'choice',
      name: 'open',
      label: 'Your open requests',
      required: true,
      initial: 'keep',
      options: [
        { value: 'keep', label: 'Stay with me' },
        { value: 'hand over', label: 'Go to whoever covers, if I am away from today' },
      ],
    },
  ],
});
