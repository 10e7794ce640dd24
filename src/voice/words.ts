import { andList } from '../chat/andList.ts';
import type { Block, Form, Message } from '../chat/message.ts';
import type { Office } from '../offices/office.ts';
import type { Person } from '../people/person.ts';
import { tellPress } from '../requests/presses.ts';
import { answerPress } from './presses.ts';

/** `supervisors`: by office, who reads it. */
export type Listener = { office: Pick<Office, 'id' | 'name'>; supervisors: string[] };

const invite = (listeners: readonly Listener[]): Block => {
  const [first] = listeners;
  const who =
    listeners.length === 1 && first
      ? `${listed(first.supervisors)} will read it`
      : 'the supervisors of the office will read it';
  return {
    kind: 'text',
    text: [`Praise, a complaint, an idea: ${who}. For a question, write to me as usual: only that has a due time.`],
  };
};

/** The way to the form, for whoever types that they have something to tell. */
export const openDoor = (listeners: readonly Listener[]): Message => ({
  blocks: [invite(listeners), { kind: 'buttons', buttons: [tellPress.button('Tell the supervisor', {}, 'primary')] }],
});

export function tellForm(listeners: readonly Listener[]): Form {
  const several = listeners.length > 1;
  return {
    title: 'Tell the supervisor',
    intro: [invite(listeners)],
    fields: [
      ...(several
        ? [
            {
              ...{ kind: 'choice' as const, name: 'office', label: 'Which office?', required: true },
              options: listeners.map(({ office, supervisors }) => ({
                value: String(office.id),
                label: `${office.name}: ${listed(supervisors)}`,
              })),
            },
          ]
        : []),
      { kind: 'paragraph', name: 'text', label: 'What would you like to tell them?', required: true },
      {
        ...{ kind: 'choice', name: 'name', label: 'Your name', required: true },
        hint: 'Without it nobody sees who wrote this, and an answer still reaches you here.',
        options: [
          { value: 'named', label: 'With my name' },
          { value: 'nameless', label: 'Without my name' },
        ],
      },
    ],
    submit: 'Send',
    press: tellPress.to({}),
  };
}

export type VoiceView = {
  voice: number;
  office: string;
  /** "Ana Ruiz (Transportation)"; undefined: nobody is to see it. */
  by: string | undefined;
  said: { by: Person | undefined; text: string }[];
};

/** For the supervisors: the whole exchange, which grows. */
export function told({ voice, office, by, said }: VoiceView): Message {
  const teller = by ?? 'Somebody';
  return {
    blocks: [
      { kind: 'heading', text: `${teller} wrote to the supervisors of ${office}` },
      ...said.map((each): Block => ({ kind: 'quote', by: each.by?.name ?? by ?? 'Without a name', text: each.text })),
      ...(by ? [] : [small('Nobody sees who it is. Your answer reaches them through me.')]),
      { kind: 'buttons', buttons: [answerPress.button('Answer', { voice }, 'primary')] },
    ],
  };
}

/** For whoever told it. */
export const answered = (voice: number, office: string, first: string, by: Person, text: string): Message => ({
  blocks: [
    { kind: 'heading', text: `${by.name} answered you` },
    { kind: 'quote', by: 'You wrote', text: first },
    { kind: 'quote', by: `${by.name}, ${office}`, text },
    { kind: 'buttons', buttons: [answerPress.button('Answer', { voice })] },
  ],
});

export const answerForm = (voice: number, first: string, toNameless: boolean): Form => ({
  title: 'Answer',
  intro: [{ kind: 'quote', by: 'They wrote', text: first }],
  fields: [
    {
      ...{ kind: 'paragraph', name: 'text', label: 'Your answer', required: true },
      ...(toNameless && { hint: 'It reaches them; nobody sees who it is.' }),
    },
  ],
  submit: 'Send',
  press: answerPress.to({ voice }),
});

const small = (text: string): Block => ({ kind: 'small', text: [text] });

const listed = (names: readonly string[]): string => (names.length > 0 ? andList(names) : 'whoever supervises it');
