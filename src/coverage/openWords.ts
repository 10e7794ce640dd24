import { type Button, capitalised, type Form, type Message, type Text } from '../chat/message.ts';
import { press } from '../feature/press.ts';
import type { KeptAbsence } from '../people/absence.ts';
import { firstName, type Person } from '../people/person.ts';
import type { RequestFacts } from '../requests/facts.ts';
import type { Going } from '../requests/handMany.ts';
import { requestRef } from '../requests/request.ts';
import { listed } from '../requests/words/listed.ts';
import { openRequests, sayOut, sayTakers } from './saying.ts';

/** What somebody who is away is asked about the requests they hold, and on their return. */

export const handAllPress = press('hand all', { absence: 'id' });
export const oneByOnePress = press('one by one', { absence: 'id' });
export const keepAllPress = press('keep all', { absence: 'id' });
export const takeBackPress = press('take back', { absence: 'id' });
export const someBackPress = press('some back', { absence: 'id' });
export const leaveAllPress = press('leave all', { absence: 'id' });

function handAll(absence: KeptAbsence, going: readonly Going[]): Button[] {
  const holders = new Map(going.map(({ holder }) => [holder?.id ?? 0, holder]));
  const [only] = holders.size === 1 ? [...holders.values()] : [];
  const about = { absence: absence.id };
  const one = going.length === 1;
  const whom = only ? ` to ${firstName(only.name)}` : ' over';
  return [
    handAllPress.button(`Hand ${one ? 'it' : 'all'}${whom}`, about, 'primary'),
    ...(one ? [] : [oneByOnePress.button('One by one', about)]),
    keepAllPress.button(one ? 'Keep it' : 'Keep them', about),
  ];
}

/** When an absence is planned: what becomes of what they hold, and what if they say nothing. */
export function askOpen(
  absence: KeptAbsence,
  going: readonly Going[],
  { today, decides, zone }: { today: string; decides: Date | undefined; zone: string },
): Message {
  const takers = sayTakers(going.map(({ holder }) => holder));
  const one = going.length === 1;
  const choose = one ? `hand it to ${takers}, or keep it?` : `hand them to ${takers}, one by one, or keep them?`;
  return {
    blocks: [
      { kind: 'text', text: [`${sayOut(absence, today)} You hold ${openRequests(going.length)}: ${choose}`] },
      ...listed(facts(going), subject),
      ...(decides
        ? [
            {
              kind: 'small' as const,
              text: [
                'Without an answer by ',
                { when: decides, zone },
                `, ${one ? 'it goes' : 'they go'} to ${takers}.`,
              ],
            },
          ]
        : []),
      { kind: 'buttons', buttons: handAll(absence, going) },
    ],
  };
}

/** What the question becomes when it was answered. */
export const settledOpen = (what: string): Message => ({ blocks: [{ kind: 'text', text: [what] }] });

/** On the first morning: what went to whom, and what they keep. */
export function begun(
  absence: KeptAbsence,
  handed: readonly RequestFacts[],
  kept: readonly Going[],
  today: string,
): Message {
  const takers = sayTakers(handed.map(({ holder }) => holder));
  const has = new Set(handed.map(({ request }) => request.holderId)).size === 1 ? 'has' : 'have';
  const went =
    handed.length === 0
      ? ''
      : ` ${capitalised(takers)} ${has} ${handed.length === 1 ? 'your open request' : `your ${openRequests(handed.length)}`} meanwhile.`;
  const stays = sayTakers(kept.map(({ holder }) => holder));
  const one = kept.length === 1;
  return {
    blocks: [
      { kind: 'text', text: [`${sayOut(absence, today)}${went}`] },
      ...(handed.length > 0 ? listed(handed, subject) : []),
      ...(kept.length > 0
        ? [
            {
              kind: 'text' as const,
              text: [
                `You keep ${openRequests(kept.length)} though you are out. Hand ${one ? 'it' : 'them'} to ${stays} after all?`,
              ],
            },
            ...listed(facts(kept), subject),
            { kind: 'buttons' as const, buttons: handAll(absence, kept) },
          ]
        : []),
    ],
  };
}

