import { wordsOfHtml } from '../words.ts';
import type { Incoming } from './activity.ts';
import { decodeEntities } from './entities.ts';

/** Another message that somebody's words answer, as far as Teams tells: its id in the conversation, and how it begins. */
export type Quote = { id: string; by?: string; words?: string };

type Quoting = Pick<Incoming, 'entities' | 'attachments' | 'text'>;

/** What Teams calls a quoted reply in the HTML that goes with a message. */
const REPLY = 'schema.skype.com/Reply';

/** The first message that is quoted. Teams says it as an entity, as a mark in the text, or in the HTML: any will do. */
export function quoteOf(activity: Quoting): Quote | undefined {
  for (const { type, quotedReply } of activity.entities ?? [])
    if (type === 'quotedReply' && quotedReply)
      return quote(quotedReply.messageId, quotedReply.senderName, quotedReply.preview);
  const [block] = readHtml(htmlOf(activity)).quotes;
  const id = block ? attribute(block.tag, 'itemid') : '';
  if (block && id !== '')
    return quote(id, wordsOfHtml(partOf(block.inside, 'mri')), wordsOfHtml(partOf(block.inside, 'preview', 'copy')));
  const mark = MARK.exec(activity.text ?? '')?.[1];
  return mark ? quote(attribute(mark, 'messageId')) : undefined;
}

const quote = (id: string, by = '', words = ''): Quote | undefined =>
  id === '' ? undefined : { id, ...(by !== '' && { by }), ...(words !== '' && { words }) };

const MARK = /<quoted\b([^<>]*)>/iu;

/**
 * What somebody wrote themselves: without the marks of what they quote, and without its words, which some clients put in
 * front of theirs. Those are told apart by the HTML, where the quote stands in a block of its own.
 */
export function ownText(activity: Quoting): string {
  const text = (activity.text ?? '').replace(/<\/?quoted\b[^<>]*>/giu, '');
  const { quotes, rest } = readHtml(htmlOf(activity));
  if (quotes.length === 0) return text;
  const own = wordsOfHtml(rest);
  const [whole, end] = [bare(text), bare(own)];
  return end !== '' && whole.length > end.length && whole.endsWith(end) ? own : text;
}

/** The characters alone: what is a space, a line or a mark differs between a text and its HTML. */
const bare = (text: string): string => decodeEntities(text.replace(/<\/?at\b[^<>]*>/giu, '')).replace(/\s/gu, '');

const htmlOf = ({ attachments }: Quoting): string => {
  const html = attachments?.find(({ contentType }) => contentType === 'text/html')?.content;
  return typeof html === 'string' ? html : '';
};

type Block = { tag: string; inside: string };

/** The quotes of an HTML text, and all that stands around them. Each part of it is looked at once, whatever it is. */
function readHtml(html: string): { quotes: Block[]; rest: string } {
  const quotes: Block[] = [];
  let rest = '';
  let from = 0;
  for (const begin of html.matchAll(/<blockquote\b([^<>]*)>/giu)) {
    const [whole, tag = ''] = begin;
    if (begin.index < from || !tag.includes(REPLY)) continue;
    const inside = begin.index + whole.length;
    const end = html.indexOf(END, inside);
    // Without an end, none of the later ones has one either.
    if (end < 0) break;
    quotes.push({ tag, inside: html.slice(inside, end) });
    rest += html.slice(from, begin.index);
    from = end + END.length;
  }
  return { quotes, rest: rest + html.slice(from) };
}

const END = '</blockquote>';

const attribute = (tag: string, name: string): string => {
  const at = tag.indexOf(`${name}="`);
  if (at < 0) return '';
  const from = at + name.length + 2;
  const to = tag.indexOf('"', from);
  return to < 0 ? '' : decodeEntities(tag.slice(from, to)).trim();
};

/** The HTML between the first tag of one of these names (`itemprop`) and the end of it. */
function partOf(html: string, ...names: readonly string[]): string {
  for (const { 1: element = '', 2: tag = '', 0: whole, index } of html.matchAll(/<(strong|p)\b([^<>]*)>/giu)) {
    if (!names.includes(attribute(tag, 'itemprop'))) continue;
    const from = index + whole.length;
    const to = html.indexOf(`</${element}>`, from);
    return to < 0 ? '' : html.slice(from, to);
  }
  return '';
}
