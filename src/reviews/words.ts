import { finishActionPress } from '../actions/presses.ts';
import { andList } from '../chat/andList.ts';
import { type Block, type Button, capitalised, type Message, sayDay, type Text } from '../chat/message.ts';
import {
  acceptFindingPress,
  answerFilesPress,
  changeFindingPress,
  commentReviewPress,
  reopenFindingPress,
  reviewPress,
} from './presses.ts';
import { type Counts, foundIn, type Said, saidIn, severities, toPutRight } from './review.ts';
import { type Placed, placed, type View } from './view.ts';

/** What both sides read of a review. */

export const plural = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`;

/** "2 findings (1 major, 1 minor)", "1 minor finding". */
export function sayFound(counts: Counts): string {
  const found = foundIn(counts);
  const by = severities.filter((each) => counts.findings[each] > 0);
  const [only] = by;
  if (only === undefined) return 'no findings';
  if (by.length === 1) return plural(found, `${only} finding`);
  return `${plural(found, 'finding')} (${by.map((each) => `${counts.findings[each]} ${each}`).join(', ')})`;
}

/** "18 fine, 2 findings (1 major, 1 minor), 1 not applicable". */
export const sayCounts = (counts: Counts): string =>
  [
    `${counts.fine} fine`,
    sayFound(counts),
    ...(counts.notApplicable > 0 ? [`${counts.notApplicable} not applicable`] : []),
  ].join(', ');

/** "fine", "major finding", "not applicable". */
export const saySaid = ({ outcome, severity }: Pick<Said, 'outcome' | 'severity'>): string =>
  severity === null ? outcome : `${severity} ${outcome}`;

/** "Major · Spend · PO 1042". */
const sayPlace = ({ finding, section, file }: Placed): string =>
  [capitalised(finding.severity), section, ...(file ? [file.name] : [])].join(' · ');

/** "To do: Send the quotes, Ana Ruiz, by Tuesday, June 30". What only says again what was found is left out. */
function sayToDo({ finding: { what, words, owner, due, state }, file }: Placed, today: string): string {
  const by = `${due < today && state === 'open' ? 'was due' : 'by'} ${sayDay(due, today)}`;
  return what === toPutRight(words, file?.name) ? `To put right: ${owner}, ${by}` : `To do: ${what}, ${owner}, ${by}`;
}

function sayStanding({ finding: { state, result, endedBy, acceptedAt } }: Placed): string | undefined {
  if (state !== 'done') return undefined;
  const answer = `${endedBy ?? 'Somebody'} has answered${result ? `: ${result}` : '.'}`;
  return acceptedAt ? `${answer} · closed` : answer;
}

/** A finding as it stands, the worst first. `buttons`: what its reader may do about it. */
export function findings(view: View, buttonsOf: (placed: Placed) => Button[]): Block[] {
  const all = placed(view).sort(
    (a, b) => severities.indexOf(a.finding.severity) - severities.indexOf(b.finding.severity),
  );
  return all.map((each): Block => {
    const { finding, item } = each;
    const lines = [`“${item.words}”`, finding.words, sayToDo(each, view.today), sayStanding(each)];
    return {
      kind: 'row',
      text: [{ strong: sayPlace(each) }, ...lines.flatMap((line) => (line === undefined ? [] : [`\n${line}`]))],
      buttons: buttonsOf(each),
    };
  });
}

/** What the agency says of the result. */
const comment = ({ review, nameOf }: View): Block[] =>
  review.comment === null ? [] : [{ kind: 'quote', by: nameOf(review.commentedBy), text: review.comment }];

export const summaryOf = ({ review, nameOf }: View): Block[] =>
  review.summary === null ? [] : [{ kind: 'quote', by: nameOf(review.finishedBy), text: review.summary }];

const head = (view: View): Block[] => [
  { kind: 'heading', text: view.title },
  {
    kind: 'text',
    text: [
      view.review.finishedAt ? 'Finished ' : 'The result',
      ...(view.review.finishedAt ? [{ when: view.review.finishedAt, zone: view.zone }] : []),
      `: ${sayCounts(view.counts)}.`,
    ],
  },
];

/** What is still to be done about it, in a line; nothing where there were no findings. */
function sayOpen({ findings: all }: View): Text[] {
  if (all.length === 0) return [];
  const left = all.filter(({ acceptedAt }) => acceptedAt === null).length;
  return [[left === 0 ? 'All findings are closed.' : `${left} of ${plural(all.length, 'finding')} still open.`]];
}

/** To the agency: its heads, and whoever has something to do. `personId`: its reader. */
export function result(view: View, personId: number): Message {
  const done = ({ finding }: Placed): Button[] =>
    finding.ownerId === personId && finding.state === 'open' && finding.actionId !== null
      ? [finishActionPress.button('Done', { action: finding.actionId })]
      : [];
  const { id, comment: said } = view.review;
  return {
    blocks: [
      ...head(view),
      ...summaryOf(view),
      ...findings(view, done),
      ...sayOpen(view).map((text): Block => ({ kind: 'small', text })),
      ...comment(view),
      {
        kind: 'buttons',
        buttons: [
          ...(said === null ? [commentReviewPress.button('Comment on this', { review: id })] : []),
          reviewPress.button('All that was looked at', { review: id, how: 'all' }),
        ],
      },
    ],
  };
}

/** The same to the office. */
export function outcome(view: View): Message {
  return {
    blocks: [
      ...head(view),
      ...summaryOf(view),
      ...findings(view, findingButtons),
      ...sayOpen(view).map((text): Block => ({ kind: 'small', text })),
      ...comment(view),
      {
        kind: 'buttons',
        buttons: [reviewPress.button('All that was looked at', { review: view.review.id, how: 'all' })],
      },
    ],
  };
}

/** What the office does about a finding whose result is out. */
export function findingButtons({ finding }: Pick<Placed, 'finding'>): Button[] {
  const { id, state, acceptedAt, answeredAt } = finding;
  if (acceptedAt !== null || state === null) return [];
  if (state === 'open') return [changeFindingPress.button('Change', { finding: id })];
  const answered = answeredAt?.toISOString() ?? '';
  return [
    acceptFindingPress.button('Accept', { finding: id, answered }, 'primary'),
    reopenFindingPress.button('Open again', { finding: id, answered }),
  ];
}

/** Everything that was looked at, with what was said of it, for whoever may read it. */
export function whole(view: View): Message {
  return {
    blocks: [
      ...head(view),
      ...view.parts.flatMap(({ title, asked }): Block[] => [
        { kind: 'text', text: [{ strong: title }] },
        { kind: 'list', items: asked.map((each) => sayAsked(each.item.words, view.saidOf(each))) },
      ]),
    ],
  };
}

const sayAsked = (words: string, said: Said | undefined): Text => [
  { strong: said ? capitalised(saySaid(said)) : 'Not answered yet' },
  `: ${words}`,
  said?.words ? ` ${said.words}` : '',
];

/** To whoever of the agency is asked for the files of the sample. */
export const filesAsked = ({ review, files, today, nameOf, agency }: View): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [
        `${nameOf(review.askedBy)} reviews ${agency.name} (`,
        { strong: review.checklist.name },
        `, due ${sayDay(review.due, today)}) and looks at ${files.length === 1 ? 'this file' : 'these files'}:`,
      ],
    },
    { kind: 'list', items: files.map(({ name }) => [name]) },
    { kind: 'text', text: ['Please have them ready, or say where they are.'] },
    { kind: 'buttons', buttons: [answerFilesPress.button('Answer', { review: review.id }, 'primary')] },
  ],
});

/** What is said of several parts together: "Spend and Contract files". */
export const titles = (parts: readonly { title: string }[]): string => andList(parts.map(({ title }) => title));

export const sayProgress = (counts: Counts): string =>
  saidIn(counts) === 0
    ? `nothing yet, of ${plural(counts.asked, 'item')}`
    : `${saidIn(counts)} of ${counts.asked}: ${sayCounts(counts)}`;

/** To whoever has answered a finding, and has more to do. */
export const reopened = (view: View, one: Placed, { by, reason }: { by: string; reason: string }): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [
        `${by} has opened a finding of `,
        { strong: view.title },
        ` again: ${one.finding.what}, by ${sayDay(one.finding.due, view.today)}.`,
      ],
    },
    { kind: 'quote', by, text: reason },
    ...(one.finding.actionId === null
      ? []
      : [
          {
            kind: 'buttons' as const,
            buttons: [finishActionPress.button('Done', { action: one.finding.actionId }, 'primary')],
          },
        ]),
  ],
});