const facts = (going: readonly Going[]): RequestFacts[] => going.map((each) => each.facts);
const subject = ({ request, requester }: RequestFacts): Text => [
  { strong: requestRef(request.id) },
  ` ${request.subject} · ${requester.name}`,
];

/** So many fit into a form; the others go to whoever covers. */
export const IN_FORM = 15;

const short = (text: string, length: number): string => (text.length > length ? `${text.slice(0, length - 1)}…` : text);

/** One by one: a choice for each. */
export const oneByOneForm = (absence: KeptAbsence, going: readonly Going[], colleagues: readonly Person[]): Form => ({
  title: 'One by one',
  ...(going.length > IN_FORM && {
    intro: [
      {
        kind: 'text' as const,
        text: [`Here are ${IN_FORM} of them. The other ${going.length - IN_FORM} go to whoever covers.`],
      },
    ],
  }),
  submit: 'Save',
  press: oneByOnePress.to({ absence: absence.id }),
  fields: going.slice(0, IN_FORM).map(({ facts: { request, requester }, holder }) => ({
    kind: 'choice' as const,
    name: `r${request.id}`,
    label: short(`${requestRef(request.id)} ${request.subject} · ${requester.name}`, 140),
    required: true,
    initial: 'cover',
    options: [
      { value: 'cover', label: `Goes to ${holder?.name ?? 'a supervisor'}` },
      { value: 'keep', label: 'Stays with me' },
      ...colleagues
        .filter(({ id }) => id !== holder?.id)
        .map(({ id, name }) => ({ value: String(id), label: `Goes to ${name}` })),
    ],
  })),
});

/** On the return, once: what they gave away and others still hold. */
export function takeThemBack(absence: KeptAbsence, away: readonly RequestFacts[]): Message {
  const takers = sayTakers(away.map(({ holder }) => holder));
  const about = { absence: absence.id };
  const one = away.length === 1;
  const has = new Set(away.map(({ request }) => request.holderId)).size === 1 ? 'has' : 'have';
  return {
    blocks: [
      {
        kind: 'text',
        text: [
          `Welcome back. ${capitalised(takers)} still ${has} ${one ? 'a request' : `${away.length} requests`} of yours. `,
          { strong: one ? 'Take it back?' : 'Take them back?' },
        ],
      },
      ...listed(away, subject),
      {
        kind: 'buttons',
        buttons: [
          takeBackPress.button(one ? 'Take it back' : 'Take all back', about, 'primary'),
          ...(one ? [] : [someBackPress.button('Choose', about)]),
          leaveAllPress.button(one ? 'Leave it' : 'Leave them', about),
        ],
      },
    ],
  };
}

export const someBackForm = (absence: KeptAbsence, away: readonly RequestFacts[]): Form => ({
  title: 'Take back',
  submit: 'Save',
  press: someBackPress.to({ absence: absence.id }),
  fields: away.slice(0, IN_FORM).map(({ request, requester, holder }) => ({
    kind: 'choice' as const,
    name: `r${request.id}`,
    label: short(`${requestRef(request.id)} ${request.subject} · ${requester.name}`, 140),
    required: true,
    initial: 'back',
    options: [
      { value: 'back', label: 'Comes back to me' },
      { value: 'leave', label: `Stays with ${holder?.name ?? 'whoever has it'}` },
    ],
  })),
});

/** For whoever had them meanwhile: one message about all. */
export const tookBack = (name: string, taken: readonly RequestFacts[]): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [`${name} is back and has ${taken.length === 1 ? 'this one' : 'these'} again. Thank you for covering.`],
    },
    ...listed(taken, subject),
  ],
});
