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
  /** Asked after the form's own questions. */
  questions: SurveyQuestion[];
};

export const surveyFormNames = ['short', 'federal', 'effort', 'none'] as const;
/** `none`: this office asks nobody. */
export type SurveyFormName = (typeof surveyFormNames)[number];

/** A question of the office's own. `answers` absent: it is answered in words. `several`: more than one may be chosen. */
export type SurveyQuestion = { code: string; ask: string; answers?: string[]; several: boolean };

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
