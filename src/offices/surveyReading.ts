import { minutesOf } from './duration.ts';
import type { OfficeYaml } from './officeSchema.ts';
import { defaultSurveyRules, type SurveyRules } from './surveyRules.ts';
import type { YamlPath } from './yamlPlaces.ts';

type Said = OfficeYaml['surveys'];
type Wrong = { path: YamlPath; message: string };
const wrong = (path: YamlPath, message: string): Wrong => ({ path, message });

/** What an office says of its surveys; `day`: a business day in minutes. */
export function surveysOf(said: Said, day: number): SurveyRules | null {
  if (!said) return null;
  const usual = defaultSurveyRules(day);
  const minutes = (text: string | undefined, otherwise: number) => (text ? minutesOf(text, day) : otherwise);
  const remindAfter = said.remind_after === 'never' ? null : minutes(said.remind_after, usual.remindAfter ?? 0);
  return {
    form: said.form ?? usual.form,
    askAfter: minutes(said.ask_after, usual.askAfter),
    remindAfter,
    closeAfter: minutes(said.close_after, usual.closeAfter),
    coolDownDays: said.cool_down_days ?? usual.coolDownDays,
    agencyCap: said.per_agency_and_week ?? usual.agencyCap,
    ...(said.ask_liaisons === 'never' && { asksLiaisons: false }),
    sharePercent: said.share_percent ?? usual.sharePercent,
    ...(said.relationship_on && { relationshipOn: said.relationship_on.toSorted() }),
    ...(said.themes && { themes: said.themes }),
    questions: (said.questions ?? []).map(({ code, ask, answers, several = false }) => ({
      ...{ code, ask, several },
      ...(answers && { answers }),
    })),
  };
}

/** What is wrong with it beyond each setting by itself. `day`: 0 where nobody knows. */
export function checkSurveys(surveys: Said, day: number): Wrong[] {
  if (!surveys) return [];
  const { remind_after: remind = 'never', close_after: close = '10 business days', questions = [] } = surveys;
  const late = remind !== 'never' && day > 0 && minutesOf(remind, day) >= minutesOf(close, day);
  return [
    ...daysTooClose(surveys.relationship_on ?? []),
    ...(late
      ? [wrong(['surveys', 'remind_after'], `is ${remind}, when the question has ended (close_after: ${close})`)]
      : []),
    ...saidTwice('questions', questions),
    ...saidTwice('themes', surveys.themes ?? []),
  ];
}

const saidTwice = (list: string, all: readonly { code: string }[]): Wrong[] =>
  all.flatMap(({ code }, index) =>
    all.findIndex((each) => each.code === code) === index
      ? []
      : [wrong(['surveys', list, index, 'code'], `is ${code} for the second time; each needs its own`)],
  );

/** Between two rounds of the question to all customers, in days: by then the one before has ended for everybody. */
const BETWEEN_ROUNDS = 60;

function daysTooClose(days: readonly string[]): Wrong[] {
  const dayOfYear = (day: string) => (Date.parse(`2027-${day}`) - Date.parse('2027-01-01')) / 86_400_000;
  return days.flatMap((day, index) => {
    const others = days.filter((_, place) => place < index);
    const close = others.find((other) => {
      const apart = Math.abs(dayOfYear(day) - dayOfYear(other));
      return Math.min(apart, 365 - apart) < BETWEEN_ROUNDS;
    });
    if (close === undefined) return [];
    const path = ['surveys', 'relationship_on', index];
    return close === day
      ? [wrong(path, `is ${day} for the second time; take one of them out`)]
      : [wrong(path, `is ${day}, less than ${BETWEEN_ROUNDS} days from ${close}; leave more time between the two`)];
  });
}
