import { type Block, type Form, type Message, sayDate, type Text } from '../chat/message.ts';
import { sayReportRule } from '../offices/alternateChanges.ts';
import type { AlternateKind } from '../offices/alternateRules.ts';
import { asSentence } from '../requests/words/promise.ts';
import { LONGEST_WORDS, spanOf } from './alternate.ts';
import type { Look } from './look.ts';
import {
  alternatePress,
  endAlternatePress,
  giveBackPress,
  grantAlternatePress,
  otherWayPress,
  renewAlternatePress,
  viewAlternatePress,
} from './presses.ts';
import { sayHours, sayShown } from './savings.ts';
import { type Allowed, application, saySpan, standing, titleOf, viewBlock } from './words.ts';

/** What is filled in and read where one is decided, and where it ends. */

const text = (...said: Text): Block => ({ kind: 'text', text: said });
const lookButton = ({ it }: Pick<Look, 'it'>): Block => ({
  kind: 'buttons',
  buttons: [alternatePress.button('Look at it', { alternate: it.id })],
});

/** `own`: what the reader said before. */
export const viewForm = (look: Look, own: Look['views'][number] | undefined): Form => ({
  title: 'What do you think?',
  submit: 'Send to the supervisors',
  press: viewAlternatePress.to({ alternate: look.it.id }),
  intro: [...application(look), { kind: 'small', text: ['It stays in the office: nobody of the agency reads it.'] }],
  fields: [
    {
      ...{ kind: 'choice', name: 'recommends', label: 'Do you recommend it?', required: true },
      options: [
        { value: 'yes', label: 'I recommend it' },
        { value: 'no', label: 'I do not' },
      ],
      ...(own && { initial: own.recommends ? 'yes' : 'no' }),
    },
    {
      ...{ kind: 'paragraph', name: 'because', label: 'Because …', required: true, longest: LONGEST_WORDS },
      ...(own && { initial: own.because }),
    },
    {
      ...{ kind: 'paragraph', name: 'conditions', label: 'Under which conditions?', required: false },
      ...{ longest: LONGEST_WORDS, ...(own?.conditions && { initial: own.conditions }) },
    },
  ],
});

/** `from`, `until`: what is proposed. */
export function grantForm(
  look: Look,
  kind: Pick<AlternateKind, 'reports'>,
  { from, until, isOther }: { from: string; until: string; isOther: boolean },
): Form {
  const conditions = look.views.map((view) => view.conditions).filter((each) => each !== null);
  const longest = LONGEST_WORDS;
  return {
    title: isOther ? 'Grant in another form' : 'Grant',
    submit: 'Grant',
    press: grantAlternatePress.to({ alternate: look.it.id, how: isOther ? 'other' : 'asked' }),
    intro: [...application(look), ...look.views.map(viewBlock)],
    fields: [
      ...(isOther
        ? [{ kind: 'paragraph' as const, name: 'form', label: 'What do you grant?', required: true, longest }]
        : []),
      { kind: 'date', name: 'from', label: 'From', required: true, initial: from },
      { kind: 'date', name: 'until', label: 'Until (that day included)', required: true, initial: until },
      {
        ...{ kind: 'paragraph', name: 'conditions', label: 'Conditions', required: false, longest },
        ...{ hint: 'The agency reads them.', ...(conditions.length > 0 && { initial: conditions.join('\n') }) },
      },
      {
        ...{ kind: 'choices', name: 'reports', label: 'Reports that keep the checks', required: true },
        options: kind.reports.map((rule) => ({ value: rule.code, label: sayReportRule(rule).slice(0, 75) })),
        initial: kind.reports.map(({ code }) => code).join(','),
      },
    ],
  };
}

/** There is no no: what to do instead is said, or it is not sent. */
export const otherWayForm = (look: Look): Form => ({
  title: 'Not this way',
  submit: 'Send',
  press: otherWayPress.to({ alternate: look.it.id }),
  intro: [...application(look), ...look.views.map(viewBlock)],
  fields: [
    {
      ...{ kind: 'paragraph', name: 'because', label: 'Not as asked, because …', required: true },
      longest: LONGEST_WORDS,
    },
    {
      ...{ kind: 'paragraph', name: 'instead', label: 'Instead: yes, this way …', required: true },
      ...{ longest: LONGEST_WORDS, hint: 'They read this first. Say what they can do, and who helps.' },
    },
  ],
});

/** To both sides, once each. `agency`: the reader is of the agency. */
export function decided(look: Look, { agency }: { agency: boolean }): Message {
  const { it, decidedBy, today, coming } = look;
  const by = decidedBy ?? 'A supervisor';
  if (it.state === 'refused')
    return {
      blocks: [
        { kind: 'heading', text: titleOf(look) },
        text({ strong: agency ? 'Yes, this way: ' : `${by} showed ${look.agency} another way: ` }, it.instead ?? ''),
        { kind: 'quote', by: `${by}, why not as asked`, text: it.because ?? '' },
        lookButton(look),
      ],
    };
  const facts = [
    ...(it.form === null ? [] : [{ label: 'What is granted', value: [it.form] }]),
    ...(it.conditions === null ? [] : [{ label: 'Conditions', value: [it.conditions] }]),
  ];
  return {
    blocks: [
      { kind: 'heading', text: titleOf(look) },
      text(
        { strong: it.form === null ? 'Yes. ' : 'Yes, in another form. ' },
        `${by} has granted it, ${saySpan(it.from ?? '', it.until ?? '', today)}.`,
      ),
      ...(facts.length > 0 ? [{ kind: 'facts' as const, facts }] : []),
      text(
        agency ? 'These reports keep the checks. You are asked for each in time.' : 'These reports keep the checks:',
      ),
      {
        kind: 'list',
        items: coming.map(
          ({ rule, due }): Text => [
            { strong: rule.name },
            `, ${rule.everyMonths === 1 ? 'every month' : `every ${rule.everyMonths} months`}, the first by ${sayDate(due, today)}${rule.file === 'required' ? ', with a file' : ''}`,
          ],
        ),
      },
      lookButton(look),
    ],
  };
}

