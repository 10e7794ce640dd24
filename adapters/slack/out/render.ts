import type { types } from '@slack/bolt';
import type { ChartsAs } from '../../../src/chat/charts/chart.ts';
import {
  type Block,
  type Button,
  type Message,
  type Moment,
  type Photo,
  type Press,
  type Span,
  sayMoment,
  speakerOf,
  type Text,
} from '../../../src/chat/message.ts';
import { type ChartBlock, ownCharts } from './chart.ts';
import { escapedLength, escapeText, plainName, shorten, splitText } from './text.ts';

/**
 * A block, and all that it says as Slack's plain text. People's words are in `rich_text` and `plain_text` only, which
 * show them literally.
 */
export type Drawn = { block: types.KnownBlock; text: string };

/** One post: `text` says everything that the blocks say, since screen readers and notifications have nothing else. */
export type Part = { text: string; blocks: (types.KnownBlock | ChartBlock)[] };

/** What goes into a post as a whole: charts of Slack's own say nothing without the words below them. */
type Piece = { blocks: Part['blocks']; text: string };

/** Safe for `text` and `chat.update` (4,000), and far from where the whole fails (about 13,000). */
const PART_LIMIT = 2_900;
/** Room for "(12/14) ". */
const NUMBER_ROOM = 12;
const BLOCK_LIMIT = 2_800;
/** Blocks in JSON, all together: near 13,000 characters Slack refuses what is within every other limit. */
const JSON_LIMIT = 12_000;
/** So many pieces in one block, since each costs far more than its text. */
const MOST_PIECES = 60;
const HEADER_LIMIT = 150;
const LABEL_LIMIT = 75;
const MOST_BUTTONS = 25;
const MOST_CONTEXT = 10;
/** Of 50; one is for the number. */
const MOST_BLOCKS = 49;

/**
 * Draws a message as one post, or as several that are numbered when it is too long for one. With Slack's own charts or
 * without: whoever asks for them may still leave them out, and the posts are the same otherwise.
 */
export function drawParts(message: Message, charts: ChartsAs = 'pictures'): Part[] {
  const packs: Piece[][] = [];
  let room = 0;
  let jsonRoom = 0;
  let blocksRoom = 0;
  for (const piece of drawPieces(message, charts)) {
    const last = packs.at(-1);
    const needed = piece.text.length + 1;
    const json = piece.blocks.reduce((sum, block) => sum + JSON.stringify(block).length + 1, 0);
    const fits = last && needed <= room && json <= jsonRoom && piece.blocks.length <= blocksRoom;
    if (fits) last.push(piece);
    else packs.push([piece]);
    room = (fits ? room : PART_LIMIT - NUMBER_ROOM) - needed;
    jsonRoom = (fits ? jsonRoom : JSON_LIMIT) - json;
    blocksRoom = (fits ? blocksRoom : MOST_BLOCKS) - piece.blocks.length;
  }
  return packs.map((pack, index) => {
    const number = packs.length > 1 ? `(${index + 1}/${packs.length})` : '';
    const text = pack.map((piece) => piece.text).join('\n');
    const blocks = pack.flatMap((piece) => piece.blocks);
    return number ? { text: `${number} ${text}`, blocks: [context(number), ...blocks] } : { text, blocks };
  });
}

function drawPieces(message: Message, charts: ChartsAs): Piece[] {
  const own = ownCharts(message, charts);
  let nth = 0;
  return message.blocks.flatMap((block): Piece[] => {
    const pieces = drawBlock(block).map((drawn): Piece => ({ blocks: [drawn.block], text: drawn.text }));
    if (block.kind !== 'chart') return pieces;
    const [finding, ...more] = pieces;
    const above = own.get(nth++) ?? [];
    return finding ? [{ ...finding, blocks: [...above, ...finding.blocks] }, ...more] : [];
  });
}

/** Draws neutral blocks; what is too long for one block becomes several. */
export const drawBlocks = (blocks: readonly Block[]): Drawn[] => blocks.flatMap(drawBlock);

