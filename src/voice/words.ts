import { andList } from '../chat/andList.ts';
import type { Block, Form, Message } from '../chat/message.ts';
import type { Office } from '../offices/office.ts';
import { tellPress } from '../requests/presses.ts';

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

const listed = (names: readonly string[]): string => (names.length > 0 ? andList(names) : 'whoever supervises it');
