import { readAgency, tooLong, wrongDay } from '../offices/formValues.ts';
import type { ReviewRule } from '../offices/reviewRules.ts';
import { isFor } from '../offices/reviewRules.ts';
import { MOST_FILES } from '../offices/reviewSchema.ts';
import type { Agency } from '../people/person.ts';
import { type Beginnings, chosenOf, outcomeField, wordsField } from './formWords.ts';
import {
  type Asked,
  type Judgement,
  LONGEST_FILE,
  LONGEST_REASON,
  LONGEST_WORDS,
  type Part,
  type Said,
  severities,
} from './review.ts';

/** What was filled in, or what is wrong with it, by field. */

export type Problems = Record<string, string>;
type Values = Readonly<Record<string, string>>;

const value = (values: Values, name: string): string => values[name]?.trim() ?? '';

/** As an entry among the problems of a form: missing, or too long. */
export function readText(
  values: Values,
  name: string,
  { longest, missing }: { longest: number; missing: string },
): { text: string } | { problems: Problems } {
  const text = value(values, name);
  const problem = text ? tooLong(text, longest) : missing;
  return problem === undefined ? { text } : { problems: { [name]: problem } };
}

/** One file on a line; what people put before it to make a list is taken away. */
export function readFiles(
  values: Values,
  wanted: number,
): { names: string[]; fewer: string | null } | { problems: Problems } {
  const lines = value(values, 'files').split('\n');
  const names = [...new Set(lines.map((line) => line.replace(/^\s*(?:[-*•]|\d{1,2}[.)])\s+/u, '').trim()))].filter(
    Boolean,
  );
  const fewer = value(values, 'fewer') || null;
  if (names.length === 0 && fewer === null)
    return { problems: { files: 'Name at least one file, one on a line; or say below why there is none.' } };
  if (names.length > MOST_FILES) return { problems: { files: `Please name at most ${MOST_FILES} files.` } };
  const long = names.find((name) => name.length > LONGEST_FILE);
  if (long) return { problems: { files: `Please keep each under ${LONGEST_FILE} characters.` } };
  if (names.length >= wanted) return { names, fewer: null };
  if (fewer === null)
    return { problems: { fewer: `The checklist wants ${wanted}. Name more, or say why there are fewer.` } };
  const problem = tooLong(fewer, LONGEST_REASON);
  return problem === undefined ? { names, fewer } : { problems: { fewer: problem } };
}

/** `ofTheRest`: they have said it of all that they left empty. */
export type Filled = Said & { asked: Asked; ofTheRest: boolean };

/**
 * What somebody has changed in a form: fields that are as they were when it opened say nothing, so that nobody undoes
 * what a colleague has filled in meanwhile. `saidThen`: as it was then.
 */
export function readFill(
  values: Values,
  { asked }: Part,
  saidThen: (asked: Asked) => Judgement | undefined,
): { filled: Filled[] } | { problems: Problems } {
  const problems: Problems = {};
  const restIsFine = value(values, 'rest') === 'fine';
  const filled = asked.flatMap((each): Filled[] => {
    const { code } = each.item;
    const before = saidThen(each);
    const chosen = value(values, outcomeField(code)) || (before ? chosenOf(before) : '');
    const words = value(values, wordsField(code)) || null;
    const read = readOutcome(chosen);
    if (!read) {
      if (words !== null) problems[outcomeField(code)] = 'Choose what it is, too.';
      return restIsFine ? [{ asked: each, outcome: 'fine', severity: null, words: null, ofTheRest: true }] : [];
    }
    if (before && chosenOf(before) === chosen && before.words === words) return [];
    if (read.outcome === 'finding' && words === null)
      problems[wordsField(code)] = 'Say in a few words what is missing or wrong.';
    const long = tooLong(words, LONGEST_WORDS);
    if (long !== undefined) problems[wordsField(code)] = long;
    return [{ asked: each, ...read, words, ofTheRest: false }];
  });
  return Object.keys(problems).length > 0 ? { problems } : { filled };
}

function readOutcome(chosen: string): Pick<Said, 'outcome' | 'severity'> | undefined {
  if (chosen === 'fine' || chosen === 'not applicable') return { outcome: chosen, severity: null };
  const severity = severities.find((each) => each === chosen);
  return severity && { outcome: 'finding', severity };
}

export function readWhoAndWhen(
  values: Values,
  { contacts, today }: { contacts: readonly { id: number }[]; today: string },
): { ownerId: number; due: string } | { problems: Problems } {
  const problems: Problems = {};
  const owner = contacts.find(({ id }) => String(id) === value(values, 'owner'));
  if (!owner) problems.owner = 'Choose who does it.';
  const due = value(values, 'due');
  const wrong = wrongDay(due, today);
  if (wrong !== undefined) problems.due = due ? wrong : 'Choose by which day.';
  return Object.keys(problems).length > 0 || !owner ? { problems } : { ownerId: owner.id, due };
}

export type Beginning = { officeId: number; rule: ReviewRule; agency: Agency; due: string | null };

export function readBeginning(
  values: Values,
  offices: Beginnings,
  todayOf: (officeId: number) => string,
): Beginning | { problems: Problems } {
  const problems: Problems = {};
  const [id = '', code = ''] = value(values, 'checklist').split(' ');
  const here = offices.find(({ office }) => String(office.id) === id);
  const rule = here?.rules.find((each) => each.code === code);
  if (!here || !rule) return { problems: { checklist: 'Choose a checklist.' } };
  const word = value(values, 'agency');
  const agency = word ? readAgency(word, here.agencies) : { problem: 'Name the agency.' };
  if ('problem' in agency) problems.agency = agency.problem;
  else if (!isFor(rule, agency.code)) problems.agency = `${agency.name} is not reviewed by this checklist.`;
  const due = value(values, 'due') || null;
  const wrong = due === null ? undefined : wrongDay(due, todayOf(here.office.id));
  if (wrong !== undefined) problems.due = wrong;
  if (Object.keys(problems).length > 0 || 'problem' in agency) return { problems };
  return { officeId: here.office.id, rule, agency, due };
}
