/** What an office says about its surveys. */
export type SurveyRules = {
  form: SurveyFormName;
  /** After the resolution, in minutes of the office's time. */
  askAfter: number;
  /** After the question, in minutes of the office's time; null: nobody is reminded. */
  remindAfter: number | null;
  /** After the question, in minutes of the office's time. */
  closeAfter: number;
  /** A person is asked at most once in so many days, whichever office asks. */
  coolDownDays: number;
  /** Of one agency so many people at most are asked in seven days; null: any number. */
  agencyCap: number | null;
  /** Of a hundred resolutions so many are asked about, drawn by chance. */
  sharePercent: number;
  /** Whether liaisons are asked each month how they could help; absent: they are. */
  asksLiaisons?: boolean;
  /** Days of the year ('MM-DD') on which all customers are asked how the office is doing; absent: never. */
  relationshipOn?: string[];
  /** What words of answers may be about, as people of the office tag them; absent: `defaultThemes`. */
  themes?: Theme[];
  /** Asked after the form's own questions. */
  questions: SurveyQuestion[];
};

export const surveyFormNames = ['short', 'federal', 'effort', 'none'] as const;
/** `none`: this office asks nobody. */
export type SurveyFormName = (typeof surveyFormNames)[number];

/** A question of the office's own. `answers` absent: it is answered in words. `several`: more than one may be chosen. */
export type SurveyQuestion = { code: string; ask: string; answers?: string[]; several: boolean };

/** What somebody of the office may say that words are about. */
export type Theme = { code: string; name: string };

/** So many at most: no chat draws more check-boxes. */
export const MOST_THEMES = 10;

/** Where an office names none: what customers of offices like these write about. */
const defaultThemes: readonly Theme[] = [
  { code: 'time', name: 'How long it took' },
  { code: 'news', name: 'Hearing how things stand' },
  { code: 'clarity', name: 'How clear the answer was' },
  { code: 'knowledge', name: 'Whether the answer was right' },
  { code: 'rules', name: 'Rules and policies' },
  { code: 'steps', name: 'Forms, steps and systems' },
  { code: 'suppliers', name: 'Suppliers and contracts' },
  { code: 'reach', name: 'Reaching the right person' },
  { code: 'manner', name: 'How people were treated' },
  { code: 'other', name: 'Something else' },
];

export const themesOf = (rules: Pick<SurveyRules, 'themes'> | null): readonly Theme[] => rules?.themes ?? defaultThemes;

/** What holds where an office says nothing, or not everything; a business day is so many minutes long. */
export const defaultSurveyRules = (businessDayMinutes: number): SurveyRules => ({
  form: 'short',
  askAfter: businessDayMinutes,
  remindAfter: 3 * businessDayMinutes,
  closeAfter: 10 * businessDayMinutes,
  coolDownDays: 14,
  agencyCap: null,
  sharePercent: 100,
  questions: [],
});
