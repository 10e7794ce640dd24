import { createHash, randomUUID } from 'node:crypto';
import type { types } from '@slack/bolt';
import { ChatError } from '../../src/chat/errors.ts';
import type { Block, Field, Form, Message, Press, Text } from '../../src/chat/message.ts';
import { drawBlocks, plain, readPress } from './out/render.ts';
import { shorten } from './out/text.ts';
import { listOf, recordOf, textOf } from './read.ts';
import { waiting } from './words.ts';

/** Where a form was opened from, so that a word about it can be shown there. */
export type Origin = { channel?: string; thread?: string };

const TITLE = 'Liaison Desk';
const TITLE_LIMIT = 24;
const LABEL_LIMIT = 2_000;
const OPTION_LIMIT = 75;
const OPTION_VALUE_LIMIT = 150;
const MOST_OPTIONS = 100;
const MOST_BOXES = 10;
const INPUT_LIMIT = 3_000;
const MOST_BLOCKS = 100;

export const FORM = 'form';

/** A form as a modal. What comes back when it is sent, and where it came from, travels in `private_metadata`. */
export function formView(form: Form, origin: Origin): types.ModalView {
  const { title, intro } = titled(form.title, form.intro ?? []);
  return {
    type: 'modal',
    callback_id: FORM,
    title,
    submit: plain(shorten(form.submit, TITLE_LIMIT)),
    close: plain('Cancel'),
    private_metadata: JSON.stringify({ press: [form.press.name, form.press.about], ...origin, drawn: randomUUID() }),
    blocks: [...drawAtMost(intro, MOST_BLOCKS - form.fields.length), ...form.fields.map(drawField)],
  };
}

/** A message to be read, with its buttons. */
export function showView(message: Message, origin: Origin): types.ModalView {
  const [first, ...rest] = message.blocks;
  const heading = first?.kind === 'heading' && first.text.trim() !== '' ? first.text : undefined;
  const { title, intro } = heading === undefined ? titled(TITLE, message.blocks) : titled(heading, rest);
  return {
    type: 'modal',
    title,
    close: plain('Close'),
    private_metadata: JSON.stringify(origin),
    blocks: drawAtMost(intro, MOST_BLOCKS),
  };
}

export const noticeView = (text: Text, origin: Origin = {}): types.ModalView =>
  showView({ blocks: [{ kind: 'text', text }] }, origin);

export const waitingView = (): types.ModalView => noticeView([waiting]);

export function homeView(message: Message): types.HomeView {
  return { type: 'home', blocks: drawAtMost(message.blocks, MOST_BLOCKS) };
}

/** A modal's title is short: a longer one stands whole above the rest. */
function titled(title: string, blocks: readonly Block[]): { title: types.PlainTextElement; intro: readonly Block[] } {
  const intro = title.length > TITLE_LIMIT ? [{ kind: 'heading' as const, text: title }, ...blocks] : blocks;
  return { title: plain(shorten(title, TITLE_LIMIT)), intro };
}

function drawAtMost(blocks: readonly Block[], most: number): types.KnownBlock[] {
  const drawn = drawBlocks(blocks).map(({ block }) => block);
  if (drawn.length <= most) return drawn;
  const left = drawn.length - most + 1;
  return [...drawn.slice(0, most - 1), { type: 'context', elements: [plain(`${left} more do not fit here.`)] }];
}

export function drawField(field: Field): types.KnownBlock {
  if ('options' in field && field.options.length === 0)
    return { type: 'context', elements: [plain(`${field.label}: there is nothing to choose from.`)] };
  return {
    type: 'input',
    block_id: field.name,
    label: plain(shorten(field.label, LABEL_LIMIT)),
    optional: !field.required,
    ...(field.hint && { hint: plain(shorten(field.hint, LABEL_LIMIT)) }),
    element: drawElement(field),
  };
}

