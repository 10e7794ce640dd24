import { describe, expect, test } from 'vitest';
import type { Card, Outbound } from '../../../adapters/teams/in/activity.ts';
import { answerDialog } from '../../../adapters/teams/in/answers.ts';
import { cutText } from '../../../adapters/teams/out/cut.ts';
import { drawForm } from '../../../adapters/teams/out/forms.ts';
import { activityBytes, drawActivities, LONGEST_ACTIVITY_BYTES } from '../../../adapters/teams/out/parts.ts';
import { drawCard } from '../../../adapters/teams/out/render.ts';
import { pack, unpack } from '../../../adapters/teams/packed.ts';
import { plainWords, wordsOfHtml } from '../../../adapters/teams/words.ts';
import { type Block, type Form, type Message, plainText } from '../../../src/chat/message.ts';
import { EVERY_BLOCK, EVERY_FIELD, HOSTILE, leavesOf } from '../../contracts/samples.ts';
import { buttonsOf, checkActivity, checkCard, wordsOfActivity, wordsOfCard } from '../../support/teams/read-card.ts';

const atOnce = (name: string): boolean => name === 'accept';
const quote = (text: string): Message => ({ blocks: [{ kind: 'quote', by: 'Ana', text }] });
const wordsOf = (activities: Outbound[]): string => activities.map(wordsOfActivity).join('\n');

describe('a card', () => {
  test('says all, has all of it as plain text, and is what Microsoft’s own parser takes', () => {
    const card = drawCard(EVERY_BLOCK, atOnce);
    checkCard(card);
    for (const leaf of leavesOf(EVERY_BLOCK)) expect(wordsOfCard(card)).toContain(leaf);
    expect(card.fallbackText).toBe(plainText(EVERY_BLOCK));
    // A screen reader would say it, and then read the card.
    expect(card).not.toHaveProperty('speak');
  });

  test('that is wrong would be noticed', () => {
    const wrong = { ...drawCard(EVERY_BLOCK, atOnce), body: [{ type: 'Nonsense' }] } as unknown as Card;
    expect(() => checkCard(wrong)).toThrow();
    const input = drawForm(EVERY_FIELD, 'dialog', atOnce);
    expect(() =>
      checkCard({ ...input, body: input.body.map((each) => ({ ...each, id: 'same' })) as Card['body'] }),
    ).toThrow();
  });

  test.each(HOSTILE)('shows what people write as they wrote it: %s', (text) => {
    const every: Block[] = [
      { kind: 'heading', text },
      { kind: 'text', text: [text, { strong: text }] },
      { kind: 'quote', by: text, text },
      { kind: 'facts', facts: [{ label: 'Said', value: [text] }] },
      { kind: 'list', items: [[text]] },
      { kind: 'small', text: [text] },
    ];
    const card = drawCard({ blocks: every }, atOnce);
    checkCard(card);
    expect(wordsOfCard(card).split(text)).toHaveLength(9);
    // Runs are literal; what is markdown to a client must not hold people's words.
    expect(JSON.stringify(card)).not.toContain('"TextBlock"');
  });

  test('has headings that a screen reader finds, where no sign in them could be markup', () => {
    const kinds = (text: string) => drawCard({ blocks: [{ kind: 'heading', text }] }, atOnce).body[0]?.type;
    expect(kinds('R-1042 · Transportation: Do I need three quotes for $40k?')).toBe('TextBlock');
    for (const text of [
      '1. not a list',
      '- nor this',
      'see https://evil.example',
      'bank.example',
      '*bold*',
      '[a](b)',
      '&lt;b>',
    ])
      expect(kinds(text)).toBe('RichTextBlock');
  });

  test('shows line ends, and all of many buttons', () => {
    const buttons = Array.from({ length: 14 }, (_, nth) => ({
      label: `Agency ${nth}`,
      press: { name: 'agency', about: `${nth}` },
    }));
    const card = drawCard(
      {
        blocks: [
          { kind: 'text', text: ['one\n\ntwo\nthree'] },
          { kind: 'buttons', buttons },
        ],
      },
      atOnce,
    );
    expect(card.body.filter(({ type }) => type === 'RichTextBlock')).toHaveLength(3);
    expect(buttonsOf(card)).toHaveLength(14);
    for (const element of card.body)
      if (element.type === 'ActionSet') expect(element.actions.length).toBeLessThanOrEqual(5);
  });

  test('has buttons that do it at once, and buttons that open a dialog', () => {
    const press = (name: string) => ({ label: name, press: { name, about: '7' } });
    const [accept, reply] = buttonsOf(
      drawCard({ blocks: [{ kind: 'buttons', buttons: [press('accept'), press('reply')] }] }, atOnce),
    );
    expect(accept).toMatchObject({
      type: 'Action.Execute',
      verb: 'press',
      data: { desk: { press: { name: 'accept' } } },
      // A client that does not know it sends the same as a message.
      fallback: { type: 'Action.Submit', title: 'accept', data: { desk: { press: { name: 'accept' } } } },
    });
    expect(reply).toMatchObject({
      type: 'Action.Submit',
      data: { msteams: { type: 'task/fetch' }, desk: { press: { name: 'reply' } } },
    });
  });
});

