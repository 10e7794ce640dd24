import { expect, test } from 'vitest';
import { burstOf, saysLittle } from '../../src/requests/burst.ts';
import { subjectOf } from '../../src/requests/request.ts';

test.each([
  'Hi',
  'Hi Lee,',
  'Hello there!',
  'Good morning',
  'I have a question',
  'Quick question',
  'Can I ask you something?',
  'Hola',
  'Buenos días',
  'Tengo una pregunta',
  '…',
])('“%s” only opens a conversation', (line) => expect(saysLittle(line)).toBe(true));
test.each([
  'Do I need three quotes?',
  'Good tires',
  'I have a question about salt',
  'Help with contracts',
  'Lee',
  'Hi, who signs?',
  'ventana rota',
])('“%s” says what it is about', (line) => expect(saysLittle(line)).toBe(false));

test('a title is the first line that says something, else the first', () => {
  expect(subjectOf('Hi Lee,\n\nI have a question.\nWho signs?\nThanks')).toBe('Who signs?');
  expect(subjectOf('Hi\nHello')).toBe('Hi');
});

test('lines are one text while each follows the one before it soon', () => {
  const line = (seconds: number, more: { authorId?: number; kind?: 'from agency' | 'to agency' } = {}) => ({
    ...{ authorId: 1, kind: 'from agency' as const, at: new Date(seconds * 1_000) },
    ...more,
  });
  const all = [line(0), line(60), line(149), line(240), line(250, { kind: 'to agency', authorId: 2 }), line(260)];
  const seconds = (nth: number) => {
    const message = all[nth];
    return message && burstOf(all, message).map(({ at }) => at.getTime() / 1_000);
  };
  expect([seconds(0), seconds(2), seconds(3), seconds(5)]).toEqual([[0, 60, 149], [0, 60, 149], [240], [260]]);
});
