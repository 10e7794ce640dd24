import { type Block, type Button, type Message, sayDay } from '../chat/message.ts';
import {
  callOffReviewPress,
  changeFindingPress,
  fillReviewPress,
  finishReviewPress,
  nameFilesPress,
  reviewPress,
  sendReviewPress,
} from './presses.ts';
import { type Asked, countsOf, foundIn, type Judgement, type Part, saidIn } from './review.ts';
import { isSampled, missingIn, type Placed, placed, type View } from './view.ts';
import {
  findingButtons,
  findings,
  outcome,
  plural,
  sayCounts,
  sayFound,
  sayProgress,
  saySaid,
  summaryOf,
  titles,
} from './words.ts';

/** What those who review an agency read. */

/** A review as it is: how far it is, and what is to be filled in. It stands where its beginning was told. */
export function card(view: View): Message {
  const { review, title, today } = view;
  if (review.state === 'finished') return outcome(view);
  if (review.state === 'called off') return calledOff(view);
  const late = review.due < today;
  const missing = missingIn(view);
  const complete = missing.length === 0 && isSampled(view);
  return {
    blocks: [
      { kind: 'heading', text: title },
      {
        kind: 'facts',
        facts: [
          { label: late ? 'Was due' : 'Due', value: [sayDay(review.due, today)] },
          { label: 'Answered', value: [sayProgress(view.counts)] },
        ],
      },
      ...(saidIn(view.counts) === 0
        ? [{ kind: 'small' as const, text: ['What is filled in is kept: you or a colleague may go on at any time.'] }]
        : []),
      ...sample(view),
      ...view.parts.map((part) => partRow(view, part, part.key === missing[0]?.key && isSampled(view))),
      ...(view.findings.length > 0
        ? [{ kind: 'small' as const, text: ['The result is prepared, and nobody of the agency has read it yet.'] }]
        : []),
      {
        kind: 'buttons',
        buttons: [
          ...(review.checklist.files > 0 && (view.files.length > 0 || review.fewer !== null)
            ? [nameFilesPress.button('Change the files', { review: review.id })]
            : []),
          finishReviewPress.button('Finish', { review: review.id }, ...(complete ? (['primary'] as const) : [])),
          callOffReviewPress.button('Call it off', { review: review.id }, 'danger'),
        ],
      },
    ],
  };
}

function sample({ review, files, nameOf, zone }: View): Block[] {
  const { checklist, fewer, askedOf, askedAt, answer, id } = review;
  if (checklist.files === 0) return [];
  if (files.length === 0 && fewer === null)
    return [
      {
        kind: 'row',
        text: [`Name the ${plural(checklist.files, 'file')} that you look at.`],
        buttons: [nameFilesPress.button('Name the files', { review: id }, 'primary')],
      },
    ];
  return [
    ...(fewer === null
      ? []
      : [
          {
            kind: 'small' as const,
            text: [
              `${files.length === 0 ? 'No files are looked at' : `Fewer than ${checklist.files} files`}: ${fewer}`,
            ],
          },
        ]),
    ...(askedOf !== null && askedAt !== null && answer === null
      ? [
          {
            kind: 'small' as const,
            text: [`${nameOf(askedOf)} was asked for the files `, { when: askedAt, zone }, '.'],
          },
        ]
      : []),
    ...(answer === null ? [] : [{ kind: 'quote' as const, by: nameOf(askedOf), text: answer }]),
  ];
}

function partRow({ review, saidOf }: View, { key, title, asked }: Part, isNext: boolean): Block {
  const counts = countsOf(asked, saidOf);
  const said = saidIn(counts);
  const found = foundIn(counts) > 0 ? `, ${sayFound(counts)}` : '';
  const label = said === 0 ? 'Fill in' : said < counts.asked ? 'Go on' : 'Look again';
  const about = { review: review.id, part: key };
  return {
    kind: 'row',
    text: [{ strong: title }, `: ${said} of ${counts.asked}${found}`],
    buttons: [fillReviewPress.button(label, about, ...(isNext ? (['primary'] as const) : []))],
  };
}

/** A colleague has filled in the same at the same time: what they said, which is on record and counts no more. */
export const meanwhile = (
  others: readonly { asked: Asked; said: Judgement }[],
  { nameOf }: Pick<View, 'nameOf'>,
): Block[] =>
  others.map(({ asked: { item }, said: { by, words, ...said } }) => ({
    kind: 'text',
    text: [
      `Meanwhile ${nameOf(by)} had said “${saySaid(said)}${words === null ? '' : `, ${words}`}” of “`,
      { strong: item.words },
      '” What you said counts now.',
    ],
  }));

/** Somebody wants to finish it, and there is something to do before. */
export function unfinished(view: View): Message {
  const missing = missingIn(view);
  const left = missing.reduce((sum, { asked }) => sum + asked.length, 0);
  return {
    blocks: [
      {
        kind: 'text',
        text: [
          { strong: view.title },
          '. ',
          isSampled(view) ? '' : 'Name its files first. ',
          left > 0 ? `${plural(left, 'item')} ${left === 1 ? 'has' : 'have'} no outcome yet:` : '',
        ],
      },
      ...missing.map(
        ({ key, title, asked }): Block => ({
          kind: 'row',
          text: [{ strong: title }, `: ${asked.map(({ item }) => item.words).join(' ')}`],
          buttons: [fillReviewPress.button('Fill in', { review: view.review.id, part: key })],
        }),
      ),
      ...(isSampled(view)
        ? []
        : [
            {
              kind: 'buttons' as const,
              buttons: [nameFilesPress.button('Name the files', { review: view.review.id }, 'primary')],
            },
          ]),
    ],
  };
}

/** The result, before the agency reads it. */
export function preview(view: View, readers: readonly string[]): Message {
  const { review } = view;
  const change = ({ finding }: Placed): Button[] => [changeFindingPress.button('Change', { finding: finding.id })];
  return {
    blocks: [
      { kind: 'heading', text: view.title },
      { kind: 'text', text: [`${sayCounts(view.counts)}.`] },
      ...summaryOf(view),
      ...findings(view, change),
      { kind: 'small', text: [`${titles(readers.map((title) => ({ title })))} will read it.`] },
      {
        kind: 'buttons',
        buttons: [
          sendReviewPress.button('Send the result', { review: review.id }, 'primary'),
          finishReviewPress.button('Change it', { review: review.id }),
        ],
      },
    ],
  };
}

/** The agency has answered a finding. */
export function answered(view: View, findingId: number): Message {
  const one = placed(view).filter(({ finding }) => finding.id === findingId);
  const [first] = one;
  // Opened again since, or answered.
  const what =
    first?.finding.state === 'open'
      ? 'This finding is open again: '
      : `${first?.finding.endedBy ?? 'Somebody'} has answered a finding of `;
  return {
    blocks: [
      { kind: 'text', text: [what, { strong: view.title }, '.'] },
      ...findings({ ...view, findings: one.map(({ finding }) => finding) }, findingButtons),
    ],
  };
}

/** The agency says something of the result, or about the files. */
export const said = ({ review, title }: View, by: string, text: string, about: string): Message => ({
  blocks: [
    { kind: 'text', text: [`${by} ${about} `, { strong: title }, ':'] },
    { kind: 'quote', by, text },
    { kind: 'buttons', buttons: [reviewPress.button('Show it', { review: review.id })] },
  ],
});

const calledOff = ({ title, review: { reason } }: View): Message => ({
  blocks: [{ kind: 'text', text: [{ strong: title }, ` was called off${reason === null ? '.' : `: ${reason}`}`] }],
});
