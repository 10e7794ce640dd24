import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSameQuestion, likeness, OFFERED, SUGGESTED } from '../../src/requests/likeness.ts';
import { questionWords } from '../../src/requests/questionWords.ts';

/** Answers of an office, in few words. */
const answers: readonly (readonly [string, string])[] = [
  [
    'Do we need three quotes below $50,000?',
    'Yes: three written quotes from $10,000 on, and keep them with the order.',
  ],
  [
    'How do we renew a contract that ends soon?',
    'Write to us 90 days before it ends, with the form RN-2 and the price of the option year.',
  ],
  [
    'May we buy from a vendor who is not registered?',
    'Not before they have registered in the supplier portal and sent a W-9.',
  ],
  [
    'What is the limit of a purchasing card?',
    '$10,000 a purchase and $50,000 a month; splitting a purchase is not allowed.',
  ],
  [
    'When is a sole source purchase possible?',
    'If nobody else can deliver it: the justification goes to us before you order.',
  ],
  ['How long does an RFP take?', 'From the request to the award plan for 120 days; for IT services 150.'],
  [
    'Can we use the contract of another state?',
    'Yes, cooperative contracts such as NASPO ValuePoint, with a participating addendum.',
  ],
  ['How do we cancel a purchase order?', 'Ask the vendor first, then send form PO-9; nothing may have been delivered.'],
  [
    'Do consultants need insurance?',
    'Yes, general liability of one million dollars; send the certificate before work begins.',
  ],
  ['Where do we dispose of old furniture?', 'Surplus Property takes it: fill in SP-1 and wait for the pick-up.'],
];
const kept = answers.map(([question, answer]) => {
  const asked = questionWords(question);
  return { question, asked, said: questionWords(answer).filter((word) => !asked.includes(word)) };
});
const having = new Map<string, number>();
for (const { asked, said } of kept)
  for (const word of [...asked, ...said]) having.set(word, (having.get(word) ?? 0) + 1);
const rarity = { size: kept.length, having };

const best = (text: string) =>
  kept
    .map((answer) => ({ question: answer.question, score: likeness(questionWords(text), answer, rarity) }))
    .toSorted((a, b) => b.score - a.score)[0] ?? { question: '', score: 0 };

describe('what was answered before', () => {
  test.each([
    ['Do I need three quotes for $40k?', 0],
    ['are 3 quotations required? we want three quotes for salt spreaders', 0],
    ['Our contract expires in June, how can we get an extension of that contract?', 1],
    ['How do I renew my contract?', 1],
    ['Can I purchase from a supplier that is not in the portal / not registered yet?', 2],
    ['What is the maximum on a p-card?', 3],
    ['purchasing card limit??', 3],
    ['Is a sole-source buy possible for a repair part?', 4],
    ['how long does a bid take', 5],
    ['May we use another state’s contract for tires?', 6],
    ['I have to cancel a PO, how?', 7],
    ['Do our consultants need to have insurance?', 8],
    ['Where can we get rid of old furniture?', 9],
  ])('“%s” is suggested its answer', (text, nth) => {
    const found = best(text);
    expect(found.question).toBe(answers[nth]?.[0]);
    expect(found.score).toBeGreaterThanOrEqual(SUGGESTED);
  });

  test.each([
    'When is the next training?',
    'The portal is down again, who can help?',
    'Who is my liaison for contracts?',
    'We want a new coffee machine',
    'Can you send me the minutes of the meeting?',
    'Hi',
    'Thank you so much!',
    '',
  ])('“%s” is suggested none', (text) => {
    expect(best(text).score).toBeLessThan(SUGGESTED);
  });

  test('what is offered to whoever asks is nearer than what a liaison is shown', () => {
    expect(OFFERED).toBeGreaterThan(SUGGESTED);
    expect(best('Do we need three quotes below $50k?').score).toBeGreaterThan(0.9);
  });
});

describe('the same question', () => {
  test.each([
    ['Do I need three quotes for $40k?', 'Do we need three quotes for $40,000?'],
    ['How do I renew the copier contract?', 'how can we extend our copier contract'],
    ['Where do we buy road salt?', 'Where can I purchase road salt?'],
  ])('“%s” and “%s”', (a, b) => expect(isSameQuestion(questionWords(a), questionWords(b))).toBe(true));

  test.each([
    ['Do I need three quotes for $40k?', 'Do I need three quotes for $400k?'],
    ['Where do we buy road salt?', 'Where do we buy seed?'],
    ['How do I renew the copier contract?', 'How do I cancel the copier contract?'],
    ['Hi', 'Hi'],
  ])('“%s” and “%s” are two', (a, b) => expect(isSameQuestion(questionWords(a), questionWords(b))).toBe(false));
});

const text = fc.array(fc.constantFrom(...answers.flatMap(([question]) => question.split(' ')), 'zebra', '40k'), {
  maxLength: 12,
});

test('is from 0 to 1, and a question is most like itself', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      const [asked, other] = [questionWords(a.join(' ')), questionWords(b.join(' '))];
      const score = likeness(asked, { asked: other, said: [] }, rarity);
      const itself = likeness(asked, { asked, said: [] }, rarity);
      expect(score).toBeGreaterThanOrEqual(0);
      expect(score).toBeLessThanOrEqual(itself + 1e-9);
      expect(isSameQuestion(asked, other)).toBe(isSameQuestion(other, asked));
    }),
  );
});

test('words are the same however they are written, and made once', () => {
  fc.assert(
    fc.property(fc.string(), (said) => {
      const words = questionWords(said);
      expect(questionWords(said.toUpperCase().toLowerCase())).toEqual(questionWords(said.toLowerCase()));
      expect(new Set(words).size).toBe(words.length);
    }),
  );
  expect(questionWords('Do I need three quotes for $40,000.00?')).toEqual(['3', 'quote', '40000']);
  expect(questionWords('P-Cards: who approves?')).toEqual(['pcard', 'sign']);
});
