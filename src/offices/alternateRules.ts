/** Another way for an agency for which the usual one does not work: what an office says of it in its file. */
export type AlternateRules = {
  /** In plain words, shown to whoever thinks of asking. */
  rules: readonly string[];
  kinds: readonly AlternateKind[];
};

export type AlternateKind = {
  /** Lower case; it names the kind for ever. */
  code: string;
  name: string;
  /** When it fits, in plain words; null: the name says it. */
  fits: string | null;
  /** Codes of the agencies that may ask for it; absent: all. */
  agencies?: readonly string[];
  /** Until the office has decided, in business time. */
  decideMinutes: number;
  /** For how long at most it is granted at once. */
  atMostMonths: number;
  /** What keeps the checks. The first asks for the hours saved, so that none is counted twice. */
  reports: readonly ReportRule[];
};

export type ReportRule = {
  /** Lower case. */
  code: string;
  name: string;
  everyMonths: number;
  /** Working days behind the end of its period. */
  dueDays: number;
  /** `required`: it is not whole without a file, or an address where one is. */
  file: 'required' | 'welcome';
};
