import type { Block, Form, Message } from '../../chat/message.ts';
import { agencyName, type RequestFacts } from '../facts.ts';
import { agencyPress, confirmPress, declinePress } from '../presses.ts';
import { aboutRequest } from './about.ts';

/** Somebody says where they work, and the liaison there says whether that is so. */

export const chooseAgency = ({ request }: RequestFacts): Block[] => [
  { kind: 'text', text: ['Which agency do you work for? Your liaison gets the question as soon as we know.'] },
  { kind: 'buttons', buttons: [agencyPress.button('Choose your agency', { request: request.id }, 'primary')] },
];

export const agencyForm = (facts: RequestFacts, agencies: readonly { id: number; name: string }[]): Form => ({
  title: 'Your agency',
  submit: 'Save',
  press: agencyPress.to({ request: facts.request.id }),
  fields: [
    {
      kind: 'choice',
      name: 'agency',
      label: 'Which agency do you work for?',
      required: true,
      options: agencies.map(({ id, name }) => ({ value: String(id), label: name })),
    },
  ],
});

/** For whoever holds it: only they can say. */
export function newcomer(facts: RequestFacts): Message {
  const about = { request: facts.request.id };
  const there = agencyName(facts);
  return aboutRequest(
    facts,
    [`${facts.requester.name} is new here and says they work for ${there}. Do you know them?`],
    confirmPress.button(`Yes, they work for ${there}`.slice(0, 70), about, 'primary'),
    declinePress.button('No, not from there', about, 'danger'),
  );
}

/** What that question becomes when it was answered. */
export const newcomerSettled = (facts: RequestFacts, by: string, agency: string, works: boolean): Message =>
  aboutRequest(facts, [
    works
      ? `${by} confirmed that ${facts.requester.name} works for ${agency}.`
      : `${by} said that ${facts.requester.name} does not work for ${agency}.`,
  ]);
