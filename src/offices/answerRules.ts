/** What an office says of answers that it keeps. */
export type AnswerRules = {
  /** Whoever asks the like is offered them beside the receipt; else they are suggested to liaisons alone. */
  offered: boolean;
  /** How long one is good for, in months, unless whoever keeps it says otherwise. */
  validMonths: number;
};

/** Where the file says nothing. */
export const defaultAnswerRules: AnswerRules = { offered: false, validMonths: 12 };

/** What is different, a line each with its sign. */
export function answerChanges(given: AnswerRules | null, after: AnswerRules | null): string[] {
  const [was, is] = [given ?? defaultAnswerRules, after ?? defaultAnswerRules];
  return [
    ...(was.offered === is.offered ? [] : [`~ ${is.offered ? 'offered to whoever asks' : 'shown to liaisons alone'}`]),
    ...(was.validMonths === is.validMonths
      ? []
      : [`~ good for ${sayMonths(was.validMonths)} → ${sayMonths(is.validMonths)}`]),
  ];
}

const sayMonths = (months: number): string => (months === 1 ? '1 month' : `${months} months`);
