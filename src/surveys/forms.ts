import type { Field } from '../chat/message.ts';
import { driverNames } from '../figures/federal.ts';
import type { SurveyFormName, SurveyQuestion, SurveyRules } from '../offices/surveyRules.ts';

/**
 * What somebody is asked, as it was worded when they were: it is kept with their answers. The first question has five
 * answers, 5 the best, and counts by itself; the rest may follow.
 */
export type AskedForm = {
  name: Exclude<SurveyFormName, 'none'> | 'relationship';
  version: number;
  ask: string;
  scale: { value: number; label: string }[];
  /** The office's own questions. */
  own: SurveyQuestion[];
};

/** What went well or not, in words that fit both. */
const driverWords: Record<string, string> = {
  effectiveness: 'Getting what I needed',
  ease: 'How easy it was',
  efficiency: 'The time it took',
  transparency: 'Knowing what would happen, and why',
  humanity: 'How I was treated',
  employee: 'The people who helped',
  other: 'Something else',
};
export const drivers = driverNames.map((value) => ({ value, label: driverWords[value] ?? value }));

const satisfied = [
  { value: 5, label: '5 – Very satisfied' },
  { value: 4, label: '4 – Satisfied' },
  { value: 3, label: '3 – Neutral' },
  { value: 2, label: '2 – Dissatisfied' },
  { value: 1, label: '1 – Very dissatisfied' },
];
const agreed = [
  { value: 5, label: '5 – Strongly agree' },
  { value: 4, label: '4 – Agree' },
  { value: 3, label: '3 – Neutral' },
  { value: 2, label: '2 – Disagree' },
  { value: 1, label: '1 – Strongly disagree' },
];

type Words = { ref: string; subject: string; office: string };

/** The form as this office asks it now; undefined when it asks nobody. */
export function formOf({ form, questions }: SurveyRules, { ref, subject, office }: Words): AskedForm | undefined {
  const asked = (ask: string, version: number, scale: AskedForm['scale'], name: AskedForm['name']) => ({
    ...{ name, version, ask, scale },
    own: questions,
  });
  switch (form) {
    case 'none':
      return undefined;
    case 'short':
      return asked(`How satisfied are you with the help you got for ${ref}, “${subject}”?`, 1, satisfied, form);
    case 'federal':
      return asked(
        `Based on my experience with ${ref}, “${subject}”, I trust the ${office} to meet my agency’s needs.`,
        ...([2, agreed, form] as const),
      );
    case 'effort':
      return asked(`The ${office} made it easy for me to get help with ${ref}, “${subject}”.`, 1, agreed, form);
  }
}

/** The short instrument: one question about all of an office's help; the rest may follow. */
export const relationshipForm = (office: string): AskedForm => ({
  ...{ name: 'relationship', version: 1, own: [] },
  ask: `All in all, how satisfied are you with the help you get from the ${office}?`,
  scale: satisfied,
});

/** Whoever is content is asked what went well, whoever is not what did not, and who is neither both. */
export function followUps({ name, own }: AskedForm, rating: number): Field[] {
  const boxes = (field: string, label: string): Field => ({
    ...{ kind: 'choices', name: field, label, required: false },
    options: drivers,
  });
  return [
    ...(name !== 'effort' && rating >= 3 ? [boxes('positive', 'What went well?')] : []),
    ...(name !== 'effort' && rating <= 3 ? [boxes('negative', 'What didn’t go so well?')] : []),
    ...own.map(ownField),
  ];
}

/** Answers are chosen by their place: they may hold any character. */
function ownField({ code, ask, answers, several }: SurveyQuestion): Field {
  const field = { name: `own ${code}`, label: ask, required: false };
  if (!answers) return { kind: 'paragraph', ...field };
  const options = answers.map((label, place) => ({ value: String(place + 1), label }));
  return { kind: several ? 'choices' : 'choice', ...field, options };
}

/** By the name of the question; what was chosen in words, as it was worded. */
export type Answers = Record<string, string[]>;

/** What stands in a form that was sent; only what was offered counts. */
export function readAnswers(form: AskedForm, rating: number, values: Record<string, string>): Answers {
  const answers: Answers = {};
  for (const field of followUps(form, rating)) {
    const said = values[field.name]?.trim() ?? '';
    if (said === '') continue;
    if (!('options' in field)) answers[field.name] = [said];
    else {
      const chosen = field.options.filter(({ value }) => said.split(',').includes(value));
      const isOwn = field.name.startsWith('own ');
      if (chosen.length > 0) answers[field.name] = chosen.map(({ value, label }) => (isOwn ? label : value));
    }
  }
  return answers;
}
