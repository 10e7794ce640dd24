import type { Form } from '../chat/message.ts';
import type { Office } from '../offices/office.ts';
import { audienceOptions } from '../people/audience.ts';
import { type Announced, LONGEST_TEXT, LONGEST_TITLE } from './announcement.ts';

/** The form in which something is announced. */

/** What stands in the form as it opens. `agencies`: codes of those that were named before; `asked`: whose question it is; `introduces`: it is who somebody's liaison is. */
export type Begun = {
  announced: Partial<Announced>;
  agencies: readonly string[];
  day?: string;
  time?: string;
  asked?: string;
  introduces?: boolean;
};

/** `press`: what takes it back. */
export function writeForm(
  offices: readonly Pick<Office, 'id' | 'name' | 'lines'>[],
  press: Form['press'],
  before?: Begun,
): Form {
  const said = before?.announced;
  const lines = offices.flatMap(({ id, name, lines: its }) =>
    its.map((line) => ({
      ...line,
      value: offices.length === 1 ? line.code : `${id} ${line.code}`,
      label: offices.length === 1 ? line.name : `${line.name}, ${name}`,
    })),
  );
  const introduces = before?.introduces === true;
  return {
    title: 'Announcement',
    submit: 'See whom it reaches',
    press,
    intro: [
      { kind: 'text', text: ['You see it, and how many it reaches, before anybody is told.'] },
      ...(before?.asked === undefined
        ? []
        : [
            {
              kind: 'small' as const,
              text: [
                `The question stands there as it was asked in ${before.asked}. Please take out what tells who it was.`,
              ],
            },
          ]),
    ],
    fields: [
      ...(offices.length > 1
        ? [
            {
              ...{ kind: 'choice' as const, name: 'office', label: 'For which office?', required: true },
              options: offices.map(({ id, name }) => ({ value: String(id), label: name })),
            },
          ]
        : []),
      {
        ...{
          kind: 'line',
          name: 'title',
          label: introduces ? 'Title' : 'What changes?',
          required: true,
          longest: LONGEST_TITLE,
        },
        ...(said?.title && { initial: said.title }),
      },
      {
        ...{
          kind: 'paragraph',
          name: 'text',
          label: introduces ? 'What do you tell them?' : 'What should people know?',
          required: true,
          longest: LONGEST_TEXT,
        },
        ...(introduces && {
          hint: 'Your hours and your picture, where a chat shows it, stand beside it by themselves.',
        }),
        ...(said?.text && { initial: said.text }),
      },
      {
        ...{ kind: 'line', name: 'agencies', label: 'Which agencies?', required: false },
        hint: 'Codes or names with commas, such as DOT, AGR. Empty: all of yours.',
        ...(before && before.agencies.length > 0 && { initial: before.agencies.join(', ') }),
      },
      ...(lines.length > 1 && !introduces
        ? [
            {
              ...{ kind: 'choice' as const, name: 'line', label: 'About which topic?', required: false },
              hint: 'Whoever asks about it is told of the change beside the receipt.',
              options: lines.map(({ value, label }) => ({ value, label })),
              ...(said?.lineId && { initial: lines.find(({ id }) => id === said.lineId)?.value ?? '' }),
            },
          ]
        : []),
      ...(introduces ? [] : aboutChange(said)),
      {
        ...{ kind: 'date', name: 'day', label: 'On which day does it go out?', required: false },
        hint: 'Empty: now, or as soon as the office opens.',
        ...(before?.day && { initial: before.day }),
      },
      {
        ...{ kind: 'line', name: 'time', label: 'At what time?', required: false },
        hint: 'Such as 10 AM. Empty: as the office opens.',
        ...(before?.time && { initial: before.time }),
      },
    ],
  };
}

/** Whom a change concerns, from when on, and by when they are to know of it. */
const aboutChange = (said: Partial<Announced> | undefined): Form['fields'] => [
  {
    ...{ kind: 'choice', name: 'audience', label: 'Who there?', required: true },
    ...{ initial: said?.audience ?? 'everybody', options: [...audienceOptions] },
  },
  {
    ...{ kind: 'date', name: 'holdsFrom', label: 'From which day on does it hold?', required: false },
    ...(said?.holdsFrom && { initial: said.holdsFrom }),
  },
  {
    ...{ kind: 'date', name: 'readBy', label: 'By which day should everybody have read it?', required: false },
    hint: 'Whoever has not is reminded once, a working day before.',
    ...(said?.readBy && { initial: said.readBy }),
  },
];
