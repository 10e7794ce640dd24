import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  escapedLength,
  escapeText,
  mentionedIn,
  readText,
  shorten,
  splitText,
} from '../../../adapters/slack/out/text.ts';

const names = (id: string) => (id === 'U1' ? 'Ana <Ruiz> & co' : undefined);

describe('what people write', () => {
  test.each([
    ['plain words', 'plain words'],
    ['3 &lt; 4 &amp;&amp; 5 &gt; 4', '3 < 4 && 5 > 4'],
    ['once only: &amp;lt;b&amp;gt;', 'once only: &lt;b&gt;'],
    ['<@U1> asks', '@Ana <Ruiz> & co asks'],
    ['<@U2|bob> asks <@U3>', '@bob asks @U3'],
    ['in <#C1|general> and <#C2|>', 'in #general and #'],
    ['<!here> <!channel> <!subteam^S1|@buyers> <!subteam^S2>', '@here @channel @buyers @subteam'],
    ['<!date^1392734382^{date}|Feb 18, 2014>', 'Feb 18, 2014'],
    ['<https://a.example/?a=1&amp;b=2>', 'https://a.example/?a=1&b=2'],
    ['<https://evil.example|https://bank.example>', 'https://bank.example (https://evil.example)'],
    ['<http://bank.example|bank.example>', 'http://bank.example'],
    ['<mailto:a@b.example|a@b.example>', 'a@b.example'],
  ])('%s', (raw, text) => {
    expect(readText(raw, names)).toBe(text);
  });

  test('comes back as it was typed, whatever that is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(readText(escapeText(text), names)).toBe(text);
        expect(escapeText(text)).toHaveLength(escapedLength(text));
      }),
    );
  });

  test('those who are mentioned are found once', () => {
    expect(mentionedIn('<@U1> <@U2|bob> <@U1> &lt;@U3&gt;')).toEqual(['U1', 'U2']);
  });
});

describe('a long text', () => {
  test('is cut between words, within the limit once escaped, and nothing of it is lost', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 500 }), fc.integer({ min: 40, max: 200 }), (text, limit) => {
        const pieces = splitText(text, limit);
        expect(pieces.join('')).toBe(text);
        for (const piece of pieces) expect(escapedLength(piece)).toBeLessThanOrEqual(limit);
      }),
    );
    expect(splitText('one two three four', 9)).toEqual(['one two ', 'three ', 'four']);
    expect(splitText('&'.repeat(10), 20).map(escapedLength)).toEqual([20, 20, 10]);
  });

  test('is cut between graphemes where there is no space', () => {
    const family = '👨‍👩‍👧‍👦';
    for (const piece of splitText(family.repeat(40), 100)) expect(piece.replaceAll(family, '')).toBe('');
    const marked = 'e\u0301'.repeat(99);
    for (const piece of splitText(marked, 31)) expect(piece).toMatch(/^(?:e\u0301)+$/u);
  });

  test('of a single endless cluster is cut all the same, but no character in two', () => {
    const pieces = splitText(`😀${'\u0301'.repeat(400)}${'😀\u200D'.repeat(200)}`, 51);
    expect(pieces.join('')).toHaveLength(402 + 600);
    for (const piece of pieces) expect(piece.isWellFormed()).toBe(true);
  });

  test('of 50,000 emoji loses none', () => {
    const pieces = splitText('👩🏽‍💻'.repeat(50_000), 2_800);
    expect(pieces.join('')).toHaveLength(350_000);
  });

  test('is shortened with an ellipsis, not in the middle of a character', () => {
    expect(shorten('short', 5)).toBe('short');
    expect(shorten('a longer one', 8)).toBe('a longe…');
    expect(shorten('abc👨‍👩‍👧‍👦def', 8)).toBe('abc…');
  });
});
