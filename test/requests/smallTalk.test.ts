import { describe, expect, test } from 'vitest';
import { readIntent, readIntentAbout } from '../../src/requests/intents.ts';
import { isShortAnswer, isThanks, wantsNoAnswer } from '../../src/requests/thanks.ts';

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
    ['Necesito hablar con una persona', 'person'],
    ['Quiero hablar con un humano', 'person'],
    ['I want to speak to your supervisor', 'person'],
    ['nvm, found it', 'cancel'],
    ['Never mind, I figured it out!', 'cancel'],
    ['Is there any news yet?', 'news'],
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

describe('a request that is named with it', () => {
  test.each([
    ['Whats the status of R-1001?', 'news', 1001],
    ['R-1001: any update?', 'news', 1001],
    ['any news on request 1001', 'news', 1001],
    ['cancel R-1001', 'cancel', 1001],
    ['R-1001 is urgent!', 'urgent', 1001],
    ['¿Alguna novedad sobre la solicitud R-1001?', 'news', 1001],
  ])('%s', (text, what, request) => expect(readIntentAbout(text)).toEqual({ what, request }));

  test.each(['R-1001: cancel the order with Acme', '1001', 'R-1001', 'R-1001: they are winter tires'])(
    'says more, or nothing: %s',
    (text) => expect(readIntentAbout(text)).toBeUndefined(),
  );
});

describe('a short answer', () => {
  test.each([
    '5',
    'Yes.',
    'no, thanks',
    'the first one',
    '$40,000',
    '2',
    'sí',
    'Both',
    'Dec 15th'.slice(4),
    'not today',
  ])('is %s', (text) => expect(isShortAnswer(text)).toBe(true));
  test.each(['5?', 'And who signs?', 'yes but which form do I need', '', 'salt'])('is not %s', (text) =>
    expect(isShortAnswer(text)).toBe(false),
  );
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