/** To whoever has not said what they think. */
export const viewWanted = (look: Look): Message => ({
  blocks: [
    text('What do you think of it? Half of the time is over: ', { strong: titleOf(look) }, `, ${look.agency}.`),
    {
      kind: 'buttons',
      buttons: [viewAlternatePress.button('Say what I think', { alternate: look.it.id }, 'primary')],
    },
  ],
});

/** To whoever asked: the office has another calendar. `isFirst`: nothing could be promised before. */
export const decisionMoved = (
  { it, deciders, agency, zone }: Pick<Look, 'it' | 'deciders' | 'agency' | 'zone'>,
  { reason, isFirst }: { reason: string; isFirst: boolean },
): Message => ({
  blocks: [
    text(
      { strong: titleOf({ it }) },
      `, ${agency}: ${isFirst ? 'we can give you a time now' : 'the time you were promised has changed'}. `,
      ...(it.decideBy
        ? [`${deciders.length === 1 ? deciders[0] : 'A supervisor'} decides by `, { when: it.decideBy, zone }, '. ']
        : []),
      `Reason: ${asSentence(reason)}`,
    ),
  ],
});

/** To whoever decides, once it is late. */
export const decisionWanted = (look: Look, allowed: Allowed): Message => ({
  blocks: [text('This should be decided by now.'), ...standing(look, allowed).blocks],
});

export const endForm = (look: Look): Form => ({
  title: 'End it',
  submit: 'End it',
  press: endAlternatePress.to({ alternate: look.it.id }),
  intro: [text({ strong: titleOf(look) }, `, ${look.agency}. It ends today, and the agency reads why.`)],
  fields: [{ kind: 'paragraph', name: 'because', label: 'Because …', required: true, longest: LONGEST_WORDS }],
});

export const giveBackForm = (look: Look): Form => ({
  title: 'Give it back',
  submit: 'Give it back',
  press: giveBackPress.to({ alternate: look.it.id }),
  intro: [text('From tomorrow on you do it the usual way again. A last report is asked for, of the time until today.')],
  fields: [{ kind: 'paragraph', name: 'because', label: 'Why?', required: false, longest: LONGEST_WORDS }],
});

/** Before its day. */
export function endedEarly(look: Look, { agency }: { agency: boolean }): Message {
  const { it, endedBy, agency: whose } = look;
  const by = endedBy ?? 'Somebody';
  const how = it.endHow === 'given back' ? `${by} of ${whose} has given it back` : `${by} has ended it`;
  return {
    blocks: [
      text({ strong: titleOf(look) }, agency ? '' : `, ${whose}`, `. ${how}.`),
      ...(it.endReason === null ? [] : [{ kind: 'quote' as const, by, text: it.endReason }]),
      text(
        ...(spanOf(it) === undefined
          ? ['It had not begun, so the usual way goes on.']
          : [
              agency ? 'From tomorrow on the usual way holds again. ' : '',
              'Reports that are still due are asked for.',
            ]),
      ),
    ],
  };
}

/** A month before its end. */
export const renewalOffered = (look: Look): Message => ({
  blocks: [
    text({ strong: titleOf(look) }, ` ends on ${sayDate(look.it.until ?? '', look.today)}. Would you like to go on?`),
    ...savedSoFar(look),
    {
      kind: 'buttons',
      buttons: [renewAlternatePress.button('Ask to renew it', { alternate: look.it.id }, 'primary')],
    },
    { kind: 'small', text: ['What you said the last time stands in the form. Do nothing, and it ends by itself.'] },
  ],
});

const savedSoFar = ({ saved }: Look): Block[] => [
  {
    kind: 'facts',
    facts: [
      { label: 'Saved so far, as you said', value: [sayHours(saved.said)] },
      { label: 'Saved so far, as reports show', value: [sayShown(saved)] },
    ],
  },
];

/** A week before, and on its last day. */
export function ending(look: Look, when: 'week' | 'last day'): Message {
  const { it, today, renewal } = look;
  const day = sayDate(it.until ?? '', today);
  const ends = it.until === today ? 'ends today' : `ends on ${day}`;
  const next =
    renewal === 'asked'
      ? 'Nobody has decided yet about its renewal. Until somebody does, the usual way holds from then on.'
      : 'After that the usual way holds again.';
  return {
    blocks: [
      text({ strong: titleOf(look) }, ` ${ends}. ${next}`),
      ...(renewal === 'none'
        ? [
            {
              kind: 'buttons' as const,
              buttons: [
                renewAlternatePress.button(when === 'week' ? 'Ask to renew it' : 'Ask to renew it after all', {
                  alternate: it.id,
                }),
              ],
            },
          ]
        : []),
    ],
  };
}