describe('what is long', () => {
  const plain = 'w'.repeat(39_999);
  const families = '👨‍👩‍👧‍👦'.repeat(3_600);
  const texts: [string, string][] = [
    ['without a space', plain],
    ['with many lines', 'line\n'.repeat(8_000)],
    ['of families', families],
    ['of quotation marks', '"'.repeat(40_000)],
    ['of control signs', '\u0001'.repeat(40_000)],
    ['of marks upon one letter', `e${'\u0301'.repeat(39_999)}`],
    ['in Chinese', '采购'.repeat(20_000)],
  ];

  test.each(texts)('%s goes in parts that fit, in a card and as plain text', (_, text) => {
    for (const message of [quote(text), { blocks: [{ kind: 'text' as const, text: [text] }] }]) {
      const activities = drawActivities(message, atOnce);
      expect(activities.length).toBeGreaterThan(1);
      expect(activities.length).toBeLessThan(70);
      for (const activity of activities) checkActivity(activity);
      const count = (whole: string) =>
        Array.from(whole).filter((sign) => text.includes(sign) && !/[\s\w()/]/u.test(sign)).length;
      expect(count(wordsOf(activities))).toBe(count(text));
    }
  });

  test('is never cut within a sign that people see as one', () => {
    for (const activity of drawActivities(quote(families), atOnce))
      for (const family of wordsOfActivity(activity).match(/[\u{1F466}-\u{1F469}\u200D]+/gu) ?? [])
        expect(family.replaceAll('👨‍👩‍👧‍👦', '')).toBe('');
  });

  test('of every kind of block fits', () => {
    const words = 'word '.repeat(3_000);
    const blocks: Block[] = [
      { kind: 'heading', text: words },
      { kind: 'text', text: [words, { strong: words }] },
      {
        kind: 'facts',
        facts: [
          { label: 'Long', value: [words] },
          { label: 'Short', value: ['yes'] },
        ],
      },
      { kind: 'list', items: [[words], ['short']] },
      { kind: 'small', text: [words] },
      {
        kind: 'buttons',
        buttons: Array.from({ length: 300 }, (_, nth) => ({
          label: `Agency ${nth}`,
          press: { name: 'agency', about: `${nth}` },
        })),
      },
    ];
    const activities = drawActivities({ blocks }, atOnce);
    for (const activity of activities) checkActivity(activity);
    expect(wordsOf(activities).match(/\bword\b/gu)).toHaveLength(18_000);
    for (const label of ['Long', 'Short', 'short', 'Agency 0', 'Agency 299'])
      expect(wordsOf(activities)).toContain(label);
  });

  test('is cut at a space, and joined it is the text again', () => {
    const text = 'one two three four';
    expect(cutText(text, 9, (each) => each.length)).toEqual(['one two ', 'three ', 'four']);
    expect(cutText('', 9, (each) => each.length)).toEqual([]);
  });

  test('in a dialog shows its beginning, and says that there is more', () => {
    const blocks: Block[] = Array.from({ length: 200 }, (_, nth) => ({
      kind: 'text',
      text: [`${nth} ${'x'.repeat(200)}`],
    }));
    const body = answerDialog({ kind: 'show', message: { blocks } }, atOnce).body as {
      task: { value: { card: { content: Card } } };
    };
    const card = body.task.value.card.content;
    expect(activityBytes(card)).toBeLessThanOrEqual(LONGEST_ACTIVITY_BYTES);
    expect(wordsOfCard(card)).toContain('There is more than fits here');
  });
});

