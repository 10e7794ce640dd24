import { type Block, type Button, type Form, type Message, sayDay } from '../chat/message.ts';
import type { Opening } from '../exchanges/exchange.ts';
import type { Person } from '../people/person.ts';
import { type AskedForm, drivers, followUps } from './forms.ts';
import {
  askAgainPress,
  officeCommentPress,
  officeNamelessPress,
  rateOfficePress,
  stopOfficeSurveysPress,
} from './presses.ts';
import type { Relationship } from './relationship.ts';
import { isLow } from './survey.ts';

export type AskedAbout = { id: number; office: string; form: AskedForm; nameless: boolean; coolDownDays: number };

export const officeQuestion = (asked: AskedAbout): Message => ({
  blocks: [{ kind: 'heading', text: `How is the ${asked.office} doing?` }, ...choicesOf(asked)],
});

/** The only reminder. */
export const officeReminder = (asked: AskedAbout): Message => ({
  blocks: [
    { kind: 'heading', text: `Would you tell us how the ${asked.office} is doing?` },
    { kind: 'text', text: ['We won’t ask about this again before the next round.'] },
    ...choicesOf(asked),
  ],
});

function choicesOf({ id: survey, office, form, nameless, coolDownDays }: AskedAbout): Block[] {
  const choices: Button[] = [
    ...(nameless ? [] : [officeNamelessPress.button('Answer without my name', { survey })]),
    stopOfficeSurveysPress.button('Don’t ask me anymore', { survey }),
  ];
  const seen = nameless
    ? 'Nobody in the office sees that this answer is yours.'
    : 'Supervisors see your name if you are not satisfied or write something, so that they can help.';
  return [
    { kind: 'text', text: [form.ask] },
    {
      kind: 'buttons',
      buttons: form.scale.map(({ value, label }) => rateOfficePress.button(label, { survey, rating: value })),
    },
    { kind: 'buttons', buttons: choices },
    { kind: 'small', text: [seen] },
    {
      kind: 'small',
      text: [
        `Everybody whom the ${office} serves is asked. Nobody is asked anything more often than once in ${coolDownDays} days.`,
      ],
    },
  ];
}

/** Stand where the question stood. */
export const officeAskedBelow: Message = {
  blocks: [{ kind: 'text', text: ['We asked you about this again, below.'] }],
};
export const officeEnded: Message = {
  blocks: [{ kind: 'text', text: ['This question has ended. You can always tell us here how we are doing.'] }],
};
export const officeStopped: Message = {
  blocks: [
    { kind: 'text', text: ['We won’t ask you how we did anymore.'] },
    { kind: 'buttons', buttons: [askAgainPress.button('Ask me again', {})] },
  ],
};

/** `more`: they have not written anything yet, and may. */
export const officeRated = (
  office: string,
  { id, rating, nameless }: Pick<Relationship, 'id' | 'rating' | 'nameless'>,
  more: boolean,
): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [`Thank you. You rated the ${office} with ${rating} of 5${nameless ? ', without your name' : ''}.`],
    },
    more
      ? { kind: 'buttons', buttons: [officeCommentPress.button('Say more', { survey: id })] }
      : { kind: 'small', text: ['What you wrote is noted.'] },
  ],
});

/** The rest of the form, after the rating. */
export const officeRest = (form: AskedForm, { id, nameless }: Relationship, rating: number): Form => ({
  title: 'Thank you',
  intro: [{ kind: 'text', text: [`Your rating of ${rating} of 5 is noted. What follows is up to you.`] }],
  submit: 'Send',
  press: officeCommentPress.to({ survey: id }),
  fields: [
    ...followUps(form, rating),
    {
      ...{ kind: 'paragraph', name: 'comment', required: false },
      label: isLow(rating) ? 'What should we do better?' : 'Would you like to add something?',
      hint: nameless
        ? 'Supervisors read this without your name, and may answer you here.'
        : 'Supervisors read this, with your name, and may answer you here.',
    },
  ],
});

/**
 * What supervisors read above the words, of somebody who gave their name and is not satisfied or has written something.
 * It grows.
 */
export function officeHeard(
  office: string,
  person: Person,
  agency: string,
  { rating, answers, round, today }: Pick<Relationship, 'rating' | 'answers' | 'round'> & { today: string },
): Opening {
  const worded = (side: string): string[] =>
    (answers?.[side] ?? []).map((chosen) => drivers.find(({ value }) => value === chosen)?.label ?? chosen);
  const went = [
    { label: 'Went well', said: worded('positive') },
    { label: 'Didn’t go so well', said: worded('negative') },
  ].filter(({ said }) => said.length > 0);
  return {
    subject: `About your rating of the ${office} with ${rating} of 5.`,
    themes: [],
    seen: [
      { kind: 'heading', text: `${rating} of 5 for the ${office}` },
      {
        kind: 'text',
        text: [
          { strong: person.name },
          ` (${agency}) was asked how the office is doing, as all customers were from ${sayDay(round, today)} on.`,
        ],
      },
      ...(went.length > 0
        ? [{ kind: 'facts' as const, facts: went.map(({ label, said }) => ({ label, value: [said.join(', ')] })) }]
        : []),
    ],
  };
}

/** … and of somebody who left it out: their words alone. How they rated is told with four others, or not at all. */
export const officeHeardNameless = (
  office: string,
  { round, today }: Pick<Relationship, 'round'> & { today: string },
): Opening => ({
  subject: `About what you wrote when we asked how the ${office} is doing.`,
  themes: [],
  seen: [
    { kind: 'heading', text: `Somebody wrote about the ${office}` },
    {
      kind: 'text',
      text: [
        `They were asked how the office is doing, as all customers were from ${sayDay(round, today)} on, and left their name out. How they rated it is counted with others and does not stand here.`,
      ],
    },
  ],
});
