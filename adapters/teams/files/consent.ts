import { z } from 'zod';
import type { Account } from '../../../src/chat/account.ts';
import type { DeskSide } from '../../../src/chat/deskSide.ts';
import type { Outgoing } from '../../../src/chat/outgoing.ts';
import type { Line } from '../bot.ts';
import type { Incoming, Outbound } from '../in/activity.ts';
import { answerCardError, answerWord, type InvokeAnswer } from '../in/answers.ts';
import type { Hosts } from '../out/hosts.ts';
import { isPersonal } from '../people/roster.ts';
import { drawKept, drawOffer, drawShown } from './fileCards.ts';
import { uploadFile } from './upload.ts';

export type ConsentOptions = {
  fileOf: DeskSide['fileOf'];
  hosts: Hosts;
  report(what: string, error: unknown): void;
  /** Teams is answered after this time even while the file is still under way, in milliseconds. */
  answerWithinMs: number;
};

/** Files of the other side, handed to their addressee by Teams' own way of asking first. */
export type Consent = {
  /** The answer, when the activity is about such a file. */
  answer(activity: Incoming, from: Account, line: Line): Promise<InvokeAnswer | undefined>;
  /** Ends what is under way; who waits for a file is told. */
  stop(): Promise<void>;
};

/** What was done is remembered, so that it is not done again when Teams hands it in again. */
const MOST_REMEMBERED = 2_000;

const decision = z.looseObject({
  action: z.enum(['accept', 'decline']),
  context: z.looseObject({ deliveryId: z.string() }),
  uploadInfo: z
    .looseObject({
      uploadUrl: z.url(),
      contentUrl: z.url(),
      name: z.string(),
      uniqueId: z.string().default(''),
      fileType: z.string().default(''),
    })
    .optional()
    .catch(undefined),
});
const asked = z.looseObject({
  action: z.looseObject({ data: z.looseObject({ desk: z.looseObject({ file: z.string() }) }) }),
});

/** The same words for a file of somebody else and for one that there never was. */
const NOT_HERE = 'There is no such file for you here. If you were sent one, please ask for it to be sent again.';
const OFFERED = 'Here it is again. Allow it, and it is put into your OneDrive.';
const NOT_NOW = 'The desk cannot look for the file just now. Please try again in a moment.';

type File = NonNullable<Outgoing['file']>;
type Accepted = { activity: Incoming; line: Line; deliveryId: string; file: File; info: UploadInfo };
type UploadInfo = NonNullable<z.infer<typeof decision>['uploadInfo']>;

export function createConsent({ fileOf, hosts, report, answerWithinMs }: ConsentOptions): Consent {
  const running = new Map<string, Promise<void>>();
  const remembered = new Set<string>();
  const stopping = new AbortController();

  async function decide(activity: Incoming, from: Account, line: Line): Promise<InvokeAnswer> {
    const read = decision.safeParse(activity.value);
    const deliveryId = read.data?.context.deliveryId ?? '';
    const file = isPersonal(activity) && read.success ? await fileOf(deliveryId, from) : undefined;
    if (!file || !read.success) {
      await inTime(say(line, activity, { type: 'message', textFormat: 'plain', text: NOT_HERE }));
      return DONE;
    }
    if (read.data.action === 'decline') {
      if (once([keyOf(activity)])) await inTime(show(line, activity, drawKept(deliveryId, file.name, 'declined')));
      return DONE;
    }
    const info = read.data.uploadInfo;
    if (!info || !hosts.isDrive(info.contentUrl)) {
      report('Teams named a place for a file that is none of OneDrive', undefined);
      await inTime(show(line, activity, drawKept(deliveryId, file.name, 'failed')));
      return DONE;
    }
    // Pressed again while it is under way, or handed in again by Teams, perhaps under another id.
    if (!running.has(deliveryId) && once([keyOf(activity), info.uploadUrl]))
      begin({ activity, line, deliveryId, file, info });
    await inTime(running.get(deliveryId));
    return DONE;
  }

  /** What takes longer goes on after Teams was answered. */
  async function inTime(work: Promise<void> | undefined): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, answerWithinMs);
    });
    await Promise.race([work, late]);
    clearTimeout(timer);
  }

  function begin(accepted: Accepted): void {
    const { deliveryId } = accepted;
    running.set(
      deliveryId,
      handOver(accepted).finally(() => running.delete(deliveryId)),
    );
  }

  async function handOver({ activity, line, deliveryId, file, info }: Accepted): Promise<void> {
    try {
      await uploadFile(info.uploadUrl, file, { hosts, signal: stopping.signal });
    } catch (error) {
      report('a file could not be put into somebody’s OneDrive; they are told and may ask again', error);
      return show(line, activity, drawKept(deliveryId, file.name, 'failed'));
    }
    await show(line, activity, drawShown(info));
  }

  async function offerAgain(deliveryId: string, activity: Incoming, from: Account, line: Line): Promise<InvokeAnswer> {
    let file: Outgoing['file'];
    try {
      file = isPersonal(activity) ? await fileOf(deliveryId, from) : undefined;
    } catch (error) {
      report('a file that was asked for could not be read', error);
      return answerCardError(503, NOT_NOW);
    }
    if (!file) return answerWord(NOT_HERE);
    if (once([keyOf(activity)])) await inTime(show(line, activity, drawOffer(deliveryId, file)));
    return answerWord(OFFERED);
  }

  /** In the place of the card that was pressed, or where that is not possible as a message of its own. */
  async function show(line: Line, activity: Incoming, outbound: Outbound): Promise<void> {
    const [conversation = '', inThread] = activity.conversation.id.split(';messageid=');
    const card = activity.replyToId ?? inThread;
    try {
      if (card === undefined) throw new Error('Teams did not say which card was pressed');
      await line.update(conversation, card, outbound);
    } catch {
      await say(line, activity, outbound);
    }
  }

  async function say(line: Line, activity: Incoming, outbound: Outbound): Promise<void> {
    const [conversation = ''] = activity.conversation.id.split(';');
    await line.send(conversation, outbound).catch((error: unknown) => {
      report('what became of a file could not be said in Teams', error);
    });
  }

  /** False when any of these was remembered. */
  function once(keys: string[]): boolean {
    if (keys.some((key) => remembered.has(key))) return false;
    for (const key of keys) remembered.add(key);
    for (const oldest of remembered) {
      if (remembered.size <= MOST_REMEMBERED) break;
      remembered.delete(oldest);
    }
    return true;
  }

  return {
    async answer(activity, from, line) {
      if (activity.name === 'fileConsent/invoke') return decide(activity, from, line);
      if (activity.name !== 'adaptiveCard/action') return undefined;
      const deliveryId = asked.safeParse(activity.value).data?.action.data.desk.file;
      return deliveryId === undefined ? undefined : offerAgain(deliveryId, activity, from, line);
    },
    async stop() {
      stopping.abort();
      await Promise.all(running.values());
    },
  };
}

const DONE: InvokeAnswer = { status: 200 };

const keyOf = ({ conversation, id }: Incoming): string => `${conversation.id} ${id ?? ''}`;
