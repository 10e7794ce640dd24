import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Account } from '../../../src/chat/account.ts';
import { askForm, readAsked } from '../../../src/chat/asking.ts';
import type { ServiceLine } from '../../../src/chat/deskSide.ts';
import type { FileHandle, Inbound } from '../../../src/chat/inbound.ts';
import type { Block, Form } from '../../../src/chat/message.ts';
import { filesOf } from '../files/files.ts';
import { drawForm, readValues } from '../out/forms.ts';
import type { Hosts } from '../out/hosts.ts';
import type { AtOnce } from '../out/render.ts';
import { type Quoted, unpack } from '../packed.ts';
import { within } from '../within.ts';
import { wordsOfHtml } from '../words.ts';
import type { Incoming } from './activity.ts';
import { answerDialog, dialog, type InvokeAnswer } from './answers.ts';

/** What the form for a question needs. */
export type Asking = {
  lines(): Promise<readonly ServiceLine[]>;
  hosts: Hosts;
  atOnce: AtOnce;
  report(what: string, error: unknown): void;
};

/** The command that asks about nothing in particular; the manifest names the same. */
const ASK = 'ask-form';
/** A form without the service lines is better than none: Teams waits 5 seconds for it. */
const LINES_WITHIN_MS = 1_000;
const LONGEST_QUOTE = 8_000;
/** So much of it is shown in the dialog: all of it stands there three times, and dialogs have limits like messages. */
const SHOWN_QUOTE = 1_500;
/** Addresses of files travel in the form's button, and are long. */
const LONGEST_REFS = 4_000;
const MOST_NAMED = 20;

const command = z.looseObject({ commandId: z.string() });
const attachment = z.looseObject({
  contentType: z.string().nullish(),
  contentUrl: z.url().nullish().catch(undefined),
  name: z.string().nullish(),
  content: z.unknown().optional(),
});
const chosenMessage = z.looseObject({
  messagePayload: z.looseObject({
    linkToMessage: z.url().optional().catch(undefined),
    from: z.looseObject({ user: z.looseObject({ displayName: z.string().nullish() }).nullish() }).nullish(),
    body: z.looseObject({ contentType: z.string().nullish(), content: z.string().nullish() }).nullish(),
    attachments: z.array(attachment).nullish().catch(undefined),
  }),
});
type Payload = z.infer<typeof chosenMessage>['messagePayload'];

/** Opens the form for a question: of its own, or about the message that was chosen, which is shown once more. */
export async function openAsking(asking: Asking, activity: Incoming): Promise<InvokeAnswer> {
  const { atOnce, hosts } = asking;
  if (command.safeParse(activity.value).data?.commandId === ASK)
    return dialog('Ask the desk', drawForm(await formOf(asking), 'dialog', atOnce, { asks: true }));
  const payload = chosenMessage.safeParse(activity.value).data?.messagePayload;
  if (!payload) return answerDialog({ kind: 'notice', text: ['Choose a message with words in it.'] }, atOnce);
  const quoted = quote(payload, hosts);
  const form = await formOf(asking, quoted);
  return dialog(form.title, drawForm(form, 'dialog', atOnce, { asks: true, quoted }));
}

async function formOf(asking: Asking, quoted?: Quoted): Promise<Form> {
  const lines = await within(LINES_WITHIN_MS, 'Asking for the service lines', asking.lines()).catch(
    (error: unknown) => {
      asking.report('the service lines could not be offered in Teams', error);
      return [];
    },
  );
  return { ...askForm(lines, quoted !== undefined), ...(quoted && { intro: introOf(quoted) }) };
}

function introOf({ by, text, files = [] }: Quoted): Block[] {
  const beginning =
    text.length > SHOWN_QUOTE
      ? `${text.slice(0, SHOWN_QUOTE).toWellFormed()}… (all of it goes with your question)`
      : text;
  const named = `Goes with it: ${files.map(({ name }) => name).join(', ')}`;
  return [
    { kind: 'quote', by, text: beginning },
    ...(files.length > 0 ? [{ kind: 'small' as const, text: [named] }] : []),
  ];
}

