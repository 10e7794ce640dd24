/** Pictures of figures: what is shown, before anything is drawn. Everything in them is said in words beside them, too. */

export type Chart = Trend | Bars;

type Told = {
  title: string;
  /** What is to be seen, in a sentence: for whoever does not see the picture. */
  finding: string;
};

/** How long people waited, period by period, and how much was in time. */
export type Trend = Told & {
  kind: 'trend';
  points: TrendPoint[];
  /** What was promised, in hours; null: not the same for all. */
  promise: number | null;
};

/** `median` and `p90` in hours, null where nothing waited or so many did not end that it was not reached; `share` of 1. */
export type TrendPoint = { label: string; median: number | null; p90: number | null; share: number | null };

/** Things side by side, with how sure each is where that is known. `note`: how it is to be read, below them. */
export type Bars = Told & {
  kind: 'bars';
  bars: Bar[];
  most: number;
  note?: string;
  /** Where each bar has a value of the span before, too: what the two are called. The note says it of the picture. */
  spans?: { now: string; before: string };
};

/** How charts are shown in a chat: as its own, where it can say them honestly, or all of them as pictures of ours. */
export type ChartsAs = 'native' | 'pictures';

/** More bars no picture takes: whoever makes one says what the others are. */
export const MOST_BARS = 20;

/**
 * `said`: the value as it is written beside its bar. `value` null: there is no bar, only what is said of it. `plain`: its
 * name in Latin letters, such as a code, for a picture that has no others.
 */
export type Bar = {
  label: string;
  plain?: string | undefined;
  value: number | null;
  /** In the span before, where the chart has `spans`. */
  before?: number;
  said: string;
  low?: number;
  high?: number;
};
