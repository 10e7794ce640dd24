import { isDeepStrictEqual } from 'node:util';
import { sayTarget } from '../sla/policy.ts';
import type { OfficeSetup } from './setup.ts';
import { defaultSurveyRules, type SurveyRules, themesOf } from './surveyRules.ts';

/** What is different in how an office asks, a line each. */
export function surveyChanges(stored: SurveyRules | null, { surveys, policy }: OfficeSetup): string[] {
  const day = policy.businessDayMinutes;
  const before = stored ?? defaultSurveyRules(day);
  const after = surveys ?? defaultSurveyRules(day);
  const time = (minutes: number | null) => (minutes === null ? 'never' : sayTarget(minutes, day));
  const change = (name: string, of: (rules: SurveyRules) => string) =>
    of(before) === of(after) ? [] : [`${name}: ${of(before)} → ${of(after)}`];
  return [
    ...change('form', ({ form }) => form),
    ...change('asked after', ({ askAfter }) => time(askAfter)),
    ...change('reminded after', ({ remindAfter }) => time(remindAfter)),
    ...change('ends after', ({ closeAfter }) => time(closeAfter)),
    ...change('nobody is asked twice in', ({ coolDownDays }) => `${coolDownDays} days`),
    ...change('of an agency in a week', ({ agencyCap }) => (agencyCap === null ? 'any number' : String(agencyCap))),
    ...change('drawn', ({ sharePercent }) => `${sharePercent}%`),
    ...change('liaisons are asked', ({ asksLiaisons }) => (asksLiaisons === false ? 'never' : 'monthly')),
    ...change('all customers are asked on', ({ relationshipOn = [] }) => relationshipOn.join(', ') || 'no day'),
    ...change('themes', (rules) =>
      themesOf(rules)
        .map(({ name }) => name)
        .join(' · '),
    ),
    ...(isDeepStrictEqual(before.questions, after.questions)
      ? []
      : [`own questions: ${after.questions.map(({ ask }) => ask).join(' · ') || 'none'}`]),
  ];
}
