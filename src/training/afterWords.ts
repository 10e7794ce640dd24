import { type Block, type Form, type Message, sayDate, sayDay } from '../chat/message.ts';
import { type Certificate, daysUntil } from './certificates.ts';
import { usefulPress, usefulWordsPress } from './presses.ts';
import { LONGEST_WORDS, type TrainingSession } from './training.ts';
import { buttons, type Offered, offeredRow, type SessionView } from './words.ts';

/** What those are told who were there, and as their certificate ends. */

/** To everybody who was there: what they may do from now on, and one question. `answer`: what they have said. */
export function attended(
  view: SessionView,
  certificate: Pick<Certificate, 'givenOn' | 'endsOn'>,
  today: string,
  answer?: Said,
): Message {
  const { course, id } = view.session;
  const { givenOn, endsOn } = certificate;
  const allows = course.authority === null ? '' : ` (${course.authority})`;
  const until = endsOn === null ? 'does not end' : `holds until ${sayDate(endsOn, today)}`;
  return {
    blocks: [
      {
        kind: 'text',
        text: [
          'Thank you for coming to ',
          { strong: course.name },
          ` on ${sayDay(givenOn, today)}. Your certificate${allows} ${until}.`,
        ],
      },
      ...(answer ? answered(id, answer) : asked(id)),
    ],
  };
}
type Said = { useful: number; words: string | null };

const asked = (id: number): Block[] => [
  { kind: 'text', text: ['How useful was it, from 1 (not at all) to 5 (very)?'] },
  {
    kind: 'buttons',
    buttons: [1, 2, 3, 4, 5].map((useful) => usefulPress.button(String(useful), { session: id, useful })),
  },
  { kind: 'small', text: ['Nobody sees who said what: answers are shown from five on, without names.'] },
];

const answered = (id: number, { useful, words }: Said): Block[] => [
  { kind: 'text', text: [`You found it ${useful} of 5 useful. Thank you.`] },
  ...buttons(words === null ? [usefulWordsPress.button('Say more', { session: id })] : []),
];

/** Somebody was ticked by mistake. */
export const withdrawn = ({ session, zone }: SessionView): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [
        { strong: session.course.name },
        ', ',
        { when: session.at, zone },
        ': it was noted later that you were not there, so there is no certificate. If that is wrong, write to us.',
      ],
    },
  ],
});

export const wordsForm = ({ id, course }: Pick<TrainingSession, 'id' | 'course'>): Form => ({
  title: 'Say more',
  submit: 'Send',
  press: usefulWordsPress.to({ session: id }),
  intro: [
    {
      kind: 'text',
      text: [{ strong: course.name }, '. It is read without your name, once five people have answered.'],
    },
  ],
  fields: [
    {
      kind: 'paragraph',
      name: 'words',
      label: 'What was good, what was missing?',
      required: true,
      longest: LONGEST_WORDS,
    },
  ],
});

/** Two months before a certificate ends, or when whoever was out then is back. `renewing`: sessions of its course that are open to them. */
export function ending(certificate: Certificate, today: string, renewing: readonly Offered[]): Message {
  const { endsOn, name, authority } = certificate;
  const allows = authority === null ? '' : ` (${authority})`;
  return {
    blocks: [
      {
        kind: 'text',
        text: ['Your certificate in ', { strong: name }, `${allows} ${sayEnds(endsOn ?? today, today)}.`],
      },
      ...(renewing.length === 0
        ? [
            {
              kind: 'text' as const,
              text: ['No session that renews it is planned yet. Type “training” later to see those that are.'],
            },
          ]
        : [{ kind: 'text' as const, text: ['These renew it:'] }, ...renewing.map(offeredRow)]),
    ],
  };
}

function sayEnds(endsOn: string, today: string): string {
  const days = daysUntil(endsOn, today);
  if (days < 0) return `ended on ${sayDay(endsOn, today)}`;
  if (days === 0) return 'ends today';
  return `ends in ${days === 1 ? 'a day' : `${days} days`}, on ${sayDay(endsOn, today)}`;
}