function drawElement(field: Field): types.InputBlock['element'] {
  const action_id = 'value';
  switch (field.kind) {
    case 'line':
    case 'paragraph': {
      const multiline = field.kind === 'paragraph';
      const initial = field.initial ? { initial_value: shorten(field.initial, INPUT_LIMIT) } : {};
      const max_length = Math.min(INPUT_LIMIT, field.longest ?? INPUT_LIMIT);
      return { type: 'plain_text_input', action_id, multiline, max_length, ...initial };
    }
    case 'date':
      return { type: 'datepicker', action_id, ...(field.initial && { initial_date: field.initial }) };
    case 'choices': {
      const options = field.options.map(drawOption);
      const marked = field.initial?.split(',') ?? [];
      const initial = options.filter(({ value = '' }) => marked.includes(value));
      // More than ten do not fit into a group of check-boxes.
      const type = options.length <= MOST_BOXES ? 'checkboxes' : 'multi_static_select';
      return { type, action_id, options, ...(initial.length > 0 && { initial_options: initial }) };
    }
    case 'choice': {
      const options = field.options.map(drawOption);
      const initial = options.find(({ value }) => value === field.initial);
      return { type: 'static_select', action_id, ...optionsOf(options), ...(initial && { initial_option: initial }) };
    }
  }
}

function drawOption({ value, label }: { value: string; label: string }): types.PlainTextOption {
  if (value.length > OPTION_VALUE_LIMIT || value === '')
    throw new ChatError('rejected', 'a choice has a value that Slack does not carry');
  return { text: plain(shorten(label, OPTION_LIMIT)), value };
}

/** A menu holds 100 options; more of them stand in groups, named after their first and last. */
function optionsOf(options: types.PlainTextOption[]) {
  if (options.length <= MOST_OPTIONS) return { options };
  const groups: types.PlainTextOption[][] = [];
  for (let index = 0; index < options.length; index += MOST_OPTIONS)
    groups.push(options.slice(index, index + MOST_OPTIONS));
  if (groups.length > MOST_OPTIONS) throw new ChatError('rejected', 'a form offers more than Slack can show');
  const name = (option: types.PlainTextOption | undefined) => shorten(option?.text.text ?? '', 30);
  return {
    option_groups: groups.map((group) => ({
      label: plain(`${name(group[0])} – ${name(group.at(-1))}`),
      options: group,
    })),
  };
}

function readMetadata(view: Record<string, unknown>): Record<string, unknown> {
  try {
    return recordOf(JSON.parse(textOf(view.private_metadata)));
  } catch {
    return {};
  }
}

/** What a modal carries of ours. */
export function readOrigin(view: Record<string, unknown>): Origin & { press: Press | undefined } {
  const { press, channel, thread } = readMetadata(view);
  return {
    press: readPress(JSON.stringify(press ?? null)),
    ...(typeof channel === 'string' && { channel }),
    ...(typeof thread === 'string' && { thread }),
  };
}

/**
 * What tells this form from every other that was ever drawn, and what stands in it: the same when “Send” is pressed again,
 * though Slack gives each press a trigger of its own.
 */
export function deedOf(view: Record<string, unknown>): { form: string; filled: string } {
  const form = textOf(readMetadata(view).drawn) || textOf(view.id);
  const files = Object.values(recordOf(recordOf(view.state).values))
    .flatMap((field) => listOf(recordOf(recordOf(field).value).files))
    .map(({ id }) => textOf(id));
  const filled = JSON.stringify([readValues(view), files]);
  return { form, filled: createHash('sha256').update(filled).digest('base64url').slice(0, 22) };
}

/** All fields of a sent form, also those left empty. Files are read apart. */
export function readValues(view: Record<string, unknown>): Record<string, string> {
  const state = recordOf(recordOf(view.state).values);
  const values: Record<string, string> = {};
  for (const block of listOf(view.blocks)) {
    if (block.type !== 'input') continue;
    const name = textOf(block.block_id);
    const said = recordOf(recordOf(state[name]).value);
    const chosen = listOf(said.selected_options).map((option) => textOf(option.value));
    values[name] =
      textOf(said.value) ||
      textOf(recordOf(said.selected_option).value) ||
      textOf(said.selected_date) ||
      chosen.join(',');
  }
  return values;
}

/** Errors go to their fields; what belongs to no field stands at the first. Undefined when there is no field at all. */
export function errorsAnswer(view: Record<string, unknown>, errors: Record<string, string>): object | undefined {
  const fields = listOf(view.blocks).flatMap((block) => (block.type === 'input' ? [textOf(block.block_id)] : []));
  const [first] = fields;
  if (first === undefined) return undefined;
  const placed: Record<string, string> = {};
  for (const [name, text] of Object.entries(errors)) {
    const field = fields.includes(name) ? name : first;
    placed[field] = placed[field] ? `${placed[field]} ${text}` : text;
  }
  return { response_action: 'errors', errors: placed };
}
