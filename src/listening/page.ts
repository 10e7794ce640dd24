import { type Block, sayDate } from '../chat/message.ts';
import type { Page } from '../feature/page.ts';
import type { Cell, Row, Section, Table } from '../page/view.ts';
import { type Actor, headships, worksAs } from '../people/person.ts';
import type { Tx } from '../store.ts';
import { needsOf } from './begin.ts';
import type { CountedNeed } from './need.ts';
import { sayDecision, tieOf } from './needWords.ts';
import { type Own, readOwn } from './own.ts';
import {
  beginRoundPress,
  decideNeedPress,
  finishNeedPress,
  mergePress,
  moveAnswerPress,
  recommendChangePress,
  renameNeedPress,
  sameNeedPress,
  splitNeedPress,
  startNeedPress,
} from './presses.ts';
import { isSorted, type NamedAnswer, type Round } from './round.ts';
import { shown } from './shown.ts';
import { sortedAnswers } from './sorted.ts';
import { type Found, find } from './who.ts';
import { sayState } from './words.ts';

/** On the desk's own page: rounds, their answers and needs, and what agencies recommend by themselves. */

const LISTED = 50;
/** A file has no more rows than this. */
const MOST_IN_FILE = 5_000;

type Visit = { actor: Actor; now: Date };

export const listeningPage: Page = {
  path: 'listening',
  label: 'Listening',
  goesDeeper: true,
  isFor: (actor) => worksAs(actor, 'liaison', 'supervisor') || headships(actor).length > 0,
  isTheirs: async (tx, actor) =>
    worksAs(actor, 'liaison', 'supervisor') || (await tx.listening.askedOf(actor.person.id, 1)).length > 0,
  async open(tx, { rest, whole }, visit) {
    const limit = whole ? MOST_IN_FILE : LISTED;
    if (rest !== '') return openOne(tx, rest, limit, visit);
    const own = await readOwn(tx, visit.actor, visit.now, limit);
    // Whoever works here and asks elsewhere has both.
    const theirs = !own.works || own.asked.length > 0 ? ofAgency(own) : [];
    return { title: 'Listening', sections: own.works ? [...ofOffice(own), ...theirs] : theirs };
  },
};

const buttons = (all: Extract<Block, { kind: 'buttons' }>['buttons']): Section[] =>
  all.length > 0 ? [{ kind: 'message', message: { blocks: [{ kind: 'buttons', buttons: all }] } }] : [];

const ofOffice = (own: Own): Section[] => [
  ...buttons(own.makes ? [beginRoundPress.button('Ask the agencies', {}, 'primary')] : []),
  {
    kind: 'table',
    table: {
      ...{ name: 'rounds', title: 'Listening rounds', empty: 'No round has begun yet.' },
      columns: [
        ...[{ name: 'Question', key: true as const, wide: true as const }, { name: 'State' }, { name: 'Begun by' }],
        ...['People asked', 'Answers', 'Agencies'].map((name) => ({ name, end: true as const })),
      ],
      rows: own.rounds.map(({ round, author, today }) => ({
        cells: [
          { words: round.question, to: `listening/${round.id}` },
          ...[sayState(round, today), author],
          ...[round.shown?.people ?? null, round.shown?.answers ?? null, round.shown?.agencies ?? null],
        ],
      })),
    },
  },
  {
    kind: 'table',
    table: {
      ...{ name: 'changes', title: 'Changes that agencies recommend', empty: 'Nobody has recommended a change yet.' },
      columns: [
        { name: 'What should change', key: true, wide: true },
        ...[
          { name: 'Asked for', end: true as const },
          { name: 'Look at it by' },
          { name: 'Decision', wide: true as const },
        ],
      ],
      rows: own.changes.map(({ need, today, leads }) => ({
        cells: [need.name, need.answers, lookBy(need, today), sayDecision(need, today)],
        buttons: leads ? [...needButtons(need), ...nameButtons(need)] : [],
      })),
    },
  },
];

function lookBy({ lookBy: day, decision }: CountedNeed, today: string): Cell {
  if (day === null || decision) return null;
  return day < today ? { words: `${sayDate(day, today)}, overdue`, late: true } : sayDate(day, today);
}

const ofAgency = (own: Own): Section[] => [
  ...buttons([recommendChangePress.button('Recommend a change', {}, 'primary')]),
  {
    kind: 'table',
    table: {
      ...{ name: 'asked', title: 'What the office has asked', empty: 'Nobody has asked you anything yet.' },
      columns: [{ name: 'Question', key: true, wide: true }, { name: 'State' }],
      rows: own.asked.map(({ round, today }) => ({
        cells: [{ words: round.question, to: `listening/${round.id}` }, sayState(round, today)],
      })),
    },
  },
];

