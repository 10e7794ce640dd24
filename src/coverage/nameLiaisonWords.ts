import { type Button, type Form, type Message, sayDay } from '../chat/message.ts';
import { type AgencyGap, sayGap } from '../offices/gaps.ts';
import type { Office } from '../offices/office.ts';
import type { Agency, Person } from '../people/person.ts';
import { type Colleague, colleagueOption } from '../requests/colleague.ts';
import { nameLiaisonPress } from '../requests/presses.ts';

/** What is said where somebody names who answers for an agency. Days are 'YYYY-MM-DD' of the office. */

type Span = { from: string; until: string | null; today: string };

export const nameLiaisonButton = (office: number, { agencyId, from }: AgencyGap): Button =>
  nameLiaisonPress.button('Name who answers', { office, agency: agencyId, from });

/** So many are shown at once: once these have somebody, the next stand there. */
const SHOWN = 20;

/** Where nobody answers, in the days ahead. */
export const nobodyAnswers = (
  { id, name }: Pick<Office, 'id' | 'name'>,
  gaps: readonly AgencyGap[],
  today: string,
): Message => ({
  blocks: [
    { kind: 'heading', text: `Nobody answers: ${name}` },
    ...(gaps.length === 0 ? [{ kind: 'text' as const, text: ['Every agency has somebody in the week ahead.'] }] : []),
    ...gaps.slice(0, SHOWN).map((gap) => ({
      ...{ kind: 'row' as const, text: [{ strong: gap.of }, `: ${sayGap(gap, today)}`] },
      buttons: [
        nameLiaisonPress.button(`Name who answers for ${gap.of}`, { office: id, agency: gap.agencyId, from: gap.from }),
      ],
    })),
    ...(gaps.length > SHOWN
      ? [
          {
            kind: 'small' as const,
            text: [`… and ${gaps.length - SHOWN} more: they stand here once these have somebody.`],
          },
        ]
      : []),
  ],
});

type Gap = {
  agency: Agency;
  people: readonly Colleague[];
  from: string;
  ends: string | null;
  own: { today: string };
};

export const nameLiaisonForm = (
  about: { office: number; agency: number; from: string },
  { agency, people, from, ends, own }: Gap,
): Form => ({
  title: 'Who answers?',
  intro: [
    {
      kind: 'text',
      text: [
        'Nobody answers the questions of ',
        { strong: agency.name },
        ` ${sayGap({ from, until: ends }, own.today)}.`,
      ],
    },
  ],
  fields: [
    {
      ...{ kind: 'choice', name: 'liaison', label: 'Who answers', required: true },
      hint: `Whoever is in on ${sayDay(from, own.today)}. They are told.`,
      options: people.map(colleagueOption),
    },
    {
      ...{ kind: 'date', name: 'until', label: 'Through which day', required: false },
      hint: 'Leave it empty for until further notice.',
      ...(ends !== null && { initial: ends }),
    },
  ],
  submit: 'Name them',
  press: nameLiaisonPress.to(about),
});

const saySpan = ({ from, until, today }: Span): string => sayGap({ from, until }, today);

/** To whoever answers from then on. */
export const named = (by: Person, agency: Agency, span: Span): Message => ({
  blocks: [
    {
      kind: 'text',
      text: [`${by.name} asks you to answer the questions of `, { strong: agency.name }, ` ${saySpan(span)}.`],
    },
  ],
});

/** To whoever named them. */
export const saidNamed = (liaison: Person, agency: Agency, span: Span): string =>
  `${liaison.name} answers for ${agency.name} ${saySpan(span)}. Put it into the roster too: the next import goes by that.`;
