import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/chat/port.ts';
import { EVERY_BLOCK, EVERY_FIELD, HOSTILE, leavesOf, say } from './samples.ts';
import type { Talk } from './talk.ts';

/** What people press, and what they alone are answered. */
export function answersContract(talk: Talk): void {
  describe('answers', () => {
    const press = { name: 'reply', about: 'R-7' };
    const cases: { answer: Answer; texts: string[] }[] = [
      { answer: { kind: 'done' }, texts: [] },
      { answer: { kind: 'notice', text: ['Done & "dusted" <now>'] }, texts: ['Done & "dusted" <now>'] },
      {
        answer: { kind: 'form', form: EVERY_FIELD },
        texts: [EVERY_FIELD.title, EVERY_FIELD.submit, ...EVERY_FIELD.fields.map(({ label }) => label)],
      },
      { answer: { kind: 'show', message: EVERY_BLOCK }, texts: leavesOf(EVERY_BLOCK) },
    ];

    test.for(cases)('$answer.kind reaches the one who pressed, and nobody else', async ({ answer, texts }, context) => {
      if (!talk.stand.press) return context.skip('the platform has no buttons');
      talk.receive = async () => answer;
      const shown = await talk.stand.press(talk.one.address, press);
      for (const text of texts) expect(shown).toContain(text);
      expect(talk.deeds()).toEqual([
        {
          kind: 'press',
          key: expect.stringMatching(/./),
          at: talk.stand.now(),
          press,
          from: expect.objectContaining({ userId: talk.one.userId }),
        },
      ]);
      expect(await talk.textAt(talk.other.address)).toBe('');
    });

    test('a press that could not be stored is not taken for done', async (context) => {
      if (!talk.stand.press) return context.skip('the platform has no buttons');
      talk.receive = async () => {
        throw new Error('the database is away');
      };
      await expect(talk.stand.press(talk.one.address, press)).rejects.toThrow();
    });

    test('a form comes back with its values, and stays open with its errors', async (context) => {
      if (!talk.stand.press || !talk.stand.submit) return context.skip('the platform has no forms');
      talk.receive = async ({ kind }) =>
        kind === 'press'
          ? { kind: 'form', form: EVERY_FIELD }
          : { kind: 'errors', errors: { words: 'Say a little more.' } };
      await talk.stand.press(talk.one.address, press);
      const values = { title: 'Two quotes', words: HOSTILE.join('\n'), outcome: 'b', day: '2026-06-09' };
      const shown = await talk.stand.submit(talk.one.address, EVERY_FIELD.press, values);
      expect(talk.deeds().at(-1)).toMatchObject({
        kind: 'submit',
        press: EVERY_FIELD.press,
        values,
        from: { userId: talk.one.userId },
      });
      expect(shown).toContain('Say a little more.');
    });

    test("the desk's own page shows what the desk answers", async (context) => {
      if (!talk.stand.home) return context.skip('the platform has no page of the desk');
      talk.receive = async () => ({ kind: 'show', message: say('Two requests wait for you.') });
      expect(await talk.stand.home(talk.one.address)).toContain('Two requests wait for you.');
      expect(talk.heard).toContainEqual(
        expect.objectContaining({ kind: 'home', from: expect.objectContaining({ userId: talk.one.userId }) }),
      );
    });
  });
}
