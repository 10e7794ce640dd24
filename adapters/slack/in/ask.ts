import type { types } from '@slack/bolt';
import type { Account } from '../../../src/chat/account.ts';
import { askForm, readAsked } from '../../../src/chat/asking.ts';
import type { ServiceLine } from '../../../src/chat/deskSide.ts';
import type { FileHandle } from '../../../src/chat/inbound.ts';
import { type Desk, isRefused, ownAccount, within } from '../desk.ts';
import { drawBlocks, plain } from '../out/render.ts';
import { openModal, type Place, showWords } from '../out/show.ts';
import { plainName } from '../out/text.ts';
import { listOf, recordOf, textOf } from '../read.ts';
import { deedOf, drawField, noticeView, readValues } from '../views.ts';
import { asked, outdated } from '../words.ts';
import type { Reply } from './interactions.ts';
import { readFiles, readWords } from './messages.ts';

type Raw = Record<string, unknown>;

/** The form in which a question is asked, and the shortcuts that open it; the manifest names the same. */
export const ASK = 'ask';
export const ASK_ABOUT = 'ask_about_message';

const METADATA_LIMIT = 3_000;
/** A form without the service lines is better than none. */
const LINES_MS = 1_000;
const QUOTED = 'quoted';

type Quoted = { by: string; text: string; link?: string; files: FileHandle[] };

/** Opens the form for a shortcut, at a message when it was chosen there. */
export async function openAsking(desk: Desk, body: Raw): Promise<Reply> {
  const user = textOf(recordOf(body.user).id);
  const place: Place = { user, trigger: textOf(body.trigger_id) };
  const known = body.callback_id === ASK || body.callback_id === ASK_ABOUT;
  // The modal first: what it is to show may take longer than its trigger lives.
  const opened = await openModal(desk, place);
  if (!opened) return undefined;
  const who = await ownAccount(desk, user).catch((error: unknown) => {
    desk.report('Slack did not say who used a shortcut', error);
    return { refused: outdated };
  });
  if (isRefused(who) || !known) {
    await showWords(desk, opened, [isRefused(who) ? (who.refused ?? outdated) : outdated]);
    return undefined;
  }
  const quoted = body.callback_id === ASK_ABOUT ? await readQuoted(desk, body) : undefined;
  await fill(desk, opened, quoted);
  return undefined;
}

/** Opens it for a command. The modal first: what stands in it may take longer to know than its trigger lives. */
export async function openAsk(desk: Desk, place: Place): Promise<void> {
  const opened = await openModal(desk, place);
  if (opened) await fill(desk, opened, undefined);
}

async function fill(desk: Desk, { modal = '' }: Place, quoted: Quoted | undefined): Promise<void> {
  const lines = await within(LINES_MS, 'asking for the service lines', desk.lines()).catch((error: unknown) => {
    desk.report('the service lines could not be offered in Slack', error);
    return [];
  });
  await desk.api.web.views
    .update({ view_id: modal, view: askView(quoted, lines) })
    .catch((error: unknown) => desk.report('a form could not be filled in Slack', error));
}

async function readQuoted(desk: Desk, body: Raw): Promise<Quoted> {
  const message = recordOf(body.message);
  const channel = textOf(recordOf(body.channel).id);
  const ts = textOf(message.ts) || textOf(body.message_ts);
  const author = textOf(message.user);
  const by = (author && (await desk.people.name(author))) || textOf(message.username) || author || 'somebody';
  const domain = textOf(recordOf(body.team).domain);
  const link = domain && channel && ts ? desk.api.linkTo(domain, channel, ts) : '';
  const text = await readWords(message, desk.people);
  return { by, text, ...(link && { link }), files: readFiles(message.files) };
}

/** The words that are quoted are read back from the form itself: they may be longer than what a form carries unseen. */
function askView(quoted: Quoted | undefined, lines: readonly ServiceLine[]): types.ModalView {
  const { by = '', text = '', link = '', files = [] } = quoted ?? {};
  const carried = { by, link, files: [] as FileHandle[] };
  for (const file of files) {
    carried.files.push({ ...file, name: file.name.slice(-120) });
    if (JSON.stringify(carried).length > METADATA_LIMIT) carried.files.pop();
  }
  const quote = quoted ? drawBlocks([{ kind: 'quote', by, text }]).slice(0, 90) : [];
  const form = askForm(lines, quoted !== undefined);
  return {
    type: 'modal',
    callback_id: ASK,
    title: plain(form.title),
    submit: plain(form.submit),
    close: plain('Cancel'),
    ...(quoted && { private_metadata: JSON.stringify(carried) }),
    blocks: [
      ...quote.map(({ block }, index) => ({ ...block, block_id: `${QUOTED}-${index}` })),
      ...form.fields.map(drawField),
      {
        type: 'input',
        block_id: 'files',
        optional: true,
        label: plain('Files'),
        element: { type: 'file_input', action_id: 'value', max_files: 10 },
      },
    ],
  };
}

/** The form was sent: it is a message like one that was typed. */
export async function sendAsked(desk: Desk, body: Raw, from: Account): Promise<Reply> {
  const view = recordOf(body.view);
  const state = recordOf(recordOf(view.state).values);
  const quoted = readBack(view);
  const asking = readAsked(readValues(view), quoted !== undefined);
  if ('errors' in asking) return { response_action: 'errors', errors: asking.errors };
  const { text, chosen } = asking;
  const files = [...readFiles(recordOf(recordOf(state.files).value).files), ...(quoted?.files ?? [])];
  const { by = '', text: words = '', link = '' } = quoted ?? {};
  const { form, filled } = deedOf(view);
  await desk.keep({
    kind: 'message',
    key: `ask ${form} ${filled}`,
    at: desk.now(),
    from,
    address: from.address,
    text,
    ...(files.length > 0 && { files }),
    ...(quoted && { quoted: { by, text: words, ...(link && { link }) } }),
    chosen,
  });
  return { response_action: 'update', view: noticeView([asked]) };
}

function readBack(view: Raw): Quoted | undefined {
  let carried: Raw = {};
  try {
    carried = recordOf(JSON.parse(textOf(view.private_metadata)));
  } catch {
    return undefined;
  }
  const by = textOf(carried.by);
  const quotes = listOf(view.blocks)
    .filter((block) => textOf(block.block_id).startsWith(QUOTED))
    .map((block, index) => readQuote(block, index === 0 ? `${plainName(by)}:\n` : ''));
  const files = listOf(carried.files).map(({ ref, name, type, size }) => ({
    ref: textOf(ref),
    name: textOf(name),
    type: textOf(type),
    size: Number(size) || 0,
  }));
  return { by, text: quotes.join(''), link: textOf(carried.link), files };
}

/** The words alone, whether they stand in a quote or, where a workspace has none, behind their author in a section. */
function readQuote(block: Raw, author: string): string {
  if (block.type === 'section') {
    const text = textOf(recordOf(block.text).text);
    return text.startsWith(author) ? text.slice(author.length) : text;
  }
  return listOf(block.elements)
    .filter(({ type }) => type === 'rich_text_quote')
    .flatMap(({ elements }) => listOf(elements).map(({ text }) => textOf(text)))
    .join('');
}
