import { beginningOf } from '../chat/beginningOf.ts';
import type { Block, Form, Message } from '../chat/message.ts';
import type { Person } from '../people/person.ts';
import type { Opening } from './exchange.ts';
import { answerPress, voiceThemesPress } from './presses.ts';
import { LONGEST_REPEATED, spokenTo } from './spokenTo.ts';

export type ExchangeView = {
  exchange: number;
  office: string;
  /** "Ana Ruiz (Transportation)"; undefined: nobody is to see it. */
  by: string | undefined;
  opening: Opening | null;
  said: { by: Person | undefined; text: string; failed?: boolean }[];
};

/** For the supervisors: the whole exchange, which grows. */
export function told({ exchange, office, by, opening, said }: ExchangeView): Message {
  const teller = by ?? 'Somebody';
  const themes = said.length > 0 ? opening?.themes : undefined;
  return {
    blocks: [
      ...(opening?.seen ?? [{ kind: 'heading' as const, text: `${teller} wrote to the supervisors of ${office}` }]),
      ...said.flatMap((each): Block[] => [
        { kind: 'quote', by: each.by?.name ?? by ?? 'Without a name', text: each.text },
        ...(each.failed ? [small('This has not reached them.')] : []),
      ]),
      ...(by ? [] : [small('Nobody sees who it is. Your answer reaches them through me.')]),
      ...themesBlock(themes ?? []),
      {
        kind: 'buttons',
        buttons: [
          answerPress.button('Answer', { voice: exchange }, 'primary'),
          ...(themes ? [voiceThemesPress.button('Themes', { voice: exchange })] : []),
        ],
      },
    ],
  };
}

/**
 * For whoever answered: it did not arrive. `to` undefined: they left their name out, and neither who it is nor why it
 * could not be delivered is said, or one could tell from the other.
 */
export const answerNotArrived = (
  { exchange }: Pick<ExchangeView, 'exchange'>,
  { to, reason, text }: { to: string | undefined; reason: string; text: string },
): Message => ({
  blocks: [
    { kind: 'heading', text: `Your answer has not reached ${to ?? 'them'}` },
    { kind: 'quote', by: 'You wrote', text: beginningOf(text, LONGEST_REPEATED) },
    {
      kind: 'text',
      text: [
        to === undefined
          ? 'Their chat does not take it just now. Nobody sees who it is, so there is nobody to call. You can answer again in a few days.'
          : `It could not be delivered: ${reason}. Call them, or answer again when they are back in their chat.`,
      ],
    },
    { kind: 'buttons', buttons: [answerPress.button('Answer again', { voice: exchange })] },
  ],
});

/** For whoever began it. `first`: the first of their words; undefined: they have written none. */
export const answered = (
  { exchange, office, opening }: Pick<ExchangeView, 'exchange' | 'office' | 'opening'>,
  first: string | undefined,
  by: Person,
  text: string,
): Message =>
  spokenTo({
    heading: `${by.name} answered you`,
    ...(opening && { about: opening.subject }),
    ...(first !== undefined && { said: { by: 'You wrote', text: beginningOf(first, LONGEST_REPEATED) } }),
    answer: { by: `${by.name}, ${office}`, text },
    buttons: [answerPress.button('Answer', { voice: exchange })],
  });

/** `they`: what is answered, as far as there are words. */
export const answerForm = (exchange: number, they: string | undefined, toNameless: boolean): Form => ({
  title: 'Answer',
  ...(they !== undefined && { intro: [{ kind: 'quote', by: 'They wrote', text: they }] }),
  fields: [
    {
      ...{ kind: 'paragraph', name: 'text', label: 'Your answer', required: true },
      ...(toNameless && { hint: 'It reaches them; nobody sees who it is.' }),
    },
  ],
  submit: 'Send',
  press: answerPress.to({ voice: exchange }),
});

/** What words are about, as somebody of the office has said; nothing while nobody has. */
export const themesBlock = (themes: readonly string[]): Block[] =>
  themes.length > 0 ? [{ kind: 'facts', facts: [{ label: 'Themes', value: [themes.join(' · ')] }] }] : [];

const small = (text: string): Block => ({ kind: 'small', text: [text] });
