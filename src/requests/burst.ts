import type { RequestMessage } from './request.ts';

/** Lines of one person that follow one another within this are one text. */
export const BURST_MS = 90_000;

type Line = Pick<RequestMessage, 'authorId' | 'kind' | 'at'>;

/** Whether a line goes on from the one before it, in the order in which both came in. */
const goesOn = (line: Line, before: Line): boolean =>
  line.kind === 'from agency' &&
  before.kind === 'from agency' &&
  line.authorId === before.authorId &&
  Math.abs(line.at.getTime() - before.at.getTime()) <= BURST_MS;

/** The lines of one text: all before this message, and after it, that go on from one another. */
export function burstOf<T extends Line>(messages: readonly T[], message: T): T[] {
  const place = messages.indexOf(message);
  if (place < 0) return [message];
  let [from, to] = [place, place];
  for (let [one, before] = [messages[from], messages[from - 1]]; one && before && goesOn(one, before); ) {
    from -= 1;
    [one, before] = [messages[from], messages[from - 1]];
  }
  for (let [one, next] = [messages[to], messages[to + 1]]; one && next && goesOn(next, one); ) {
    to += 1;
    [one, next] = [messages[to], messages[to + 1]];
  }
  return messages.slice(from, to + 1);
}

const greetings =
  'hi hello hey again good morning afternoon evening day there all team everyone dear folks hola buenos buenas días dias tardes noches estimados estimado estimada';
const openers =
  'i we have has got a an one quick short another question questions need some help please can could may you me ask something with anyone are is this hope well doing im tengo una pregunta otra necesito ayuda por favor puedo preguntar algo';
const empty = new Set(`${greetings} ${openers}`.split(' '));

/** "Hola, …", "Buenos días": somebody speaks Spanish, and is answered with a word of it. */
export const greetsInSpanish = (text: string): boolean =>
  /^[\s¡¿]{0,5}(?:hola|muy buen[oa]s|buen[oa]s|buen día|saludos|estimad[oa]s?)(?![\p{L}\p{N}])/iu.test(text);

/** A line that only opens a conversation: "Hi Lee", "I have a question". What it is about comes after it. */
export function saysLittle(line: string): boolean {
  const words = line.match(/[\p{L}\p{N}'’]+/gu) ?? [];
  if (words.length > 12) return false;
  const isGreeting = /^(?:hi|hello|hey|dear|hola|good|buen[oa]s)$/iu.test(words[0] ?? '');
  const telling = words.filter((word) => !empty.has(word.toLowerCase().replace(/['’]/gu, '')));
  // After a greeting a name says no more than the greeting does.
  return (
    telling.length === 0 ||
    (isGreeting && telling.length === 1 && /^\p{Lu}/u.test(telling[0] ?? '') && words.length <= 3)
  );
}
