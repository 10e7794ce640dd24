import { beginningOf } from '../chat/beginningOf.ts';
import type { Block, Button, Form, Message, Text } from '../chat/message.ts';
import { LONGEST_REPEATED, spokenTo } from '../exchanges/spokenTo.ts';
import { themesBlock } from '../exchanges/words.ts';
import type { Person } from '../people/person.ts';
import type { RequestFacts } from '../requests/facts.ts';
import { endRecoveryPress, lookPress, ownRecoveryPress, replyPress } from '../requests/presses.ts';
import { requestRef } from '../requests/request.ts';
import { drivers } from './forms.ts';
import { themesPress } from './presses.ts';
import type { Recovery, RecoveryStep } from './recovery.ts';
import type { Survey } from './survey.ts';
import { customer } from './words.ts';

/** What is known of a recovery, as its card says it. */
export type RecoveryView = {
  facts: RequestFacts;
  survey: Pick<Survey, 'id' | 'rating' | 'comment' | 'answers'>;
  /** What the words are about, as somebody has said. */
  themes: readonly string[];
  recovery: Pick<Recovery, 'dueAt' | 'endedAt' | 'lateAt'>;
  liaison: Person | undefined;
  owner: Person | undefined;
};

/**
 * A bad rating begins a recovery: the supervisors and whoever answered hear of it at once, and the card grows with what is
 * written and done. What the customer wrote is for supervisors. `mayAct`: whoever answered may have the request no
 * longer, and administrators never may. `mayTag`: they may say what the words are about. `step`: it comes once more, since its time is near or has passed.
 */
export const recoveryCard = (
  view: RecoveryView,
  reader: { supervisor: boolean; mayAct: boolean; mayTag: boolean; step?: RecoveryStep },
): Message => {
  const { facts, recovery, liaison, owner } = view;
  const { request, office } = facts;
  const { rating } = view.survey;
  const survey = reader.supervisor ? view.survey : { answers: null, comment: null };
  const mayTag = reader.mayTag && view.survey.comment !== null;
  const badly = survey.answers?.negative ?? [];
  const zone = facts.rules.calendar.spec.zone;
  return {
    blocks: [
      { kind: 'heading', text: `${rating} of 5 for ${requestRef(request.id)}` },
      ...(reader.step ? [timely(view, reader.step)] : []),
      {
        kind: 'text',
        text: [
          `${customer(facts)} is not satisfied with “${request.subject}”, answered by ${liaison?.name ?? office.name}.`,
        ],
      },
      ...(badly.length > 0 ? [said(badly)] : []),
      ...(survey.comment ? [{ kind: 'quote' as const, by: facts.requester.name, text: survey.comment }] : []),
      {
        kind: 'facts',
        facts: [
          { label: 'Who sees to it', value: [owner ? { strong: owner.name } : 'nobody yet'] },
          ...(recovery.endedAt
            ? [{ label: 'Settled', value: [{ when: recovery.endedAt, zone }] }]
            : recovery.dueAt
              ? [{ label: recovery.lateAt ? 'Late since' : 'Settle it by', value: [{ when: recovery.dueAt, zone }] }]
              : []),
        ],
      },
      ...(mayTag ? themesBlock(view.themes) : []),
      ...(reader.mayAct ? [{ kind: 'buttons' as const, buttons: buttonsFor(view, mayTag) }] : []),
    ],
  };
};

/** What is new about its time, to whoever sees to it or could. */
function timely({ facts, recovery, owner }: RecoveryView, step: RecoveryStep): Block {
  const when = recovery.dueAt ? [{ when: recovery.dueAt, zone: facts.rules.calendar.spec.zone }] : ['then'];
  const text: Text =
    step === 'warning'
      ? owner
        ? ['Please settle this by ', ...when, `: ${facts.requester.name} is to hear what came of it.`]
        : ['Nobody sees to this yet. Please settle it by ', ...when, '.']
      : [
          'This should have been settled by ',
          ...when,
          owner ? `. ${owner.name} sees to it.` : ', and nobody sees to it yet.',
        ];
  return { kind: 'text', text };
}

/** Stands where the card stood, once it has come again. */
export const recoveryBelow: Message = { blocks: [{ kind: 'text', text: ['This bad rating stands below once more.'] }] };

function buttonsFor({ facts, survey, recovery, owner }: RecoveryView, mayTag: boolean): Button[] {
  const about = { request: facts.request.id };
  const look = lookPress.button('Show all', about);
  const tag = mayTag ? [themesPress.button('Themes', { ...about, survey: survey.id })] : [];
  if (recovery.endedAt) return [...tag, look];
  return [
    ...(owner ? [] : [ownRecoveryPress.button('I have this', about, 'primary')]),
    replyPress.button('Reply', about),
    endRecoveryPress.button('It is settled', about),
    ...tag,
    look,
  ];
}

const said = (names: string[]): Block => ({
  kind: 'text',
  text: [
    `Didn’t go so well: ${drivers.flatMap(({ value, label }) => (names.includes(value) ? [label] : [])).join(' · ')}.`,
  ],
});

export const endForm = ({ request, requester }: RequestFacts): Form => ({
  title: `Settle the rating of ${requestRef(request.id)}`,
  fields: [
    {
      kind: 'paragraph',
      name: 'text',
      label: `What came of it? ${requester.name} reads this.`,
      hint: 'What you changed or will change, such as: “We now send the list with the first answer.”',
      required: true,
    },
  ],
  submit: 'Settle it',
  press: endRecoveryPress.to({ request: request.id }),
});

/** "You said, we did." */
export const whatCame = (facts: RequestFacts, by: Person, said: string | null, text: string): Message =>
  spokenTo({
    heading: `What came of your rating of ${requestRef(facts.request.id)}`,
    ...(said !== null && said !== '' && { said: { by: 'You said', text: beginningOf(said, LONGEST_REPEATED) } }),
    answer: { by: by.name, text },
    under: `${facts.request.subject} · ${facts.office.name}`,
  });
