import type { AlternateRules } from '../../src/offices/alternateRules.ts';

/** What the office of the stories offers, and what Ana asks for. */
export const alternateRules: AlternateRules = {
  rules: ['The competition that the law asks for stays.', 'It ends by itself unless it is renewed.'],
  kinds: [
    {
      ...{
        code: 'own-quotes',
        name: 'Own quotes',
        fits: 'For small purchases',
        decideMinutes: 5 * 480,
        atMostMonths: 6,
      },
      reports: [
        { code: 'purchases', name: 'List of purchases', everyMonths: 1, dueDays: 10, file: 'required' },
        { code: 'story', name: 'How it goes', everyMonths: 3, dueDays: 3, file: 'welcome' },
      ],
    },
    {
      ...{ code: 'own-signature', name: 'Own signature', fits: null, decideMinutes: 480, atMostMonths: 12 },
      ...{ agencies: ['AGR'] },
      reports: [{ code: 'list', name: 'List', everyMonths: 6, dueDays: 5, file: 'welcome' }],
    },
  ],
};

export const application = {
  ...{ kind: '1 1 own-quotes', what: 'We get three quotes ourselves.', why: 'Bridges break at night.' },
  ...{ times: '4', hours: '2.5', stake: 'A closed bridge.' },
};
