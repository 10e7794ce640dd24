import { randomUUID } from 'node:crypto';
import { type Field, type Form, type Message, plainText } from '../../../src/chat/message.ts';
import type { Card, CardElement, CardInput } from '../in/activity.ts';
import { pack, type Quoted } from '../packed.ts';
import { type AtOnce, drawBlocks, drawLines } from './render.ts';

/** How many options are still shown all at once, as radio buttons. */
const MOST_RADIOS = 6;
const NEEDED = 'Please fill this in.';

export type FormState = {
  /** What was filled in already, by names of fields. */
  values?: Record<string, string>;
  errors?: Record<string, string>;
  asks?: boolean | undefined;
  quoted?: Quoted | undefined;
};

/**
 * Where a form is shown: in a dialog, in the place of the card that was pressed, or as a message, for clients that know
 * neither: they can still send messages.
 */
type FormPlace = 'dialog' | 'inline' | 'message';

/** A form as a card. Each drawing has a new nonce: what is sent twice from it is one deed. */
export function drawForm(form: Form, place: FormPlace, atOnce: AtOnce, state: FormState = {}): Card {
  const { values, errors = {}, asks, quoted } = state;
  const elsewhere = Object.entries(errors).filter(([name]) => !form.fields.some((field) => field.name === name));
  const title = place === 'dialog' ? [] : drawBlocks([{ kind: 'heading', text: form.title }], atOnce);
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText: plainText(messageOf(form, errors)),
    body: [
      ...title,
      ...(form.intro ? drawBlocks(form.intro, atOnce) : []),
      ...elsewhere.flatMap(([, error]) => drawError(error)),
      ...form.fields.flatMap((field) => drawField(field, values?.[field.name], errors[field.name])),
    ],
    actions: [
      {
        type: place === 'inline' ? 'Action.Execute' : 'Action.Submit',
        title: form.submit,
        ...(place === 'inline' && { verb: 'submit' }),
        data: { desk: { form: pack({ form, asks, quoted }), nonce: randomUUID() } },
        style: 'positive',
      },
    ],
  };
}

/** All that the form says, for those who cannot see it drawn. */
const messageOf = (form: Form, errors: Record<string, string>): Message => ({
  blocks: [
    { kind: 'heading', text: form.title },
    ...(form.intro ?? []),
    ...Object.values(errors).map((error) => ({ kind: 'text' as const, text: [`Please correct: ${error}`] })),
    { kind: 'list', items: form.fields.map(({ label }) => [label]) },
    { kind: 'text', text: [form.submit] },
  ],
});

const drawError = (error: string): CardElement[] =>
  drawLines([{ type: 'TextRun', text: `Please correct: ${error}`, weight: 'Bolder', color: 'Attention' }]);

function drawField(field: Field, value: string | undefined, error: string | undefined): CardElement[] {
  const hint = field.hint ? drawLines([{ type: 'TextRun', text: field.hint, size: 'Small', isSubtle: true }]) : [];
  return [drawInput(field, value ?? field.initial), ...hint, ...(error === undefined ? [] : drawError(error))];
}

/** The label is markdown to some clients, so what could be markup is taken from it: it is the desk's own words anyway. */
const labelOf = ({ label, required }: Field): string =>
  `${label.replace(/[*_`[\]<>#]/gu, ' ')}${required ? '' : ' (optional)'}`;

function drawInput(field: Field, value: string | undefined): CardInput {
  const base = {
    id: inputId(field.name),
    label: labelOf(field),
    isRequired: field.required,
    ...(field.required && { errorMessage: NEEDED }),
    ...(value !== undefined && value !== '' && { value }),
  };
  switch (field.kind) {
    case 'line':
    case 'paragraph': {
      const longest = field.longest === undefined ? {} : { maxLength: field.longest };
      return { type: 'Input.Text', isMultiline: field.kind === 'paragraph', ...longest, ...base };
    }
    case 'date':
      return { type: 'Input.Date', ...base };
    case 'choice':
    case 'choices':
      return {
        type: 'Input.ChoiceSet',
        style: field.kind === 'choices' || field.options.length <= MOST_RADIOS ? 'expanded' : 'compact',
        ...(field.kind === 'choices' && { isMultiSelect: true as const }),
        wrap: true,
        choices: field.options.map((option) => ({ title: option.label, value: option.value })),
        ...base,
      };
  }
}

/** Inputs come back beside the button's own data: the prefix keeps them apart. */
const PREFIX = 'field.';
const inputId = (name: string): string => PREFIX + name;

/** What was filled in, all fields of the form, also those left empty. Line ends are `\n`. */
export function readValues(form: Form, data: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    form.fields.map(({ name }) => {
      const value = Object.hasOwn(data, inputId(name)) ? data[inputId(name)] : '';
      return [name, typeof value === 'string' ? value.replaceAll('\r\n', '\n') : ''];
    }),
  );
}
