import { describe, expect, test } from 'vitest';
import { type Message, plainText } from '../../src/chat/message.ts';
import { answerWithYears, withYears } from '../../src/chat/years.ts';

const zone = 'America/New_York';
const said = { when: new Date('2027-01-05T14:30:00Z'), zone };

const message: Message = {
  blocks: [
    { kind: 'text', text: ['by ', said] },
    { kind: 'small', text: [said] },
    { kind: 'list', items: [[said], [{ strong: 'R-1' }]] },
    { kind: 'row', text: [said], buttons: [] },
    { kind: 'quote', by: 'Ana', at: said, text: 'Why?' },
    { kind: 'facts', facts: [{ label: 'Due', value: [said] }] },
  ],
};

describe('the year of a moment', () => {
  test('is said wherever the moment stands, once it is another year', () => {
    const text = plainText(withYears(message, new Date('2026-12-30T15:00:00Z')));
    expect(text.match(/Tue, Jan 5, 2027, 9:30 AM EST/gu)).toHaveLength(6);
    expect(plainText(withYears(message, new Date('2027-02-01T15:00:00Z')))).not.toContain('2027');
  });

  test('turns over where the reader is, not in Greenwich', () => {
    const lastHour = new Date('2027-01-01T03:00:00Z');
    expect(plainText(withYears(message, lastHour))).toContain('2027');
    expect(plainText(withYears(message, new Date('2027-01-01T05:00:00Z')))).not.toContain('2027');
  });

  test('is said in answers too: shown, noticed, and above a form', () => {
    const now = new Date('2026-12-30T15:00:00Z');
    const year = { ...said, year: true };
    const intro = [{ kind: 'text' as const, text: [said] }];
    const press = { name: 'note', about: '1' };
    expect(answerWithYears({ kind: 'notice', text: [said] }, now)).toEqual({ kind: 'notice', text: [year] });
    expect(
      answerWithYears({ kind: 'form', form: { title: 'Note', intro, fields: [], submit: 'Save', press } }, now),
    ).toMatchObject({ form: { intro: [{ text: [year] }] } });
    expect(answerWithYears({ kind: 'show', message }, now)).toEqual({ kind: 'show', message: withYears(message, now) });
  });
});
