import type { Message } from '../chat/message.ts';
import { sayMonth } from '../figures/words.ts';
import type { Office } from '../offices/office.ts';
import { pulsePress } from './presses.ts';
import { FEWEST_LIAISONS, pulseAnswers } from './pulse.ts';

const question = (month: string): string =>
  `In ${sayMonth(month)}, could you help your agencies the way you wanted to?`;

/** One question, and who sees the answer. */
export const pulse = (office: Office, month: string): Message => ({
  blocks: [
    { kind: 'text', text: [{ strong: question(month) }] },
    {
      kind: 'buttons',
      buttons: pulseAnswers.map((label, nth) =>
        pulsePress.button(label, { office: office.id, month, answer: nth + 1 }),
      ),
    },
    {
      kind: 'small',
      text: [
        `Nobody sees who answered what: it is counted and nothing else is kept. ${office.name} sees the count next month, if ${FEWEST_LIAISONS} or more of you answer.`,
      ],
    },
  ],
});

/** What the question becomes. The answer does not stand there: others may see the screen. */
export const pulseAnswered = (month: string): Message => ({
  blocks: [{ kind: 'text', text: [`${question(month)} Thank you, your answer is counted.`] }],
});
