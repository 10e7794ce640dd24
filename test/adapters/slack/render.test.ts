import { describe, expect, test } from 'vitest';
import { drawParts } from '../../../adapters/slack/out/render.ts';
import { errorsAnswer, formView, homeView, readOrigin, readValues, showView } from '../../../adapters/slack/views.ts';
import type { Form, Message } from '../../../src/chat/message.ts';
import { LONGEST_TEXT } from '../../../src/chat/message.ts';
import { EVERY_BLOCK, EVERY_FIELD, HOSTILE } from '../../contracts/samples.ts';
import { leaves, messageProblems, shownText, viewProblems } from '../../support/slack/block-kit.ts';

const problems = (message: Message) => drawParts(message).flatMap((part) => messageProblems(part));
const quote = (text: string): Message => ({ blocks: [{ kind: 'quote', by: 'Ana', text }] });

describe('a message', () => {
  test('of every kind of block keeps to the limits, and its text says all that its blocks say', () => {
    expect(problems(EVERY_BLOCK)).toEqual([]);
    const [part] = drawParts(EVERY_BLOCK);
    expect(part?.text).toContain('Due <!date^1781035200^{date_short_pretty} at {time}|Tue, Jun 9, 4:00 PM EDT>');
    expect(part?.text).toContain('R-7 &amp; "all" &lt;the&gt; rest');
  });

  test('shows the words of people in places only where nothing is markup', () => {
    for (const text of HOSTILE) {
      const [part] = drawParts({
        blocks: [
          { kind: 'quote', by: text, text },
          { kind: 'small', text: [text, { when: new Date(0), zone: 'UTC' }] },
          { kind: 'text', text: [{ strong: text }, text] },
          { kind: 'face', photo: { url: 'https://pictures.example/a.png', of: text } },
          { kind: 'list', items: [[text]] },
          { kind: 'facts', facts: [{ label: text, value: [text] }] },
        ],
      });
      expect(messageProblems(part ?? {})).toEqual([]);
      expect(JSON.stringify(part?.blocks).match(/"type":"mrkdwn","text":"([^"]*)/gu)).toHaveLength(1);
      expect(part?.text).not.toMatch(/<(?!!date\^)/u);
      expect(shownText(part?.text ?? '')).toContain(text);
    }
  });

  test('too long for one post is several, numbered, each within the limits', () => {
    for (const text of ['&'.repeat(LONGEST_TEXT), 'word '.repeat(8_000), '👩🏽‍💻'.repeat(5_000)]) {
      const parts = drawParts(quote(text));
      expect(problems(quote(text))).toEqual([]);
      expect(parts.length).toBeGreaterThan(10);
      for (const [index, part] of parts.entries()) {
        expect(part.text.startsWith(`(${index + 1}/${parts.length}) `)).toBe(true);
        expect(part.text.length).toBeLessThanOrEqual(2_900);
      }
      const said = parts
        .flatMap((part) => leaves(part.blocks))
        .filter((leaf) => leaf !== 'Ana:' && !/^\(\d/u.test(leaf));
      expect(said.join('')).toBe(text);
    }
  });

  test('of many blocks, buttons or items is within the limits too', () => {
    const many: Message = {
      blocks: [
        ...Array.from({ length: 120 }, (_, index) => ({ kind: 'text' as const, text: [`line ${index}`] })),
        {
          kind: 'buttons',
          buttons: Array.from({ length: 60 }, (_, index) => ({
            label: `${index} ${'a very long label '.repeat(8)}`,
            press: { name: 'look', about: String(index) },
          })),
        },
        { kind: 'list', items: Array.from({ length: 300 }, (_, index) => [`item ${index}`]) },
        { kind: 'heading', text: 'long '.repeat(60) },
        { kind: 'small', text: Array.from({ length: 30 }, (_, index) => `${index} `) },
      ],
    };
    expect(problems(many)).toEqual([]);
    const shown = drawParts(many).flatMap(({ blocks }) => leaves(blocks));
    for (const words of ['line 0', 'line 119', 'item 0', 'item 299']) expect(shown).toContain(words);
  });

  test('of nothing but empty pieces draws no empty block', () => {
    expect(
      problems({
        blocks: [
          { kind: 'heading', text: ' ' },
          { kind: 'text', text: ['', 'x'] },
          quote('').blocks[0] ?? { kind: 'list', items: [] },
        ],
      }),
    ).toEqual([]);
  });

  test('has no turning or hidden characters in names and headings', () => {
    const [part] = drawParts({
      blocks: [
        { kind: 'heading', text: 'R-7 \u202Egnp.exe' },
        { kind: 'quote', by: 'An\u200Ba\u202E', text: 'kept \u202Eas it is' },
      ],
    });
    expect(part?.text).toBe('R-7 gnp.exe\nAna: kept \u202Eas it is');
  });
});

