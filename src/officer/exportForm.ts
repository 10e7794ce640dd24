import type { OrderForm } from '../page/taken.ts';

/** What is asked of whoever hands records out. */
export const exportForm = (agencies: readonly { code: string; name: string }[]): OrderForm => ({
  title: 'Hand out records',
  submit: 'Download the package',
  fields: [
    {
      ...{ kind: 'line', name: 'reason', label: 'Why?', required: true, longest: 300 },
      hint: 'It stays on the record: Request 26-014, say.',
    },
    {
      ...{ kind: 'choice', name: 'agency', label: 'Of which agency?', required: false },
      hint: 'What it asked, and what of the programme it took part in. Of a meeting or a round with several agencies it is what is theirs, and what every agency was shown.',
      options: agencies.map(({ code, name }) => ({ value: code, label: name })),
    },
    {
      ...{ kind: 'date', name: 'from', label: 'Written in from', required: false },
      hint: 'That in which something was written from this day on.',
    },
    { kind: 'date', name: 'to', label: 'Written in up to', required: false, hint: 'This day included.' },
    {
      ...{ kind: 'line', name: 'person', label: 'About whom?', required: false, longest: 200 },
      hint: 'Their e-mail: what they asked, had, answered, wrote or took part in.',
    },
    {
      ...{ kind: 'line', name: 'word', label: 'With which words?', required: false, longest: 200 },
      hint: 'As a search finds them.',
    },
    {
      ...{ kind: 'paragraph', name: 'redact', label: 'What is withheld?', required: false },
      hint: 'A line for each: - { words: 555-12-3456, reason: A card number, exemption: RCW 42.56.230 }. Instead of words also person, message, request or record (Meeting 12, say); release and the number of a file lets an attachment out. With anything here the attachments are left out but for those, and the package says what is missing.',
    },
    {
      ...{ kind: 'choices', name: 'with', label: 'What is in it?', required: false, initial: 'pdf' },
      options: [{ value: 'pdf', label: 'A PDF of each record, beside HTML and JSON' }],
      hint: 'Without them it is quicker and smaller.',
    },
  ],
});
