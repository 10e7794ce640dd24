import { type Block, type Field, type Form, type Message, sayDate, type Text } from '../chat/message.ts';
import { months, sayReportRule } from '../offices/alternateChanges.ts';
import type { AlternateKind, AlternateRules } from '../offices/alternateRules.ts';
import { sayTarget } from '../sla/policy.ts';
import { type Alternate, LONGEST_WORDS } from './alternate.ts';
import { askAlternatePress, renewAlternatePress } from './presses.ts';
import { type Saved, sayHours, sayShown } from './savings.ts';

/** What whoever thinks of another way reads first: the rules, and the reports that each kind needs. */

/** What one office offers. `day`: how many minutes its business day has. */
export type Offer = { office: string; day: number; rules: AlternateRules['rules']; kinds: readonly AlternateKind[] };

const INTRO =
  'Where the usual way does not work for your agency, the office meets you half way: you may do it another way for a time, and reports keep the checks.';

/** `named`: say whose they are, where there are several offices. */
function rulesOf(offers: readonly Offer[]): Block[] {
  return offers.flatMap(({ office, day, rules, kinds }): Block[] => [
    { kind: 'text', text: [{ strong: offers.length > 1 ? `The rules of ${office}` : 'The rules' }] },
    { kind: 'list', items: rules.map((rule): Text => [rule]) },
    { kind: 'text', text: [{ strong: 'What there is, and the reports that it needs' }] },
    { kind: 'list', items: kinds.map((kind) => sayOffered(kind, day)) },
  ]);
}

function sayOffered({ name, fits, decideMinutes, atMostMonths, reports }: AlternateKind, day: number): Text {
  const when = fits === null ? '' : ` ${fits}${/[.!?]$/u.test(fits) ? '' : '.'}`;
  return [
    { strong: `${name}.` },
    `${when} Decided within ${sayTarget(decideMinutes, day, 'short')}, for ${months(atMostMonths)} at most. Reports: ${reports.map(sayReportRule).join('; ')}.`,
  ];
}

/** The rules and what each kind needs, before anything is asked for. */
export const offered = (offers: readonly Offer[]): Block[] =>
  offers.length === 0
    ? []
    : [
        { kind: 'text', text: [INTRO] },
        ...rulesOf(offers),
        { kind: 'buttons', buttons: [askAlternatePress.button('Ask for one', {}, 'primary')] },
      ];

/** `rows`: those there are already. */
export const overview = (offers: readonly Offer[], rows: readonly Block[]): Message => ({
  blocks: [
    { kind: 'heading', text: 'Alternate processes' },
    ...offered(offers),
    ...(rows.length > 0 ? rows : [{ kind: 'text' as const, text: ['None has been asked for yet.'] }]),
  ],
});

/** `kinds`: what may be asked for, by the value that comes back. */
export const askForm = (offers: readonly Offer[], kinds: { value: string; label: string }[]): Form => ({
  title: 'Ask for another way',
  submit: 'Send',
  press: askAlternatePress.to({}),
  intro: [{ kind: 'text', text: [INTRO] }, ...rulesOf(offers)],
  fields: [
    { kind: 'choice', name: 'kind', label: 'Which kind?', required: true, options: kinds, ...only(kinds) },
    ...fields(),
  ],
});

const only = (kinds: readonly { value: string }[]): { initial?: string } => {
  const [first, more] = kinds;
  return first && !more ? { initial: first.value } : {};
};

function fields(before?: Alternate): Field[] {
  const longest = LONGEST_WORDS;
  return [
    {
      ...{ kind: 'paragraph', name: 'what', label: 'What would you do instead?', required: true, longest },
      ...(before && { initial: before.what }),
    },
    {
      ...{ kind: 'paragraph', name: 'why', label: 'Why does the usual way not work?', required: true, longest },
      ...(before && { initial: before.why }),
    },
    {
      ...{ kind: 'line', name: 'times', label: 'How often a month?', required: true, longest: 6 },
      ...{ hint: 'A number, such as 4.', ...(before && { initial: String(before.timesAMonth) }) },
    },
    {
      ...{ kind: 'line', name: 'hours', label: 'How many hours a week would it save?', required: true, longest: 8 },
      hint: 'A number, such as 2.5. Your best guess will do; reports show later what it was.',
      ...(before && { initial: String(Math.round((before.minutesAWeek / 60) * 100) / 100) }),
    },
    {
      ...{ kind: 'paragraph', name: 'stake', label: 'What is at stake?', required: true, longest },
      ...{ hint: 'What happens if it stays as it is.' },
      ...(before && { initial: before.stake }),
    },
  ];
}

/** Everything that was said the last time stands there. */
export const renewForm = (it: Alternate, offer: Offer, saved: Saved, today: string): Form => ({
  title: 'Ask to renew it',
  submit: 'Send',
  press: renewAlternatePress.to({ alternate: it.id }),
  intro: [
    {
      kind: 'text',
      text: [
        { strong: it.kindName },
        ` is granted until ${sayDate(it.until ?? '', today)}. Saved so far: ${sayHours(saved.said)}, as you said; as reports show, ${sayShown(saved)}.`,
      ],
    },
    ...rulesOf([offer]),
  ],
  fields: fields(it),
});
