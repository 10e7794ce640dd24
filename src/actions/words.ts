import { type Block, type Button, type Form, type Message, sayDay, type Text } from '../chat/message.ts';
import { sayCount } from '../requests/listWords.ts';
import { actionsPress, reviewsPress } from '../requests/presses.ts';
import { type Action, isChangeable, LONGEST_ACTION, LONGEST_RESULT, type NamedAction } from './action.ts';
import { changeActionPress, finishActionPress } from './presses.ts';
import { NOBODY } from './reading.ts';

/** What is said of actions, to those who have taken them on and to the office. */

type Said = Pick<NamedAction, 'id' | 'what' | 'due' | 'about'>;
type Fresh = Said & Pick<NamedAction, 'subject'>;

const done = ({ id }: Said): Button => finishActionPress.button('Done', { action: id });

const change = ({ id }: Said): Button => changeActionPress.button('Change', { action: id });

const row = (action: Said, text: Text): Block => ({ kind: 'row', text, buttons: [done(action)] });

/** To their owner, or with a name to whoever stands in for them. */
export function reminder(
  { fresh, soon }: { fresh: readonly Fresh[]; soon: readonly Said[] },
  today: string,
  standsInFor?: string,
): Message {
  // At a meeting people take something on; what a review has found is theirs to put right.
  const isAsked = fresh.every(({ subject }) => subject.kind === 'review');
  const [own, others] = isAsked
    ? ['This is yours to do', 'this is theirs to do']
    : ['You have taken this on', 'has taken this on'];
  const whose = standsInFor === undefined ? own : `${standsInFor} is out and ${others}`;
  return {
    blocks: [
      ...(fresh.length > 0
        ? [
            { kind: 'text' as const, text: [`${whose}:`] },
            ...fresh.map((each) =>
              row(each, [{ strong: each.what }, `, by ${sayDay(each.due, today)} · ${each.about}`]),
            ),
          ]
        : []),
      ...(soon.length > 0
        ? [
            {
              kind: 'text' as const,
              text: [standsInFor === undefined ? 'A reminder:' : `${standsInFor} is out. A reminder:`],
            },
            ...soon.map((each) => row(each, [{ strong: each.what }, `, ${sayDue(each.due, today)} · ${each.about}`])),
          ]
        : []),
    ],
  };
}

/** To whoever gives it to somebody else: who had taken it on has left. */
export const ownerLeft = (owner: string, left: readonly Fresh[], today: string): Message => ({
  blocks: [
    { kind: 'text', text: [`${owner} has left and had this to do. Who does it now?`] },
    ...left.map(
      (each): Block => ({
        kind: 'row',
        text: [{ strong: each.what }, `, ${sayDue(each.due, today)} · ${each.about}`],
        // What a review has found is changed there.
        buttons: [isChangeable(each) ? change(each) : reviewsPress.button('Reviews', {})],
      }),
    ),
  ],
});

/** `people`: who may take it on. */
export const changeForm = (action: Action, people: readonly { id: number; name: string }[]): Form => ({
  title: 'Change this',
  submit: 'Change it',
  press: changeActionPress.to({ action: action.id }),
  intro: [{ kind: 'text', text: [action.about, '. Whoever does it is told.'] }],
  fields: [
    {
      ...{ kind: 'line', name: 'what', label: 'What is to be done?', required: true, longest: LONGEST_ACTION },
      initial: action.what,
    },
    {
      ...{ kind: 'choice', name: 'owner', label: 'Who does it?', required: true },
      options: [
        ...people.map(({ id, name }) => ({ value: String(id), label: name })),
        { value: NOBODY, label: 'Nobody: it is not to be done any more' },
      ],
      ...(people.some(({ id }) => id === action.ownerId) && { initial: String(action.ownerId) }),
    },
    { kind: 'date', name: 'due', label: 'By which day?', required: true, initial: action.due },
  ],
});

/** "due today", "due Friday, June 12", "was due Friday, June 5". */
function sayDue(due: string, today: string): string {
  if (due === today) return 'due today';
  return due > today ? `due ${sayDay(due, today)}` : `was due ${sayDay(due, today)}`;
}

export const finishForm = (action: Said, today: string): Form => ({
  title: 'Done',
  submit: 'Done',
  press: finishActionPress.to({ action: action.id }),
  intro: [{ kind: 'text', text: [{ strong: action.what }, `, ${sayDue(action.due, today)} · ${action.about}`] }],
  fields: [{ kind: 'paragraph', name: 'result', label: 'What came of it?', required: false, longest: LONGEST_RESULT }],
});

/** `theirs`: those of the reader. `others`: of the agencies that the reader speaks for. */
export function list(
  theirs: readonly NamedAction[],
  others: readonly { action: NamedAction; mayFinish: boolean; mayChange: boolean }[],
  today: string,
): Message {
  const said = (action: NamedAction): Text => [
    { strong: action.what },
    `, ${sayDue(action.due, today)} · ${action.about}`,
  ];
  return {
    blocks: [
      { kind: 'heading', text: 'Actions' },
      ...(theirs.length + others.length === 0 ? [{ kind: 'text' as const, text: ['Nothing is open.'] }] : []),
      ...theirs.map((action) => row(action, said(action))),
      ...(others.length > 0 ? [{ kind: 'text' as const, text: [{ strong: 'Of others' }] }] : []),
      ...others.map(
        ({ action, mayFinish, mayChange }): Block => ({
          kind: 'row',
          text: [{ strong: action.owner }, ': ', ...said(action)],
          buttons: [...(mayFinish ? [done(action)] : []), ...(mayChange ? [change(action)] : [])],
        }),
      ),
    ],
  };
}

/** In a digest: how much there is, and the first of it. */
export const stillToDo = (
  {
    open,
    overdue,
    first,
  }: { open: number; overdue: number; first: readonly Pick<NamedAction, 'what' | 'owner' | 'due'>[] },
  today: string,
): Block[] => [
  {
    kind: 'row',
    text: [`Still to do: ${sayCount(open)}${overdue > 0 ? `, ${overdue} overdue` : ''}.`],
    buttons: [actionsPress.button('Actions', {})],
  },
  ...(first.length === 0
    ? []
    : [
        {
          kind: 'list' as const,
          items: first.map(({ what, owner, due }) => [
            { strong: what },
            `, ${owner}, ${due < today ? 'was due' : 'by'} ${sayDay(due, today)}`,
          ]),
        },
      ]),
];
