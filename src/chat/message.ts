/**
 * Neutral messages: what the desk wants to say, before any chat platform draws it.
 * Every adapter draws the same blocks; `plainText` is the form for screen readers, notifications and fall-backs.
 */

import type { Chart } from './charts/chart.ts';

/**
 * A moment is kept as a moment, so that each platform can show it in the viewer's own way; `zone` is the fall-back.
 * `year`: it is in another year than the reader, and says so (see years.ts).
 */
export type Moment = { when: Date; zone: string; year?: true };

/** A piece of running text. Strings are always shown literally: no markup, no mentions, no links with labels. */
export type Span = string | { strong: string } | Moment;
export type Text = readonly Span[];

/** What a pressed button or a sent form asks for: the name of the deed, and what it is about (an id the desk gave out). */
export type Press = { name: string; about: string };

export type Button = { label: string; press: Press; style?: 'primary' | 'danger' };

/**
 * The picture of a person. `url`: where it lies, for everybody who may load it; `accounts`: theirs, of which a platform may
 * show the picture by itself.
 */
export type Photo = { of: string; url?: string; accounts?: readonly PhotoAccount[] };
export type PhotoAccount = { platform: string; workspace: string; userId: string };

export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: Text }
  /** The picture of a person, beside their name. Where none can be shown there is nothing: their name is said besides. */
  | { kind: 'face'; photo: Photo }
  /** Words of a person, set apart so that nobody takes them for the desk's own. `at`: when they were said. */
  | { kind: 'quote'; by: string; at?: Moment; text: string }
  | { kind: 'facts'; facts: { label: string; value: Text }[] }
  | { kind: 'list'; items: Text[] }
  /** One line of a list, with buttons of its own beside it. */
  | { kind: 'row'; text: Text; buttons: Button[] }
  | { kind: 'buttons'; buttons: Button[] }
  /** A picture of figures. Where none can be shown, its finding is. */
  | { kind: 'chart'; chart: Chart }
  /** A way to a page of the desk's own. Only its address leads there: nobody's words become one. */
  | { kind: 'link'; label: string; url: string }
  | { kind: 'small'; text: Text };

export type Message = {
  blocks: Block[];
  /** What is said besides where people can write in a thread under the message. */
  inThread?: Text;
};

/** All buttons of a message, those of its rows too, in the order in which they stand. */
export const buttonsOf = ({ blocks }: Pick<Message, 'blocks'>): Button[] =>
  blocks.flatMap((block) => (block.kind === 'buttons' || block.kind === 'row' ? block.buttons : []));

/** The message as it is for a platform that has threads, or none. */
export function forThreads({ blocks, inThread }: Message, threads: boolean): Message {
  return { blocks: threads && inThread ? [...blocks, { kind: 'small', text: inThread }] : blocks };
}

export type Field =
  | {
      kind: 'line' | 'paragraph';
      name: string;
      label: string;
      hint?: string;
      required: boolean;
      initial?: string;
      /** In characters. */
      longest?: number;
    }
  | Options<'choice'>
  /** Check-boxes. What is chosen comes back as values with commas between them, so no value has one. */
  | Options<'choices'>
  | { kind: 'date'; name: string; label: string; hint?: string; required: boolean; initial?: string };

type Options<Kind> = {
  kind: Kind;
  name: string;
  label: string;
  hint?: string;
  required: boolean;
  options: { value: string; label: string }[];
  initial?: string;
};

/** A form that opens in answer to a button. `press` comes back with the values when it is sent. */
export type Form = { title: string; intro?: Block[]; fields: Field[]; submit: string; press: Press };

/** The longest text of one person in one message that the desk takes, in characters; an adapter may split, never cut. */
export const LONGEST_TEXT = 40_000;

/** A moment in words, in the given IANA zone and with its name: "Tue, Jun 9, 4:00 PM EDT". */
export function sayMoment({ when, zone, year }: Moment): string {
  return momentFormat(zone, year ?? false).format(when);
}

/** As a sentence begins. */
export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A calendar day ('YYYY-MM-DD') in few words, seen from another: "June 9", "January 4, 2027". */
export const sayDate = (day: string, today: string): string => withYear(dateFormat, day, today);
const dateFormat = new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', month: 'long', day: 'numeric' });

/** A calendar day ('YYYY-MM-DD') in words, seen from another: "Tuesday, June 9", "Monday, January 4, 2027". */
export const sayDay = (day: string, today: string): string => withYear(dayFormat, day, today);
const dayFormat = new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', weekday: 'long', month: 'long', day: 'numeric' });

function withYear(format: Intl.DateTimeFormat, day: string, today: string): string {
  const year = day.slice(0, 4);
  const said = format.format(new Date(`${day}T12:00:00Z`));
  return year === today.slice(0, 4) ? said : `${said}, ${year}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();
function momentFormat(zone: string, year: boolean): Intl.DateTimeFormat {
  const key = `${zone} ${year}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      weekday: 'short',
      month: 'short',
      day: 'numeric',
      ...(year && { year: 'numeric' }),
      hour: 'numeric',
      minute: '2-digit',
      timeZoneName: 'short',
    });
    formats.set(key, format);
  }
  return format;
}

export function plainSpans(text: Text): string {
  return text
    .map((span) => (typeof span === 'string' ? span : 'strong' in span ? span.strong : sayMoment(span)))
    .join('');
}

/** All that a message says, buttons included, as plain lines: nothing may be in the blocks that is not here. */
export function plainText(message: Message): string {
  return message.blocks.flatMap((block) => (block.kind === 'face' ? [] : plainBlock(block))).join('\n');
}

/** When something was said, and by whom: what stands above the words. */
export const speakerOf = ({ by, at }: Extract<Block, { kind: 'quote' }>): Text =>
  at ? [at, ' · ', { strong: by }] : [{ strong: by }];

function plainBlock(block: Exclude<Block, { kind: 'face' }>): string {
  switch (block.kind) {
    case 'heading':
      return block.text;
    case 'text':
    case 'small':
      return plainSpans(block.text);
    case 'quote':
      return `${plainSpans(speakerOf(block))}: ${block.text}`;
    case 'chart':
      return block.chart.finding;
    case 'link':
      return `${block.label}: ${block.url}`;
    case 'facts':
      return block.facts.map((fact) => `${fact.label}: ${plainSpans(fact.value)}`).join('\n');
    case 'list':
      return block.items.map((item) => `- ${plainSpans(item)}`).join('\n');
    case 'row':
      return [`- ${plainSpans(block.text)}`, ...(block.buttons.length > 0 ? [`Choose: ${labelsOf(block)}`] : [])]
        .join('\n')
        .replaceAll('\n', '\n  ');
    case 'buttons':
      return `Choose: ${labelsOf(block)}`;
  }
}

const labelsOf = ({ buttons }: { buttons: Button[] }): string => buttons.map(({ label }) => label).join(', ');
