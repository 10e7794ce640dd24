import type { Form, Press } from '../chat/message.ts';
import type { Theme } from '../offices/surveyRules.ts';

/** `said`: whose words they are, and the words as far as whoever tags them may read them. */
export const themesForm = (
  press: Press,
  { all, chosen }: { all: readonly Theme[]; chosen: readonly Theme[] },
  said: { by: string; text: string | undefined },
): Form => ({
  title: 'What is it about?',
  ...(said.text !== undefined && { intro: [{ kind: 'quote', by: said.by, text: said.text }] }),
  fields: [
    {
      ...{ kind: 'choices', name: 'themes', label: 'Themes', required: false },
      hint: 'Choose all that fit. The month’s digest counts them, from five answers on.',
      options: all.map(({ code, name }) => ({ value: code, label: name })),
      ...(chosen.length > 0 && { initial: chosen.map(({ code }) => code).join(',') }),
    },
  ],
  submit: 'Save',
  press,
});