/**
 * The chosen message. What was attached and can be fetched goes along; of a file in SharePoint Teams gives no more than
 * where it lies, which only those can open who may: it is named with its address.
 */
function quote({ linkToMessage, from, body, attachments }: Payload, hosts: Hosts): Quoted {
  const content = body?.content ?? '';
  const words = body?.contentType === 'text' ? content : wordsOfHtml(content);
  const files: FileHandle[] = [];
  const told: string[] = [];
  for (const { contentType, contentUrl, name, ...rest } of attachments ?? []) {
    const one = { ...rest, contentType: contentType ?? '', ...(contentUrl && { contentUrl }), ...(name && { name }) };
    const [file] = mayBeFetched(filesOf({ attachments: [one] }), hosts);
    if (file && JSON.stringify([...files, file]).length <= LONGEST_REFS) files.push(file);
    else if (name) told.push(contentUrl && hosts.isFile(contentUrl) ? `“${name}” ${contentUrl}` : `“${name}”`);
  }
  const attached = told.length > 0 ? `\n\nAttached to it: ${told.slice(0, MOST_NAMED).join(', ')}` : '';
  return {
    by: from?.user?.displayName ?? 'Somebody',
    text: `${words.slice(0, LONGEST_QUOTE).toWellFormed()}${attached}`.trim(),
    link: linkToMessage?.startsWith('https://') ? linkToMessage : undefined,
    ...(files.length > 0 && { files }),
  };
}

/**
 * Where files are kept, and nowhere at the service itself: a form comes back from the one who filled it in, who could
 * have the desk fetch there, with its own token, what is not theirs to see.
 */
const mayBeFetched = (files: readonly FileHandle[] | undefined, hosts: Hosts): FileHandle[] =>
  (files ?? []).filter(({ ref }) => hosts.isFile(ref));

type Sent = { form: Form; values: Record<string, string>; quoted?: Quoted | undefined; asks?: boolean; close?: string };

/**
 * A form that was sent. Its key is its nonce, since Teams may send it again under another id, and what was filled in: a
 * form that stands in the chat as a message may be mended and sent once more.
 */
export function readDeed(
  { activity, from, now, hosts }: { activity: Incoming; from: Account; now: Date; hosts: Hosts },
  desk: { form: string; nonce: string },
  data: unknown,
): { inbound: Inbound; sent: Sent; errors?: Record<string, string> } | undefined {
  const packed = unpack(desk.form);
  const filledIn = z.record(z.string(), z.unknown()).safeParse(data).data;
  if (!packed || !filledIn) return undefined;
  const { form, quoted, asks } = packed;
  const values = readValues(form, filledIn);
  const filled = createHash('sha256').update(JSON.stringify(values)).digest('base64url');
  const base = { key: `form ${desk.nonce} ${filled}`, from, at: activity.timestamp ?? now };
  if (!asks && !quoted)
    return { inbound: { ...base, kind: 'submit', press: form.press, values }, sent: { form, values } };
  const { by, text, link } = quoted ?? {};
  const files = mayBeFetched(quoted?.files, hosts);
  const asked = readAsked(values, quoted !== undefined);
  const { text: question, chosen } = 'errors' in asked ? { text: '', chosen: {} } : asked;
  return {
    ...('errors' in asked && { errors: asked.errors }),
    inbound: {
      ...base,
      kind: 'message',
      text: question,
      address: from.address,
      ...(files.length > 0 && { files }),
      ...(by !== undefined && text !== undefined && { quoted: { by, text, ...(link !== undefined && { link }) } }),
      chosen,
    },
    sent: {
      form,
      values,
      quoted,
      asks: true,
      close: 'The desk has your question. The answer comes in your chat with it.',
    },
  };
}
