/** What agencies need, as the office understood it: of answers that say the same, or of a change that was recommended. */

export type Effort = 'small' | 'medium' | 'large';
export type Choice = 'now' | 'later' | 'no';

/**
 *     heard ──now──► planned ──► doing ──► done
 *       └──later, no──► not now ──now──► planned
 */
export type NeedState = 'heard' | 'planned' | 'doing' | 'done' | 'not now';

/** As the office decided. A no has both a reason and another way. */
export type Decision = {
  choice: Choice;
  effort: Effort;
  because: string | null;
  instead: string | null;
  /** Of *later*: when it is looked at again. */
  again: string | null;
  /** Of *now*: who does it, and by which day. */
  ownerId: number | null;
  due: string | null;
};

export type Need = {
  id: number;
  officeId: number;
  /** null: a change that somebody recommended by itself. */
  roundId: number | null;
  name: string;
  /** By when the office looks at it, where it promised so. */
  lookBy: string | null;
  state: NeedState;
  decision: Decision | null;
  /** How often it was decided: those who asked for it hear of each. */
  decisions: number;
  decidedAt: Date | null;
  doneAt: Date | null;
  /** What was done, in the words of the office. */
  doneText: string | null;
  /** After closing: its votes, how many agencies chose it, and its place. */
  result: NeedResult | null;
  actionId: number | null;
  createdAt: Date;
};
export type NeedResult = { votes: number; chosenBy: number; place: number; tied: boolean };

/** As lists show it. `agencies`: from how many its answers come. */
export type CountedNeed = Need & { answers: number; agencies: number; owner: string | null };

export const LONGEST_NEED = 120;
export const LONGEST_REASON = 1_000;

export const stateAfter = (choice: Choice): NeedState => (choice === 'now' ? 'planned' : 'not now');
export const isOpenNeed = ({ state }: Pick<Need, 'state'>): boolean => state === 'planned' || state === 'doing';