async function openOne(tx: Tx, rest: string, limit: number, { actor, now }: Visit) {
  const id = /^[1-9]\d{0,8}$/u.test(rest) ? Number(rest) : 0;
  const found = await find(tx, actor, { id, action: 'see', now });
  if (!found) return undefined;
  const { round, relations, today } = found;
  const { blocks } = await shown(tx, found, actor, now);
  const isOffice = relations.includes('lead') || relations.includes('colleague');
  // The tables below say it row by row, with its buttons.
  const said = blocks.filter(({ kind }) => kind !== 'heading' && !(isOffice && kind === 'row'));
  const message: Section = { kind: 'message', message: { blocks: said } };
  if (!isOffice) return { title: round.question, sections: [message] };
  const needs = await needsOf(tx, round);
  const answers = await sortedAnswers(tx, round.id);
  const sections: Section[] = [
    message,
    { kind: 'table', table: needsTable(found, needs, today) },
    { kind: 'table', table: answersTable(found, answers.slice(0, limit), needs, answers.length) },
  ];
  return { title: round.question, sections };
}

const leads = ({ relations }: Pick<Found, 'relations'>): boolean => relations.includes('lead');

function needsTable(found: Found, needs: readonly CountedNeed[], today: string): Table {
  const { round } = found;
  const isCounted = needs.some(({ result }) => result !== null);
  return {
    ...{ name: `needs-${round.id}`, title: 'Needs', empty: 'No answers are merged into needs yet.' },
    columns: [
      ...(isCounted ? [{ name: 'Place', end: true as const }] : []),
      { name: 'What is needed', key: true, wide: true },
      ...(isCounted ? ['Votes', 'Agencies'].map((name) => ({ name, end: true as const })) : []),
      { name: 'Answers', end: true },
      ...(isCounted ? [{ name: 'Effort' }, { name: 'Decision', wide: true as const }] : []),
    ],
    rows: needs.map((need): Row => {
      const { result, decision, answers } = need;
      const tie = tieOf(need, needs);
      return {
        cells: [
          ...(isCounted ? [result?.place ?? null] : []),
          need.name,
          ...(isCounted ? [tie === undefined ? (result?.votes ?? null) : `${result?.votes} (${tie})`] : []),
          ...(isCounted ? [result?.chosenBy ?? null] : []),
          answers,
          ...(isCounted ? [decision?.effort ?? null, sayDecision(need, today)] : []),
        ],
        buttons: leads(found) ? rowButtons(round, need) : [],
      };
    }),
  };
}

const rowButtons = (round: Round, need: CountedNeed) =>
  isSorted(round)
    ? [...(need.answers > 1 ? [splitNeedPress.button('Split', { need: need.id })] : []), ...nameButtons(need)]
    : round.state === 'deciding' || round.state === 'told'
      ? needButtons(need)
      : [];

const needButtons = ({ id, state, decision }: CountedNeed) => [
  ...(state === 'done' ? [] : [decideNeedPress.button(decision ? 'Decide anew' : 'Decide', { need: id })]),
  ...(state === 'planned' ? [startNeedPress.button('We have begun', { need: id })] : []),
  ...(state === 'planned' || state === 'doing' ? [finishNeedPress.button('It is done', { need: id })] : []),
];

const nameButtons = ({ id, decision }: CountedNeed) =>
  decision
    ? []
    : [renameNeedPress.button('Rename', { need: id }), sameNeedPress.button('Same as another', { need: id })];

function answersTable(
  found: Found,
  answers: readonly NamedAnswer[],
  needs: readonly CountedNeed[],
  total: number,
): Table {
  const { round } = found;
  const names = new Map(needs.map(({ id, name }) => [id, name]));
  const sorts = isSorted(round) && leads(found);
  return {
    ...{ name: `answers-${round.id}`, title: 'Answers', empty: 'Nobody has answered yet.' },
    ...(answers.length < total && { count: `${answers.length} of ${total}` }),
    columns: [
      { name: 'Agency' },
      { name: 'From' },
      { name: 'Answer', key: true, wide: true },
      { name: 'Need', wide: true },
    ],
    rows: answers.map(({ id, agency, person, text, needId }) => ({
      cells: [agency, person, text, needId === null ? null : (names.get(needId) ?? null)],
      buttons: sorts
        ? [
            needId === null
              ? mergePress.button('Merge', { round: round.id, like: id })
              : moveAnswerPress.button('Move', { answer: id }),
          ]
        : [],
    })),
  };
}
