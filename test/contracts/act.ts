import { expect, test } from 'vitest';
import type { Answer } from '../../src/chat/answer.ts';
import { EVERY_BLOCK, EVERY_FIELD, HOSTILE, leavesOf, say } from './samples.ts';
import type { Suite } from './talk.ts';

const press = { name: 'reply', about: 'R-7' };

/** What people press and send, and what they alone are answered. */
export const act: Suite = {
  of: 'act',
  tests(talk) {
    const cases: { answer: Answer; texts: string[] }[] = [
      { answer: { kind: 'done' }, texts: [] },
      { answer: { kind: 'notice', text: ['Done & "dusted" <now>'] }, texts: ['Done & "dusted" <now>'] },
      {
        answer: { kind: 'form', form: EVERY_FIELD },
        texts: [EVERY_FIELD.title, EVERY_FIELD.submit, ...EVERY_FIELD.fields.map(({ label }) => label)],
      },
      { answer: { kind: 'show', message: EVERY_BLOCK }, texts: leavesOf(EVERY_BLOCK) },
    ];

    test.for(cases)('$answer.kind reaches the one who pressed, and nobody else', async ({ answer, texts }) => {
      talk.act = async () => answer;
      const shown = await talk.stand.press(talk.one.address, press);
      for (const text of texts) expect(shown).toContain(text);
      expect(talk.done).toEqual([
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

    test('a press that came to nothing is not taken for done', async () => {
      talk.act = async () => {
        throw new Error('the database is away');
      };
      // Refused, so that the platform says so, or said in words.
      const shown = await talk.stand.press(talk.one.address, press).catch(() => 'refused');
      expect(shown).toMatch(/^refused$|could not store this/u);
    });

    test('a form comes back with its values, and stays open with its errors', async () => {
      talk.act = async ({ kind }) =>
        kind === 'press'
          ? { kind: 'form', form: EVERY_FIELD }
          : { kind: 'errors', errors: { words: 'Say a little more.' } };
      await talk.stand.press(talk.one.address, press);
      const values = {
        title: 'Two quotes',
        words: HOSTILE.join('\n'),
        outcome: 'b',
        liked: 'ease,people',
        day: '2026-06-09',
      };
      const shown = await talk.stand.submit(talk.one.address, EVERY_FIELD.press, values);
      expect(talk.done.at(-1)).toMatchObject({
        kind: 'submit',
        press: EVERY_FIELD.press,
        values,
        from: { userId: talk.one.userId },
      });
      expect(shown).toContain('Say a little more.');
    });
  },
};

/** What is there for somebody who looks. */
export const view: Suite = {
  of: 'view',
  tests(talk) {
    test("the desk's own page shows what the desk answers", async () => {
      talk.view = async () => ({ kind: 'show', message: say('Two requests wait for you.') });
      expect(await talk.stand.home(talk.one.address)).toContain('Two requests wait for you.');
      expect(talk.asked).toContainEqual(
        expect.objectContaining({ kind: 'home', from: expect.objectContaining({ userId: talk.one.userId }) }),
      );
      expect([...talk.kept, ...talk.done]).toEqual([]);
    });
  },
};
