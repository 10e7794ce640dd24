import type { Answer } from './answer.ts';
import { type Block, type Form, type Message, type Moment, type Span, sayMoment, type Text } from './message.ts';

/** A moment in another year names the year. Which year the reader is in is known when something is sent or answered. */

/** The same message, in which each moment of another year than `now`, in its own zone, says its year. */
export const withYears = (message: Message, now: Date): Message => ({
  ...message,
  blocks: inBlocks(message.blocks, now),
  ...(message.inThread && { inThread: inText(message.inThread, now) }),
});

/** The same answer, in which each moment of another year says its year. */
export function answerWithYears(answer: Answer, now: Date): Answer {
  switch (answer.kind) {
    case 'done':
    case 'errors':
      return answer;
    case 'notice':
      return { ...answer, text: inText(answer.text, now) };
    case 'form':
      return { ...answer, form: inForm(answer.form, now) };
    case 'show':
      return { ...answer, message: withYears(answer.message, now) };
  }
}

/** A moment where only plain words may stand, such as beside a field, in the words of somebody who reads them at `now`. */
export const sayMomentAt = (moment: Moment, now: Date): string => sayMoment(inMoment(moment, now));

const inForm = (form: Form, now: Date): Form => (form.intro ? { ...form, intro: inBlocks(form.intro, now) } : form);

const inBlocks = (blocks: Block[], now: Date): Block[] => blocks.map((block) => inBlock(block, now));

function inBlock(block: Block, now: Date): Block {
  switch (block.kind) {
    case 'heading':
    case 'chart':
    case 'face':
    case 'link':
    case 'buttons':
      return block;
    case 'quote':
      return block.at ? { ...block, at: inMoment(block.at, now) } : block;
    case 'text':
    case 'row':
    case 'small':
      return { ...block, text: inText(block.text, now) };
    case 'list':
      return { ...block, items: block.items.map((item) => inText(item, now)) };
    case 'facts':
      return { ...block, facts: block.facts.map((fact) => ({ ...fact, value: inText(fact.value, now) })) };
  }
}

const inText = (text: Text, now: Date): Text => text.map((span) => inSpan(span, now));

const inSpan = (span: Span, now: Date): Span =>
  typeof span === 'string' || 'strong' in span ? span : inMoment(span, now);

/** A moment by itself, read at `now`. */
export const inMoment = (moment: Moment, now: Date): Moment =>
  yearOf(moment.when, moment.zone) === yearOf(now, moment.zone) ? moment : { ...moment, year: true };

const years = new Map<string, Intl.DateTimeFormat>();
function yearOf(when: Date, zone: string): string {
  const format = years.get(zone) ?? new Intl.DateTimeFormat('en-US', { timeZone: zone, year: 'numeric' });
  years.set(zone, format);
  return format.format(when);
}
