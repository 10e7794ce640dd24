import { andList } from '../chat/andList.ts';
import type { Form, Message } from '../chat/message.ts';
import type { Office } from '../offices/office.ts';
import { type Agency, firstName, type Person } from '../people/person.ts';
import { checkInPress } from './presses.ts';

/** In characters. */
export const LONGEST_CHECK_IN = 2_000;

const sayNames = (people: readonly Person[]): string => andList(people.map(({ name }) => name));

export const checkInForm = (office: Office, agency: Agency, people: readonly Person[]): Form => ({
  title: 'Check in',
  intro: [{ kind: 'text', text: [`Your words go to ${sayNames(people)} of ${agency.name}, who asked last.`] }],
  fields: [
    {
      ...{ kind: 'paragraph', name: 'text', label: 'Your words', required: true, longest: LONGEST_CHECK_IN },
      initial: 'We have not heard from you for a while. Is there anything we can help you with, or do better?',
    },
  ],
  submit: 'Send',
  press: checkInPress.to({ office: office.id, agency: agency.id }),
});

export const checkIn = (office: Office, by: Person, text: string): Message => ({
  blocks: [
    { kind: 'text', text: [{ strong: by.name }, ` of ${office.name} asks how you are doing:`] },
    { kind: 'quote', by: by.name, text },
    { kind: 'small', text: ['Write here whatever you need: it goes to your liaison as a question.'] },
  ],
});

export const saidToCheckIn = (agency: Agency, people: readonly Person[]): string =>
  people.length === 1
    ? `Your words go to ${firstName(people[0]?.name ?? agency.name)} of ${agency.name}.`
    : `Your words go to ${sayNames(people)} of ${agency.name}.`;
