import type { ChartsAs } from '../../../src/chat/charts/chart.ts';
import {
  type Block,
  type Button,
  type Message,
  plainSpans,
  plainText,
  sayMoment,
  speakerOf,
  type Text,
} from '../../../src/chat/message.ts';
import type { Card, CardAction, CardElement, TextRun } from '../in/activity.ts';
import { drawFace } from './faces.ts';
import { drawPicture } from './picture.ts';

/** Clients show at least this many buttons of a row; more might hide behind "…". */
const BUTTONS_IN_A_ROW = 5;

/**
 * Does this button do what it says at once? Then its answer is a short word or a changed card; any other button opens a
 * dialog, and Teams must be told so when the card is drawn.
 */
export type AtOnce = (name: string) => boolean;

export function drawCard(message: Message, atOnce: AtOnce, charts: ChartsAs = 'pictures'): Card {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    fallbackText: plainText(message),
    body: drawBlocks(message.blocks, atOnce, charts),
  };
}

/** `charts` of Teams' own are for messages; nobody says that dialogs draw them. */
export const drawBlocks = (blocks: readonly Block[], atOnce: AtOnce, charts: ChartsAs = 'pictures'): CardElement[] =>
  blocks.flatMap((block) => drawBlock(block, atOnce, charts));

function drawBlock(block: Block, atOnce: AtOnce, charts: ChartsAs): CardElement[] {
  switch (block.kind) {
    case 'heading':
      return [drawHeading(block.text)];
    case 'text':
      return drawLines(runsOf(block.text));
    case 'face':
      return drawFace(block.photo);
    case 'link':
      return [{ type: 'ActionSet', actions: [{ type: 'Action.OpenUrl', title: block.label, url: block.url }] }];
    case 'chart':
      return drawPicture(block.chart, charts);
    case 'small':
      return drawLines(runsOf(block.text).map((run) => ({ ...run, size: 'Small', isSubtle: true })));
    case 'quote':
      return [
        {
          type: 'Container',
          style: 'emphasis',
          items: [...drawLines(runsOf(speakerOf(block))), ...drawLines(runsOf([block.text]))],
        },
      ];
    case 'facts':
      return block.facts.flatMap(({ label, value }) =>
        tight(drawLines([{ type: 'TextRun', text: `${label}: `, weight: 'Bolder' }, ...runsOf(value)])),
      );
    case 'list':
      return block.items.flatMap((item) => tight(drawLines([{ type: 'TextRun', text: '• ' }, ...runsOf(item)])));
    case 'row':
      return drawRow(tight(drawLines(runsOf(block.text))), drawActions(block.buttons, atOnce));
    case 'buttons':
      return drawActions(block.buttons, atOnce);
  }
}

const drawActions = (buttons: readonly Button[], atOnce: AtOnce): CardElement[] =>
  rowsOf(buttons).map((row) => ({ type: 'ActionSet', actions: row.map((button) => drawButton(button, atOnce)) }));

/** One button stands beside its line; several would leave no room for it on a phone, and stand below. */
function drawRow(lines: CardElement[], actions: CardElement[]): CardElement[] {
  const [first, another] = actions;
  if (first?.type !== 'ActionSet' || another || first.actions.length > 1) return [...lines, ...actions];
  return [
    {
      type: 'ColumnSet',
      columns: [
        { type: 'Column', width: 'stretch', verticalContentAlignment: 'Center', items: lines },
        { type: 'Column', width: 'auto', verticalContentAlignment: 'Center', items: [first] },
      ],
    },
  ];
}

/** Signs that a text block would read as markdown, a link or an entity; with one of them a heading is drawn as a run. */
const PLAIN_HEADING = /^(?![\s\d.-]*[.-]\s)[\p{L}\p{N} ,.:;?!'’“”"$%·–—/()-]*$/u;
const LOOKS_LIKE_LINK = /\/\/|\.\p{L}|\]\(/u;

/** Only a text block can be a heading to a screen reader, but it renders markdown: people's words must not get there. */
function drawHeading(text: string): CardElement {
  if (PLAIN_HEADING.test(text) && !LOOKS_LIKE_LINK.test(text))
    return { type: 'TextBlock', text, style: 'heading', size: 'Medium', weight: 'Bolder', wrap: true };
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text, weight: 'Bolder', size: 'Medium' }] };
}

function drawButton({ label, press, style }: Button, atOnce: AtOnce): CardAction {
  const styled = style && { style: style === 'primary' ? ('positive' as const) : ('destructive' as const) };
  if (atOnce(press.name)) {
    const data = { desk: { press } };
    const fallback = { type: 'Action.Submit' as const, title: label, data };
    return { type: 'Action.Execute', title: label, verb: 'press', data, ...styled, fallback };
  }
  return { type: 'Action.Submit', title: label, data: { msteams: { type: 'task/fetch' }, desk: { press } }, ...styled };
}

const rowsOf = (buttons: readonly Button[]): Button[][] =>
  Array.from({ length: Math.ceil(buttons.length / BUTTONS_IN_A_ROW) }, (_, row) =>
    buttons.slice(row * BUTTONS_IN_A_ROW, (row + 1) * BUTTONS_IN_A_ROW),
  );

const runsOf = (text: Text): TextRun[] =>
  text.map((span): TextRun => {
    if (typeof span === 'string') return { type: 'TextRun', text: span };
    if ('strong' in span) return { type: 'TextRun', text: span.strong, weight: 'Bolder' };
    return { type: 'TextRun', text: sayMoment(span) };
  });

/** Runs know no line ends: every line is a block of its own, an empty one only a wider gap. */
export function drawLines(runs: readonly TextRun[]): CardElement[] {
  const lines: TextRun[][] = [[]];
  for (const run of runs)
    run.text.split('\n').forEach((text, nth) => {
      if (nth > 0) lines.push([]);
      if (text !== '') lines.at(-1)?.push({ ...run, text });
    });
  let afterGap = false;
  return lines.flatMap((inlines, nth): CardElement[] => {
    if (inlines.length === 0) {
      afterGap = true;
      return [];
    }
    const close = nth > 0 && !afterGap;
    afterGap = false;
    return [{ type: 'RichTextBlock', inlines, ...(close && { spacing: 'None' as const }) }];
  });
}

const tight = (elements: CardElement[]): CardElement[] =>
  elements.map((element) =>
    element.type === 'RichTextBlock' ? { ...element, spacing: element.spacing ?? 'Small' } : element,
  );

/** What a notification shows: the first words of a message, in one line. */
export function summaryOf(message: Message): string {
  const first =
    plainText(message)
      .split('\n')
      .find((line) => line.trim() !== '') ?? '';
  const characters = Array.from(first.slice(0, 400));
  return characters.length > 150 ? `${characters.slice(0, 149).join('')}…` : first;
}

export const isPlain = (message: Message): boolean => message.blocks.every(({ kind }) => kind === 'text');
export const plainOf = (message: Message): string =>
  message.blocks.map((block) => (block.kind === 'text' ? plainSpans(block.text) : '')).join('\n\n');
