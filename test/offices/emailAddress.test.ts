import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readEmail } from '../../src/offices/emailAddress.ts';
import { problemsOf, soundFiles } from './officeFolder.ts';

describe('an e-mail address', () => {
  it.each([
    'kim@gov.example',
    "sean.o'brien@dot.state.example",
    'a+b_c-d@x-y.example',
    'r&d/lab=1@gov.example',
    // RFC 5322 has it, and nobody can say that it is a slip.
    'sean.o`brien@gov.example',
    'josé.muñoz@gov.example',
    'почта@пример.рф',
    'почта@пример.com',
    'pocta@xn--e1afmkfd.xn--p1ai',
    'νίκος@παράδειγμα.ελ',
    '山田さん@例え.jp',
    '김철수@정부.한국',
    'संपर्क@उदाहरण.भारत',
  ])('%s is taken', (text) => {
    expect(readEmail(text)).toEqual({ email: text });
  });

  it('is the same in any case', () => {
    expect(readEmail('Kim.Lee@GOV.Example')).toEqual({ email: 'kim.lee@gov.example' });
  });

  it.each([
    ['sean.o’brien@gov.example', 'it has ’ in it', "sean.o'brien@gov.example"],
    ['kim–lee@gov.example', 'it has – in it', 'kim-lee@gov.example'],
    ['kim..lee@gov.example', 'it has two dots in a row', 'kim.lee@gov.example'],
    ['.kim@gov.example', 'it has a dot before the name', 'kim@gov.example'],
    ['kim.@gov.example', 'it has a dot after the name', 'kim@gov.example'],
    ['kim@.gov.example', 'it has a dot after the @', 'kim@gov.example'],
    ['kim@gov.example.', 'it has a dot at its end', 'kim@gov.example'],
    ['kim@gov..example', 'it has two dots in a row', 'kim@gov.example'],
    ['kim @gov.example', 'it has a space in it', 'kim@gov.example'],
    ['kim@ gov.example', 'it has a space in it', 'kim@gov.example'],
    ['kim lee@gov.example', 'it has a space in it', 'kim.lee@gov.example or kimlee@gov.example'],
    ['kim@gov', 'gov has no ending such as .gov', undefined],
    ['kim@gov,example', 'gov,example has no ending such as .gov', 'kim@gov.example'],
    ['kim@@gov.example', undefined, 'kim@gov.example'],
    ['kim@', undefined, undefined],
    ['kim', undefined, undefined],
    ['Kim Lee <Kim@gov.example>', undefined, 'kim@gov.example'],
    ['mailto:kim@gov.example', 'it has : in it', 'kim@gov.example'],
    ['kim@gov.example;', undefined, 'kim@gov.example'],
    ['kim@gov.example, lee@gov.example', undefined, undefined],
    ['"kim"@gov.example', 'it has " in it', undefined],
    ['kim@10.0.0.1', undefined, undefined],
    ['kim@-gov.example', undefined, undefined],
    ['ｋim@gov.example', 'it has ｋ in it', 'kim@gov.example'],
    ['😀@gov.example', 'it has 😀 in it', undefined],
    [`${'a'.repeat(65)}@gov.example`, 'the name before the @ is longer than 64 letters', undefined],
    ['аna@gov.example', 'its а is a letter of Cyrillic that looks like the Latin a', 'ana@gov.example'],
    ['Аna@gov.example', 'its А is a letter of Cyrillic that looks like the Latin A', 'ana@gov.example'],
    ['ana@gоv.example', 'its о is a letter of Cyrillic that looks like the Latin o', 'ana@gov.example'],
    ['lee.pαrk@gov.example', 'its α is a letter of Greek that looks like the Latin a', 'lee.park@gov.example'],
    [
      'sеan..o’brien@gov.example',
      'its е is a letter of Cyrillic that looks like the Latin e',
      "sean.o'brien@gov.example",
    ],
  ])('%s: %s', (text, reason, meant) => {
    const because = reason === undefined ? '' : `: ${reason}`;
    const hint = meant === undefined ? 'write it as name@example.gov' : `did you mean ${meant}?`;
    expect(readEmail(text).error).toBe(`"${text}" is not an e-mail address${because}; ${hint}`);
  });

  it.each([
    ['пётр@gov.example', 'Cyrillic and Latin'],
    ['ana@пример.рф', 'Latin and Cyrillic'],
    ['lee.김@gov.example', 'Latin and Hangul'],
  ])('%s is warned of: letters of two scripts', (text, scripts) => {
    const warning = `"${text}" has letters of ${scripts} in it; check that each is the one that is meant`;
    expect(readEmail(text)).toEqual({ email: text, warning });
  });

  it('what is suggested for any slip is an address, and needs no further suggestion', () => {
    const slips = fc.constantFrom('.', '..', ' ', '’', 'а', 'о', '–', '<', '>', ';', 'mailto:', 'ａ');
    const parts = fc.array(fc.oneof(slips, fc.stringMatching(/^[a-z0-9]{1,4}$/)), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(parts, parts, (before, after) => {
        const { error } = readEmail(`${before.join('')}@${after.join('')}.example`);
        const meant = /did you mean (.+)\?$/.exec(error ?? '')?.[1]?.split(' or ') ?? [];
        for (const each of meant) expect(readEmail(each)).toEqual({ email: each });
      }),
      { numRuns: 500 },
    );
  });
});

describe('e-mail addresses in the roster', () => {
  const problem =
    '"sean.o’brien@gov.example" is not an e-mail address: it has ’ in it; did you mean sean.o\'brien@gov.example?';

  it('are read in one way in all files, and a slip is told where it is and nowhere else', async () => {
    const right = `${soundFiles['people.csv']}sean.o'brien@gov.example,Sean O’Brien,liaison,,\n`;
    expect(
      await problemsOf({
        'people.csv': right,
        'assignments.csv': `${soundFiles['assignments.csv']}ACF,contracts,lee@gov.example,sean.o’brien@gov.example,,\n`,
        'absences.csv': `${soundFiles['absences.csv']}sean.o’brien@gov.example,2026-09-01,2026-09-02,\n`,
      }),
    ).toEqual([`assignments.csv:4: error: ${problem}`, `absences.csv:3: error: ${problem}`]);
    expect(
      await problemsOf({
        'people.csv': right.replace("sean.o'brien", 'sean.o’brien'),
        'absences.csv': "email,from,until,cover\nsean.o'brien@gov.example,2026-09-01,2026-09-02,\n",
      }),
    ).toEqual([`people.csv:6: error: ${problem}`]);
  });

  it('with letters of two scripts do not keep an office from being imported', async () => {
    const people = `${soundFiles['people.csv']}пётр@gov.example,Пётр,requester,DOT,\n`;
    expect(await problemsOf({ 'people.csv': people })).toEqual([
      'people.csv:6: warning: "пётр@gov.example" has letters of Cyrillic and Latin in it; check that each is the one that is meant',
    ]);
  });
});
