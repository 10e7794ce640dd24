import type { ChartsAs } from '../../../src/chat/charts/chart.ts';
import { type Block, buttonsOf, type Message, plainSpans, type Text } from '../../../src/chat/message.ts';
import { CARD_TYPE, type Card, type Outbound } from '../in/activity.ts';
import { cutText } from './cut.ts';
import { PICTURE } from './picture.ts';
import { type Refreshing, refreshOf } from './refresh.ts';
import { type AtOnce, drawCard, isPlain, plainOf, summaryOf } from './render.ts';

/** Teams counts in UTF-16. What is bigger goes in several messages; at 40,000 and above it may be refused. */
export const LONGEST_ACTIVITY_BYTES = 28_000;
/** Cost of one piece of text in a card: so small that two of them fit besides everything else. */
const PIECE_COST = 5_500;
const LINE_COST = 110;
const BUTTONS_IN_A_PART = 20;
/** Room for the number of a part. */
const NUMBER_BYTES = 600;

/**
 * In characters: pictures of one activity. Teams does not count them; but nobody has said how many it takes at once, and
 * what lies between may be narrower. What is more goes in another part.
 */
const MOST_OF_PICTURES = 80_000;

/** Is it as large as Teams takes it, its pictures and all the rest? */
export function fits(activity: object, spare = 0): boolean {
  const { bytes, pictures } = sizeOf(activity);
  return bytes <= LONGEST_ACTIVITY_BYTES - spare && pictures <= MOST_OF_PICTURES;
}

/** Pictures within a card do not count. */
export const activityBytes = (activity: object): number => sizeOf(activity).bytes;

/** `pictures`: their characters. They are replaced only where there are some: each text would be looked at for it. */
function sizeOf(activity: object): { bytes: number; pictures: number } {
  const whole = JSON.stringify(activity);
  const pictures = whole.match(PICTURES)?.reduce((length, each) => length + each.length - 2, 0) ?? 0;
  return { bytes: (whole.length - pictures) * 2, pictures };
}

/** As they stand in JSON: nobody's words begin like that without a quotation mark that is escaped. */
const PICTURES = new RegExp(`"${PICTURE}[^"]*"`, 'gu');

/** A message as the activities it takes: one, or several that are numbered. Cards with buttons keep themselves new. */
export function drawActivities(
  message: Message,
  atOnce: AtOnce,
  refreshing?: Refreshing,
  charts: ChartsAs = 'pictures',
): Outbound[] {
  const drawing: Drawing = { atOnce, refreshing, charts };
  const whole = isPlain(message) ? drawPlain(plainOf(message)) : drawPart(message, 0, drawing);
  if (fits(whole)) return [whole];
  if (isPlain(message)) {
    const most = (LONGEST_ACTIVITY_BYTES - NUMBER_BYTES) / 2;
    const pieces = cutText(plainOf(message), most, (text) => JSON.stringify(text).length);
    return pieces.map((text, nth) => drawPlain(`(${nth + 1}/${pieces.length}) ${text}`));
  }
  const parts = packParts(message.blocks.flatMap(smaller), drawing);
  return parts.map((blocks, nth) => {
    const number = `Part ${nth + 1} of ${parts.length}`;
    return drawPart({ blocks: [...blocks, { kind: 'small', text: [number] }] }, nth, drawing);
  });
}

type Drawing = { atOnce: AtOnce; refreshing: Refreshing | undefined; charts: ChartsAs };

/** One part of a message, drawn again. What has become shorter shows its last part in the place of those that it lost. */
export function drawAgain(
  message: Message,
  atOnce: AtOnce,
  { part, ...refreshing }: Refreshing & { part: number },
  charts: ChartsAs,
): Card {
  const activities = drawActivities(message, atOnce, refreshing, charts);
  const activity = activities[part] ?? activities.at(-1);
  const [attachment] = activity?.attachments ?? [];
  if (attachment?.contentType === CARD_TYPE) return attachment.content;
  return { ...drawCard(message, atOnce, charts), refresh: refreshOf(refreshing, part) };
}

const drawPlain = (text: string): Outbound => ({ type: 'message', textFormat: 'plain', text });

function drawPart(message: Message, nth: number, { atOnce, refreshing, charts }: Drawing): Outbound {
  const refreshes = refreshing && (refreshing.always || buttonsOf(message).length > 0);
  const content = {
    ...drawCard(message, atOnce, charts),
    ...(refreshes && { refresh: refreshOf(refreshing, nth) }),
  };
  return { type: 'message', summary: summaryOf(message), attachments: [{ contentType: CARD_TYPE, content }] };
}

function packParts(blocks: readonly Block[], drawing: Drawing): Block[][] {
  const parts: Block[][] = [];
  for (const block of blocks) {
    const last = parts.at(-1);
    if (last && fits(drawPart({ blocks: [...last, block] }, parts.length, drawing), NUMBER_BYTES)) last.push(block);
    else parts.push([block]);
  }
  return parts;
}

/** In a card a text stands twice, and each of its lines is an element, but for empty ones. */
const costInCard = (text: string): number => 2 * JSON.stringify(text).length + LINE_COST * countLines(text);
const countLines = (text: string): number => text.split('\n').filter((line) => line !== '').length;
const isShort = (text: string): boolean => costInCard(text) <= PIECE_COST;
const cut = (text: string): string[] => cutText(text, PIECE_COST, costInCard);

/** A block as blocks that each fit into a part. */
function smaller(block: Block): Block[] {
  switch (block.kind) {
    case 'heading':
      return isShort(block.text) ? [block] : smaller({ kind: 'text', text: [block.text] });
    case 'text':
    case 'small':
      return cutSpans(block.text).map((text) => ({ kind: block.kind, text }));
    case 'quote':
      return cut(block.text).map((text, nth) => ({
        ...block,
        by: nth === 0 ? block.by : `${block.by} (continued)`,
        text,
      }));
    case 'facts':
      return block.facts.flatMap((fact): Block[] =>
        isShort(plainSpans(fact.value))
          ? [{ kind: 'facts', facts: [fact] }]
          : smaller({ kind: 'text', text: [{ strong: `${fact.label}: ` }, ...fact.value] }),
      );
    case 'list':
      return block.items.flatMap((item): Block[] =>
        isShort(plainSpans(item))
          ? [{ kind: 'list', items: [item] }]
          : smaller({ kind: 'text', text: ['• ', ...item] }),
      );
    case 'link':
    case 'chart':
    case 'face':
      return [block];
    case 'row':
      return isShort(plainSpans(block.text))
        ? [block]
        : [...smaller({ kind: 'text', text: block.text }), ...smaller({ kind: 'buttons', buttons: block.buttons })];
    case 'buttons':
      return Array.from({ length: Math.ceil(block.buttons.length / BUTTONS_IN_A_PART) }, (_, nth) => ({
        kind: 'buttons',
        buttons: block.buttons.slice(nth * BUTTONS_IN_A_PART, (nth + 1) * BUTTONS_IN_A_PART),
      }));
  }
}

function cutSpans(text: Text): Text[] {
  if (isShort(plainSpans(text))) return [text];
  return text.flatMap((span): Text[] => {
    if (typeof span === 'string') return cut(span).map((piece) => [piece]);
    if ('strong' in span) return cut(span.strong).map((piece) => [{ strong: piece }]);
    return [[span]];
  });
}
