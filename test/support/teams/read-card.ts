import { createRequire } from 'node:module';
import type * as Cards from 'adaptivecards';
import { expect } from 'vitest';
import {
  CARD_TYPE,
  type Card,
  type CardAction,
  type CardChart,
  type CardElement,
  FILE_OFFER_TYPE,
  FILE_SHOWN_TYPE,
  type FileOffer,
  type FileShown,
  type Outbound,
} from '../../../adapters/teams/in/activity.ts';
import { activityBytes, LONGEST_ACTIVITY_BYTES } from '../../../adapters/teams/out/parts.ts';

/** Microsoft's own parser of cards, which runs without a browser as long as nothing is drawn. */
const { AdaptiveCard, SerializationContext, Versions } = createRequire(import.meta.url)(
  'adaptivecards/dist/adaptivecards.js',
) as typeof Cards;

/** All words of a card in the order in which they are read. */
export function wordsOfCard(card: Card): string {
  return [...card.body.map(wordsOf), ...(card.actions ?? []).map(({ title }) => title)].join('\n');
}

function wordsOf(element: CardElement): string {
  switch (element.type) {
    case 'RichTextBlock':
      return element.inlines.map(({ text }) => text).join('');
    case 'TextBlock':
      return element.text;
    case 'Image':
    case 'Chart.Line':
    case 'Chart.VerticalBar':
    case 'Chart.VerticalBar.Grouped':
    case 'Chart.HorizontalBar':
      return '';
    case 'Component':
      return element.properties.displayName;
    case 'Container':
      return element.items.map(wordsOf).join('\n');
    case 'ColumnSet':
      return element.columns.flatMap(({ items }) => items.map(wordsOf)).join('\n');
    case 'ActionSet':
      return element.actions.map(({ title }) => title).join('\n');
    case 'Input.ChoiceSet':
      return [element.label, ...element.choices.map(({ title }) => title)].join('\n');
    default:
      return element.label;
  }
}

export const wordsOfActivity = (activity: Outbound): string =>
  [
    activity.text ?? '',
    ...cardsIn(activity).map(wordsOfCard),
    ...offersIn(activity).map(({ name, content }) => `${name}\n${content.description}\nAllow\nDecline`),
    ...filesIn(activity).map(({ name }) => name),
  ]
    .filter((words) => words !== '')
    .join('\n');

export const cardsIn = ({ attachments = [] }: Outbound): Card[] =>
  attachments.flatMap((each) => (each.contentType === CARD_TYPE ? [each.content] : []));
export const offersIn = ({ attachments = [] }: Outbound): FileOffer[] =>
  attachments.filter((each) => each.contentType === FILE_OFFER_TYPE);
export const filesIn = ({ attachments = [] }: Outbound): FileShown[] =>
  attachments.filter((each) => each.contentType === FILE_SHOWN_TYPE);

/** What each picture of a card says to whoever does not see it. */
export const picturesOf = ({ body }: Card): string[] =>
  body.flatMap((element) => (element.type === 'Image' ? [element.altText] : []));

/** The same of pictures that clients show in the place of charts that they do not know. */
export const picturesBehind = (card: Card): string[] =>
  chartsOf(card).flatMap(({ fallback }) => (typeof fallback === 'object' ? [fallback.altText] : []));

/** Teams' own charts in a card. */
export const chartsOf = ({ body }: Card): CardChart[] =>
  body.flatMap((element) => (element.type.startsWith('Chart.') ? [element as CardChart] : []));

export function buttonsOf(card: Card): CardAction[] {
  const within = (elements: readonly CardElement[]): CardAction[] =>
    elements.flatMap((element) => {
      if (element.type === 'ActionSet') return element.actions.filter((action) => action.type !== 'Action.OpenUrl');
      if (element.type === 'ColumnSet') return element.columns.flatMap(({ items }) => within(items));
      return element.type === 'Container' ? within(element.items) : [];
    });
  return [...within(card.body), ...(card.actions ?? [])];
}

/** What Teams would refuse or show wrongly: every activity of every test goes through here. */
export function checkActivity(activity: Outbound): void {
  expect(activityBytes(activity)).toBeLessThanOrEqual(LONGEST_ACTIVITY_BYTES);
  // With its pictures, which Teams does not count: within what lies on the way to it.
  expect(JSON.stringify(activity).length).toBeLessThanOrEqual(128_000);
  if (activity.text !== undefined) expect(activity.textFormat).toBe('plain');
  for (const card of cardsIn(activity)) checkCard(card);
  for (const { name, content } of offersIn(activity)) {
    // What OneDrive refuses in a name, and a file of nothing.
    expect(name).not.toMatch(/["*:<>?/\\|]|^[\s.]|[\s.]$/u);
    expect(content.sizeInBytes).toBeGreaterThan(0);
    expect(Object.keys(content.acceptContext)).toEqual(['deliveryId']);
    expect(content.declineContext).toEqual(content.acceptContext);
  }
}

export function checkCard(card: Card): void {
  const context = new SerializationContext(Versions.v1_5);
  const parsed = new AdaptiveCard();
  parsed.parse(JSON.parse(JSON.stringify(card)), context);
  const events = Array.from({ length: context.eventCount }, (_, nth) => context.getEventAt(nth).message);
  const invalid = parsed.validateProperties().validationEvents.map(({ message }) => message);
  // Microsoft's parser knows no charts, and shows what is to stand for them.
  const charts = chartsOf(card);
  const unknown = charts.map(({ type }) => expect.stringContaining(type));
  // Nor people with their pictures.
  const known = events.filter((event) => !event.includes('"Component"'));
  expect([...known, ...invalid]).toEqual(unknown);
  for (const chart of charts) expect(chart.fallback, 'what clients show that do not know it').toBeDefined();
  expect(parsed.version.toString()).toBe('1.5');
  expect(parsed.getItemCount()).toBe(card.body.length - charts.filter(({ fallback }) => fallback === 'drop').length);
  const json = JSON.stringify(card);
  expect(card.fallbackText).not.toBe('');
  expect(card).not.toHaveProperty('speak');
  // Pictures are the desk's own: one from elsewhere would tell that place who reads.
  for (const [, url] of json.matchAll(/"type":"Image","url":"([^"]*)/gu))
    expect(url).toMatch(/^data:image\/png;base64,/u);
  // Only headings may be markdown, and only those without any sign of it.
  for (const [, text = ''] of json.matchAll(/"type":"TextBlock","text":"((?:[^"\\]|\\.)*)"/gu))
    expect(text).not.toMatch(/[*_[\]<>`#~&@]/u);
}