function drawBlock(block: Block): Drawn[] {
  switch (block.kind) {
    case 'heading':
      return drawHeading(plainName(block.text).trim());
    case 'text':
      return splitSpans(block.text).map(drawText);
    case 'face':
      return drawFace(block.photo);
    case 'quote':
      return drawQuote(speakerOf({ ...block, by: `${plainName(block.by)}:` }), block.text);
    case 'facts':
      return splitSpans(
        block.facts.flatMap(({ label, value }, index) => [index > 0 ? '\n' : '', { strong: `${label}: ` }, ...value]),
      ).map(drawText);
    case 'list':
      return drawList(block.items.flatMap(splitSpans));
    case 'link':
      return [drawLink(block)];
    case 'chart':
      // The picture itself stands below the message, as a file; what Slack draws by itself stands above the words.
      return splitSpans([block.chart.finding]).map(drawSmall);
    case 'small':
      return splitSpans(block.text).map(drawSmall);
    case 'row':
      return drawRow(block.text, block.buttons);
    case 'buttons':
      return drawButtons(block.buttons);
  }
}

/** One button stands beside its line, several below it. Beside a button Slack has plain text only, and no moment in it. */
function drawRow(text: Text, buttons: readonly Button[]): Drawn[] {
  const [words = [], ...more] = splitSpans(text);
  const [button, another] = buttons;
  if (!button || another || more.length > 0 || !isPlain(words))
    return [...[words, ...more].map(drawText), ...drawButtons(buttons)];
  const [accessory] = drawElements([button]);
  const section: types.SectionBlock = { type: 'section', text: plain(words.map(wordsOf).join('')) };
  return [
    {
      block: accessory ? { ...section, accessory } : section,
      text: `${writeSpans(words)}\nChoose: ${escapeText(shorten(button.label, LABEL_LIMIT))}`,
    },
  ];
}

const isPlain = (text: Text): boolean => text.every((span) => typeof span === 'string' || 'strong' in span);
const wordsOf = (span: Span): string =>
  typeof span === 'string' ? span : 'strong' in span ? span.strong : sayMoment(span);

function drawHeading(text: string): Drawn[] {
  if (text === '') return [];
  if (text.length > HEADER_LIMIT) return splitSpans([{ strong: text }]).map(drawText);
  return [{ block: { type: 'header', text: plain(text) }, text: escapeText(text) }];
}

function drawText(text: Text): Drawn {
  return { block: rich({ type: 'rich_text_section', elements: text.map(drawSpan) }), text: writeSpans(text) };
}

/** Beside a picture the name is small: Slack has no other place where people's words stand literally beside one. */
function drawFace({ url, of }: Photo): Drawn[] {
  if (url === undefined) return [];
  const image = { type: 'image' as const, image_url: url, alt_text: plainName(of) };
  return [{ block: { type: 'context', elements: [image, drawSmallSpan(of)] }, text: writeSpans([of]) }];
}

function drawQuote(by: Text, words: string): Drawn[] {
  const said = writeSpans(by);
  const pieces = splitText(words, BLOCK_LIMIT - said.length - 2);
  return (pieces.length > 0 ? pieces : [' ']).map((piece, index) => {
    const section = { type: 'rich_text_section' as const, elements: by.map(drawSpan) };
    const quote = { type: 'rich_text_quote' as const, elements: [drawSpan(piece)] };
    return {
      block: rich(...(index === 0 ? [section, quote] : [quote])),
      text: `${index === 0 ? `${said} ` : ''}${escapeText(piece)}`,
    };
  });
}

function drawList(items: Text[]): Drawn[] {
  const packs: Text[][] = [];
  let room = 0;
  for (const item of items) {
    const needed = writeSpans(item).length + 3;
    const last = packs.at(-1);
    const fits = last && needed <= room && last.length < MOST_PIECES;
    if (fits) last.push(item);
    else packs.push([item]);
    room = (fits ? room : BLOCK_LIMIT) - needed;
  }
  return packs.map((pack) => ({
    block: rich({
      type: 'rich_text_list',
      style: 'bullet',
      elements: pack.map((item) => ({ type: 'rich_text_section', elements: item.map(drawSpan) })),
    }),
    text: pack.map((item) => `- ${writeSpans(item)}`).join('\n'),
  }));
}