describe('a form', () => {
  test('of every kind of field keeps to the limits, and carries what comes back', () => {
    const view = formView(EVERY_FIELD, { channel: 'D1', thread: '1.2' });
    expect(viewProblems(view)).toEqual([]);
    expect(readOrigin({ ...view })).toEqual({ press: EVERY_FIELD.press, channel: 'D1', thread: '1.2' });
  });

  test('with long words keeps to them, and says its title in full', () => {
    const field = { label: 'l'.repeat(2_500), hint: 'h'.repeat(2_500), required: true };
    const form: Form = {
      title: 'Reply to Christopher Montgomery of Transportation',
      submit: 'Send it to Christopher Montgomery',
      press: { name: 'reply', about: '7' },
      fields: [
        { kind: 'paragraph', name: 'text', initial: 'i'.repeat(4_000), ...field },
        { kind: 'choice', name: 'empty', options: [], ...field, label: 'Nothing' },
        { kind: 'date', name: 'day', initial: '2026-06-09', ...field },
      ],
    };
    const view = formView(form, {});
    expect(viewProblems(view)).toEqual([]);
    expect(leaves(view.blocks)).toContain(form.title);
    expect(leaves(view.blocks)).toContain('Nothing: there is nothing to choose from.');
  });

  test('with more choices than a menu holds shows them in groups', () => {
    const options = Array.from({ length: 250 }, (_, index) => ({
      value: `a${index}`,
      label: `Agency ${index} ${'x'.repeat(90)}`,
    }));
    const choice = {
      kind: 'choice',
      name: 'agency',
      label: 'Agency',
      required: true,
      options,
      initial: 'a240',
    } as const;
    const view = formView({ ...EVERY_FIELD, fields: [choice] }, {});
    expect(viewProblems(view)).toEqual([]);
    expect(JSON.stringify(view).match(/"value":"a\d+"/gu)).toHaveLength(251);
    expect(() =>
      formView({ ...EVERY_FIELD, fields: [{ ...choice, options: [{ value: 'v'.repeat(151), label: 'l' }] }] }, {}),
    ).toThrow(/does not carry/u);
  });

  test('gives all its values, the empty ones too', () => {
    const view = {
      ...formView(EVERY_FIELD, {}),
      state: {
        values: {
          title: { value: { value: 'Two' } },
          outcome: { value: { selected_option: { value: 'b' } } },
          liked: { value: { selected_options: [{ value: 'ease' }, { value: 'people' }] } },
          day: { value: { selected_date: null } },
        },
      },
    };
    expect(readValues(view)).toEqual({ title: 'Two', words: '', outcome: 'b', liked: 'ease,people', day: '' });
  });

  test('shows errors at their fields, and those of no field at the first', () => {
    const view = { ...formView(EVERY_FIELD, {}) };
    expect(errorsAnswer(view, { words: 'Say more.', elsewhere: 'Too late.', title: 'Short.' })).toEqual({
      response_action: 'errors',
      errors: { words: 'Say more.', title: 'Too late. Short.' },
    });
    expect(errorsAnswer({ blocks: [] }, { words: 'Say more.' })).toBeUndefined();
  });
});

test('a page or a list that is too long says how much is left out', () => {
  const long: Message = {
    blocks: Array.from({ length: 130 }, (_, index) => ({ kind: 'text', text: [`line ${index}`] })),
  };
  for (const view of [homeView(long), showView(long, {})]) {
    expect(viewProblems(view)).toEqual([]);
    expect(leaves(view.blocks)).toContain('31 more do not fit here.');
  }
});
