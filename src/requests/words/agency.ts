import type { Block, Button, Form, Message } from '../../chat/message.ts';
import { agencyName, type RequestFacts } from '../facts.ts';
import { agencyIsPress, agencyPress, confirmPress, declinePress, wrongAgencyPress } from '../presses.ts';
import { aboutRequest } from './about.ts';

/** Somebody says where they work, and the liaison there says whether that is so. */

/** So many have a button each; more are chosen in a form. */
const WITH_BUTTONS = 5;

/** Somebody of several agencies is offered just those. */
export const chooseAgency = (facts: RequestFacts): Block[] =>
  isOfSeveral(facts) ? whichOfTheirs(facts) : whereTheyWork(facts);

/** Whether only the requester can say which of their agencies it is for: nobody else is bothered with it. */
export const isOfSeveral = ({ theirAgencies = [] }: Pick<RequestFacts, 'theirAgencies'>): boolean =>
  theirAgencies.length > 1;

const whichOfTheirs = ({ request, theirAgencies = [] }: RequestFacts): Block[] => [
  {
    kind: 'text',
    text: [{ strong: 'Which agency is this for?' }, ' Your liaison gets the question as soon as we know.'],
  },
  {
    kind: 'buttons',
    buttons:
      theirAgencies.length > WITH_BUTTONS
        ? [agencyPress.button('Choose your agency', { request: request.id }, 'primary')]
        : theirAgencies.map(({ id, name }) =>
            agencyIsPress.button(name.slice(0, 70), { request: request.id, agency: id }, 'primary'),
          ),
  },
];

/** Whoever chose the wrong agency can change it: among theirs, or where they said they work. */
export function otherAgency({ request, theirAgencies = [] }: RequestFacts): Button[] {
  if (request.agencyId === null) return [];
  if (theirAgencies.length > 1) return [agencyPress.button('Another agency', { request: request.id })];
  return theirAgencies[0]?.inChat ? [wrongAgencyPress.button('Wrong agency?', {})] : [];
}

/** They said the wrong one. Their open requests may come along. */
export const wrongAgencyForm = (
  now: string,
  agencies: readonly { id: number; name: string }[],
  open: number,
): Form => ({
  title: 'Change your agency',
  intro: [{ kind: 'text', text: [`You said that you work for ${now}.`] }],
  submit: 'Save',
  press: wrongAgencyPress.to({}),
  fields: [
    {
      kind: 'choice',
      name: 'agency',
      label: 'Which agency do you work for?',
      required: true,
      options: agencies.map(({ id, name }) => ({ value: String(id), label: name })),
    },
    ...(open === 0
      ? []
      : [
          {
            kind: 'choice' as const,
            name: 'open',
            label: `Your ${open === 1 ? 'open request' : `${open} open requests`}`,
            required: true,
            initial: 'move',
            options: [
              { value: 'move', label: `${open === 1 ? 'Goes' : 'Go'} to the liaison of the right agency` },
              { value: 'stay', label: `${open === 1 ? 'Stays' : 'Stay'} where ${open === 1 ? 'it is' : 'they are'}` },
            ],
          },
        ]),
  ],
});

/** For whoever was asked about them: they said the wrong agency, and nothing is left to confirm. */
export const saidOtherwise = (facts: RequestFacts, there: string): Message =>
  aboutRequest(facts, [`${facts.requester.name} does not work for ${there} after all: they chose the wrong agency.`]);

const whereTheyWork = ({ request }: RequestFacts): Block[] => [
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

/** What that question becomes when it was answered, by somebody or by the office's files. */
export const newcomerSettled = (facts: RequestFacts, by: string | undefined, agency: string, works: boolean): Message =>
  aboutRequest(facts, [
    works
      ? `${by ?? 'The office’s list'} confirmed that ${facts.requester.name} works for ${agency}.`
      : `${by} said that ${facts.requester.name} does not work for ${agency}.`,
  ]);