function drawSmall(text: Text): Drawn {
  if (text.length > MOST_CONTEXT) return drawText(text);
  return { block: { type: 'context', elements: text.map(drawSmallSpan) }, text: writeSpans(text) };
}

/** Small print may hold people's words too, so each piece of it is plain text, and only moments are markup. */
function drawSmallSpan(span: Span): types.ContextBlockElement {
  if (typeof span === 'string') return plain(span);
  return 'strong' in span ? plain(span.strong) : { type: 'mrkdwn', text: writeMoment(span), verbatim: true };
}

function drawButtons(buttons: readonly Button[]): Drawn[] {
  const rows: Button[][] = [];
  for (let index = 0; index < buttons.length; index += MOST_BUTTONS)
    rows.push(buttons.slice(index, index + MOST_BUTTONS));
  return rows.map((row) => ({
    block: {
      type: 'actions',
      elements: drawElements(row),
    },
    text: `Choose: ${row.map(({ label }) => escapeText(shorten(label, LABEL_LIMIT))).join(', ')}`,
  }));
}

const drawElements = (buttons: readonly Button[]): types.Button[] =>
  buttons.map(({ label, press, style }, index) => ({
    type: 'button',
    action_id: `press-${index}`,
    text: plain(shorten(label, LABEL_LIMIT)),
    value: writePress(press),
    ...(style && { style }),
  }));

const writePress = ({ name, about }: Press): string => JSON.stringify([name, about]);

/** What a button carries; undefined when it is none of ours. */
export function readPress(value: unknown): Press | undefined {
  try {
    const [name, about] = JSON.parse(String(value)) as unknown[];
    return typeof name === 'string' && typeof about === 'string' ? { name, about } : undefined;
  } catch {
    return undefined;
  }
}

export const plain = (text: string): types.PlainTextElement => ({ type: 'plain_text', text, emoji: false });

function drawLink({ label, url }: { label: string; url: string }): Drawn {
  const words = plainName(label);
  return {
    block: rich({ type: 'rich_text_section', elements: [{ type: 'link', url, text: words }] }),
    text: escapeText(`${words}: ${url}`),
  };
}

const context = (text: string): types.KnownBlock => ({ type: 'context', elements: [plain(text)] });

const rich = (...elements: types.RichTextBlock['elements']): types.RichTextBlock => ({ type: 'rich_text', elements });

function drawSpan(span: Span): types.RichTextElement {
  if (typeof span === 'string') return { type: 'text', text: span };
  if ('strong' in span) return { type: 'text', text: span.strong, style: { bold: true } };
  return { type: 'date', timestamp: seconds(span), format: DATE_FORMAT, fallback: sayMoment(span) };
}

/** In the reader's own zone; whatever cannot show that says the moment with the name of the office's zone. */
const DATE_FORMAT = '{date_short_pretty} at {time}';
const seconds = ({ when }: Moment): number => Math.floor(when.getTime() / 1000);
const writeMoment = (moment: Moment): string =>
  `<!date^${seconds(moment)}^${DATE_FORMAT}|${escapeText(sayMoment(moment))}>`;

export function writeSpans(text: Text): string {
  return text
    .map((span) =>
      typeof span === 'string' ? escapeText(span) : 'strong' in span ? escapeText(span.strong) : writeMoment(span),
    )
    .join('');
}

/** The same text in pieces that each fit into one block; empty spans are left out, since Slack refuses them. */
function splitSpans(text: Text): Text[] {
  const pieces: Span[][] = [];
  let room = 0;
  const put = (span: Span, length: number) => {
    const last = pieces.at(-1);
    const fits = last && length <= room && last.length < MOST_PIECES;
    if (fits) last.push(span);
    else pieces.push([span]);
    room = (fits ? room : BLOCK_LIMIT) - length;
  };
  for (const span of text) {
    if (typeof span === 'string' || 'strong' in span) {
      const words = typeof span === 'string' ? span : span.strong;
      const whole = escapedLength(words) <= BLOCK_LIMIT;
      for (const piece of whole ? [words] : splitText(words, BLOCK_LIMIT))
        if (piece) put(typeof span === 'string' ? piece : { strong: piece }, escapedLength(piece));
    } else put(span, writeMoment(span).length);
  }
  return pieces;
}
