import type { Message } from '../chat/message.ts';
import { count } from '../offices/coverageWords.ts';
import type { ImportChoices, ImportPlan } from '../offices/importOffice.ts';
import { type Problem, sayProblem } from '../offices/problem.ts';
import type { ImportSaid } from '../offices/sayImport.ts';
import type { BringForm, Received } from '../page/brought.ts';
import type { PageView, Section } from '../page/view.ts';
import { fieldsOf } from './choices.ts';

/** What administrators read who bring the files of an office. */

export const title = 'Import an office';
const NOTHING = 'Nothing was changed.';

const message = (...blocks: string[]): Section => ({
  kind: 'message',
  message: { blocks: blocks.map((text): Message['blocks'][number] => ({ kind: 'text', text: [text] })) },
});
const bring = (form: BringForm): Section => ({ kind: 'bring', form, to: 'import' });

const filesForm: BringForm = {
  files: {
    label: 'The files',
    hint: 'office.yaml and the CSV files it names, chosen together, or one zip of them; 5 MB at most.',
  },
  fields: [],
  submit: 'See what changes',
};

export const askForFiles = (offices: readonly string[]): Section[] => [
  message(
    `The files of ${offices.join(' or ')}. You see first what is wrong with them, or what they change. Nothing happens before you say yes, and then all of it or nothing. The files themselves are not kept; that you imported them goes on the record.`,
  ),
  bring(filesForm),
];

const view = (...sections: Section[]): PageView => ({ title, sections });

/** What was sent is no office at all. */
export const notTaken = (problem: string): Received => ({
  isWrong: true,
  view: view({ kind: 'lines', title: NOTHING, lines: [problem], problem: true }, bring(filesForm)),
});

/** What is to be mended, each with its file and line, as `desk check` says it. */
export function toMend(problems: readonly Problem[]): Received {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const said = `${count(errors, 'error')} to mend. ${NOTHING}`;
  return {
    isWrong: true,
    view: view({ kind: 'lines', title: said, lines: problems.map(sayProblem), problem: true }, bring(filesForm)),
  };
}

export const notTheirs = (code: string): string =>
  `The office of these files (code: ${code}) is none that you look after. A new office is imported by whoever runs the desk, with npm run desk -- import.`;

export const stillMoving = (requests: number): string =>
  `An import before this one left ${count(requests, 'open request')} behind a new calendar. They follow it first, which takes a few minutes; try again then.`;

/** Whoever works elsewhere too is known by an e-mail that is not this office's alone to change. */
export const worksElsewhere = (names: readonly string[]): string[] =>
  names.map(
    (name) =>
      `${name} works for an office that you do not look after: their e-mail is changed there, or by whoever runs the desk, with npm run desk -- import`,
  );

export type Preview = {
  plan: ImportPlan;
  said: ImportSaid;
  choices: ImportChoices;
  problems: readonly Problem[];
  /** What stands in the way on the page alone. */
  more: readonly string[];
  kept: { files: string; agreed: string };
  /** Why it is shown once more. */
  again?: string;
};

/** What it would change, and the form that says yes. */
export function preview({ plan, said, choices, problems, more, kept, again }: Preview): Received {
  const warnings = [...problems.map(sayProblem), ...said.findings, ...said.doubts];
  const worth: Section[] = warnings.length > 0 ? [{ kind: 'lines', title: 'Worth a look', lines: warnings }] : [];
  if (!said.isUsable) return { isWrong: true, view: view(message(NOTHING), ...worth, bring(filesForm)) };
  if (said.isNothing)
    return { view: view(message('Nothing to change: the desk has all of it already.'), ...worth, bring(filesForm)) };
  const obstacles = [...said.obstacles, ...more];
  const isPossible = obstacles.length === 0;
  const fields = fieldsOf(plan, choices);
  const canChoose = isPossible || said.obstacles.length > 0;
  const form: Section[] =
    isPossible || (canChoose && fields.length > 0)
      ? [bring({ fields, kept, submit: isPossible ? `Import into ${plan.setup.name}` : 'See what changes then' })]
      : [];
  return {
    ...(!isPossible && { isWrong: true as const }),
    view: view(
      ...(again === undefined ? [] : [message(again)]),
      ...(isPossible
        ? []
        : [{ kind: 'lines' as const, title: `First this. ${NOTHING}`, lines: obstacles, problem: true as const }]),
      ...worth,
      { kind: 'lines', title: `What changes in ${plan.setup.name}`, lines: said.lines },
      ...form,
      ...(isPossible ? [] : [bring(filesForm)]),
    ),
  };
}

export const changedMeanwhile =
  'Nothing was changed: meanwhile the desk has other requests or people. This is what would be different now.';
export const choseOtherwise = 'Nothing was changed yet: you chose otherwise, and this is what it does now.';
/** `follows`: open requests move with it, one after the other. */
export const imported = (name: string, follows: boolean): string =>
  `${name} is as in your files now.${follows ? ' Open requests follow in the next minutes; whoever was promised a time is told.' : ''}`;
