import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { drawParts } from '../../adapters/slack/out/render.ts';
import { escapedLength, mentionedIn, plainName, readText, shorten, splitText } from '../../adapters/slack/out/text.ts';
import { decodeEntities } from '../../adapters/teams/in/entities.ts';
import { ownText, quoteOf } from '../../adapters/teams/in/quotes.ts';
import { cutText } from '../../adapters/teams/out/cut.ts';
import { drawActivities } from '../../adapters/teams/out/parts.ts';
import { plainWords, wordsOfHtml } from '../../adapters/teams/words.ts';
import { clean } from '../../src/chat/clean.ts';
import { type Message, plainText } from '../../src/chat/message.ts';
import { readTyped } from '../../src/closures/reading.ts';
import { findPhrase } from '../../src/features.ts';
import { readFind } from '../../src/requests/find.ts';
import { namedRequest, readRequestRef } from '../../src/requests/request.ts';
import { isThanks } from '../../src/requests/thanks.ts';
import { growsFasterThan } from '../support/growth.ts';

/**
 * One person may write some 40,000 characters, and while a text is looked at nobody else is served. So every pattern and
 * every function of a text, wherever it stands, is tried on characters that make such things slow: it has to grow with
 * the length of the text, and not with its square.
 */
const MOST = 10_000;
const LESS = MOST / 4;
const root = join(import.meta.dirname, '..', '..');
const files = ['src', 'adapters'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.startsWith('cli/'))
    .map((name) => `${folder}/${name}`),
);
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

const pieces = [
  ...' \n\t\r?!.,:;-_~#%|*+=/\\@<>&"\'()[]{}aA01é\u00A0\u200B\u202A\u2066\u2069\u0000',
  ...[
    '👍',
    '\uD800',
    'a ',
    '<a',
    '<at>',
    '</',
    '&a',
    '&#1',
    '1,',
    'a.',
    'a-',
    '-a',
    ' -',
    '@a',
    'a@',
    'R-',
    'R-1',
    '\r\n',
  ],
  ...[
    '<@U1>',
    '<!',
    ' "',
    '""',
    '[[',
    '![',
    '://',
    'a/',
    '1:',
    '1-',
    '-1',
    '\n ',
    ' \n',
    '.0',
    'x=',
    ';a',
    '\u0301',
    'Ωx',
  ],
];
/** Ends that fit nothing keep a pattern trying. */
const ends = ['', '\u0001', 'x'];
/** Texts that are not one piece again and again: turns of the writing that cross one another, and halves that differ. */
const shapes: ((length: number) => string)[] = [
  (length) => `${'\u202A'.repeat(length / 2)}${'\u2069'.repeat(length / 2)}`,
  (length) => '\u2067\u202B\u2069'.repeat(length / 3),
  (length) => `thanks${' '.repeat(length)}thanks`,
  (length) => `R-${'0'.repeat(length)}`,
];
const hostile = (length: number) => [
  ...pieces.flatMap((piece) => ends.map((end) => piece.repeat(length / piece.length) + end)),
  ...shapes.map((shape) => shape(length)),
];
const [long, short] = [hostile(MOST), hostile(LESS)];

/** What grows faster than the text, with the piece of text that shows it. */
function slow(name: string, work: (text: string) => unknown): string[] {
  return long.flatMap((text, index) =>
    growsFasterThan(text, short[index] ?? '', work) ? [`${name}: many ${JSON.stringify(text.slice(0, 6))}`] : [],
  );
}

/** Patterns as they are written: after what an operand may follow, and before what may follow one. */
const LITERAL =
  /(?<=[(,=:[!&|?{};\n]\s*|return\s)\/(?<body>(?:[^/\\[\n*]|\\.|\[(?:[^\]\\\n]|\\.)*\])(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])*)\/(?<flags>[dgimsuvy]*)(?=\s*[).,;:\]}\n?&|])/gu;

const patterns = new Map<string, string>();
for (const file of files)
  for (const { groups } of read(file).matchAll(LITERAL)) {
    const { body = '', flags = '' } = groups ?? {};
    patterns.set(`/${body}/${flags}`, file);
  }

describe('every pattern', () => {
  test('is found', () => expect(patterns.size).toBeGreaterThan(80));

  test('takes no longer than the text is long', { timeout: 120_000 }, () => {
    const found = [...patterns].flatMap(([pattern, file]) => {
      const at = pattern.lastIndexOf('/');
      const compiled = new RegExp(pattern.slice(1, at), pattern.slice(at + 1).replace(/[gy]/gu, ''));
      const all = new RegExp(compiled.source, `${compiled.flags}g`);
      return slow(`${file} ${pattern}`, (text) => text.replace(all, ''));
    });
    expect(found).toEqual([]);
  });
});

/** So long already that it goes in several parts: what fits into one is quick. */
const LONG = 'word '.repeat(6_000);
const quote = (text: string): Message => ({
  blocks: [LONG, text].map((said) => ({ kind: 'quote', by: 'Ana', text: said })),
});

const functions: Record<string, (text: string) => unknown> = {
  decodeEntities,
  wordsOfHtml,
  plainWords: (text) => plainWords(text, { id: 'bot', name: 'Liaison Desk' }),
  'quotes of Teams': (text) => {
    const reply = `<blockquote itemtype="http://schema.skype.com/Reply" itemid="1">${text}</blockquote>`;
    const activity = { text, attachments: [{ contentType: 'text/html', content: text + reply }] };
    return [quoteOf(activity), quoteOf({ text }), ownText(activity)];
  },
  readText: (text) => readText(text, () => undefined),
  mentionedIn,
  escapedLength,
  plainName,
  splitText: (text) => splitText(text, 2_900),
  shorten: (text) => shorten(text, 100),
  cutText: (text) => cutText(text, 2_900, (piece) => piece.length),
  'Office closed': (text) => readTyped(`office closed ${text}`, '2026-06-01'),
  readFind,
  findPhrase,
  isThanks,
  namedRequest,
  readRequestRef,
  clean,
  'a message in Slack': (text) => drawParts(quote(text)),
  'a message in Teams': (text) => drawActivities(quote(text), () => false),
  'a message in plain text': (text) => plainText(quote(text)),
};

test.each(Object.entries(functions))('%s takes no longer than the text is long', { timeout: 120_000 }, (name, work) => {
  expect(slow(name, work)).toEqual([]);
});