describe('a form', () => {
  test('has an input for each field, and says which may be left out', () => {
    const card = drawForm(EVERY_FIELD, 'dialog', atOnce);
    checkCard(card);
    expect(card.body.filter(({ type }) => type.startsWith('Input.'))).toMatchObject([
      { type: 'Input.Text', isMultiline: false, label: 'Title', isRequired: true },
      { type: 'Input.Text', isMultiline: true, label: 'What they are told' },
      { type: 'Input.ChoiceSet', style: 'expanded', choices: [{ value: 'a' }, { value: 'b' }] },
      { type: 'Input.ChoiceSet', isMultiSelect: true, choices: [{ value: 'ease' }, { value: 'other' }, {}] },
      { type: 'Input.Date', label: 'Follow up on (optional)', isRequired: false },
    ]);
    expect(wordsOfCard(card)).toContain('The agency reads this.');
  });

  test('shows errors in words beside their fields, and keeps what was written', () => {
    const state = {
      values: { title: 'Two', words: 'as it was', outcome: 'b', day: '2026-06-09' },
      errors: { words: 'Say more.', other: 'Closed.' },
    };
    const card = drawForm(EVERY_FIELD, 'inline', atOnce, state);
    checkCard(card);
    const said = wordsOfCard(card);
    expect(said.indexOf('Please correct: Closed.')).toBeLessThan(said.indexOf('Title'));
    expect(said.indexOf('Please correct: Say more.')).toBeGreaterThan(said.indexOf('What they are told'));
    expect(card.body).toContainEqual(expect.objectContaining({ id: 'field.words', value: 'as it was' }));
    expect(card.body).toContainEqual(expect.objectContaining({ id: 'field.outcome', value: 'b' }));
    expect(card.actions).toMatchObject([{ type: 'Action.Execute', verb: 'submit' }]);
  });

  test('with hundreds of agencies to choose from still fits', () => {
    const options = Array.from({ length: 200 }, (_, nth) => ({
      value: String(nth),
      label: `Department of Matter No. ${nth}`,
    }));
    const form: Form = {
      ...EVERY_FIELD,
      fields: [{ kind: 'choice', name: 'agency', label: 'Agency', required: true, options }],
    };
    const card = drawForm(form, 'dialog', atOnce);
    checkCard(card);
    expect(card.body[0]).toMatchObject({ style: 'compact' });
    expect(activityBytes(card)).toBeLessThanOrEqual(80_000);
  });

  test('travels in its own button, and what is torn or blown up is not believed', () => {
    const intro: Block[] = [{ kind: 'quote', by: 'Ana', at: { when: new Date(0), zone: 'UTC' }, text: 'Hello' }];
    const packed = { form: { ...EVERY_FIELD, intro }, quoted: { by: 'Ana', text: HOSTILE.join('\n') } };
    expect(unpack(pack(packed))).toEqual(packed);
    expect(unpack(pack(packed).slice(9))).toBeUndefined();
    expect(unpack('')).toBeUndefined();
    expect(unpack(pack({ form: { title: 'x' } as unknown as Form }))).toBeUndefined();
    expect(unpack(pack({ form: EVERY_FIELD, quoted: { by: '', text: 'x'.repeat(500_000) } }))).toBeUndefined();
  });
});

test('words lose the bot’s own name and the markup, and nothing else', () => {
  const bot = { id: '28:x', name: 'Liaison Desk' };
  expect(plainWords('<at>Liaison Desk</at>&nbsp; a &nbsp; < b <at id="0">Lee</at>&nbsp;c', bot)).toBe(
    'a &nbsp; < b @Lee c',
  );
  expect(wordsOfHtml('<div>One &amp; two<br>three &#128512;&bogus;</div><p>&lt;b&gt;</p><script>x()</script>')).toBe(
    'One & two\nthree 😀&bogus;\n<b>',
  );
});

test('what the title of a dialog says is not said again below it, unless it is too long for a title', () => {
  const shown = (heading: string) => {
    const blocks: Block[] = [
      { kind: 'heading', text: heading },
      { kind: 'text', text: ['And more'] },
    ];
    const { task } = answerDialog({ kind: 'show', message: { blocks } }, atOnce).body as {
      task: { value: { title: string; card: { content: Card } } };
    };
    return [task.value.title, wordsOfCard(task.value.card.content)];
  };
  expect(shown('My queue')).toEqual(['My queue', 'And more']);
  const long = 'A heading that is far too long '.repeat(3).trim();
  expect(shown(long)).toEqual([`${long.slice(0, 59)}…`, `${long}\nAnd more`]);
});
