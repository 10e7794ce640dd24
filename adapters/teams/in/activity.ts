import { z } from 'zod';

/** What there may be or not. Of another kind than was expected, it is no reason to lose what somebody wrote. */
const maybe = <T extends z.ZodType>(rule: T) => rule.optional().catch(undefined);

/** What comes in from Teams, as far as the desk reads it: everything else may change without harm. */
const someone = z.looseObject({
  id: z.string(),
  name: maybe(z.string()),
  aadObjectId: maybe(z.string()),
});

const attachment = z
  .looseObject({
    contentType: z.string().default('').catch(''),
    contentUrl: maybe(z.string()),
    name: maybe(z.string()),
    content: z.unknown().optional(),
  })
  .catch({ contentType: '' });

const entity = z
  .looseObject({
    type: maybe(z.string()),
    mentioned: maybe(z.looseObject({ id: z.string() })),
    quotedReply: maybe(
      z.looseObject({ messageId: z.string().min(1), senderName: maybe(z.string()), preview: maybe(z.string()) }),
    ),
  })
  .catch({});

const incoming = z.looseObject({
  type: z.string().min(1),
  id: maybe(z.string()),
  name: maybe(z.string()),
  action: maybe(z.string()),
  timestamp: maybe(z.coerce.date()),
  channelId: z.string(),
  serviceUrl: z.url(),
  from: someone,
  recipient: someone,
  conversation: z.looseObject({
    id: z.string().min(1),
    conversationType: maybe(z.string()),
    tenantId: maybe(z.string()),
  }),
  channelData: maybe(
    z.looseObject({
      eventType: maybe(z.string()),
      tenant: maybe(z.looseObject({ id: z.string() })),
    }),
  ),
  text: maybe(z.string()),
  value: z.unknown().optional(),
  replyToId: maybe(z.string()),
  attachments: maybe(z.array(attachment)),
  entities: maybe(z.array(entity)),
  reactionsAdded: maybe(z.array(z.looseObject({ type: z.string() }))),
});

export type Incoming = z.infer<typeof incoming>;

export function readActivity(body: unknown): Incoming | undefined {
  const read = incoming.safeParse(withoutNulls(body));
  return read.success ? read.data : undefined;
}

/** Far deeper than anything that Teams sends, and than anything here would go. */
const DEEPEST = 20;

/** Teams leaves out what there is not, or says `null`: here it is left out. */
function withoutNulls(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return value;
  if (Array.isArray(value)) return value.filter((each) => each !== null).map((each) => withoutNulls(each, depth + 1));
  const entries = Object.entries(value).filter(([, each]) => each !== null);
  return Object.fromEntries(entries.map(([name, each]) => [name, withoutNulls(each, depth + 1)]));
}

/** Which part of it cannot be read, by the name that the platform gives it: never what is in it. */
export function unreadable(body: unknown): string {
  const [issue] = incoming.safeParse(withoutNulls(body)).error?.issues ?? [];
  return issue && issue.path.length > 0 ? issue.path.join('.') : 'it is no activity';
}

/** An activity that the bot sends. */
export type Outbound = {
  type: 'message';
  /** Without it Teams would read markdown in what people wrote. */
  textFormat?: 'plain';
  text?: string;
  /** What a notification shows of a card. */
  summary?: string;
  attachments?: (CardAttachment | FileOffer | FileShown)[];
};

export const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';
export const FILE_OFFER_TYPE = 'application/vnd.microsoft.teams.card.file.consent';
export const FILE_SHOWN_TYPE = 'application/vnd.microsoft.teams.card.file.info';

export type CardAttachment = { contentType: typeof CARD_TYPE; content: Card };
/** Teams asks the person whether the file may be put into their OneDrive, and tells the bot what they said. */
export type FileOffer = {
  contentType: typeof FILE_OFFER_TYPE;
  name: string;
  content: {
    description: string;
    sizeInBytes: number;
    acceptContext: { deliveryId: string };
    declineContext: { deliveryId: string };
  };
};
/** A file that lies in the person's OneDrive. */
export type FileShown = {
  contentType: typeof FILE_SHOWN_TYPE;
  contentUrl: string;
  name: string;
  content: { uniqueId: string; fileType: string };
};

/**
 * The parts of Adaptive Cards 1.5 that the desk draws. Not `speak`: a screen reader says it as the name of the card and
 * then reads the card, so that everything is said twice.
 */
export type Card = {
  type: 'AdaptiveCard';
  $schema: string;
  version: '1.5';
  fallbackText: string;
  body: CardElement[];
  actions?: CardAction[];
  refresh?: { action: CardAction; userIds: string[] };
};
export type TextRun = {
  type: 'TextRun';
  text: string;
  weight?: 'Bolder';
  size?: 'Small' | 'Medium';
  isSubtle?: boolean;
  color?: 'Attention';
};
export type CardElement =
  | { type: 'RichTextBlock'; inlines: TextRun[]; spacing?: 'None' | 'Small' }
  | { type: 'TextBlock'; text: string; style: 'heading'; size: 'Medium'; weight: 'Bolder'; wrap: true }
  | CardImage
  | CardChart
  /** A person with their picture, as Teams shows people. */
  | {
      type: 'Component';
      name: 'graph.microsoft.com/user';
      view: 'compact';
      properties: { id: string; displayName: string };
      fallback: CardElement;
    }
  | { type: 'Container'; style: 'emphasis'; items: CardElement[] }
  | { type: 'ActionSet'; actions: (CardAction | CardLink)[] }
  | { type: 'ColumnSet'; columns: CardColumn[] }
  | CardInput;
export type CardImage = { type: 'Image'; url: string; altText: string; size: 'Stretch' };
type CardPoint = { x: string; y: number };
type CardChartBase = {
  title: string;
  xAxisTitle?: string;
  yAxisTitle?: string;
  /** What a client shows that does not know the chart. */
  fallback?: CardImage | 'drop';
};
/** Drawn by Teams itself, which is beyond 1.5. */
export type CardChart =
  | ({ type: 'Chart.HorizontalBar'; data: CardPoint[] } & CardChartBase)
  | ({ type: 'Chart.VerticalBar'; showBarValues: true; data: CardPoint[] } & CardChartBase)
  | ({
      type: 'Chart.Line' | 'Chart.VerticalBar.Grouped';
      data: { legend: string; values: CardPoint[] }[];
    } & CardChartBase);
export type CardColumn = {
  type: 'Column';
  width: 'stretch' | 'auto';
  verticalContentAlignment?: 'Center';
  items: CardElement[];
};
type InputBase = { id: string; label: string; isRequired: boolean; errorMessage?: string; value?: string };
export type CardInput =
  | ({ type: 'Input.Text'; isMultiline: boolean; placeholder?: string } & InputBase)
  | ({ type: 'Input.Date' } & InputBase)
  | ({
      type: 'Input.ChoiceSet';
      style: 'compact' | 'expanded';
      isMultiSelect?: true;
      wrap: true;
      choices: { title: string; value: string }[];
    } & InputBase);
export type CardLink = { type: 'Action.OpenUrl'; title: string; url: string };
export type CardAction = {
  type: 'Action.Execute' | 'Action.Submit';
  title: string;
  verb?: string;
  data: Record<string, unknown>;
  style?: 'positive' | 'destructive';
  /** What a client shows that does not know the action. */
  fallback?: { type: 'Action.Submit'; title: string; data: Record<string, unknown> };
};
