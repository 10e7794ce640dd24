import { describe, expect, test } from 'vitest';
import { readIntent } from '../../src/requests/intents.ts';
import { isThanks, wantsNoAnswer } from '../../src/requests/thanks.ts';

describe('what a whole text asks for', () => {
  test.each([
    ['Any update?', 'news'],
    ['any updates??', 'news'],
    ['What’s the status', 'news'],
    ['¿Alguna novedad?', 'news'],
    ['cancel', 'cancel'],
    ['Never mind.', 'cancel'],
    ['Olvídalo', 'cancel'],
    ['talk to a human', 'person'],
    ['Call me!', 'person'],
    ['Can someone call me?', 'person'],
    ['ASAP', 'urgent'],
    ['!!', 'urgent'],
    ['¡Urgente!', 'urgent'],
    ['¿Cómo va mi solicitud?', 'news'],
    ['Ya no lo necesito', 'cancel'],
    ['Llámeme', 'person'],
    ['Es muy urgente.', 'urgent'],
  ])('%s', (text, intent) => expect(readIntent(text)).toBe(intent));

  test.each([
    'Any update on the salt contract?',
    'cancel the order with Acme',
    'Is it urgent to sign?',
    'Who is the supervisor of the mail room?',
    '??',
    '',
    ' !! '.repeat(40),
  ])('is not guessed: “%s”', (text) => expect(readIntent(text)).toBeUndefined());
});

describe('a thank-you', () => {
  test.each([
    'Thank you so much!',
    'thx, that works 👍',
    'Thanks a lot, Lee!',
    '🙏',
    '👍🏽',
    '❤️',
    'Muchas gracias',
    'Gracias por todo',
    'Muchas gracias, muy amable',
    'vale',
  ])('is %s', (text) => expect(isThanks(text)).toBe(true));

  test.each(['❓', '🆘', '👎', '👋', '👍❓', 'thanks, but which form?', 'No thanks to you'])('is not %s', (text) =>
    expect(isThanks(text)).toBe(false),
  );

  test('of one word wants no answer', () => {
    for (const text of ['ok', 'Okay!', '👍', 'vale']) expect(wantsNoAnswer(text)).toBe(true);
    for (const text of ['thanks', 'ok thanks', 'ok?']) expect(wantsNoAnswer(text)).toBe(false);
  });
});
