import { tooLong } from '../offices/formValues.ts';
import { readDate } from '../sla/specialDays.ts';
import {
  LONGEST_ANSWER,
  LONGEST_QUESTION,
  LONGEST_SOURCE,
  MOST_MONTHS,
  MOST_SOURCES,
  validFrom,
  type Written,
} from './answer.ts';

/** Whom an answer must not name: whoever asked it first. */
export type Asker = { name: string; email: string | null };

export type Reading = {
  today: string;
  lines: readonly { id: number; code: string }[];
  /** Those of the office who may own one. */
  team: readonly { id: number }[];
  asker?: Asker | undefined;
};

/** What a form says, or what is wrong with it, by field. */
export function readAnswer(
  values: Record<string, string>,
  { today, lines, team, asker }: Reading,
): { written: Written } | { problems: Record<string, string> } {
  const question = values.question?.trim().replace(/\s+/gu, ' ') ?? '';
  const answer = values.answer?.trim() ?? '';
  const sources = (values.sources ?? '')
    .split('\n')
    .map((source) => source.trim())
    .filter((source) => source !== '');
  const validUntil = values.validUntil?.trim() ?? '';
  const ownerId = Number(values.owner);
  const problems: Record<string, string | undefined> = {
    question:
      (question === '' ? 'Please write the question.' : tooLong(question, LONGEST_QUESTION)) ?? named(question, asker),
    answer: (answer === '' ? 'Please write the answer.' : tooLong(answer, LONGEST_ANSWER)) ?? named(answer, asker),
    sources: wrongSources(sources),
    validUntil: wrongEnd(validUntil, today),
    owner: team.some(({ id }) => id === ownerId) ? undefined : 'Choose somebody who answers in this office.',
  };
  const wrong = Object.entries(problems).filter((each): each is [string, string] => each[1] !== undefined);
  if (wrong.length > 0) return { problems: Object.fromEntries(wrong) };
  const lineId = lines.find(({ code }) => code === values.line)?.id ?? null;
  return { written: { question, answer, sources, lineId, validUntil, ownerId } };
}

function wrongSources(sources: readonly string[]): string | undefined {
  if (sources.length > MOST_SOURCES) return `Please keep it to ${MOST_SOURCES} sources, one on each line.`;
  return sources.map((source) => tooLong(source, LONGEST_SOURCE)).find((problem) => problem !== undefined);
}

function wrongEnd(day: string, today: string): string | undefined {
  if (readDate(day) === undefined) return 'Write the day as 2027-06-30.';
  if (day < today) return 'That day is over.';
  if (day > validFrom(today, MOST_MONTHS))
    return `Choose a day within ${MOST_MONTHS / 12} years, and look at it again then.`;
  return undefined;
}

/** Every agency may read it, so it says nothing of whoever asked. */
function named(text: string, asker: Asker | undefined): string | undefined {
  if (!asker) return undefined;
  const said = text.toLowerCase();
  const found = [asker.name, asker.email].find((word) => word && said.includes(word.toLowerCase()));
  return found ? `This names ${asker.name}. Others will read it: please leave the name out.` : undefined;
}
