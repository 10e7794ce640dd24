import { z } from 'zod';

/** What comes in from Teams, as far as the desk reads it: everything else may change without harm. */
const someone = z.looseObject({
  id: z.string(),
  name: z.string().optional(),
  aadObjectId: z.string().optional(),
});

const attachment = z.looseObject({
  contentType: z.string().default(''),
  contentUrl: z.string().optional(),
  name: z.string().optional(),
  content: z.unknown().optional(),
});

const incoming = z.looseObject({
  type: z.string().min(1),
  id: z.string().optional(),
  name: z.string().optional(),
  action: z.string().optional(),
  // A time that is none is no reason to lose what somebody wrote.
  timestamp: z.coerce.date().optional().catch(undefined),
  channelId: z.string(),
  serviceUrl: z.url(),
  from: someone,
  recipient: someone,
  conversation: z.looseObject({
    id: z.string().min(1),
    conversationType: z.string().optional(),
    tenantId: z.string().optional(),
  }),
  channelData: z
    .looseObject({
      eventType: z.string().optional(),
      tenant: z.looseObject({ id: z.string() }).optional(),
    })
    .optional(),
  text: z.string().optional(),
  value: z.unknown().optional(),
  replyToId: z.string().optional(),
  attachments: z.array(attachment).optional(),
  entities: z
    .array(z.looseObject({ type: z.string().optional(), mentioned: z.looseObject({ id: z.string() }).optional() }))
    .optional(),
  reactionsAdded: z.array(z.looseObject({ type: z.string() })).optional(),
});

export type Incoming = z.infer<typeof incoming>;

export function readActivity(body: unknown): Incoming | undefined {
  const read = incoming.safeParse(body);
  return read.success ? read.data : undefined;
}

/** Which part of it cannot be read, by the name that the platform gives it: never what is in it. */
export function unreadable(body: unknown): string {
  const [issue] = incoming.safeParse(body).error?.issues ?? [];
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

/** The parts of Adaptive Cards 1.5 that the desk draws. */
export type Card = {
  type: 'AdaptiveCard';
  $schema: string;
  version: '1.5';
  fallbackText: string;
  speak: string;
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
  | { type: 'Container'; style: 'emphasis'; items: CardElement[] }
  | { type: 'ActionSet'; actions: CardAction[] }
  | { type: 'ColumnSet'; columns: CardColumn[] }
  | CardInput;
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
      wrap: true;
      choices: { title: string; value: string }[];
    } & InputBase);
export type CardAction = {
  type: 'Action.Execute' | 'Action.Submit';
  title: string;
  verb?: string;
  data: Record<string, unknown>;
  style?: 'positive' | 'destructive';
  /** What a client shows that does not know the action. */
  fallback?: { type: 'Action.Submit'; title: string; data: Record<string, unknown> };
};
