import type { Block, Button, Form, Message } from '../chat/message.ts';
import { agencyName, lineName, type RequestFacts } from '../requests/facts.ts';
import { requestRef } from '../requests/request.ts';
import { type AskedForm, followUps } from './forms.ts';
import { askAgainPress, commentPress, namelessPress, ratePress, stopSurveysPress } from './presses.ts';
import { isLow } from './survey.ts';

/** What a question is worded from. */
export type Asked = {
  facts: RequestFacts;
  form: AskedForm;
  nameless: boolean;
  coolDownDays: number;
};

/** One question, five buttons; more can follow in the same breath. */
export const question = (asked: Asked): Message => ({
  blocks: [{ kind: 'heading', text: 'How did we do?' }, ...askedAgain(asked)],
});

/** The only reminder. */
export const reminder = (asked: Asked): Message => ({
  blocks: [
    { kind: 'heading', text: 'Would you tell us how we did?' },
    { kind: 'text', text: ['We won’t ask about this again.'] },
    ...askedAgain(asked),
  ],
});

function askedAgain({ facts, form, nameless, coolDownDays }: Asked): Block[] {
  const { id: request } = facts.request;
  const choices: Button[] = [
    ...(nameless ? [] : [namelessPress.button('Answer without my name', { request })]),
    stopSurveysPress.button('Don’t ask me anymore', { request }),
  ];
  const seen = nameless
    ? 'Nobody in the office sees that this answer is yours.'
    : 'Your liaison sees your rating, and supervisors see everything you write, so that they can help.';
  return [
    { kind: 'text', text: [form.ask] },
    {
      kind: 'buttons',
      buttons: form.scale.map(({ value, label }) => ratePress.button(label, { request, rating: value })),
    },
    { kind: 'buttons', buttons: choices },
    { kind: 'small', text: [seen] },
    {
      kind: 'small',
      text: [`${lineName(facts)} · ${facts.office.name}. Asked at most once in ${coolDownDays} days.`],
    },
  ];
}

const NO_MORE = 'We won’t ask you how we did anymore.';
const backOn: Block = { kind: 'buttons', buttons: [askAgainPress.button('Ask me again', {})] };

/** Stands where the question stood when it was asked once more. */
export const remindedBelow = (facts: RequestFacts): Message => says(facts, 'We asked you about this again, below.');
export const ended = (facts: RequestFacts): Message =>
  says(facts, 'This question has ended. You can always tell us here how we did.');
export const stopped = (facts: RequestFacts): Message => ({
  blocks: [...says(facts, NO_MORE).blocks, backOn],
});
/** The same, about no request. */
export const askedNoMore: Message = { blocks: [{ kind: 'text', text: [NO_MORE] }, backOn] };

export const startedAgain = (wasStopped: boolean): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [wasStopped ? 'Thank you. We’ll ask you again how we did.' : 'We ask you how we did, as before.'],
    },
  ],
});

const says = ({ request }: RequestFacts, text: string): Message => ({
  blocks: [
    { kind: 'text', text: [text] },
    { kind: 'small', text: [`${requestRef(request.id)} ${request.subject}`] },
  ],
});

/**
 * Stands where the question stood. The button is the way to the rest wherever the form is gone again before anybody
 * can write in it: where forms open in the place of a card, this very card takes that place.
 */
export const rated = (facts: RequestFacts, rating: number, nameless: boolean): Message => ({
  blocks: [
    ...thanks(facts, rating, nameless),
    { kind: 'buttons', buttons: [commentPress.button('Say more', { request: facts.request.id })] },
  ],
});

export const commented = (facts: RequestFacts, rating: number, nameless: boolean): Message => ({
  blocks: [...thanks(facts, rating, nameless), { kind: 'small', text: ['What you wrote is noted.'] }],
});

const thanks = ({ request }: RequestFacts, rating: number, nameless: boolean): Message['blocks'] => [
  {
    kind: 'text',
    text: [
      `Thank you. You rated ${requestRef(request.id)} with ${rating} of 5${nameless ? ', without your name' : ''}.`,
    ],
  },
  { kind: 'small', text: [request.subject] },
];

/** Words that are read with others only bring no answer: where there is one is said before they are written. */
const NAMELESS =
  'It is read with at least four other answers, and nobody sees that it is yours. To get an answer, write “tell the supervisor”, with your name or without.';

/** The rest of the form, after the rating. */
export const restForm = ({ request }: RequestFacts, form: AskedForm, rating: number, nameless: boolean): Form => ({
  title: 'Thank you',
  intro: [{ kind: 'text', text: [`Your rating of ${rating} of 5 is noted. What follows is up to you.`] }],
  submit: 'Send',
  press: commentPress.to({ request: request.id }),
  fields: [
    ...followUps(form, rating),
    {
      kind: 'paragraph',
      name: 'comment',
      label: isLow(rating) ? 'What went wrong?' : 'Would you like to add something?',
      ...(nameless ? { hint: NAMELESS } : isLow(rating) && { hint: 'A supervisor reads this today.' }),
      required: false,
    },
  ],
});

/** "Ana Ortiz (Transportation)". */
export const customer = (facts: RequestFacts): string => `${facts.requester.name} (${agencyName(facts)})`;
